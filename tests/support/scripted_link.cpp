// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scripted_link.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 start = 1'772'449'200'000'000; // 2026-03-02T11:00:00Z

} // namespace

void ScriptedLink::setTown(const Streets &streets, std::vector<Hub> hubs)
{
    m_description.streets = streets;
    m_description.hubs = std::move(hubs);
}

void ScriptedLink::open()
{
    m_description.scenario = u"scripted"_s;
    m_description.title = u"A scripted place"_s;
    m_description.seed = 7;
    m_description.startsAt = start;
    m_description.note = note;
    m_status = {true, start + 60'000'000, 1.0, false, 0, {}};
    Q_EMIT described(m_description);
    setStatus(m_status);
}

void ScriptedLink::setStatus(const PlatformStatus &status)
{
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void ScriptedLink::tell(std::vector<TrafficEntry> entries, quint64 dropped)
{
    Q_EMIT journalArrived({std::move(entries), dropped});
}

void ScriptedLink::setAnswer(const QString &question, const QByteArray &body, int status)
{
    m_answers[question] = {body, status};
}

void ScriptedLink::setItems(const QString &question, const QByteArrayList &items)
{
    setAnswer(question, "{\"items\":[" + items.join(',') + "]}");
}

void ScriptedLink::answerNext()
{
    const auto next = m_held.front();
    m_held.erase(m_held.begin());
    next();
}

void ScriptedLink::get(const QString &endpoint, const QString &path, Answered answered)
{
    asked.append(endpoint + u' ' + path);
    answer(endpoint + u' ' + path.section(u'?', 0, 0), std::move(answered));
}

void ScriptedLink::ask(const QString &endpoint, const QString &path, const QByteArray &question, Answered answered)
{
    asked.append(u"ASK "_s + endpoint + u' ' + path + u' ' + QString::fromUtf8(question));
    answer(u"ASK "_s + endpoint + u' ' + path, std::move(answered));
}

void ScriptedLink::post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered)
{
    asked.append(u"POST "_s + endpoint + u' ' + path + u' ' + QString::fromUtf8(body));
    answer(u"POST "_s + endpoint + u' ' + path,
           [this, endpoint, path, body, answered = std::move(answered)](int status, const QByteArray &given) {
               Q_EMIT acted({endpoint, path, body, status, given});
               answered(status, given);
           });
}

void ScriptedLink::remove(const QString &endpoint, const QString &path, Answered answered)
{
    asked.append(u"DELETE "_s + endpoint + u' ' + path);
    answer(u"DELETE "_s + endpoint + u' ' + path.section(u'?', 0, 0),
           [this, endpoint, path, answered = std::move(answered)](int status, const QByteArray &given) {
               Q_EMIT acted({endpoint, path, {}, status, given, true});
               answered(status, given);
           });
}

void ScriptedLink::answer(const QString &question, Answered answered)
{
    const Scripted scripted = m_answers.value(question, {R"({"items":[]})", 200});
    auto give = [answered = std::move(answered), scripted] { answered(scripted.status, scripted.body); };
    if (m_isHolding)
        m_held.emplace_back(std::move(give));
    else
        QMetaObject::invokeMethod(this, std::move(give), Qt::QueuedConnection);
}

void ScriptedLink::setPaused(bool isPaused)
{
    wishes.append(isPaused ? u"pause"_s : u"resume"_s);
    if (!obeys)
        return;
    PlatformStatus status = m_status;
    status.isPaused = isPaused;
    setStatus(status);
}

void ScriptedLink::setSpeed(std::optional<double> speed)
{
    wishes.append(speed ? u"speed %1"_s.arg(*speed) : u"speed max"_s);
    if (!obeys)
        return;
    PlatformStatus status = m_status;
    status.speed = speed;
    setStatus(status);
}

void ScriptedLink::step()
{
    wishes.append(u"step"_s);
}

TrafficEntry published(const QByteArray &service, const QByteArray &type, const QByteArray &payload)
{
    TrafficEntry entry;
    entry.at = start;
    entry.kind = JournalKind::Published;
    entry.service = service;
    entry.type = type;
    entry.subject = "D-1";
    entry.payload = payload;
    return entry;
}

} // namespace curbside
