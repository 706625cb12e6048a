// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deliveries/deliveries_panel.h"

#include "widgets/deliveries/delivery_board.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/panels/saved_filters.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class DeliveryWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::DeliveriesPanel)
};

constexpr qint64 shownEvery = 6'000'000; // microseconds of platform time, a tenth of the minutes that are shown

std::vector<ChipListPanel::Filter> filters(const Entities &entities, const PlatformLink &link)
{
    const auto row = [&entities](int at) -> const DeliveryRow & {
        return entities.deliveries.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {DeliveryWords::tr("Open"), DeliveryWords::tr("Not ended"), [=](int at) { return !row(at).hasEnded(); },
         u"open"_s},
        {DeliveryWords::tr("At risk"), DeliveryWords::tr("Late, or will be, or promised within five minutes"),
         [=, &link, &entities](int at) { return isAtRisk(row(at), link.status().now, entities); }, u"at-risk"_s},
        {DeliveryWords::tr("Late"), DeliveryWords::tr("Promised for a time that has passed"),
         [=, &link](int at) { return isLate(row(at), link.status().now); }, u"late"_s},
        {DeliveryWords::tr("Unassigned"), DeliveryWords::tr("Open, and no robot yet"),
         [=](int at) { return !row(at).hasEnded() && row(at).driverName.isEmpty(); }, u"unassigned"_s},
        {DeliveryWords::tr("Lid trouble"), DeliveryWords::tr("Open, and its robot's lid is jammed"),
         [=, &entities](int at) {
             const RobotRow *robot = row(at).hasEnded() ? nullptr : entities.robotNamed(row(at).driverName);
             return robot && robot->lid == u"Jammed";
         },
         u"lid-trouble"_s},
        {DeliveryWords::tr("Failed"), DeliveryWords::tr("Given up; can be tried again"),
         [=](int at) { return row(at).status == u"Failed"; }, u"failed"_s},
        {DeliveryWords::tr("All"), DeliveryWords::tr("Every delivery, also those that have ended"),
         [](int) { return true; }, u"all"_s},
    };
}

void addBoard(ChipListPanel &panel, const Entities &entities, const PlatformLink &link, QSettings *settings)
{
    const QString remembered = u"ops/deliveries-as-board"_s;
    panel.addOtherLook(new DeliveryBoard(entities, link, panel.filter()), DeliveryWords::tr("Board"),
                       DeliveryWords::tr("Table"));
    panel.showOtherLook(settings && settings->value(remembered).toBool());
    QObject::connect(&panel, &ListPanel::lookChosen, &panel, [settings, remembered](bool showsOther) {
        if (settings)
            settings->setValue(remembered, showsOther);
    });
}

} // namespace

ChipListPanel *makeDeliveriesPanel(Entities &entities, PlatformLink &link, QSettings *settings)
{
    auto *panel = new ChipListPanel({u"deliveries"_s, DeliveryWords::tr("Deliveries"),
                                     DeliveryWords::tr("No deliveries yet. They appear as partners place orders.")},
                                    entities.deliveries, entities.feedOf(entities.deliveries), filters(entities, link));
    panel->setNoteText([&entities] {
        const auto &rows = entities.deliveries.rows();
        const auto open =
            std::count_if(rows.begin(), rows.end(), [](const DeliveryRow &row) { return !row.hasEnded(); });
        return DeliveryWords::tr("%1 open").arg(QLocale().toString(qlonglong(open)));
    });
    new SavedFilters(*panel, settings);
    addBoard(*panel, entities, link, settings);
    panel->sortBy(DeliveryPromise, Qt::AscendingOrder);
    QObject::connect(&entities, &Entities::expectationChanged, panel, [panel, &entities] {
        entities.deliveries.refreshColumn(DeliveryPromise);
        panel->countAgain();
    });
    QObject::connect(&link, &PlatformLink::statusChanged, panel,
                     [panel, &entities, shown = qint64(0)](const PlatformStatus &status) mutable {
                         if (std::exchange(shown, status.now / shownEvery) == status.now / shownEvery)
                             return;
                         entities.deliveries.refreshColumn(DeliveryPromise);
                         panel->countAgain();
                     });
    return panel;
}

} // namespace curbside
