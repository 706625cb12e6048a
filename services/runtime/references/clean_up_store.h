// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside {

class JsonWriter;

using CleanUpId = Id<struct CleanUpTag>;

enum class CleanUpState {
    Running,
    Done,
    Failed, ///< an owner gave no answer that can be used
    Undone,
};

template <>
struct EnumNames<CleanUpState>
{
    static constexpr std::array<std::string_view, 4> names{"Running", "Done", "Failed", "Undone"};
};

/// One run over a service's references.
struct CleanUpRun
{
    CleanUpId id;
    bool isDryRun = true;
    CleanUpState state = CleanUpState::Running;
    qint64 reference = 0; ///< which is being asked about, from 0
    QString after; ///< up to which value of it the owner has answered
    qint64 asked = 0; ///< values
    QString problem;
    PlatformTime startedAt;
    std::optional<PlatformTime> endedAt;
    qint64 version = 1;
};

enum class OrphanOutcome {
    Found, ///< a dry run would have settled it
    Young, ///< changed too recently to be judged
    Repairing, ///< the owner is asked what it ought to name
    Repaired,
    Released, ///< names nothing any more
    Left, ///< the row cannot do without: for a person
};

template <>
struct EnumNames<OrphanOutcome>
{
    static constexpr std::array<std::string_view, 6> names{"Found",    "Young",    "Repairing",
                                                           "Repaired", "Released", "Left"};
};

/// What a run found of one row, and did.
struct Orphan
{
    CleanUpId run;
    qint64 position = 0; ///< from 1
    QString column;
    QString target;
    QString rowKey;
    QString value; ///< what it named
    OrphanOutcome outcome = OrphanOutcome::Found;
    QString newValue;
    PlatformTime rowUpdatedAt;
    std::optional<PlatformTime> undoneAt;
    qint64 version = 1;
};

/// The tables clean_up and clean_up_orphan.
class CleanUpStore
{
public:
    explicit CleanUpStore(Database &database);

    void insert(const CleanUpRun &run);
    /// All but the newest 200 that have ended.
    void forgetOld();
    void save(CleanUpRun &run, PlatformTime now);
    [[nodiscard]] std::optional<CleanUpRun> find(CleanUpId id);
    [[nodiscard]] std::optional<CleanUpRun> findRunning();
    /// Newest first, after the id `cursor`.
    [[nodiscard]] std::vector<CleanUpRun> list(const QString &cursor, qint64 limit);

    /// Gives it the next position.
    void append(Orphan &orphan, PlatformTime now);
    void save(Orphan &orphan, PlatformTime now);
    [[nodiscard]] std::optional<Orphan> find(CleanUpId run, qint64 position);
    [[nodiscard]] std::vector<Orphan> orphans(CleanUpId run);
    [[nodiscard]] qint64 count(CleanUpId run, OrphanOutcome outcome);

private:
    Database &m_database;
};

} // namespace curbside
