// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_sprites.h"

#include <QFrame>

namespace curbside {

/// What the marks of the map mean. Can be closed.
class MapLegend : public QFrame
{
    Q_OBJECT

public:
    explicit MapLegend(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        QString text;
        std::function<void(MapSprites &, QPainter &, QPointF)> paint;
    };

    [[nodiscard]] int columnWidth() const;

    MapSprites m_sprites;
    std::vector<Line> m_lines;
};

} // namespace curbside
