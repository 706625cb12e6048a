// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/stats_mode.h"

#include "widgets/sql/sql_desk.h"
#include "widgets/stats/capture_panel.h"
#include "widgets/stats/charts_panel.h"
#include "widgets/stats/reconciliation_panel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Stats
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Stats)
};

ModeView *makeStats(Workbench &bench)
{
    auto *view = new ModeView(u"stats"_s);
    auto *charts = new ChartsPanel(bench);
    auto *capture = new CapturePanel(bench);
    auto *reconciliation = new ReconciliationPanel(bench);
    if (bench.sqlDesk)
        charts->setSqlOpener([desk = bench.sqlDesk](const QString &sql) { desk->open(sql); });
    QObject::connect(capture, &CapturePanel::renewalWanted, reconciliation, &ReconciliationPanel::renew);
    view->setArrangement({charts, capture, reconciliation}, [=](ModeView &mode) {
        mode.place(charts);
        mode.place(capture, charts, Qt::Vertical);
        mode.place(reconciliation, capture, Qt::Horizontal);
        mode.resizeDocks({charts, capture}, {600, 212}, Qt::Vertical);
        mode.resizeDocks({capture, reconciliation}, {490, 510}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode statsMode()
{
    return {u"stats"_s, Stats::tr("Stats"), u"stats"_s, makeStats};
}

} // namespace curbside
