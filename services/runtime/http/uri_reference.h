// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace curbside {

/// A decoded path as it stands in a URI: percent-encoded where it has to be.
[[nodiscard]] inline QByteArray uriReference(const QString &path)
{
    return QUrl::toPercentEncoding(path, "/:@!$&'()*+,;=");
}

} // namespace curbside
