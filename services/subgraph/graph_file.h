// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace curbside {

/// The SDL that is compiled in as :/SERVICE/schema.graphql. It asserts that it is there.
[[nodiscard]] QByteArray sdlOf(const QString &service);

} // namespace curbside
