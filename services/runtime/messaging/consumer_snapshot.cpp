// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the inbox that reads a publisher's lists when the events that led to them can no longer be had.
#include "services/runtime/messaging/consumer.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration snapshotDeadline = 50s;

QByteArray messageId(const QByteArray &publisher, const QString &cursor)
{
    return "snapshot " + publisher + ' ' + cursor.toUtf8();
}

} // namespace

void Consumer::startSnapshot(const QByteArray &publisher, const QByteArray &why, bool isOtherPast)
{
    if (m_sources[publisher].fetchTicket != 0)
        return;
    recordSnapshot(publisher, "begun: " + why);
    Snapshot snapshot{publisher, newTicket(publisher, snapshotDeadline), {}, 0, 0, {}, isOtherPast};
    get(publisher, u"/outbox"_s, {{u"limit"_s, u"0"_s}},
        [snapshot](Consumer &consumer, const Response &response) mutable {
            const auto document = JsonDocument::parse(response.body);
            if (!response.isSuccess() || !document)
                return;
            snapshot.epoch = document->root()["epoch"].toString().value_or(QString()).toUtf8();
            snapshot.last = document->root()["last"].toInteger().value_or(0);
            consumer.fetchList(snapshot);
        });
}

void Consumer::fetchList(const Snapshot &snapshot)
{
    const Source &source = m_sources[snapshot.publisher];
    if (source.fetchTicket != snapshot.ticket)
        return; // took too long: the slow timer begins another
    if (snapshot.list >= source.lists.size()) {
        endSnapshot(snapshot);
        return;
    }
    std::vector<std::pair<QString, QString>> query{{u"limit"_s, u"1000"_s}};
    if (!snapshot.cursor.isEmpty())
        query.emplace_back(u"cursor"_s, snapshot.cursor);
    get(snapshot.publisher, source.lists[snapshot.list].path, std::move(query),
        [snapshot](Consumer &consumer, const Response &response) { consumer.takeList(snapshot, response); });
}

void Consumer::takeList(const Snapshot &snapshot, const Response &response)
{
    auto document = JsonDocument::parse(response.body);
    if (!response.isSuccess() || !document) {
        dropTicket(snapshot.publisher, snapshot.ticket);
        return;
    }
    const auto page = std::make_shared<const JsonDocument>(std::move(*document));
    Message message{
        JournalKind::Job, messageId(snapshot.publisher, snapshot.cursor), QByteArrayLiteral("snapshot"), {}, nullptr};
    m_runner.run(
        std::move(message),
        [this, snapshot, page]() -> Handled {
            Handled result;
            const SnapshotItem &take = m_sources[snapshot.publisher].lists[snapshot.list].take;
            page->root()["items"].forEachItem([&](JsonValue item) {
                if (result)
                    result = take(item);
            });
            return result;
        },
        [this, snapshot, page](const Handled &handled) {
            if (!handled) {
                recordSnapshot(snapshot.publisher, "failed: " + handled.error().detail.toUtf8());
                dropTicket(snapshot.publisher, snapshot.ticket);
                return;
            }
            Snapshot next = snapshot;
            next.cursor = page->root()["next"].toString().value_or(QString());
            if (next.cursor.isEmpty())
                ++next.list;
            fetchList(next);
        });
}

std::vector<ParkedEvent> Consumer::giveUpParked(const QByteArray &publisher)
{
    std::vector<ParkedEvent> lost = m_parked.allOf(publisher);
    for (ParkedEvent &parked : lost) {
        parked.reason = u"its publisher was rolled back, and no longer knows it"_s;
        m_deadLetters.store(parked, m_environment.scheduler.now());
        m_parked.remove(*parked.event);
    }
    return lost;
}

void Consumer::endSnapshot(const Snapshot &snapshot)
{
    const auto lost = std::make_shared<std::vector<ParkedEvent>>();
    Message message{
        JournalKind::Job, messageId(snapshot.publisher, u"end"_s), QByteArrayLiteral("snapshot"), {}, nullptr};
    m_runner.run(
        std::move(message),
        [this, snapshot, lost]() -> Handled {
            if (snapshot.isOtherPast)
                *lost = giveUpParked(snapshot.publisher);
            storePosition(snapshot.publisher, snapshot.epoch, snapshot.last, {});
            return {};
        },
        [this, snapshot, lost](const Handled &handled) {
            dropTicket(snapshot.publisher, snapshot.ticket);
            if (!handled)
                return;
            for (const ParkedEvent &parked : *lost) {
                m_parked.noteRemoved(parked.event->source, parked.event->subject);
                record(JournalKind::DeadLettered, parked.event, parked.reason.toUtf8());
            }
            Source &source = m_sources[snapshot.publisher];
            source.epoch = snapshot.epoch;
            source.position = source.stored = snapshot.last;
            source.eventId.clear();
            source.early.clear();
            recordSnapshot(snapshot.publisher,
                           "taken: goes on after event " + QByteArray::number(qlonglong(snapshot.last)));
            fetch(snapshot.publisher);
        });
}

void Consumer::recordSnapshot(const QByteArray &publisher, const QByteArray &detail)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = JournalKind::Job;
    entry.service = m_process.name();
    entry.peer = publisher;
    entry.type = "snapshot";
    entry.detail = detail;
    m_environment.journal.add(entry);
}

} // namespace curbside
