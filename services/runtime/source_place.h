// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <source_location>

namespace curbside {

/// "services/deliveries/progress.cpp": a file of these sources, wherever they were built.
[[nodiscard]] inline QString fileInSources(const QString &path)
{
    for (const auto *folder : {u"/tests/", u"/services/", u"/widgets/", u"/app/"}) {
        if (const qsizetype at = path.lastIndexOf(QStringView(folder)); at >= 0)
            return path.sliced(at + 1);
    }
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

[[nodiscard]] inline QString fileInSources(const std::source_location &where)
{
    return fileInSources(QString::fromUtf8(where.file_name()));
}

} // namespace curbside
