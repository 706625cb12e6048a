// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alerts.h"
#include "widgets/audit/audit_log.h"
#include "widgets/audit/person_name.h"
#include "widgets/shell/mode.h"

class QSettings;

namespace curbside {

class AlertPanel;

/// The alerts and what people did, as one part of the window: their panel, the button that leads to it, and their commands.
class AlertDesk : public QObject
{
    Q_OBJECT

public:
    /// Without `settings` nothing is remembered from run to run.
    AlertDesk(Workbench &bench, QWidget &window, QSettings *settings);

    [[nodiscard]] Alerts &alerts() { return m_alerts; }
    [[nodiscard]] AuditLog &audit() { return m_audit; }
    [[nodiscard]] PersonName &person() { return m_person; }
    [[nodiscard]] AlertPanel &panel() { return *m_panel; }
    /// For the window's header.
    [[nodiscard]] QWidget *makeButton();
    /// The panel above another one, in a column that is there while one of them is.
    [[nodiscard]] QWidget *makeColumn(QWidget *below);
    void showAlerts(bool isShown);
    void showAudit();
    void showHandover();

private:
    void addCommands();
    void toggle();

    Workbench m_bench;
    QWidget &m_window;
    QSettings *m_settings;
    PersonName m_person;
    AuditLog m_audit;
    Alerts m_alerts;
    AlertPanel *m_panel;
};

} // namespace curbside
