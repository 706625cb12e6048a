// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/hosting/platform.h"
#include "services/world/scenario.h"

namespace curbside {

/// The five services and the world, configured for a scenario.
[[nodiscard]] std::vector<Platform::Part> platformParts(const std::shared_ptr<const Scenario> &scenario);

/// Whom a fault rule can name: the parts, and for who looks through it the gateway.
[[nodiscard]] const QStringList &namesInFaults();

/// Adds `faults` (a JSON list, may be empty) to the plan, counted from now.
[[nodiscard]] std::expected<void, Failure> addFaults(Platform &platform, const QByteArray &faults);

/// One list of two.
[[nodiscard]] QByteArray joinedFaults(const QByteArray &left, const QByteArray &right);

/// The rules of a built-in fault plan by its name, or of a file. JSON text in one line, as the input log needs it.
[[nodiscard]] std::expected<QByteArray, Failure> loadFaults(const QString &nameOrPath);

} // namespace curbside
