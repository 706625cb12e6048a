// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_columns.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Columns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::TrafficColumns)
};

constexpr int longestExpression = 200;
constexpr int widthOfId = 296; ///< of a UUID, in figures

} // namespace

std::vector<TrafficColumn> knownTrafficColumns()
{
    using enum TrafficColumn::Kind;
    return {
        {Number, u"number"_s, Columns::tr("No."), 66, true, true, "number"},
        {Time, u"time"_s, Columns::tr("Time"), 116, true, false, "time"},
        {What, u"what"_s, Columns::tr("What"), 104, false, false, "outcome"},
        {Where, u"where"_s, Columns::tr("Where"), 170},
        {Type, u"type"_s, Columns::tr("Type"), 180, false, false, "type"},
        {Subject, u"subject"_s, Columns::tr("Subject"), 104, true, false, "subject", {}, widthOfId},
        {Latency, u"latency"_s, Columns::tr("Latency"), 84, true, true, "latency"},
        {Id, u"id"_s, Columns::tr("Id"), 120, true, false, "id", {}, widthOfId},
        {Trace, u"trace"_s, Columns::tr("Trace"), 120, true, false, "trace"},
        {CausedBy, u"causedBy"_s, Columns::tr("Caused by"), 120, true, false, "causationid"},
        {Sequence, u"sequence"_s, Columns::tr("Sequence"), 84, true, false, "sequence"},
        {Detail, u"detail"_s, Columns::tr("Detail"), 160},
    };
}

QStringList firstTrafficColumns()
{
    return {u"number"_s, u"time"_s, u"what"_s, u"where"_s, u"type"_s, u"subject"_s, u"latency"_s};
}

std::optional<TrafficColumn> trafficColumn(const QString &key)
{
    std::vector<TrafficColumn> known = knownTrafficColumns();
    const auto found = std::ranges::find(known, key, &TrafficColumn::key);
    if (found != known.end())
        return std::move(*found);
    if (key.size() > longestExpression)
        return {};
    auto program = cesql::Program::compile(key.toStdString());
    if (!program || (program->flaw() && program->flaw()->complaint != cesql::Complaint::NotATest))
        return {};
    TrafficColumn column;
    column.key = key;
    const auto parsed = cesql::parse(key.toStdString());
    const bool isName = (*parsed).root->operation == cesql::Operation::Attribute
        || (*parsed).root->operation == cesql::Operation::Payload;
    column.title = isName && key.startsWith(u"data."_s) ? key.mid(5) : key;
    column.filter = isName ? key.toStdString() : std::string();
    column.program = std::move(*program);
    return column;
}

std::vector<TrafficColumn> trafficColumns(const QStringList &keys)
{
    std::vector<TrafficColumn> columns;
    for (const QString &key : keys.mid(0, mostTrafficColumns)) {
        if (auto column = trafficColumn(key))
            columns.push_back(std::move(*column));
    }
    return columns.empty() ? trafficColumns(firstTrafficColumns()) : columns;
}

} // namespace curbside
