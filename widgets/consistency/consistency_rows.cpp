// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/consistency_rows.h"

#include "widgets/alerts/service_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class ConsistencyWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ConsistencyWords)
};

qint64 countIn(const JsonValue &item, std::string_view name)
{
    return item[name].toInteger().value_or(0);
}

QString causeText(const QString &cause, const QString &detail)
{
    if (cause == u"OnTheWay")
        return ConsistencyWords::tr("an event about it is on its way");
    if (cause == u"Parked")
        return detail.isEmpty() ? ConsistencyWords::tr("its event is parked and will be tried again")
                                : ConsistencyWords::tr("its event is parked and will be tried again: %1").arg(detail);
    if (cause == u"Dead")
        return ConsistencyWords::tr("its event was given up: %1").arg(detail);
    return ConsistencyWords::tr("no event about it is on its way: it will not mend by itself");
}

} // namespace

CopyRow CopyRow::from(const QString &service, const JsonValue &item, qint64 at)
{
    CopyRow row;
    row.service = service;
    row.column = textIn(item, "column");
    row.source = textIn(item, "source");
    row.compared = countIn(item, "compared");
    row.agree = countIn(item, "agree");
    row.lagging = countIn(item, "lagging");
    row.diverged = countIn(item, "diverged");
    row.dangling = countIn(item, "dangling");
    row.laggingFor = row.lagging > 0 ? std::max<qint64>(0, at - momentIn(item, "laggingSince")) : 0;
    row.isCut = item["isCut"].toBool().value_or(false);
    row.problem = textIn(item, "problem");
    return row;
}

DifferingRow DifferingRow::from(const CopyRow &copy, const JsonValue &item)
{
    DifferingRow row;
    row.copy = copy.key();
    row.rowKey = textIn(item, "rowKey");
    row.ownerKey = textIn(item, "key");
    row.column = copy.column;
    row.here = textIn(item, "here");
    row.there = textIn(item, "there");
    row.since = momentIn(item, "since");
    row.asOf = momentIn(item, "asOf");
    row.isLagging = textIn(item, "state") == u"Lagging";
    row.why = causeText(textIn(item, "cause"), textIn(item, "detail"));
    return row;
}

DanglingRow DanglingRow::from(const QString &service, const JsonValue &item, qint64 at)
{
    DanglingRow row;
    row.column = textIn(item, "column");
    row.reference = service + u':' + row.column;
    row.rowKey = textIn(item, "rowKey");
    row.target = textIn(item, "target");
    row.value = textIn(item, "value");
    row.since = momentIn(item, "rowUpdatedAt");
    row.now = at;
    row.remedy = textIn(item, "remedy");
    return row;
}

QString DanglingRow::why() const
{
    const QString owner = serviceText(target.section(u':', 0, 0));
    if (wasThere.value_or(false))
        return ConsistencyWords::tr("%1 had it: it was removed past the service").arg(owner);
    if (remedy == u"Wait")
        return ConsistencyWords::tr("new: the news may still be on its way to %1").arg(owner);
    return wasThere ? ConsistencyWords::tr("%1 never had it").arg(owner)
                    : ConsistencyWords::tr("%1 does not know it").arg(owner);
}

CleanUpRow CleanUpRow::from(const QString &service, const JsonValue &item)
{
    CleanUpRow row;
    row.service = service;
    row.id = textIn(item, "id");
    row.isDryRun = item["dryRun"].toBool().value_or(true);
    row.state = textIn(item, "state");
    row.asked = countIn(item, "asked");
    row.problem = textIn(item, "problem");
    row.startedAt = momentIn(item, "startedAt");
    row.endedAt = momentIn(item, "endedAt");
    return row;
}

QString remedyText(const QString &remedy)
{
    static const QHash<QString, QString> words{
        {u"Wait"_s, ConsistencyWords::tr("wait until it is an hour old")},
        {u"Repair"_s, ConsistencyWords::tr("ask the owner what it ought to name")},
        {u"Release"_s, ConsistencyWords::tr("let it name nothing")},
        {u"Person"_s, ConsistencyWords::tr("leave it to a person")}};
    return words.value(remedy, remedy);
}

} // namespace curbside
