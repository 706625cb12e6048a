// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

#include <QWidget>

#include <vector>

namespace curbside {

/// One thing that happened, or is expected.
struct Fact
{
    qint64 at = 0; ///< microseconds since 1970 UTC
    QString text;
    QString source; ///< who knows it: a service
    Tone tone = Tone::Good;
    Mark mark = Mark::Check;
    bool isExpected = false;
    friend bool operator==(const Fact &, const Fact &) = default;
};

/// Facts one below the other, in the order of time, joined by a line.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);

    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Fact> m_facts;
};

} // namespace curbside
