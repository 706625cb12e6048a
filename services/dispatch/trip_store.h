// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/trip.h"
#include "services/runtime/storage/statement.h"

namespace curbside::dispatch {

/// The table trip.
class TripStore
{
public:
    explicit TripStore(Database &database);

    void insert(const Trip &trip, PlatformTime now);
    /// Writes status and loading; counts the version up.
    void update(Trip &trip, PlatformTime now);
    [[nodiscard]] std::optional<Trip> find(const TripId &id);
    /// The binding trip that the robot has not finished.
    [[nodiscard]] std::optional<Trip> openOf(const RobotSerial &serial);
    /// All that are not finished, by id.
    [[nodiscard]] std::vector<Trip> open();
    enum class Key { Id, RobotWhileOpen };
    /// Those with one of these keys, a JSON array: by key, the latest first.
    [[nodiscard]] std::vector<Trip> findAll(Key key, const QString &keys);
    /// By id, after `cursor`; of one status only, if one is named.
    [[nodiscard]] std::vector<Trip> list(const std::optional<QString> &status, const QString &cursor, qint64 limit);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_update;
    Statement m_find;
    Statement m_openOf;
    Statement m_open;
};

} // namespace curbside::dispatch
