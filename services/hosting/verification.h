// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <vector>

namespace curbside {

/// One thing that is not as it is at rest.
struct Finding
{
    enum class Kind {
        InFlight, ///< on its way: a row says what will move it
        ForAPerson, ///< waits for someone's decision
        Breach, ///< wrong
    };
    Kind kind = Kind::Breach;
    QString where; ///< "deliveries.saga"
    QString what; ///< one sentence
};

/// The findings over all databases of a workspace.
struct Verification
{
    std::vector<Finding> findings;

    [[nodiscard]] std::size_t count(Finding::Kind kind) const;
    [[nodiscard]] bool isClean() const { return count(Finding::Kind::Breach) == 0; }
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] QString toText() const;
};

/// Checks invariants and references across the databases in `folder`, which are opened read-only.
[[nodiscard]] std::expected<Verification, Failure> verifyDatabases(const QString &folder);

} // namespace curbside
