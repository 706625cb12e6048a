// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

namespace curbside {

inline constexpr int patienceMs = 120'000; ///< for a busy machine; what is quick is not slowed by it

/// What a program that has ended left behind.
struct Outcome
{
    int status = -1; ///< its exit status; -1 when a signal ended it, or nothing did in time
    QByteArray out;
    QByteArray err;

    /// Whether it said one line on standard error that begins with its name.
    [[nodiscard]] bool isOneLineOfError() const
    {
        return err.startsWith("curbsidectl: ") && err.count('\n') == 1 && err.endsWith('\n');
    }
};

/// Runs curbsidectl to its end.
[[nodiscard]] Outcome curbsidectl(const QStringList &arguments,
                                  const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

/// Runs a shell command to its end, with curbsidectl's path as $0.
[[nodiscard]] Outcome shell(const QString &command);

} // namespace curbside
