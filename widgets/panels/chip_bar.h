// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QToolButton;

namespace curbside {

/// A line of filters, each with its count, one of them in force.
class ChipBar : public QFrame
{
    Q_OBJECT

public:
    explicit ChipBar(const QString &name, QWidget *parent = nullptr);

    /// Chips are asked for by their position.
    void addChip(const QString &title, const QString &tip);
    void setCount(std::size_t chip, int count);
    void choose(std::size_t chip);
    [[nodiscard]] std::size_t chosen() const { return m_chosen; }

Q_SIGNALS:
    void chipChosen(std::size_t chip);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeRoom();

    struct Chip
    {
        QToolButton *button;
        QString title;
    };
    std::vector<Chip> m_chips;
    std::size_t m_chosen = 0;
};

} // namespace curbside
