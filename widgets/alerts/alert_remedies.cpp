// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_remedies.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/traffic/traffic_panel.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// What EntityActions calls it; empty for the remedies of our own.
QString deedOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::ReassignDelivery: return u"reassign-delivery"_s;
    case Remedy::CallOperator: return u"call-operator"_s;
    case Remedy::CancelDelivery: return u"cancel-delivery"_s;
    case Remedy::CancelTask: return u"cancel-task"_s;
    case Remedy::HoldRobot: return u"hold-robot"_s;
    case Remedy::ReleaseRobot: return u"release-robot"_s;
    case Remedy::CloseLid: return u"close-lid"_s;
    case Remedy::TakeOutOfService: return u"out-of-service"_s;
    default: return {};
    }
}

} // namespace

AlertRemedies::AlertRemedies(Workbench &bench, QWidget &window) : QObject(&window), m_bench(bench), m_window(window)
{
    add(Remedy::AssignOperator, tr("Assign operator…"), &AlertRemedies::assignOperator);
    add(Remedy::RetrySaga, tr("Try again"), &AlertRemedies::retrySaga);
    add(Remedy::PassOverStep, tr("Pass over step…"), &AlertRemedies::passOverStep);
    add(Remedy::ReplayDeadLetter, tr("Replay"), &AlertRemedies::replayDeadLetter);
    add(Remedy::DiscardDeadLetter, tr("Discard…"), &AlertRemedies::discardDeadLetter);
    add(Remedy::ShowLetter, tr("Look into it"), &AlertRemedies::showLetter);
    add(Remedy::ShowTraffic, tr("Show event traffic"), &AlertRemedies::showTraffic);
}

void AlertRemedies::add(Remedy remedy, const QString &text, void (AlertRemedies::*carryOut)())
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, carryOut);
    m_own.push_back({remedy, action});
}

QAction *AlertRemedies::actionOf(Remedy remedy) const
{
    const auto own = std::ranges::find(m_own, remedy, &Own::remedy);
    return own != m_own.end() ? own->action : m_bench.actions.named(deedOf(remedy));
}

std::vector<QAction *> AlertRemedies::actionsFor(const Finding &finding)
{
    m_finding = finding;
    const bool isChosen = m_bench.selection.current() == finding.thing;
    std::vector<QAction *> actions;
    for (const Remedy remedy : finding.remedies) {
        QAction *action = actionOf(remedy);
        const bool isOwn = deedOf(remedy).isEmpty();
        const bool isComplete = !isOwn || !finding.about.isEmpty();
        if (action && action->isEnabled() && isComplete && (isOwn || isChosen))
            actions.push_back(action);
    }
    return actions;
}

/// The call is seldom what is chosen: its robot is.
void AlertRemedies::assignOperator()
{
    m_bench.actions.carryOut(u"assign-operator"_s, m_finding.about);
}

void AlertRemedies::retrySaga()
{
    m_bench.actions.post(tr("Try saga again"), m_finding.service, u"/saga/"_s + inPath(m_finding.about) + u"/retry"_s,
                         {});
}

void AlertRemedies::passOverStep()
{
    const Finding finding = m_finding;
    ReasonDialog dialog(tr("Pass over step"),
                        tr("Go on without undoing this step? What it did stays, and the rest is undone."),
                        {tr("Undone by hand"), tr("Nothing to undo")}, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    JsonWriter json;
    json.beginObject().member("reason", dialog.reason()).endObject();
    m_bench.actions.post(tr("Pass over step"), finding.service, u"/saga/"_s + inPath(finding.about) + u"/compensate"_s,
                         json.take());
}

void AlertRemedies::replayDeadLetter()
{
    m_bench.actions.post(tr("Replay"), m_finding.service, u"/dead-letter/"_s + inPath(m_finding.about) + u"/replay"_s,
                         {});
}

void AlertRemedies::discardDeadLetter()
{
    const Finding finding = m_finding;
    ReasonDialog dialog(tr("Discard"),
                        tr("Discard this event? What it says is never taken over; this cannot be undone."),
                        {tr("Mended by hand"), tr("No longer true")}, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    JsonWriter json;
    json.beginObject().member("reason", dialog.reason()).endObject();
    m_bench.actions.post(tr("Discard"), finding.service, u"/dead-letter/"_s + inPath(finding.about) + u"/discard"_s,
                         json.take());
}

void AlertRemedies::showTraffic()
{
    if (m_bench.showMode)
        m_bench.showMode(u"events"_s);
    auto *traffic = m_window.findChild<TrafficPanel *>();
    if (!traffic || m_finding.filter.isEmpty())
        return;
    traffic->raise();
    traffic->showOnlyOfAll(m_finding.filter);
}

void AlertRemedies::showLetter()
{
    if (m_bench.showMode)
        m_bench.showMode(u"events"_s);
    if (auto *letters = m_window.findChild<LettersPanel *>()) {
        letters->raise();
        letters->choose(m_finding.service + u' ' + m_finding.about);
    }
}

} // namespace curbside
