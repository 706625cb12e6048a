// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_rows.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class RowWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::AlertRowWords)
};

QString secondLine(const Alert &alert, const Entities &entities)
{
    const QString endangered = endangeredText(alert.finding.deliveries, entities);
    const bool isItself = alert.finding.deliveries.size() == 1
        && alert.finding.thing == EntityRef{EntityKind::Delivery, alert.finding.deliveries.front()};
    QString text = endangered.isEmpty() || isItself ? alert.finding.what : RowWords::tr("Endangers %1").arg(endangered);
    if (!alert.takenBy.isEmpty())
        text = RowWords::tr("Taken by %1 · %2").arg(alert.takenBy, text);
    return text;
}

AlertRow rowOf(const Alert &alert, const Entities &entities)
{
    AlertRow row;
    row.key = alert.id();
    row.ids = {row.key};
    row.title = alert.finding.title;
    row.second = secondLine(alert, entities);
    row.tone = toneOf(alert.finding.severity);
    row.mark = markOf(alert.finding.severity);
    row.markText = severityText(alert.finding.severity);
    return row;
}

AlertRow floodRow(const AlertGroup &group, const Entities &entities, qint64 now)
{
    AlertRow row;
    row.key = group.id();
    row.isFlood = true;
    row.title = floodText(group.kind, group.count());
    row.age = ageText(group.since, now);
    row.tone = toneOf(group.severity);
    row.mark = markOf(group.severity);
    row.markText = severityText(group.severity);
    QStringList deliveries;
    QSet<QString> known;
    qsizetype taken = 0;
    for (const Alert &alert : group.members) {
        row.ids.append(alert.id());
        taken += alert.takenBy.isEmpty() ? 0 : 1;
        for (const QString &delivery : alert.finding.deliveries) {
            if (!known.contains(delivery))
                deliveries.append(delivery);
            known.insert(delivery);
        }
    }
    row.second = deliveries.isEmpty() ? RowWords::tr("Endangers no delivery")
                                      : RowWords::tr("Endangers %1").arg(endangeredText(deliveries, entities));
    if (taken > 0)
        row.second = RowWords::tr("%1 taken · %2").arg(QString::number(taken), row.second);
    return row;
}

} // namespace

QString endangeredText(const QStringList &deliveries, const Entities &entities, qsizetype mostNamed)
{
    if (deliveries.size() > 2 * mostNamed)
        return RowWords::tr("%1 deliveries").arg(deliveries.size());
    QStringList names;
    for (const QString &id : deliveries.first(std::min(mostNamed, deliveries.size())))
        names.append(entities.callName(id));
    const QString named = names.join(u", "_s);
    const qsizetype more = deliveries.size() - names.size();
    return more > 0 ? RowWords::tr("%1 and %2 more").arg(named, QString::number(more)) : named;
}

QString endText(const Alert &alert)
{
    const QString at = minuteText(alert.endedAt);
    if (alert.closeReason.isEmpty() && alert.closedBy.isEmpty())
        return RowWords::tr("Settled at %1").arg(at);
    return alert.closedBy.isEmpty() ? RowWords::tr("Closed at %1: %2").arg(at, alert.closeReason)
                                    : RowWords::tr("Closed at %1 by %2: %3").arg(at, alert.closedBy, alert.closeReason);
}

std::vector<AlertRow> openRows(const Alerts &alerts, const Entities &entities, qint64 now,
                               const QSet<QString> &unfolded)
{
    std::vector<AlertRow> rows;
    for (const AlertGroup &group : alerts.groups()) {
        if (group.isFlood) {
            rows.push_back(floodRow(group, entities, now));
            rows.back().isUnfolded = unfolded.contains(group.id());
            if (!rows.back().isUnfolded)
                continue;
        }
        for (const Alert &alert : group.members) {
            rows.push_back(rowOf(alert, entities));
            rows.back().age = ageText(alert.finding.since, now);
            rows.back().isMember = group.isFlood;
        }
    }
    return rows;
}

std::vector<AlertRow> snoozedRows(const Alerts &alerts, const Entities &entities)
{
    std::vector<AlertRow> rows;
    for (const Alert &alert : alerts.snoozed()) {
        rows.push_back(rowOf(alert, entities));
        rows.back().age = RowWords::tr("till %1").arg(minuteText(alert.snoozedUntil));
    }
    return rows;
}

QString endedKey(qint64 endNumber)
{
    return u"ended/%1"_s.arg(endNumber);
}

qint64 endNumberOf(const QString &key)
{
    return key.startsWith(u"ended/") ? key.section(u'/', -1).toLongLong() : 0;
}

std::vector<AlertRow> endedRows(const Alerts &alerts, const Entities &entities)
{
    std::vector<AlertRow> rows;
    for (const Alert &alert : alerts.ended()) {
        AlertRow row = rowOf(alert, entities);
        row.key = endedKey(alert.endNumber);
        row.ids.clear();
        row.second = endText(alert);
        row.age = minuteText(alert.finding.since);
        row.tone = Tone::Idle;
        row.mark = alert.closeReason.isEmpty() ? Mark::Check : Mark::Cross;
        row.markText = alert.closeReason.isEmpty() ? RowWords::tr("Settled") : RowWords::tr("Closed");
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<AlertRow> heldRows(const std::vector<AlertRow> &shown, const std::vector<AlertRow> &wanted)
{
    QHash<QString, std::size_t> places;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        places.insert(wanted[i].key, i);
    std::vector<AlertRow> rows;
    std::size_t over = 0;
    for (const AlertRow &row : shown) {
        const auto place = places.constFind(row.key);
        if (place != places.constEnd()) {
            rows.push_back(wanted[*place]);
            places.erase(place);
            continue;
        }
        if (++over > mostHeld)
            continue;
        rows.push_back(row);
        rows.back().isOver = true;
        rows.back().ids.clear();
        rows.back().tone = Tone::Idle;
        rows.back().mark = Mark::Check;
        rows.back().markText = RowWords::tr("Settled");
    }
    for (const AlertRow &row : wanted) {
        if (places.contains(row.key))
            rows.push_back(row);
    }
    return rows;
}

} // namespace curbside
