// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/breakpoint_desk.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/entities/rows.h"

#include <QPointer>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int readIntervalMs = 1000;
const QString gateway = u"gateway"_s;
const QString path = u"/control/breakpoints"_s;

QString refusalOf(const QByteArray &answer)
{
    const auto problem = JsonDocument::parse(answer);
    QStringList told;
    if (problem) {
        problem->root()["errors"].forEachItem([&](JsonValue error) { told += textIn(error, "detail"); });
        if (told.isEmpty())
            told += textIn(problem->root(), "detail");
    }
    const QString text = told.join(u"; "_s);
    return text.isEmpty() ? BreakpointDesk::tr("The platform has refused it.") : text;
}

} // namespace

BreakpointDesk::BreakpointDesk(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    rows.setColumns(breakpointColumns());
    connect(&link, &PlatformLink::described, this, &BreakpointDesk::readForViewers);
    connect(&link, &PlatformLink::statusChanged, this, &BreakpointDesk::onStatus);
    m_timer.setInterval(readIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const PlatformStatus status = m_link.status();
        const bool isSeen = std::ranges::any_of(m_viewers, [](QWidget *viewer) { return viewer->isVisible(); });
        if (isSeen && !status.isPaused && rows.rowCount() > 0)
            readForViewers();
    });
    m_timer.start();
}

void BreakpointDesk::addViewer(QWidget *viewer)
{
    m_viewers.push_back(viewer);
    readForViewers();
    connect(viewer, &QObject::destroyed, this, [this, viewer] { std::erase(m_viewers, viewer); });
}

void BreakpointDesk::onStatus(const PlatformStatus &status)
{
    if (status.stop == m_stop)
        return;
    m_stop = status.stop;
    readForViewers();
    if (!m_stop || m_stop->reason == StopReason::Step)
        Q_EMIT wentOn();
    else if (isToBeTold(*m_stop))
        Q_EMIT stopped(*m_stop);
    m_isRunUntil = m_isRunUntil && !m_stop;
}

/// A moment that the program was started with is reached without a word.
bool BreakpointDesk::isToBeTold(const PlatformStop &stop) const
{
    switch (stop.reason) {
    case StopReason::Asked:
    case StopReason::Step: return false;
    case StopReason::Time: return m_isRunUntil;
    case StopReason::Filter:
    case StopReason::Breakpoint: break;
    }
    return true;
}

void BreakpointDesk::readForViewers()
{
    if (m_viewers.empty() || !m_link.status().isRunning)
        return;
    m_link.get(gateway, path, [self = QPointer(this)](int status, const QByteArray &answer) {
        if (self && status == 200)
            self->take(answer);
    });
}

void BreakpointDesk::take(const QByteArray &answer)
{
    const auto list = JsonDocument::parse(answer);
    if (!list)
        return;
    std::vector<BreakpointRow> found;
    list->root()["items"].forEachItem([&](JsonValue item) { found.push_back(breakpointRow(item)); });
    rows.takeAll(std::move(found));
}

void BreakpointDesk::tell(const Answered &answered, int status, const QByteArray &answer)
{
    const QString refusal = status >= 200 && status < 300 ? QString() : refusalOf(answer);
    if (answered)
        answered(refusal);
    else if (!refusal.isEmpty())
        Q_EMIT refused(refusal);
    readForViewers();
}

PlatformLink::Answered BreakpointDesk::telling(Answered answered)
{
    return [self = QPointer(this), answered = std::move(answered)](int status, const QByteArray &answer) {
        if (self)
            self->tell(answered, status, answer);
    };
}

void BreakpointDesk::add(const QByteArray &wish, Answered answered)
{
    m_link.ask(gateway, path, wish, telling(std::move(answered)));
}

void BreakpointDesk::addFilter(const QString &filter, Answered answered)
{
    JsonWriter json;
    json.beginObject().member("filter", filter).endObject();
    add(json.take(), std::move(answered));
}

void BreakpointDesk::setEnabled(const QString &id, bool isEnabled)
{
    JsonWriter json;
    json.beginObject().member("id", id).member("enabled", isEnabled).endObject();
    add(json.take());
}

void BreakpointDesk::remove(const QString &id)
{
    m_link.remove(gateway, path + u"?id="_s + QString::fromLatin1(QUrl::toPercentEncoding(id)), telling({}));
}

void BreakpointDesk::runUntil(const QByteArray &wish, Answered answered)
{
    m_isRunUntil = true;
    m_link.ask(gateway, u"/control/resume"_s, wish, telling(std::move(answered)));
}

void BreakpointDesk::stepEvent()
{
    m_link.ask(gateway, u"/control/step"_s, R"({"by":"event"})", telling({}));
}

} // namespace curbside
