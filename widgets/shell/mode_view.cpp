// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/mode_view.h"

#include "widgets/panels/panel.h"

#include <QAbstractItemView>
#include <QChildEvent>
#include <QLayout>
#include <QTabBar>

#include <algorithm>

namespace curbside {

namespace {

constexpr int layoutVersion = 2; // of what layoutState() gives: one of another version is not taken

} // namespace

ModeView::ModeView(const QString &name, QWidget *parent) : QMainWindow(parent)
{
    setObjectName(name);
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setContentsMargins(0, 0, 0, 0);
    setAnimated(false);
}

void ModeView::setArrangement(const std::vector<Panel *> &panels, std::function<void(ModeView &)> arrange)
{
    for (Panel *panel : panels) {
        panel->setParent(this);
        panel->hide();
    }
    m_arrange = std::move(arrange);
}

void ModeView::focusFirstList()
{
    const auto lists = findChildren<QAbstractItemView *>();
    const auto found = std::ranges::find_if(
        lists, [](const QAbstractItemView *list) { return list->focusPolicy() != Qt::NoFocus && list->isVisible(); });
    QWidget *first = found == lists.end() ? static_cast<QWidget *>(this) : *found;
    first->setFocus(Qt::OtherFocusReason);
}

void ModeView::place(Panel *panel)
{
    addDockWidget(Qt::LeftDockWidgetArea, panel);
    panel->show();
}

void ModeView::place(Panel *panel, Panel *after, Qt::Orientation orientation)
{
    splitDockWidget(after, panel, orientation);
    panel->show();
}

void ModeView::stack(const std::vector<Panel *> &panels)
{
    for (std::size_t i = 1; i < panels.size(); ++i) {
        tabifyDockWidget(panels[i - 1], panels[i]);
        panels[i]->show();
    }
    panels.front()->raise();
    for (QTabBar *tabs : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
        tabs->setDrawBase(false); // one that is taken again has got a base again
}

void ModeView::resetLayout()
{
    const auto panels = findChildren<Panel *>(QString(), Qt::FindDirectChildrenOnly);
    for (Panel *panel : panels) {
        panel->setFloating(false);
        removeDockWidget(panel);
    }
    m_arrange(*this);
}

QByteArray ModeView::layoutState() const
{
    return m_isArranged ? saveState(layoutVersion) : m_state;
}

void ModeView::setLayoutState(const QByteArray &state)
{
    m_state = state;
    if (m_isArranged && !restoreState(m_state, layoutVersion))
        resetLayout();
}

/// Panels that lie on each other have a bar of tabs, which comes and goes.
void ModeView::childEvent(QChildEvent *event)
{
    QMainWindow::childEvent(event);
    if (auto *tabs = event->polished() ? qobject_cast<QTabBar *>(event->child()) : nullptr)
        tabs->setAccessibleName(tr("Panels"));
}

void ModeView::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_isArranged)
        return;
    m_isArranged = true;
    layout()->activate();
    m_arrange(*this);
    if (!m_state.isEmpty())
        restoreState(m_state, layoutVersion);
}

} // namespace curbside
