// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/chart_picture.h"

#include <QRectF>

class QPainter;

namespace curbside {

/// A chart laid out in a place of that size: on the screen, in a picture or on a page.
class ChartDrawing
{
public:
    /// Both outlive it.
    ChartDrawing(const ChartPicture &picture, const QRectF &place, const Tokens &tokens);

    /// `read`: the bar that is read out; -1: none.
    void paint(QPainter &painter, int read = -1) const;
    /// The bar at a point; -1: none.
    [[nodiscard]] int barAt(QPointF point) const;
    /// Where a bar may reach to.
    [[nodiscard]] QRectF slotOf(int bar) const;
    /// How many bars there is room for, from the first on.
    [[nodiscard]] int shownBars() const { return m_shown; }

private:
    void paintLegend(QPainter &painter) const;
    void paintValueAxis(QPainter &painter) const;
    void paintCategories(QPainter &painter) const;
    void paintNames(QPainter &painter) const;
    void paintBar(QPainter &painter, int bar) const;
    void paintMarkers(QPainter &painter) const;
    [[nodiscard]] double along(double value) const;

    const ChartPicture &m_picture;
    const Tokens &m_tokens;
    QRectF m_place;
    QRectF m_plot; ///< of the bars alone
    double m_step = 1; ///< of the value axis
    double m_most = 1;
    int m_shown = 0;
};

/// A figure as a chart writes it: 12, 1.5, 12,400.
[[nodiscard]] QString figureText(double value);
/// The distance of round figures on an axis from 0 to `most` with at most `count` of them beside 0.
[[nodiscard]] double roundStep(double most, int count);

} // namespace curbside
