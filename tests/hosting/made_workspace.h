// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTemporaryDir>

namespace curbside {

/// A workspace that three minutes of the scenario small-busy were simulated in, for a test to do with as it likes.
class MadeWorkspace
{
public:
    MadeWorkspace();
    [[nodiscard]] QString folder() const { return m_place.filePath(QStringLiteral("w")); }
    /// Changes a database behind the platform's back. Fails the program when the statement does.
    void execute(const QString &database, const QString &sql) const;
    [[nodiscard]] QString value(const QString &database, const QString &sql) const;

private:
    QTemporaryDir m_place;
};

} // namespace curbside
