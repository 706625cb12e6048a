// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <expected>

namespace curbside {

/// The bytes of a regular file of at most `maxBytes`; otherwise one line that names the file and says what to do.
[[nodiscard]] std::expected<QByteArray, QString> readSourceText(const QString &path, qint64 maxBytes);

/// Text from elsewhere made fit to stand in a one-line message: control characters shown as such, cut when long.
[[nodiscard]] QString quotedForMessage(QStringView text);

} // namespace curbside
