// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/state/lid_event.h"

#include <vector>

namespace curbside::state {

/// The table lid_event.
class LidEventStore
{
public:
    explicit LidEventStore(Database &database);

    void insert(const LidEvent &event);
    [[nodiscard]] std::optional<LidEvent> find(const LidEventId &id);
    /// In the order they happened, after `cursor`, not before `since`.
    [[nodiscard]] std::vector<LidEvent> list(PlatformTime since, const QString &cursor, qint64 limit);
    [[nodiscard]] std::vector<LidEvent> listOf(const RobotSerial &robot, PlatformTime since, const QString &cursor,
                                               qint64 limit);
    [[nodiscard]] std::vector<LidEvent> listForTasks(const QStringList &tasks, PlatformTime since,
                                                     const QString &cursor, qint64 limit);
    enum class Key { Id, Task };
    /// Those with one of these keys, a JSON array: by key, in the order they happened.
    [[nodiscard]] std::vector<LidEvent> findAll(Key key, const QString &keys);
    /// The latest of each of these robots, a JSON array of serials: by robot, the latest first.
    [[nodiscard]] std::vector<LidEvent> latestOf(const QString &serials, PlatformTime since, qint64 limit);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_find;
    Statement m_list;
    Statement m_listOf;
    Statement m_listForTasks;
};

} // namespace curbside::state
