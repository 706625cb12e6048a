// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_desk.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/entities/rows.h"

#include <QPointer>
#include <QUrlQuery>

#include <bit>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr unsigned longestStanding = 64; // looks
constexpr qint64 chartMinute = 60'000'000;
constexpr qint64 longestInSlices = 240 * chartMinute; // a stretch that is shown in steps of five minutes
constexpr qint64 longestInHours = 96 * 60 * chartMinute;

QString troubleOf(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    const QString detail = document ? textIn(document->root(), "detail") : QString();
    return detail.isEmpty() ? ChartDesk::tr("the warehouse answered %1").arg(status) : detail;
}

} // namespace

const QStringList &ChartDesk::names()
{
    static const QStringList all{u"deliveries-by-hour"_s,    u"promise-kept"_s,  u"order-to-door"_s,
                                 u"attempts-per-delivery"_s, u"lid-open-time"_s, u"robot-use"_s,
                                 u"by-merchant"_s,           u"by-partner"_s};
    return all;
}

ChartDesk::ChartDesk(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &ChartDesk::look);
    connect(&link, &PlatformLink::described, this, &ChartDesk::look);
}

void ChartDesk::setWatched(bool isWatched)
{
    if (isWatched == m_timer.isActive())
        return;
    if (!isWatched) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    look();
}

void ChartDesk::setFilter(const ChartFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_isStale = true;
    if (!m_narrows.isEmpty() && m_timer.isActive())
        readAll();
}

void ChartDesk::readAgain()
{
    m_isStale = true;
    m_isLooking = false;
    m_pending = 0;
    ++m_round; // what is on its way is older
    look();
}

const ChartAnswer &ChartDesk::answer(const QString &name) const
{
    static const ChartAnswer none;
    const auto found = m_answers.constFind(name);
    return found == m_answers.constEnd() ? none : *found;
}

bool ChartDesk::isNarrowed(const QString &name) const
{
    const QStringList by = m_narrows.value(name);
    return (!m_filter.merchant.isEmpty() && by.contains(u"merchant"_s))
        || (!m_filter.partner.isEmpty() && by.contains(u"partner"_s));
}

/// The list of the charts is short, and tells when figures were made last.
void ChartDesk::look()
{
    const PlatformStatus status = m_link.status();
    m_standing = status.now == m_lookedAt ? m_standing + 1 : 0;
    // While time stands still, what is on its way may still arrive: less and less often.
    const bool isWorthIt = m_standing > 0 ? m_standing <= longestStanding && std::has_single_bit(m_standing)
                                          : m_asOf == 0 || status.now >= m_asOf + stepEvery;
    const bool isDue = m_isStale || !m_failure.isEmpty() || isWorthIt;
    if (!m_timer.isActive() || !status.isRunning || m_isLooking || m_pending > 0 || !isDue)
        return;
    m_lookedAt = status.now;
    m_isLooking = true;
    m_link.get(u"warehouse"_s, u"/charts"_s, [self = QPointer(this)](int answered, const QByteArray &body) {
        if (self)
            self->takeList(answered, body);
    });
}

void ChartDesk::takeList(int status, const QByteArray &body)
{
    m_isLooking = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        m_failure = troubleOf(status, body);
        Q_EMIT read();
        return;
    }
    m_failure.clear();
    document->root()["items"].forEachItem([this](JsonValue item) {
        QStringList by;
        item["narrows"].forEachItem([&by](JsonValue name) { by.append(name.toString().value_or(QString())); });
        m_narrows.insert(textIn(item, "name"), by);
        m_hasSteps.insert(textIn(item, "name"), !item["step"].isAbsent());
    });
    const qint64 run = document->root()["run"].toInteger().value_or(0);
    if (std::exchange(m_run, run) != run || m_isStale)
        readAll();
    else
        Q_EMIT read();
}

void ChartDesk::readAll()
{
    ++m_round;
    m_pending = 0;
    m_isStale = false;
    for (const QString &name : names()) {
        if (!m_narrows.contains(name))
            continue;
        ++m_pending;
        m_link.get(u"warehouse"_s, pathOf(name),
                   [self = QPointer(this), name, round = m_round](int status, const QByteArray &body) {
                       if (self && self->m_round == round)
                           self->take(name, status, body);
                   });
    }
    if (m_pending == 0)
        Q_EMIT read();
}

void ChartDesk::take(const QString &name, int status, const QByteArray &body)
{
    ChartAnswer &answer = m_answers[name];
    answer.name = name;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document || !answer.take(document->root())) {
        answer.failure = troubleOf(status, body);
        m_isStale = true; // tried again at the next look
    } else {
        m_asOf = answer.asOf;
    }
    --m_pending;
    Q_EMIT changed(name);
    if (m_pending == 0)
        Q_EMIT read();
}

QString ChartDesk::stepOf() const
{
    const qint64 begin = m_filter.begin(now()) > 0 ? m_filter.begin(now()) : description().startsAt;
    const qint64 length = (m_filter.end() > 0 ? m_filter.end() : now()) - begin;
    return length <= longestInSlices ? u"5m"_s : length <= longestInHours ? u"1h"_s : u"1d"_s;
}

QString ChartDesk::pathOf(const QString &name) const
{
    QUrlQuery query;
    const auto addTime = [&query](const QString &member, qint64 at) {
        if (at > 0)
            query.addQueryItem(member, QString::fromLatin1(toRfc3339(fromMicroseconds(at))));
    };
    addTime(u"from"_s, m_filter.begin(now()));
    addTime(u"to"_s, m_filter.end());
    const QStringList by = m_narrows.value(name);
    if (!m_filter.merchant.isEmpty() && by.contains(u"merchant"_s))
        query.addQueryItem(u"merchant"_s, m_filter.merchant);
    if (!m_filter.partner.isEmpty() && by.contains(u"partner"_s))
        query.addQueryItem(u"partner"_s, m_filter.partner);
    if (m_hasSteps.value(name))
        query.addQueryItem(u"step"_s, stepOf());
    const QString path = u"/charts/"_s + name;
    return query.isEmpty() ? path : path + u'?' + query.toString(QUrl::FullyEncoded);
}

} // namespace curbside
