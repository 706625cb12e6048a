// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QPushButton;

namespace curbside {

/// A button for each action, the first one set off. An action that stays keeps its button, and with it the focus and a
/// mouse button that is down on it.
class ActionButtons : public QWidget
{
    Q_OBJECT

public:
    explicit ActionButtons(QWidget *parent = nullptr);

    /// Whether buttons came or went.
    bool setActions(const std::vector<QAction *> &actions);
    /// The next actions are for another thing: none keeps its button.
    void clear();
    [[nodiscard]] std::vector<QWidget *> buttons() const;

private:
    struct Shown
    {
        QAction *action;
        QPushButton *button;
    };

    [[nodiscard]] Shown make(QAction *action);
    void layOut();

    std::vector<Shown> m_shown;
};

} // namespace curbside
