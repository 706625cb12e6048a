// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/summary.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

double minutes(Duration duration)
{
    return static_cast<double>(duration / 1ms) / 60'000.0;
}

void writeStatistics(JsonWriter &json, std::string_view name, const DurationStatistics &statistics)
{
    const auto rounded = [](double value) { return static_cast<double>(qRound64(value * 100)) / 100; };
    json.key(name).beginObject();
    json.member("mean", rounded(statistics.mean)).member("p50", rounded(statistics.p50));
    json.member("p90", rounded(statistics.p90)).member("max", rounded(statistics.max)).endObject();
}

} // namespace

DurationStatistics DurationStatistics::of(std::vector<Duration> durations)
{
    if (durations.empty())
        return {};
    std::sort(durations.begin(), durations.end());
    const auto percentile = [&](std::size_t percent) {
        return minutes(durations[(durations.size() * percent + 99) / 100 - 1]);
    };
    const Duration total = std::accumulate(durations.begin(), durations.end(), Duration{0});
    return {minutes(total) / static_cast<double>(durations.size()), percentile(50), percentile(90),
            minutes(durations.back())};
}

Summary::Summary(Platform &platform) : m_platform(platform), m_startedAt(platform.now())
{
    platform.environment().journal.addListener([this](const JournalRecord &record) { take(record); },
                                               Journal::Detail::Brief);
}

void Summary::take(const JournalRecord &record)
{
    if (record.kind == JournalKind::Published) {
        if (record.type == "curbside.integrations.OrderReceived")
            takeOrder(*record.event);
        else if (record.type == "curbside.deliveries.DeliveryStatusChanged")
            takeDelivery(*record.event);
    } else if (record.kind == JournalKind::Requested && !record.peer.isEmpty()) {
        if (record.status < 400 && record.type == "PUT /robot/{serial}/state")
            ++m_telemetry;
        if (!m_firstActivity)
            m_firstActivity = record.at;
    }
}

void Summary::takeOrder(const Event &event)
{
    const auto document = JsonDocument::parse(event.data);
    Fields data(document ? document->root() : JsonValue());
    Delivery &delivery = m_byOrder[event.subject];
    delivery.placedAt = data.required<PlatformTime>("placedAt");
    delivery.readyAt = data.required<PlatformTime>("readyAt");
}

void Summary::takeDelivery(const Event &event)
{
    const auto document = JsonDocument::parse(event.data);
    Fields data(document ? document->root() : JsonValue());
    const auto delivery = m_byOrder.find(data.required<QString>("orderId").toUtf8());
    if (delivery == m_byOrder.end())
        return;
    delivery->second.status = data.required<QString>("to").toUtf8();
    if (delivery->second.status != "Delivered")
        return;
    delivery->second.deliveredAt = event.time;
    m_lastDelivery = event.time;
}

qint64 Summary::countOf(QByteArrayView status) const
{
    return std::count_if(m_byOrder.begin(), m_byOrder.end(),
                         [&](const auto &entry) { return entry.second.status == status; });
}

DurationStatistics Summary::clickToDoor() const
{
    std::vector<Duration> durations;
    for (const auto &[order, delivery] : m_byOrder) {
        if (delivery.deliveredAt)
            durations.push_back(*delivery.deliveredAt - delivery.placedAt);
    }
    return DurationStatistics::of(std::move(durations));
}

DurationStatistics Summary::readyToDoor() const
{
    std::vector<Duration> durations;
    for (const auto &[order, delivery] : m_byOrder) {
        if (delivery.deliveredAt)
            durations.push_back(*delivery.deliveredAt - delivery.readyAt);
    }
    return DurationStatistics::of(std::move(durations));
}

double Summary::platformSeconds() const
{
    const PlatformTime first = m_firstActivity.value_or(m_startedAt);
    const PlatformTime last = m_lastDelivery == PlatformTime{} ? m_platform.now() : m_lastDelivery;
    return static_cast<double>((last - first) / 1ms) / 1000.0;
}

Summary::Sagas Summary::sagas() const
{
    Sagas sagas;
    QString cursor;
    Process &deliveries = m_platform.process("deliveries");
    while (deliveries.isUp()) {
        Request request;
        request.path = u"/sagas"_s;
        request.query = {{u"limit"_s, u"1000"_s}};
        if (!cursor.isEmpty())
            request.query.emplace_back(u"cursor"_s, cursor);
        const Response response = deliveries.service().look(request);
        const auto page = JsonDocument::parse(response.body);
        if (!response.isSuccess() || !page)
            break;
        page->root()["items"].forEachItem([&](JsonValue saga) {
            const QString state = saga["state"].toString().value_or(QString());
            sagas.completed += state == u"Completed";
            sagas.compensated += state == u"Compensated";
            sagas.stuck += state == u"Stuck";
        });
        cursor = page->root()["next"].toString().value_or(QString());
        if (cursor.isEmpty())
            break;
    }
    return sagas;
}

void Summary::writeCounts(JsonWriter &json, double wallSeconds) const
{
    Environment &environment = m_platform.environment();
    const Journal &journal = environment.journal;
    quint64 rowsChanged = 0;
    for (const auto &process : m_platform.processes())
        rowsChanged += process->rowsChanged();
    const LocalTransport::Counts &calls = m_platform.callCounts();
    json.key("events")
        .beginObject()
        .member("published", journal.count(JournalKind::Published))
        .member("handled", journal.count(JournalKind::Handled));
    json.member("duplicates", journal.count(JournalKind::Duplicate)).member("retried", journal.retriedEvents());
    json.member("parked", journal.count(JournalKind::Parked))
        .member("deadLettered", journal.count(JournalKind::DeadLettered))
        .endObject();
    json.key("apiCalls")
        .beginObject()
        .member("made", calls.made)
        .member("failed", calls.failed)
        .member("retried", calls.retried)
        .endObject();
    const Sagas counted = sagas();
    json.key("sagas")
        .beginObject()
        .member("completed", counted.completed)
        .member("compensated", counted.compensated)
        .member("stuck", counted.stuck)
        .endObject();
    const quint64 handled = environment.commits.messages();
    json.member("transactions", handled).member("rowsChanged", rowsChanged);
    json.member("handledPerSecond", wallSeconds > 0 ? qRound64(static_cast<double>(handled) / wallSeconds) : 0);
    json.key("faults").beginObject();
    for (std::size_t i = 0; i < EnumNames<FaultKind>::names.size(); ++i) {
        if (const quint64 hits = environment.faults.hits(static_cast<FaultKind>(i)))
            json.member(EnumNames<FaultKind>::names[i], hits);
    }
    json.endObject();
}

QByteArray Summary::toJson(const QString &scenario, quint64 seed, double wallSeconds) const
{
    const qint64 delivered = countOf("Delivered");
    const qint64 failed = countOf("Failed");
    const qint64 cancelled = countOf("Cancelled");
    const qint64 returned = countOf("Returned");
    const auto orders = static_cast<qint64>(m_byOrder.size());
    JsonWriter json;
    json.beginObject();
    json.member("scenario", scenario).member("seed", seed);
    json.member("startedAt", m_startedAt).member("endedAt", m_platform.now());
    json.member("platformSeconds", platformSeconds())
        .member("wallSeconds", static_cast<double>(qRound64(wallSeconds * 1000)) / 1000);
    json.member("orders", orders)
        .member("delivered", delivered)
        .member("failed", failed)
        .member("cancelled", cancelled);
    json.member("returned", returned).member("open", orders - delivered - failed - cancelled - returned);
    writeStatistics(json, "clickToDoorMinutes", clickToDoor());
    writeStatistics(json, "readyToDoorMinutes", readyToDoor());
    json.member("telemetry", m_telemetry);
    writeCounts(json, wallSeconds);
    json.member("digest", m_platform.environment().journal.digest());
    json.endObject();
    return json.take();
}

QString Summary::toText(const QString &scenario, quint64 seed, double wallSeconds) const
{
    const DurationStatistics click = clickToDoor();
    const qint64 platform = (m_platform.now() - m_startedAt) / 1s;
    QString text =
        u"%1, seed %2: %3 orders, %4 delivered, %5 failed, %6 cancelled, %7 returned, %8 open\n"_s.arg(scenario)
            .arg(seed)
            .arg(m_byOrder.size())
            .arg(countOf("Delivered"))
            .arg(countOf("Failed"))
            .arg(countOf("Cancelled"))
            .arg(countOf("Returned"))
            .arg(static_cast<qint64>(m_byOrder.size()) - countOf("Delivered") - countOf("Failed") - countOf("Cancelled")
                 - countOf("Returned"));
    if (countOf("Delivered") == 0)
        text += u"click to door: nothing was delivered\n"_s;
    else
        text += u"click to door: mean %1 min, half within %2, nine in ten within %3, at most %4\n"_s
                    .arg(click.mean, 0, 'f', 1)
                    .arg(click.p50, 0, 'f', 1)
                    .arg(click.p90, 0, 'f', 1)
                    .arg(click.max, 0, 'f', 1);
    text += u"%1 of platform time in %2 s: %3 times as fast, %4 messages\n"_s
                .arg(u"%1 h %2 min"_s.arg(platform / 3600).arg(platform / 60 % 60))
                .arg(wallSeconds, 0, 'f', 2)
                .arg(wallSeconds > 0 ? qRound64(static_cast<double>(platform) / wallSeconds) : 0)
                .arg(m_platform.environment().commits.messages());
    text += u"digest %1\n"_s.arg(QString::fromLatin1(m_platform.environment().journal.digest()));
    return text;
}

} // namespace curbside
