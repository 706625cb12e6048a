// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/event_actions.h"

#include "services/cesql/condition.h"
#include "widgets/breakpoints/breakpoints_panel.h"
#include "widgets/publish/publish_panel.h"
#include "widgets/selection/selection.h"
#include "widgets/traffic/entry_record.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QCoreApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class EventActions
{
    Q_DECLARE_TR_FUNCTIONS(curbside::EventActions)
};

void reveal(Panel &panel)
{
    panel.show();
    panel.raise();
}

/// Events of its type, on their way to the same consumer where it is about one.
QString likeThis(const TrafficEntry &entry)
{
    std::string filter = cesql::conditionFor("type", cesql::Value::string(viewOf(entry.type)));
    if (entry.kind != JournalKind::Published)
        filter = cesql::bothOf(filter, cesql::conditionFor("handledBy", cesql::Value::string(viewOf(entry.service))));
    return QString::fromStdString(filter);
}

} // namespace

void connectBreakpoints(Workbench &bench, TrafficPanel &traffic, BreakpointsPanel &breakpoints)
{
    breakpoints.setFilterInForce([&traffic] { return traffic.filter().text().trimmed(); });
    QObject::connect(&traffic.view(), &ListView::menuOpening, &breakpoints,
                     [&traffic, &breakpoints](QMenu &menu, const QModelIndex &index) {
                         const TrafficEntry &entry = traffic.model().entry(index.row());
                         if (!isAboutEvent(entry.kind) || entry.payload.isEmpty())
                             return;
                         menu.addAction(EventActions::tr("&Break before events like this"), &breakpoints,
                                        [&breakpoints, filter = likeThis(entry)] {
                                            reveal(breakpoints);
                                            breakpoints.addFilter(filter);
                                        });
                     });
    QObject::connect(
        &breakpoints, &BreakpointsPanel::messageWished, &bench.selection,
        [&selection = bench.selection](const QString &messageId) { selection.select({EntityKind::Event, messageId}); });
}

void connectPublishing(Workbench &bench, TrafficPanel &traffic, PublishPanel &publishing)
{
    QObject::connect(&traffic.view(), &ListView::menuOpening, &publishing,
                     [&traffic, &publishing](QMenu &menu, const QModelIndex &index) {
                         const TrafficEntry &entry = traffic.model().entry(index.row());
                         if (!isAboutEvent(entry.kind) || entry.payload.isEmpty())
                             return;
                         menu.addAction(EventActions::tr("&Publish again…"), &publishing,
                                        [&publishing, type = QString::fromUtf8(entry.type),
                                         subject = QString::fromUtf8(entry.subject), data = entry.payload] {
                                            reveal(publishing);
                                            publishing.writeAgain(type, subject, data);
                                        });
                     });
    QObject::connect(
        &publishing, &PublishPanel::published, &bench.selection,
        [&selection = bench.selection](const QString &eventId) { selection.select({EntityKind::Event, eventId}); });
}

} // namespace curbside
