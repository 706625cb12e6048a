// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/diagram_layout.h"

#include <QWidget>

namespace curbside {

/// The diagram of entities, to move over: drag and arrows move it, the wheel and + and - zoom, Home shows all of it, a click
/// chooses a table, Shift with an arrow walks to the next one that way.
class DiagramView : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget *parent = nullptr);

    void setDiagram(Diagram diagram);
    [[nodiscard]] const Diagram &diagram() const { return m_diagram; }
    /// -1 chooses none.
    void choose(int box);
    [[nodiscard]] int chosen() const { return m_chosen; }
    void showAll();
    void zoomBy(double factor, QPointF at);
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] QPointF toScreen(QPointF place) const
    {
        return (place - m_centre) * m_scale + QRectF(rect()).center();
    }
    /// -1 where there is none.
    [[nodiscard]] int boxAt(QPointF screen) const;
    /// What refers to a table and what it refers to, in words.
    [[nodiscard]] QString wordsOf(int box) const;
    [[nodiscard]] QSize sizeHint() const override { return {600, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    /// A person has chosen this one.
    void boxChosen(int box);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QPointF toPlace(QPointF screen) const
    {
        return (screen - QRectF(rect()).center()) / m_scale + m_centre;
    }
    [[nodiscard]] double fittingScale() const;
    void bringIntoView(int box);
    void walk(QPointF direction);

    Diagram m_diagram;
    QPointF m_centre;
    double m_scale = 1;
    int m_chosen = -1;
    bool m_showsAll = true; // until a person moves it, all of it stays in view
    QPointF m_pressedAt;
    QPointF m_draggedFrom;
    bool m_isDragging = false;
};

} // namespace curbside
