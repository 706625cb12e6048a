// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/time_axis.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

#include <QWidget>

#include <optional>

namespace curbside {

/// Something that lasts: a bar. Where it begins when it ends, a mark alone.
struct PlotSpan
{
    qint64 from = 0;
    qint64 to = 0;
    QString text; ///< in or beside the bar, where there is room
    QString readout; ///< what is so during it
    Tone tone = Tone::Active;
    std::optional<Mark> mark = {};
    bool isQuiet = false; ///< drawn faintly: what is as usual
    friend bool operator==(const PlotSpan &, const PlotSpan &) = default;
};

struct PlotSample
{
    qint64 at = 0;
    double value = 0;
    friend bool operator==(const PlotSample &, const PlotSample &) = default;
};

/// One line of a plot: bars, or a curve.
struct PlotLane
{
    QString key; ///< what laneChosen() tells
    QString title;
    std::vector<PlotSpan> spans = {};
    std::vector<PlotSample> samples = {}; ///< in the order of time
    double least = 0;
    double most = 0; ///< a curve where it is more than `least`
    QString unit = {};
    bool isStepped = false; ///< a value holds until the next; else it goes straight to it
    bool isEmphasised = false;
    friend bool operator==(const PlotLane &, const PlotLane &) = default;
    [[nodiscard]] bool isCurve() const { return most > least; }
};

/// Lanes of bars and curves over one axis of time. The wheel and + and - zoom, dragging and arrows move, Home shows all, End
/// goes along with time again; a pointer, or Shift with an arrow, reads out what was so at a moment.
class TimePlot : public QWidget
{
    Q_OBJECT

public:
    explicit TimePlot(const QString &name, QWidget *parent = nullptr);

    void setLanes(std::vector<PlotLane> lanes);
    /// The room for the lanes' titles, for those whose titles are longer than a word.
    void setTitleWidth(int width);
    [[nodiscard]] const std::vector<PlotLane> &lanes() const { return m_lanes; }
    /// What can be shown; until a person moves it, the last `window` of it is (0: all).
    void setReach(qint64 from, qint64 to, qint64 window);
    /// A line at the present, where what is planned is shown too; 0: none.
    void setNow(qint64 now);
    void zoomBy(double factor, qint64 around);
    void moveBy(qint64 microseconds);
    void showAll();
    /// Shows the end again, and goes along with it.
    void goLive();
    [[nodiscard]] bool isLive() const { return m_isLive; }
    [[nodiscard]] TimeAxis axis() const;
    /// Reads out a moment; 0: none.
    void readOut(qint64 at);
    [[nodiscard]] qint64 readAt() const { return m_readAt; }
    /// What was so then, the time first; empty where no moment is read.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void laneChosen(const QString &key);
    void readoutChanged(const QString &readout);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] TimeAxis whole() const;
    void setAxis(const TimeAxis &axis);
    [[nodiscard]] int laneTop(std::size_t lane) const;
    void paintTicks(QPainter &painter, const TimeAxis &axis) const;
    void paintLane(QPainter &painter, const TimeAxis &axis, const PlotLane &lane, const QRectF &place) const;
    void paintSpan(QPainter &painter, const QRectF &bar, const PlotSpan &span, double leftRoom, double rightRoom) const;
    void paintCurve(QPainter &painter, const TimeAxis &axis, const PlotLane &lane, const QRectF &place) const;

    std::vector<PlotLane> m_lanes;
    int m_titleWidth = 78;
    qint64 m_from = 0;
    qint64 m_to = 0;
    qint64 m_window = 0;
    qint64 m_now = 0;
    qint64 m_shownFrom = 0; // while not live
    qint64 m_shownTo = 0;
    qint64 m_readAt = 0;
    bool m_isLive = true;
    std::optional<double> m_pressedX;
    TimeAxis m_draggedFrom;
    bool m_isDragging = false;
};

/// What a curve is at a moment; nothing before its first sample.
[[nodiscard]] std::optional<double> valueAt(const PlotLane &lane, qint64 at);

} // namespace curbside
