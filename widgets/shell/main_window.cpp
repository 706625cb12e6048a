// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/main_window.h"

#include "widgets/entities/entity_columns.h"
#include "widgets/entities/entity_feed.h"
#include "widgets/entities/entity_panel.h"
#include "widgets/theme/tokens.h"
#include "widgets/timebar/time_bar.h"
#include "widgets/traffic/traffic_panel.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

MainWindow::MainWindow(PlatformLink &link, QWidget *parent) : QMainWindow(parent), m_timeBar(new TimeBar(link))
{
    setWindowTitle(tr("Curbside"));
    QWidget *deliveries =
        makeEntityPanel(link, tr("Deliveries"), tr("No deliveries yet. They appear as partners place orders."),
                        u"/deliveries"_s, "id", deliveryColumns(), {u"deliveries"_s}, Qt::DescendingOrder);
    QWidget *tasks =
        makeEntityPanel(link, tr("Tasks"), tr("No tasks yet. Each planned trip brings a pickup and a drop-off."),
                        u"/tasks"_s, "id", taskColumns(), {u"operations"_s}, Qt::DescendingOrder);
    QWidget *robots =
        makeEntityPanel(link, tr("Robots"), tr("No robots yet. They register when the world wakes up."), u"/robots"_s,
                        "serial", robotColumns(), {u"operations"_s, u"state"_s}, Qt::AscendingOrder);
    auto *left = new QSplitter(Qt::Vertical);
    left->addWidget(deliveries);
    left->addWidget(tasks);
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(robots);
    right->addWidget(new TrafficPanel(link));
    auto *columns = new QSplitter(Qt::Horizontal);
    columns->addWidget(left);
    columns->addWidget(right);
    for (QSplitter *splitter : {left, right, columns}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(Tokens::spacing);
    }
    right->setSizes({300, 500});
    left->setSizes({400, 400});
    columns->setSizes({700, 700});

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, 0);
    layout->setSpacing(0);
    layout->addWidget(columns, 1);
    layout->addWidget(m_timeBar);
    setCentralWidget(content);
    connect(&link, &PlatformLink::statusChanged, this, [this](const PlatformStatus &status) {
        if (!status.trouble.isEmpty())
            setNote(status.trouble);
    });
}

void MainWindow::setNote(const QString &note)
{
    m_timeBar->setNote(note);
}

QWidget *MainWindow::makeEntityPanel(PlatformLink &link, const QString &title, const QString &emptyText,
                                     const QString &path, const QByteArray &key, std::vector<EntityColumn> columns,
                                     const QStringList &publishers, Qt::SortOrder order)
{
    auto *model = new EntityModel(key, std::move(columns), this);
    auto *panel = new EntityPanel(title, emptyText, *model);
    panel->sortBy(0, order);
    new EntityFeed(link, *model, path, publishers, this);
    return panel;
}

} // namespace curbside
