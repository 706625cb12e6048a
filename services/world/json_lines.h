// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace curbside {

/// Where in a JSON text something is wrong, counting lines from 1.
struct JsonFault
{
    int line = 1;
    QString pointer;
    QString detail;
};

/// The first place at which a text stops being JSON, gives a member twice, nests deeper than 64 or holds more than
/// `maxValues` values. It knows where, which the parser does not say; what is JSON remains the parser's to decide.
[[nodiscard]] std::optional<JsonFault> findJsonFault(QByteArrayView text, int maxValues);

/// The line on which the value at a JSON pointer begins (for a member: its name), in a text without faults; when there is
/// no such value, that of the nearest one around it.
[[nodiscard]] int lineOfPointer(QByteArrayView text, QStringView pointer);

/// A member's or item's name as part of a JSON pointer (RFC 6901).
[[nodiscard]] QString pointerToken(QStringView name);

} // namespace curbside
