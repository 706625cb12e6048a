// SPDX-License-Identifier: GPL-3.0-or-later
// What people say to alerts: take, give back, snooze, wake, close.
#include "widgets/actions/reason_dialog.h"
#include "widgets/alerts/alert_card.h"
#include "widgets/alerts/alert_panel.h"
#include "widgets/alerts/alert_thresholds.h"
#include "widgets/audit/audit_log.h"
#include "widgets/audit/person_name.h"

#include <QApplication>
#include <QCursor>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::array<qint64, 4> snoozeMinutes{5, 15, 30, 60};

} // namespace

void AlertPanel::makeManners()
{
    const auto add = [this](const QString &text, const QString &tip, void (AlertPanel::*carryOut)()) {
        auto *action = new QAction(text, this);
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, carryOut);
        return action;
    };
    m_take = add(tr("&Take"), tr("Say that you look after it"), &AlertPanel::take);
    m_giveBack = add(tr("Give &back"), tr("Nobody looks after it any longer"), &AlertPanel::giveBack);
    m_snooze = add(tr("&Snooze…"), tr("Have it come back later, by platform time"), &AlertPanel::snoozeMenu);
    m_wake = add(tr("&Wake"), tr("Have it back at once"), &AlertPanel::wake);
    m_close = add(tr("&Close…"), tr("Close it with a reason, though its cause is still there"), &AlertPanel::close);
}

std::vector<QAction *> AlertPanel::mannersFor(const QStringList &ids) const
{
    if (ids.isEmpty())
        return {};
    const auto isEvery = [&](auto test) {
        return std::ranges::all_of(ids, [&](const QString &id) {
            const auto alert = m_alerts.find(id);
            return alert && test(*alert);
        });
    };
    const bool isTaken = isEvery([](const Alert &alert) { return !alert.takenBy.isEmpty(); });
    const bool isSleeping = isEvery([](const Alert &alert) { return alert.snoozedUntil != 0; });
    return {isTaken ? m_giveBack : m_take, isSleeping ? m_wake : m_snooze, m_close};
}

void AlertPanel::openMenu(const QPoint &place)
{
    QMenu menu(this);
    const auto alert = m_alerts.find(m_chosen);
    for (QAction *action : alert ? m_remedies.actionsFor(alert->finding) : std::vector<QAction *>())
        menu.addAction(action);
    menu.addSeparator();
    for (QAction *action : mannersFor(chosenIds()))
        menu.addAction(action);
    if (!menu.isEmpty())
        menu.exec(place);
}

/// Which of them have not ended while the person was asked.
QStringList AlertPanel::unended(QStringList ids) const
{
    ids.removeIf([this](const QString &id) { return !m_alerts.find(id); });
    return ids;
}

void AlertPanel::note(const QString &action, const QString &reason)
{
    AuditEntry entry;
    entry.action = action;
    const QModelIndex index = m_model.indexOf(m_chosen);
    entry.thing = index.data(PlainTextRole).toString();
    if (const auto alert = m_alerts.find(m_chosen)) {
        entry.thing = alert->finding.title;
        entry.thingKey = alert->finding.thing.key;
    }
    entry.reason = reason;
    entry.answer = tr("done");
    m_audit.note(std::move(entry));
}

void AlertPanel::take()
{
    QStringList ids = chosenIds();
    const QString person = m_person.ask(*window());
    ids = unended(ids);
    if (person.isEmpty() || ids.isEmpty())
        return;
    note(tr("Take alert"));
    m_alerts.take(ids, person);
    refresh();
}

void AlertPanel::giveBack()
{
    const QStringList ids = unended(chosenIds());
    if (ids.isEmpty())
        return;
    note(tr("Give alert back"));
    m_alerts.take(ids, {});
    refresh();
}

void AlertPanel::snoozeMenu()
{
    QMenu menu(this);
    for (const qint64 minutes : snoozeMinutes) {
        const QString text = minutes == 60 ? tr("For 1 hour") : tr("For %1 minutes").arg(minutes);
        menu.addAction(text, this, [this, minutes] { snooze(minutes * thresholds::minute); });
    }
    menu.setAccessibleName(tr("Snooze"));
    const QWidget *button = QApplication::focusWidget();
    const bool isAtButton = button && m_card->isAncestorOf(button);
    menu.exec(isAtButton ? button->mapToGlobal(button->rect().bottomLeft()) : QCursor::pos());
}

void AlertPanel::snooze(qint64 duration)
{
    const QStringList ids = unended(chosenIds());
    if (ids.isEmpty())
        return;
    note(tr("Snooze alert"), tr("%1 minutes").arg(duration / thresholds::minute));
    m_alerts.snooze(ids, m_bench.link.status().now + duration);
    choose({});
    refresh();
}

void AlertPanel::wake()
{
    const QStringList ids = unended(chosenIds());
    if (ids.isEmpty())
        return;
    note(tr("Wake alert"));
    m_alerts.snooze(ids, 0);
    choose({});
    refresh();
}

void AlertPanel::close()
{
    const QStringList ids = chosenIds();
    const QString question = ids.size() == 1
        ? tr("Close this alert? It comes again when its cause does, or gets worse.")
        : tr("Close these %1 alerts? They come again when their cause does, or gets worse.").arg(ids.size());
    ReasonDialog dialog(tr("Close alert"), question, {tr("Known and accepted"), tr("Settled by hand"), tr("Not so")},
                        window());
    if (ids.isEmpty() || dialog.exec() != QDialog::Accepted)
        return;
    const QStringList left = unended(ids);
    if (left.isEmpty())
        return;
    note(tr("Close alert"), dialog.reason());
    m_alerts.close(left, m_person.name(), dialog.reason());
    choose({});
    refresh();
}

} // namespace curbside
