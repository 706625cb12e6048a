// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/event_export.h"

#include <QIODevice>
#include <QSet>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isHandling(JournalKind kind)
{
    return kind == JournalKind::Handled || kind == JournalKind::DeadLettered;
}

/// The ids of the messages that the records are about, as hashes: there can be millions.
std::expected<QSet<std::size_t>, StorageError> idsOf(CaptureReader &capture, const std::vector<quint32> &records,
                                                     const std::stop_token &stop)
{
    QSet<std::size_t> ids;
    quint32 number = 0;
    auto next = records.begin();
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        if (next != records.end() && *next == number) {
            ids.insert(qHash(record.messageId));
            ++next;
        }
        ++number;
        return next != records.end() && !stop.stop_requested();
    });
    if (!read)
        return std::unexpected(read.error());
    return ids;
}

} // namespace

QByteArray csvField(QByteArray field)
{
    if (field.contains(',') || field.contains('"') || field.contains('\n') || field.contains('\r'))
        field = '"' + field.replace('"', "\"\"") + '"';
    return field;
}

QByteArray csvNames()
{
    return "time,source,sequence,type,subject,id,causationid,data\n";
}

QByteArray csvLineOf(const Event &event)
{
    return QByteArrayList{toRfc3339(event.time),
                          event.source,
                          QByteArray::number(qint64(event.sequence)),
                          csvField(event.type),
                          csvField(event.subject),
                          csvField(event.id),
                          csvField(event.causationId),
                          csvField(event.data)}
               .join(',')
        + '\n';
}

std::expected<OtlpTraces, StorageError> tracesOf(const std::vector<Event> &events, CaptureReader *capture,
                                                 const std::stop_token &stop)
{
    OtlpTraces traces;
    std::set<QByteArray, std::less<>> ids;
    for (const Event &event : events) {
        traces.add(event);
        ids.insert(event.id);
    }
    if (!capture)
        return traces;
    const auto forEach = [&](const std::function<void(const CapturedRecord &)> &visit) {
        return capture->forEachRecord([&](const CapturedRecord &record) {
            visit(record);
            return !stop.stop_requested();
        });
    };
    auto read = forEach([&](const CapturedRecord &record) {
        if (isHandling(record.kind) && ids.contains(record.messageId.toByteArray()))
            traces.addHandling(record);
    });
    if (read)
        read = forEach([&](const CapturedRecord &record) {
            if (!isHandling(record.kind) && record.kind != JournalKind::Published)
                traces.addRoot(record);
        });
    if (!read)
        return std::unexpected(read.error());
    return traces;
}

std::expected<qint64, StorageError> EventExport::write(CaptureReader &capture, QIODevice &device,
                                                       const std::stop_token &stop) const
{
    const auto ids = idsOf(capture, records, stop);
    if (!ids)
        return std::unexpected(ids.error());
    std::vector<Event> traced;
    qint64 count = 0;
    if (format == EventFormat::Csv)
        device.write(csvNames());
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        if (record.kind != JournalKind::Published || !ids->contains(qHash(record.messageId)))
            return !stop.stop_requested();
        ++count;
        switch (format) {
        case EventFormat::JsonLines: device.write(record.event().toCloudEvent() + '\n'); break;
        case EventFormat::Csv: device.write(csvLineOf(record.event())); break;
        case EventFormat::Otlp: traced.push_back(record.event()); break;
        }
        return !stop.stop_requested() && std::ssize(traced) <= mostTraced;
    });
    if (!read)
        return std::unexpected(read.error());
    if (std::ssize(traced) > mostTraced)
        return std::unexpected(StorageError{
            StorageError::Kind::Machine,
            u"More than %1 events are too many for one document of traces: let fewer pass the filter"_s.arg(
                mostTraced)});
    if (format == EventFormat::Otlp) {
        auto traces = tracesOf(traced, &capture, stop);
        if (!traces)
            return std::unexpected(traces.error());
        device.write(traces->take());
        device.write("\n");
    }
    return count;
}

} // namespace curbside
