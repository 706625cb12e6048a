// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gateway/gateway_stage.h"

#include "services/hosting/input_effects.h"
#include "services/hosting/run_settings.h"
#include "services/hosting/workspace.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

QByteArray GatewayStage::Nobody::describeFaults() const
{
    Platform &platform = m_stage.session().platform();
    return curbside::describeFaults(platform.environment().faults, platform.now());
}

GatewayStage::GatewayStage()
{
    const QString folder = m_folder.filePath(u"w"_s);
    const auto settings = RunSettings::from(
        {.workspace = folder, .scenario = u"small-busy"_s, .seed = u"1"_s, .runFor = {}, .faults = {}});
    if (!settings)
        qFatal("%s", qUtf8Printable(settings.error().text));
    const auto workspace = Workspace::open(folder, settings->description);
    if (!workspace)
        qFatal("%s", qUtf8Printable(workspace.error().text));
    auto session = Session::open(settings->engineOptions(**workspace).session, m_nobody);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().text));
    m_session = std::move(*session);
    if (const auto started = m_session->start(); !started)
        qFatal("%s", qUtf8Printable(started.error().text));
}

Response GatewayStage::ask(const QString &endpoint, Request request)
{
    Response answer;
    m_session->request(endpoint, std::move(request), m_session->platform().now(), true,
                       [&](Response response) { answer = std::move(response); });
    return answer;
}

Response GatewayStage::get(const QString &target, const QString &endpoint)
{
    Request request;
    request.path = target.section(u'?', 0, 0);
    const auto items = QUrlQuery(target.section(u'?', 1)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        request.query.emplace_back(name, value);
    return ask(endpoint, std::move(request));
}

Response GatewayStage::post(const QString &path, const QByteArray &body, const QString &endpoint)
{
    Request request;
    request.method = Method::Post;
    request.path = path;
    request.body = body;
    request.contentType = body.isEmpty() ? QByteArray() : QByteArrayLiteral("application/json");
    return ask(endpoint, std::move(request));
}

QString GatewayStage::value(const QByteArray &service, const QString &sql)
{
    Statement statement(m_session->platform().process(service).database(), sql);
    Rows rows = statement.query();
    return rows.next() ? rows.text(0) : QString();
}

JsonDocument GatewayStage::read(const QString &target, const QString &endpoint)
{
    const Response response = get(target, endpoint);
    auto document = JsonDocument::parse(response.body);
    if (response.status != 200 || !document)
        qFatal("%s: %d %s", qUtf8Printable(target), response.status, response.body.constData());
    return std::move(*document);
}

void GatewayStage::runFor(Duration time)
{
    const PlatformTime until = m_session->platform().now() + time;
    while (m_session->platform().runWindow(until)) {
    }
    m_session->platform().environment().scheduler.advanceTo(until);
}

bool GatewayStage::runUntil(const std::function<bool()> &holds)
{
    const PlatformTime end = m_session->platform().now() + 2h;
    while (!holds()) {
        if (m_session->platform().now() > end || !m_session->platform().runWindow(end))
            return false;
    }
    return true;
}

void GatewayStage::addFault(FaultKind kind, const QByteArray &from, const QByteArray &to, Duration delay,
                            const QByteArray &type)
{
    FaultRule rule;
    rule.kind = kind;
    rule.from = from;
    rule.to = to;
    rule.delay = delay;
    rule.type = type;
    rule.after = m_session->platform().now();
    m_session->platform().environment().faults.add(rule);
}

void GatewayStage::endFaults()
{
    m_session->platform().environment().faults.clear();
}

QStringList GatewayStage::deliveriesThatAre(const QString &status)
{
    QStringList ids;
    read(u"/deliveries?limit=1000&status="_s + status).root()["items"].forEachItem([&](JsonValue item) {
        ids.append(item["id"].toString().value_or(QString()));
    });
    return ids;
}

} // namespace curbside
