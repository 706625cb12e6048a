// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/list_view.h"
#include "widgets/traffic/value_filter.h"

namespace curbside {

class TrafficRows;

/// The list of the traffic: each value in it can be made a filter, by its menu, by key and by dragging.
class TrafficView : public ListView
{
    Q_OBJECT

public:
    explicit TrafficView(TrafficRows &model, QWidget *parent = nullptr);

    /// Of a cell.
    [[nodiscard]] ValueFilter filterOf(const QModelIndex &index) const;
    /// Columns take the widths that they want: to be asked for when there are others.
    void layOutColumns();

Q_SIGNALS:
    void filterWished(const QString &condition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;

private:
    void leaveRows(const QModelIndex &parent, int first, int last);
    void fitColumns();
    void addActions(QMenu &menu, const QModelIndex &index);

    TrafficRows &m_model;
};

} // namespace curbside
