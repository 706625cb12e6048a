// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <functional>
#include <vector>

namespace curbside {

class Panel;

/// The panels of one mode, as docks that can be moved, stacked and detached, and put back in order.
class ModeView : public QMainWindow
{
    Q_OBJECT

public:
    explicit ModeView(const QString &name, QWidget *parent = nullptr);

    /// Takes the panels over; `arrange` places them as the mode wants them at first, and sets their sizes. It may be asked
    /// for again.
    void setArrangement(const std::vector<Panel *> &panels, std::function<void(ModeView &)> arrange);
    void resetLayout();
    /// Itself while all its lists are empty.
    void focusFirstList();

    [[nodiscard]] QByteArray layoutState() const;
    /// Takes a layout that layoutState() gave; anything else leaves the first one.
    void setLayoutState(const QByteArray &state);

    /// Adds a panel to the view, beside or below another.
    void place(Panel *panel);
    void place(Panel *panel, Panel *after, Qt::Orientation orientation);
    /// As tabs of one place, which the first one has already and is shown at.
    void stack(const std::vector<Panel *> &panels);

protected:
    void showEvent(QShowEvent *event) override;
    void childEvent(QChildEvent *event) override;

private:
    std::function<void(ModeView &)> m_arrange;
    QByteArray m_state;
    bool m_isArranged = false;
};

} // namespace curbside
