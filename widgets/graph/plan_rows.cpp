// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/plan_rows.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class PlanWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::PlanWords)
};

Cell figure(qint64 number)
{
    Cell cell;
    cell.text = QLocale().toString(number);
    cell.sortKey = number;
    return cell;
}

Cell planStepCell(const PlanRow &row)
{
    Cell cell = figure(row.level + 1);
    cell.sortKey = row.number;
    return cell;
}

QString whatText(const PlanRow &row)
{
    if (row.keyField.isEmpty())
        return PlanWords::tr("root fields");
    return PlanWords::tr("%1 %2 by %3").arg(QLocale().toString(row.entities), row.type, row.keyField);
}

Cell timeCell(const PlanRow &row)
{
    Cell cell;
    if (!row.isFirst) {
        cell.text = PlanWords::tr("same call");
        return cell;
    }
    cell.text = PlanWords::tr("%1 ms").arg(row.milliseconds);
    cell.share = row.share;
    cell.tone = Tone::Active;
    cell.sortKey = row.milliseconds;
    return cell;
}

} // namespace

GraphPlanStory GraphPlanStory::from(const JsonValue &plan)
{
    GraphPlanStory story;
    qint64 slowest = 1;
    plan["calls"].forEachItem([&](JsonValue call) {
        ++story.calls;
        bool isFirst = true;
        call["fetches"].forEachItem([&](JsonValue fetch) {
            PlanRow row;
            row.number = static_cast<qint64>(story.rows.size()) + 1;
            row.level = call["level"].toInteger().value_or(0);
            row.call = story.calls;
            row.isFirst = std::exchange(isFirst, false);
            row.service = textIn(call, "service");
            row.path = textIn(fetch, "path");
            row.type = textIn(fetch, "type");
            row.keyField = textIn(fetch, "key");
            row.entities = fetch["entities"].toInteger().value_or(0);
            row.milliseconds = call["milliseconds"].toInteger().value_or(0);
            row.query = textIn(call, "query");
            slowest = std::max(slowest, row.milliseconds);
            story.levels = std::max(story.levels, row.level + 1);
            story.rows.push_back(std::move(row));
        });
    });
    for (PlanRow &row : story.rows)
        row.share = double(row.milliseconds) / double(slowest);
    story.milliseconds = plan["cost"]["milliseconds"].toInteger().value_or(0);
    plan["cost"]["services"].forEachItem(
        [&](JsonValue service) { story.services += service.toString().value_or(QString()); });
    return story;
}

QString GraphPlanStory::text() const
{
    if (calls == 1)
        return PlanWords::tr("1 call, %1 ms").arg(milliseconds);
    const QString text = services.size() == 1
        ? PlanWords::tr("%1 calls to 1 service in %3 steps, %4 ms").arg(calls)
        : PlanWords::tr("%1 calls to %2 services in %3 steps, %4 ms").arg(calls).arg(services.size());
    return text.arg(levels).arg(milliseconds);
}

std::vector<EntityColumn<PlanRow>> planColumns()
{
    return {
        {{.title = PlanWords::tr("Step"), .width = 60, .isFigure = true, .isRightAligned = true, .key = u"step"_s},
         planStepCell},
        {{.title = PlanWords::tr("Service"), .width = 100, .key = u"service"_s},
         [](const PlanRow &row) { return textCell(serviceText(row.service)); }},
        {{.title = PlanWords::tr("Asked for"), .width = 150, .key = u"askedFor"_s},
         [](const PlanRow &row) { return textCell(whatText(row)); }},
        {{.title = PlanWords::tr("At"), .width = 120, .isFigure = true, .stretches = true, .key = u"at"_s},
         [](const PlanRow &row) { return textCell(row.path); }},
        {{.title = PlanWords::tr("Time"), .width = 150, .isFigure = true, .isRightAligned = true, .key = u"time"_s},
         timeCell},
    };
}

} // namespace curbside
