// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"

class QPushButton;

namespace curbside {

class BreakpointDesk;
class ExpressionEdit;

/// The breakpoints: whether each stops, what it waits for, how often it was met and what it stopped at last; and a line to
/// add one. A click on the first column or Space turns one off and on, Delete removes it.
class BreakpointsPanel : public Panel
{
    Q_OBJECT

public:
    /// The desk outlives the panel.
    explicit BreakpointsPanel(BreakpointDesk &desk, QWidget *parent = nullptr);

    /// What "From filter" takes.
    void setFilterInForce(std::function<QString()> filter) { m_filterInForce = std::move(filter); }
    [[nodiscard]] EntityList &list() { return *m_list; }
    [[nodiscard]] ExpressionEdit &edit() { return *m_edit; }
    [[nodiscard]] QString told() const;
    /// Before events that match; what the platform says against it stands below the line.
    void addFilter(const QString &filter);

Q_SIGNALS:
    /// A person wants to see the event that it stopped at, or the message that changed the row.
    void messageWished(const QString &messageId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeFooter();
    void addWritten();
    void addFromFilter();
    void openDialog();
    void showRead();
    void tell(const QString &text, const QString &role);
    void toggle(const QString &id);
    void removeChosen();
    void addActions(QMenu &menu, const QString &id);
    void showState();

    BreakpointDesk &m_desk;
    EntityList *m_list;
    ExpressionEdit *m_edit;
    QPushButton *m_add;
    ElidedLabel *m_told;
    std::function<QString()> m_filterInForce;
};

} // namespace curbside
