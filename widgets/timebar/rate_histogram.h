// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QWidget>

#include <deque>

namespace curbside {

/// How many events were published over the last minutes of platform time, a bar for each stretch; stretches with trouble
/// stand out, in colour and by a foot below the line.
class RateHistogram : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 stretch = 5'000'000; ///< microseconds
    static constexpr std::size_t stretches = 120;

    explicit RateHistogram(QWidget *parent = nullptr);

    void take(const JournalBatch &batch);
    /// Platform time stands at `now`.
    void advance(qint64 now);
    /// Events a second, over the last whole minute.
    [[nodiscard]] double perSecond() const;
    /// What the bar at that place tells: its moment, its events a second, its troubles. Empty beside the bars.
    [[nodiscard]] QString tellAt(int x) const;
    [[nodiscard]] QSize sizeHint() const override { return {240, 24}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {60, 24}; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bar
    {
        qint64 published = 0;
        qint64 troubles = 0;
    };
    Bar *barAt(qint64 at);

    std::deque<Bar> m_bars; // the last one is of the present
    qint64 m_last = 0; // ordinal of the last one
};

} // namespace curbside
