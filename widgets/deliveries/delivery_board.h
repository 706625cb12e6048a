// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

#include <QAbstractItemView>

namespace curbside {

class ListFilter;

/// The deliveries of a ListFilter as cards in lanes, a lane a status with its count. Only the cards in sight are drawn; a lane
/// without cards is a narrow strip. Up and down go through a lane, left and right to the next one that has cards.
class DeliveryBoard : public QAbstractItemView
{
    Q_OBJECT

public:
    /// All outlive the board; its model is `filter`.
    DeliveryBoard(const Entities &entities, const PlatformLink &link, const ListFilter &filter,
                  QWidget *parent = nullptr);

    struct Lane
    {
        QString status;
        std::vector<int> rows; ///< of the filter, from top to bottom
        int left = 0;
        int width = 0;
    };
    /// Those that are shown, from left to right.
    [[nodiscard]] const std::vector<Lane> &lanes() const;

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void reset() override;
    void doItemsLayout() override;

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// Where a row stands.
    struct Place
    {
        int lane = -1; ///< of m_lanes
        int position = 0;
    };

    void lay() const;
    void fitLanes() const;
    void forgetPlaces();
    [[nodiscard]] QRect cardRect(const Lane &lane, int position) const;
    [[nodiscard]] Place placeOf(int row) const;
    [[nodiscard]] QModelIndex cardAt(int lane, int position) const;
    [[nodiscard]] QModelIndex beside(Place from, int step) const;
    [[nodiscard]] int cardsInSight() const;
    [[nodiscard]] const DeliveryRow &deliveryAt(int row) const;
    void paintHeader(QPainter &painter, const Lane &lane) const;
    void paintStrip(QPainter &painter, const Lane &lane) const;
    void paintCard(QPainter &painter, const QRect &place, int row) const;
    void paintWords(QPainter &painter, const QRect &inside, const DeliveryRow &delivery) const;

    const Entities &m_entities;
    const PlatformLink &m_link;
    const ListFilter &m_filter;
    mutable std::vector<Lane> m_lanes;
    mutable std::vector<Place> m_places; // by row of the filter
    mutable bool m_isStale = true;
};

} // namespace curbside
