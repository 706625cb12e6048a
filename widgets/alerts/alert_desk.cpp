// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_desk.h"

#include "widgets/alerts/alert_button.h"
#include "widgets/alerts/alert_list_view.h"
#include "widgets/alerts/alert_panel.h"
#include "widgets/alerts/handover.h"
#include "widgets/alerts/handover_dialog.h"
#include "widgets/alerts/side_column.h"
#include "widgets/audit/audit_dialog.h"
#include "widgets/commands/commands.h"
#include "widgets/selection/selection.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString visibleKey()
{
    return u"alerts/visible"_s;
}

} // namespace

AlertDesk::AlertDesk(Workbench &bench, QWidget &window, QSettings *settings)
    : QObject(&window), m_bench(bench), m_window(window), m_settings(settings), m_person(settings),
      m_audit(bench.link, bench.entities, m_person, settings), m_alerts(bench.link, bench.entities),
      m_panel(new AlertPanel(m_bench, m_alerts, *new AlertRemedies(m_bench, window), m_person, m_audit))
{
    bench.alerts = &m_alerts;
    m_alerts.watchFor(readColourRules(settings));
    m_panel->setVisible(settings && settings->value(visibleKey(), false).toBool());
    connect(m_panel, &AlertPanel::hideWished, this, [this] { showAlerts(false); });
    connect(&m_alerts, &Alerts::lateChanged, this, [this] { m_bench.entities.expectLate(m_alerts.late()); });
    addCommands();
}

void AlertDesk::addCommands()
{
    const auto add = [this](Commands::Group group, const QString &text, const QKeySequence &shortcut,
                            void (AlertDesk::*carryOut)()) {
        m_bench.commands.add(m_window, group, text, shortcut, [this, carryOut] { (this->*carryOut)(); });
    };
    add(Commands::Group::View, tr("&Alerts"), QKeySequence(Qt::Key_F9), &AlertDesk::toggle);
    m_bench.commands.add(m_window, Commands::Group::Go, tr("Next a&lert"), QKeySequence(Qt::Key_F8), [this] {
        showAlerts(true);
        m_panel->chooseNext();
    });
    add(Commands::Group::View, tr("Audit &log"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), &AlertDesk::showAudit);
    add(Commands::Group::File, tr("&Handover…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H),
        &AlertDesk::showHandover);
    m_bench.commands.add(m_window, Commands::Group::File, tr("&Your name…"), {}, [this] { m_person.change(m_window); });
}

QWidget *AlertDesk::makeButton()
{
    auto *button = new AlertButton(m_alerts);
    connect(button, &QToolButton::clicked, this, &AlertDesk::toggle);
    return button;
}

QWidget *AlertDesk::makeColumn(QWidget *below)
{
    return new SideColumn(m_panel, below);
}

void AlertDesk::toggle()
{
    showAlerts(m_panel->isHidden());
    if (!m_panel->isHidden())
        m_panel->view().setFocus(Qt::ShortcutFocusReason);
}

void AlertDesk::showAlerts(bool isShown)
{
    m_panel->setVisible(isShown);
    if (m_settings)
        m_settings->setValue(visibleKey(), isShown);
}

void AlertDesk::showAudit()
{
    auto *dialog = new AuditDialog(
        m_audit,
        [this](const QString &key) {
            if (const EntityRef ref = m_bench.entities.refOf(key); ref.kind != EntityKind::None)
                m_bench.selection.select(ref);
        },
        &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AlertDesk::showHandover()
{
    auto *dialog = new HandoverDialog(
        handoverReport(m_bench.link, m_bench.entities, m_alerts, m_audit, m_person.name()), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace curbside
