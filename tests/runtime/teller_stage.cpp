// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/teller_stage.h"

#include "services/runtime/service.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray dataOf(const QByteArray &text)
{
    return JsonWriter().beginObject().member("text", text).member("version", 1).endObject().take();
}

} // namespace

TellerStage::TellerStage(const FixtureOptions &options) : m_platform(options)
{
    m_platform.addNeighbour("teller").answer = [this](const Request &request) { return list(request); };
    m_platform.addNeighbour("listener").made = [this](Neighbour &listener) {
        listener.on("teller", "curbside.teller.Noted", [this, &listener](const IncomingEvent &event) -> Handled {
            listener.hear(event);
            return verdict ? verdict(event) : Handled{};
        });
        listener.consumer().snapshotFrom("teller", {u"/notes"_s, [this, &listener](JsonValue item) -> Handled {
                                                        const QString text =
                                                            item["text"].toString().value_or(QString());
                                                        listener.note(text, text);
                                                        return itemVerdict ? itemVerdict(item) : Handled{};
                                                    }});
    };
    m_platform.start();
}

void TellerStage::tell(const QByteArray &subject, const QByteArray &text)
{
    m_platform.tell("teller", "Noted", subject, dataOf(text));
}

void TellerStage::tellMany(const QByteArray &subject, int count)
{
    runAt("teller", [&](Service &teller) {
        for (int i = 1; i <= count; ++i)
            static_cast<Neighbour &>(teller).publish({"curbside.teller.Noted", subject, dataOf(QByteArray::number(i))});
    });
}

void TellerStage::tellAndSettle(const QByteArray &subject, const QByteArray &text)
{
    tell(subject, text);
    m_platform.settle();
}

QStringList TellerStage::heard()
{
    return m_platform.column("listener", u"SELECT subject || ' ' || text FROM heard ORDER BY position"_s);
}

QStringList TellerStage::taken()
{
    return m_platform.column("listener", u"SELECT text FROM note ORDER BY id"_s);
}

qint64 TellerStage::position()
{
    return m_platform.value("listener", u"SELECT handled_up_to FROM v_inbox WHERE source = 'teller'"_s).toLongLong();
}

void TellerStage::runAt(const QByteArray &service, const std::function<void(Service &)> &body)
{
    m_platform.process(service).run([&body](Service &target) {
        target.runner().run({JournalKind::Job, "the test's", "the test's", target.newTrace(), nullptr},
                            [&]() -> Handled {
                                body(target);
                                return {};
                            });
    });
    m_platform.environment().commits.closeWindow();
}

std::int64_t TellerStage::addFault(FaultKind kind, const QByteArray &from, const QByteArray &to, Duration delay)
{
    FaultRule rule;
    rule.kind = kind;
    rule.from = from;
    rule.to = to;
    rule.delay = delay;
    return m_platform.faults().add(rule);
}

Response TellerStage::list(const Request &request) const
{
    if (request.path != u"/notes")
        return Problem::notFound(u"script", request.path);
    const qsizetype page = request.queryValue(u"cursor").value_or(u"0"_s).toLongLong();
    JsonWriter json;
    json.beginObject().rawMember("items", listed.value(page, "[]"));
    if (page + 1 < listed.size())
        json.member("next", QString::number(page + 1));
    return Response::json(json.endObject().take());
}

} // namespace curbside
