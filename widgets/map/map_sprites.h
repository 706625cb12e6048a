// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/movers.h"

#include <QHash>
#include <QPixmap>

class QPainter;

namespace curbside {

/// What the map shows a crowd of, each with a shape of its own.
enum class CrowdKind { Robots, Customers, Merchants };
/// How a waiting customer's promise stands.
enum class PromiseStanding { InTime, AtRisk, Late };

/// The marks of the map, drawn once for each look they can have and kept as pictures. Points are the marks' middles.
class MapSprites
{
public:
    /// Draws at this ratio of device to logical pixels, with the tokens in force; what was drawn for others is forgotten.
    void renew(double pixelRatio);

    void paintRobot(QPainter &painter, QPointF at, RobotStanding standing, bool isLidOpen,
                    std::optional<double> heading);
    void paintCrowd(QPainter &painter, QPointF at, CrowdKind kind, std::size_t count, Tone tone);
    void paintCustomer(QPainter &painter, QPointF at, PromiseStanding standing);
    void paintMerchant(QPainter &painter, QPointF at);
    void paintHub(QPainter &painter, QPointF at);
    /// Text with a halo; `place` is what labelSize() asks for.
    void paintLabel(QPainter &painter, const QRectF &place, const QString &text, bool isEmphasised);
    [[nodiscard]] QSizeF labelSize(const QString &text, bool isEmphasised);

private:
    using Draw = void (*)(QPainter &painter, quint64 look);
    const QPixmap &sprite(quint64 look, Draw draw);
    const QPixmap &label(const QString &text, bool isEmphasised);

    double m_pixelRatio = 0;
    QColor m_surface; // tells the themes apart
    QHash<quint64, QPixmap> m_sprites;
    QHash<QString, QPixmap> m_labels;
};

} // namespace curbside
