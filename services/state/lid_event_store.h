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

private:
    Statement m_insert;
    Statement m_find;
    Statement m_list;
    Statement m_listOf;
};

} // namespace curbside::state
