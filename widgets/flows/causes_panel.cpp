// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/causes_panel.h"

#include "widgets/flows/flow_words.h"
#include "widgets/flows/sequence_panel.h"
#include "widgets/panels/list_delegate.h"
#include "widgets/strategies/strategy_rows.h"

#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace curbside {

CausesPanel::CausesPanel(FlowDesk &desk, QWidget *parent)
    : Panel(QStringLiteral("causes"), tr("Causes"), parent), m_desk(desk), m_model(desk), m_tree(new QTreeView),
      m_message(new QLabel), m_stack(new QStackedWidget)
{
    makeTree();
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMargin(Tokens::margin);
    m_message->setProperty("role", QStringLiteral("secondary"));
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tree);
    body()->addWidget(m_stack, 1);
    connect(&desk, &FlowDesk::flowChanged, this, &CausesPanel::showState);
    connect(&desk, &FlowDesk::flowExtended, this, &CausesPanel::showState);
    connect(&desk, &FlowDesk::chosenChanged, this, &CausesPanel::showChosen);
    showState();
}

CausesPanel::~CausesPanel()
{
    m_tree->setModel(nullptr); // before the model
}

void CausesPanel::makeTree()
{
    m_tree->setModel(&m_model);
    m_tree->setAccessibleName(tr("Causes"));
    m_tree->setItemDelegate(new ListDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setTabKeyNavigation(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(CausesModel::What, QHeaderView::Stretch);
    m_tree->header()->setAccessibleName(tr("Columns"));
    const std::pair<CausesModel::Column, int> widths[] = {
        {CausesModel::Way, 176}, {CausesModel::SinceCause, 96}, {CausesModel::Remarks, 120}, {CausesModel::Time, 108}};
    for (const auto &[column, width] : widths)
        m_tree->setColumnWidth(column, width);
    connect(&m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(&m_model, &QAbstractItemModel::rowsInserted, m_tree,
            [this](const QModelIndex &parent) { m_tree->expand(parent); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CausesPanel::choose);
    connect(m_tree, &QAbstractItemView::clicked, this, &CausesPanel::choose);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &CausesPanel::openMenu);
    m_tree->expandAll();
}

void CausesPanel::choose(const QModelIndex &index)
{
    if (m_isShowing || !index.isValid())
        return;
    m_desk.choose(m_model.idOf(index));
    if (m_model.isPointer(index))
        showChosen();
}

void CausesPanel::openMenu(const QPoint &place)
{
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QModelIndex index = m_tree->indexAt(place); index.isValid()) {
        addStepActions(*menu, m_desk, m_model.idOf(index));
        menu->addSeparator();
    }
    menu->addAction(tr("&Expand all"), m_tree, &QTreeView::expandAll);
    menu->addAction(tr("C&ollapse all"), m_tree, &QTreeView::collapseAll);
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

QString CausesPanel::message() const
{
    return m_stack->currentWidget() == m_message ? m_message->text() : QString();
}

void CausesPanel::showState()
{
    const Flow *flow = m_desk.flow();
    m_message->setText(flow ? QString() : emptyFlowText(m_desk));
    m_stack->setCurrentWidget(flow ? static_cast<QWidget *>(m_tree) : m_message);
    QString note;
    if (flow && !flow->criticalPath().empty()) {
        const std::vector<int> &path = flow->criticalPath();
        const qint64 length = flow->step(path.back()).entry.at - flow->step(path.front()).entry.at;
        note = tr("critical path: %1 steps, %2")
                   .arg(QLocale().toString(qulonglong(path.size())), spanText(double(length) / 1000));
    }
    setNote(note);
    m_tree->viewport()->update(); // the critical path may be another
    showChosen();
}

void CausesPanel::showChosen()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const QModelIndex chosen = m_model.indexOf(m_desk.chosen());
    if (chosen == m_tree->currentIndex().siblingAtColumn(0))
        return;
    if (chosen.isValid())
        m_tree->setCurrentIndex(chosen);
    else
        m_tree->selectionModel()->clear();
}

} // namespace curbside
