// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/event.h"
#include "services/runtime/storage/statement.h"

#include <map>
#include <optional>
#include <vector>

namespace curbside {

class Database;

/// An event taken over but not handled: `nextAt` is set for the one that failed and is tried again, not for those that wait
/// behind it.
struct ParkedEvent
{
    EventPtr event;
    int attempts = 0;
    PlatformTime firstAt;
    std::optional<PlatformTime> nextAt;
    QString reason;
    QString history; ///< a line an attempt: time and reason
};

/// The table inbox_parked: order is kept per (publisher, subject).
class ParkedEvents
{
public:
    explicit ParkedEvents(Database &database);

    /// Whether an event of that subject waits already; from memory.
    [[nodiscard]] bool isParked(const QByteArray &source, const QByteArray &subject) const;
    [[nodiscard]] int countOf(const QByteArray &source) const;

    void store(const ParkedEvent &parked);
    void remove(const Event &event);
    [[nodiscard]] std::optional<ParkedEvent> firstOf(const QByteArray &source, const QByteArray &subject);
    [[nodiscard]] std::vector<ParkedEvent> allOf(const QByteArray &source);
    /// The first of each subject, those first that are to be tried first.
    [[nodiscard]] std::vector<ParkedEvent> firstOfEach();

    /// Tells the memory what a released message has stored or removed.
    void noteStored(const QByteArray &source, const QByteArray &subject);
    void noteRemoved(const QByteArray &source, const QByteArray &subject);

private:
    [[nodiscard]] static ParkedEvent read(const Rows &rows);

    struct Count
    {
        int total = 0;
        std::map<QByteArray, int> bySubject;
    };
    std::map<QByteArray, Count> m_counts; ///< by source
    Statement m_store;
    Statement m_remove;
    Statement m_first;
    Statement m_retry;
    Statement m_all;
};

} // namespace curbside
