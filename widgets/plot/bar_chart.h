// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/chart_painting.h"

#include <QWidget>

namespace curbside {

/// A chart of bars on the screen. A pointer, or the arrow keys, read out one bar; Home and End go to the first and the last,
/// Escape to none.
class BarChart : public QWidget
{
    Q_OBJECT

public:
    explicit BarChart(const QString &name, QWidget *parent = nullptr);

    /// What is read out stays where it is while the bars change. `summary` is what the chart says in a sentence.
    void setPicture(ChartPicture picture, const QString &summary);
    [[nodiscard]] const ChartPicture &picture() const { return m_picture; }
    /// The bar that is read out; -1: none.
    [[nodiscard]] int read() const { return m_read; }
    void readOut(int bar);
    [[nodiscard]] QString readout() const;
    /// How many of the bars there is room for.
    [[nodiscard]] int shownBars() const;
    [[nodiscard]] QSize sizeHint() const override { return {320, 170}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    /// Empty: nothing is read out.
    void readoutChanged(const QString &readout);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] ChartDrawing drawing() const;
    void describe();

    ChartPicture m_picture;
    QString m_summary;
    int m_read = -1;
};

} // namespace curbside
