// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <functional>

namespace curbside {

class Panel;

/// The panels of one mode, as docks that can be moved, stacked and detached, and put back in order.
class ModeView : public QMainWindow
{
    Q_OBJECT

public:
    explicit ModeView(const QString &name, QWidget *parent = nullptr);

    /// Places the panels as the mode wants them at first, and sets their sizes; may be asked for again.
    void setArrangement(std::function<void(ModeView &)> arrange);
    void resetLayout();

    [[nodiscard]] QByteArray layoutState() const;
    /// Takes a layout that layoutState() gave; anything else leaves the first one.
    void setLayoutState(const QByteArray &state);

    /// Adds a panel to the view, beside or below another.
    void place(Panel *panel);
    void place(Panel *panel, Panel *after, Qt::Orientation orientation);

protected:
    void showEvent(QShowEvent *event) override;

private:
    std::function<void(ModeView &)> m_arrange;
    QByteArray m_state;
    bool m_isArranged = false;
};

} // namespace curbside
