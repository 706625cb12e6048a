// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/sequence_layout.h"
#include "widgets/flows/sequence_model.h"
#include "widgets/panels/list_view.h"

#include <QStyledItemDelegate>

namespace curbside {

/// Draws the rows in sight.
class SequenceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SequenceDelegate(const SequencePicture &picture, QObject *parent) : QStyledItemDelegate(parent), m_picture(picture)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const SequencePicture &m_picture;
};

/// A flow as a sequence diagram. Its rows are a table's, so that one walks and copies them as in every list: Left goes to
/// what led to a step, Right to what it led to.
class SequenceView : public ListView
{
    Q_OBJECT

public:
    SequenceView(FlowDesk &desk, SequenceModel &model, QWidget *parent = nullptr);

    void setGaps(TimeGaps gaps);
    /// 1: as it is at first.
    void setZoom(double zoom);
    [[nodiscard]] const SequencePicture &picture() const { return m_picture; }
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    void zoomChanged(double zoom);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void layOut();
    void layOutRows(int first);
    void layOutLanes();
    void showFlow();
    void showMore(int firstRow);
    void showChosen();
    void goTo(int id);
    void addActions(QMenu &menu, const QModelIndex &index);

    FlowDesk &m_desk;
    SequenceModel &m_model;
    SequencePicture m_picture;
    bool m_isShowing = false; // what was chosen elsewhere
};

} // namespace curbside
