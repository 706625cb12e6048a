// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_view.h"

#include "widgets/panels/own_choice.h"
#include "widgets/traffic/traffic_rows.h"

#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace curbside {

TrafficView::TrafficView(TrafficRows &model, QWidget *parent) : ListView(parent), m_model(model)
{
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TrafficView::leaveRows); // before the view does
    setModel(&model);
    chooseOnlyByHand(*this);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    connect(this, &ListView::menuOpening, this, &TrafficView::addActions);
    connect(this, &ListView::widthChanged, this, &TrafficView::fitColumns);
    connect(this, &ListView::lookChanged, this, &TrafficView::layOutColumns);
    layOutColumns();
}

/// What was chosen goes off the end of the list: its neighbour is not chosen in its place, and nobody is told.
void TrafficView::leaveRows(const QModelIndex &, int first, int last)
{
    const int current = currentIndex().row();
    if (current < first || current > last)
        return;
    const QSignalBlocker silence(selectionModel());
    selectionModel()->clearCurrentIndex();
}

void TrafficView::layOutColumns()
{
    for (int i = 0; i < m_model.columnCount(); ++i)
        setColumnWidth(i, m_model.columns()[static_cast<std::size_t>(i)].width);
    fitColumns();
}

void TrafficView::fitColumns()
{
    const auto &columns = m_model.columns();
    const auto widest = std::ranges::find(columns, TrafficColumn::Type, &TrafficColumn::kind);
    const int stretched =
        static_cast<int>(widest == columns.end() ? std::ssize(columns) - 1 : widest - columns.begin());
    int wanted = 0;
    for (const TrafficColumn &column : columns)
        wanted += column.width;
    for (int i = static_cast<int>(columns.size()) - 1; i >= 0; --i) {
        const TrafficColumn &column = columns[static_cast<std::size_t>(i)];
        const bool isHidden = column.givesWay && wanted > viewport()->width() && i != stretched;
        wanted -= isHidden ? column.width : 0;
        setColumnHidden(i, isHidden);
        horizontalHeader()->setSectionResizeMode(i, QHeaderView::Interactive);
    }
    int spare = std::max(0, viewport()->width() - wanted);
    for (int i = 0; i < int(columns.size()); ++i) {
        const TrafficColumn &column = columns[static_cast<std::size_t>(i)];
        if (column.mostWidth == 0 || i == stretched)
            continue;
        const int more = std::min(spare, column.mostWidth - column.width);
        setColumnWidth(i, column.width + more);
        spare -= more;
    }
    if (wanted <= viewport()->width())
        horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
}

ValueFilter TrafficView::filterOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const TrafficColumn &column = m_model.columns()[static_cast<std::size_t>(index.column())];
    if (column.kind != TrafficColumn::Where)
        return ValueFilter::of(column.filter, m_model.valueOf(index.row(), column));
    for (const char *name : {"handledby", "source"}) {
        TrafficColumn service;
        service.filter = name;
        const cesql::Value value = m_model.valueOf(index.row(), service);
        if (!value.isMissing())
            return ValueFilter::of(std::string_view(name) == "source" ? "source" : "handledBy", value);
    }
    return {};
}

void TrafficView::addActions(QMenu &menu, const QModelIndex &index)
{
    const quint64 number = m_model.numberOf(index.row());
    const ValueFilter filter = filterOf(index);
    addFilterActions(menu, filter,
                     [this, filter, number](FilterWish wish) { Q_EMIT filterWished(filter.condition(wish, number)); });
    TrafficColumn trace;
    trace.filter = "trace";
    const ValueFilter conversation = ValueFilter::of("trace", m_model.valueOf(index.row(), trace));
    if (!conversation.only.isEmpty() && conversation.only != filter.only)
        menu.addAction(tr("Only this con&versation"), this,
                       [this, conversation] { Q_EMIT filterWished(conversation.only); });
}

void TrafficView::keyPressEvent(QKeyEvent *event)
{
    const auto wish = filterWishOf(*event);
    const ValueFilter filter = wish ? filterOf(currentIndex()) : ValueFilter();
    if (filter.only.isEmpty())
        ListView::keyPressEvent(event);
    else
        Q_EMIT filterWished(filter.condition(*wish, m_model.numberOf(currentIndex().row())));
}

void TrafficView::startDrag(Qt::DropActions)
{
    const ValueFilter filter = filterOf(currentIndex());
    if (filter.only.isEmpty())
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(dragOf(filter));
    drag->exec(Qt::CopyAction);
}

} // namespace curbside
