// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace curbside {

/// A file of the repository, as the house rules see it.
struct SourceFile
{
    QString path; ///< from the root of the repository
    QString text;

    [[nodiscard]] bool isCpp() const;
    [[nodiscard]] bool isHeader() const;
    /// The first folder names of the path: folder(1) of services/runtime/ids.h is "services/", folder(2) "services/runtime/".
    [[nodiscard]] QString folder(int depth) const;
    [[nodiscard]] QStringList lines() const;
    /// What stands between the quotes or angle brackets of each #include.
    [[nodiscard]] QStringList includes() const;
};

/// Which parts of C++ are replaced by blanks. Line breaks stay, so lines keep their numbers.
enum class Blank { Comments, CommentsAndLiterals };

[[nodiscard]] QString blanked(const QString &cpp, Blank parts);

} // namespace curbside
