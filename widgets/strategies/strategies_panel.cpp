// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/strategies/strategies_panel.h"

#include "widgets/actions/deed.h"
#include "widgets/entities/entities.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/platform_link.h"
#include "widgets/selection/selection.h"
#include "widgets/theme/plain_text.h"

#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

StrategiesPanel::StrategiesPanel(PlatformLink &link, const Entities &entities, Selection &selection, QWidget *parent)
    : Panel(u"strategies"_s, tr("Three ways"), parent), m_link(link), m_entities(entities), m_selection(selection),
      m_view(new ListView), m_stack(new QStackedWidget), m_choose(nullptr), m_told(new QLabel)
{
    addColumns();
    build();
    addTroubleMenu();
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &StrategiesPanel::read);
    connect(&selection, &Selection::changed, this, &StrategiesPanel::follow);
    connect(&entities.deliveries, &QAbstractItemModel::rowsInserted, this, &StrategiesPanel::showState);
    follow(selection.current());
}

StrategiesPanel::~StrategiesPanel()
{
    m_view->setModel(nullptr); // before the rows
}

void StrategiesPanel::addColumns()
{
    const auto column = [](const QString &title, const QString &key, std::size_t at) {
        return EntityColumn<StrategyRow>{{.title = title, .width = 150, .stretches = true, .key = key},
                                         [at](const StrategyRow &row) { return row.cells[at]; }};
    };
    m_rows.setColumns({
        {{.title = tr("Field"), .width = 116, .key = u"field"_s},
         [](const StrategyRow &row) { return Cell{row.title, {}, {}, {}, {}}; }},
        column(tr("API calls"), u"api"_s, 0),
        column(tr("Copies by events"), u"denormalized"_s, 1),
        column(tr("Join in the gateway"), u"join"_s, 2),
    });
    m_rows.take(strategyRows(m_answers));
    m_view->setModel(&m_rows);
    m_view->setSortingEnabled(false);
    m_view->setAccessibleName(tr("Fields of the delivery by strategy"));
    for (int at = 0; at < m_rows.columnCount(); ++at) {
        m_view->setColumnWidth(at, m_rows.look(at).width);
        m_view->horizontalHeader()->setSectionResizeMode(
            at, m_rows.look(at).stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
}

void StrategiesPanel::build()
{
    auto *empty = new QWidget;
    auto *layout = new QVBoxLayout(empty);
    auto *sentence = new QLabel(
        tr("Choose a delivery anywhere: here it is read by calls, from copies and by a join, again and again."));
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setProperty("role", u"secondary"_s);
    m_choose = new QPushButton(tr("Choose one that is &under way"));
    connect(m_choose, &QPushButton::clicked, this, &StrategiesPanel::chooseOneUnderWay);
    layout->addStretch(1);
    layout->addWidget(sentence);
    layout->addWidget(m_choose, 0, Qt::AlignCenter);
    layout->addStretch(1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(empty);
    body()->addWidget(m_stack, 1);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setMargin(Tokens::spacing);
    m_told->setProperty("role", u"secondary"_s);
    m_told->hide();
    body()->addWidget(m_told);
}

void StrategiesPanel::addTroubleMenu()
{
    auto *button = new QToolButton;
    button->setText(tr("Try it with trouble"));
    button->setToolTip(tr("Makes something go wrong for two minutes of platform time"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    const auto add = [&](const QString &title, const QByteArray &rule, const QString &told) {
        connect(menu->addAction(title), &QAction::triggered, this, [=, this] { makeTrouble(rule, told); });
    };
    add(tr("Operations is &slow"), R"({"kind":"CallSlow","to":"operations","delayMs":400,"for":"2m"})",
        tr("For two minutes every call to Operations takes 400 ms longer."));
    add(tr("Operations is &away"), R"({"kind":"CutOff","service":"operations","for":"2m"})",
        tr("For two minutes nothing reaches Operations, and nothing leaves it."));
    add(tr("Events come &late"), R"({"kind":"EventDelayed","to":"deliveries","delayMs":10000,"for":"2m"})",
        tr("For two minutes events reach Deliveries ten seconds late."));
    button->setMenu(menu);
    addControl(button);
}

void StrategiesPanel::makeTrouble(const QByteArray &rule, const QString &told)
{
    m_link.post(u"gateway"_s, u"/control/faults"_s, rule,
                [self = QPointer(this), told](int status, const QByteArray &) {
                    if (!self)
                        return;
                    self->m_told->setText(status == 201 ? told : tr("The platform refused it (%1).").arg(status));
                    self->m_told->show();
                });
}

void StrategiesPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_timer.start();
    read();
}

void StrategiesPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_timer.stop();
}

void StrategiesPanel::follow(const EntityRef &chosen)
{
    QString id;
    if (chosen.kind == EntityKind::Delivery)
        id = chosen.key;
    else if (const TaskRow *task = chosen.kind == EntityKind::Task ? m_entities.tasks.find(chosen.key) : nullptr)
        id = task->deliveryId;
    if (id == m_deliveryId && !id.isEmpty())
        return;
    m_deliveryId = id;
    m_answers = {};
    m_pending = 0;
    m_rows.take(strategyRows(m_answers));
    showState();
    read();
}

void StrategiesPanel::chooseOneUnderWay()
{
    const auto &rows = m_entities.deliveries.rows();
    const auto isDriven = [](const DeliveryRow &row) { return !row.hasEnded() && !row.taskId.isEmpty(); };
    auto found = std::find_if(rows.rbegin(), rows.rend(), isDriven);
    if (found == rows.rend())
        found = rows.rbegin();
    if (found != rows.rend())
        m_selection.select({EntityKind::Delivery, found->id});
}

void StrategiesPanel::read()
{
    if (m_deliveryId.isEmpty() || m_pending > 0 || !isVisible())
        return;
    m_pending = strategyNames.size();
    for (std::size_t column = 0; column < strategyNames.size(); ++column) {
        const QString name = QString::fromLatin1(strategyNames[column].data());
        m_link.get(u"gateway"_s, u"/deliveries/"_s + inPath(m_deliveryId) + u"?strategy="_s + name,
                   [self = QPointer(this), id = m_deliveryId, column](int status, const QByteArray &body) {
                       if (self)
                           self->take(id, column, status, body);
                   });
    }
}

void StrategiesPanel::take(const QString &deliveryId, std::size_t column, int status, const QByteArray &body)
{
    if (deliveryId != m_deliveryId || m_pending == 0)
        return; // of the one that was chosen before
    m_answers[column] = {status, body};
    if (--m_pending == 0)
        m_rows.take(strategyRows(m_answers));
}

void StrategiesPanel::showState()
{
    const bool isChosen = !m_deliveryId.isEmpty();
    m_stack->setCurrentIndex(isChosen ? 0 : 1);
    m_choose->setEnabled(m_entities.deliveries.rowCount() > 0);
    setNote(isChosen ? m_entities.callName(m_deliveryId) : QString());
}

} // namespace curbside
