// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

struct sqlite3;

namespace curbside {

/// Writes the rows of a message's way through the platform with the SQLite API and nothing else: what no platform can be
/// faster than. The files have to have the schema of services already.
class MessageFloor
{
public:
    MessageFloor(const QString &publisherFile, const QString &consumerFile);
    ~MessageFloor();
    MessageFloor(const MessageFloor &) = delete;
    MessageFloor &operator=(const MessageFloor &) = delete;

    /// One transaction at each end.
    void writeGroup(int messages);

private:
    sqlite3 *m_publisher = nullptr;
    sqlite3 *m_consumer = nullptr;
    struct Statements;
    Statements *m_statements;
    qint64 m_sequence = 1'000'000;
};

} // namespace curbside
