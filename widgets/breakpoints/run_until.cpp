// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/run_until.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/alerts/alerts.h"
#include "widgets/breakpoints/stop_words.h"
#include "widgets/commands/commands.h"
#include "widgets/panels/panel.h"
#include "widgets/selection/selection.h"
#include "widgets/shell/notices.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/remark_words.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTime>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString subject = u"stopped"_s;
constexpr qint64 day = 86'400'000'000;

} // namespace

RunUntilDialog::RunUntilDialog(BreakpointDesk &desk, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_atTime(new QRadioButton(tr("until a &moment"))),
      m_atEvent(new QRadioButton(tr("until an &event comes"))), m_time(new QLineEdit(u"5m"_s)),
      m_filter(new ExpressionEdit(desk.vocabulary(), ExpressionEdit::Use::Filter)), m_told(new ElidedLabel(u"bad"_s))
{
    setWindowTitle(tr("Run until"));
    resize(520, 10);
    m_atTime->setChecked(true);
    m_time->setAccessibleName(tr("Moment"));
    m_time->setToolTip(tr("From now, such as 90s, 5m or 2h; or a time of day in UTC, such as 12:30 or 12:30:05"));
    m_filter->setAccessibleName(tr("What the event is like"));
    m_filter->setPlaceholderText(tr("such as  type LIKE '%.TaskCompleted'"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    auto *form = new QGridLayout;
    form->addWidget(m_atTime, 0, 0);
    form->addWidget(m_time, 0, 1);
    form->addWidget(m_atEvent, 1, 0);
    form->addWidget(m_filter, 1, 1);
    form->setColumnStretch(1, 1);
    layout->addLayout(form);
    layout->addWidget(m_told);
    auto *buttons = new QDialogButtonBox;
    m_run = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_run->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &RunUntilDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_time, &QLineEdit::textEdited, m_atTime, [this] { m_atTime->setChecked(true); });
    connect(m_filter, &QLineEdit::textEdited, m_atEvent, [this] { m_atEvent->setChecked(true); });
    connect(m_time, &QLineEdit::textChanged, this, &RunUntilDialog::showRead);
    connect(m_filter, &ExpressionEdit::expressionRead, this, &RunUntilDialog::showRead);
    connect(m_atTime, &QRadioButton::toggled, this, &RunUntilDialog::showRead);
    m_time->setFocus();
    m_time->selectAll();
    showRead();
}

std::optional<qint64> RunUntilDialog::moment() const
{
    const qint64 now = m_desk.link().status().now;
    const QString text = m_time->text().trimmed();
    if (const auto duration = parseDuration(text); duration && duration->count() > 0)
        return now + duration->count();
    QTime time = QTime::fromString(text, u"H:mm:ss"_s);
    if (!time.isValid())
        time = QTime::fromString(text, u"H:mm"_s);
    if (!time.isValid())
        return std::nullopt;
    const qint64 today = now - now % day + qint64(time.msecsSinceStartOfDay()) * 1000;
    return today > now ? today : today + day;
}

void RunUntilDialog::showRead()
{
    const bool isAtTime = m_atTime->isChecked();
    const bool isGood = isAtTime ? moment().has_value() : m_filter->program().has_value();
    m_told->setText(!isAtTime    ? wordsOf(m_filter->remark())
                        : isGood ? QString()
                                 : tr("This is neither a duration, such as 5m, nor a time of day, such as 12:30."));
    m_run->setEnabled(isGood);
}

void RunUntilDialog::run()
{
    JsonWriter json;
    json.beginObject();
    if (m_atTime->isChecked())
        json.member("until", fromMicroseconds(moment().value_or(0)));
    else
        json.member("filter", m_filter->text().trimmed());
    json.endObject();
    m_desk.runUntil(json.take(), [self = QPointer(this)](const QString &refusal) {
        if (!self)
            return;
        self->m_told->setText(refusal);
        if (refusal.isEmpty())
            self->accept();
    });
}

RunUntil::RunUntil(const Parts &parts, QWidget &window, Commands &commands)
    : QObject(&window), m_parts(parts), m_window(window)
{
    const auto group = Commands::Group::Time;
    commands.add(window, group, tr("Step one &event"), QKeySequence(Qt::Key_F7), [this] { m_parts.desk.stepEvent(); });
    commands.add(window, group, tr("Run &until…"), QKeySequence(Qt::CTRL | Qt::Key_F10), [this] {
        auto *dialog = new RunUntilDialog(m_parts.desk, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    commands.add(window, group, tr("Run until the next &alert"), {}, [this] { runUntilAlert(); });
    connect(&parts.desk, &BreakpointDesk::stopped, this, &RunUntil::tellStop);
    connect(&parts.desk, &BreakpointDesk::wentOn, this, [this] { m_parts.notices.withdraw(subject); });
    connect(&parts.alerts, &Alerts::changed, this, &RunUntil::lookAtAlerts);
    connect(&parts.desk.link(), &PlatformLink::statusChanged, this, [this](const PlatformStatus &status) {
        if (status.stop && m_isGoing)
            m_known.reset();
        m_isGoing = !status.stop;
    });
}

void RunUntil::tellStop(const PlatformStop &stop)
{
    m_parts.notices.tell(subject, Tone::Active, stopText(stop));
    if (!stop.messageId.isEmpty())
        m_parts.selection.select({EntityKind::Event, stop.messageId});
}

std::set<QString> RunUntil::openAlerts() const
{
    std::set<QString> ids;
    for (const AlertGroup &group : m_parts.alerts.groups()) {
        for (const Alert &alert : group.members)
            ids.insert(alert.id());
    }
    return ids;
}

void RunUntil::runUntilAlert()
{
    m_known = openAlerts();
    m_isGoing = false;
    m_parts.desk.link().setPaused(false);
}

/// Alerts are found by the window, which lags behind the platform: time stands still a little after the cause.
void RunUntil::lookAtAlerts()
{
    if (!m_known)
        return;
    for (const AlertGroup &group : m_parts.alerts.groups()) {
        for (const Alert &alert : group.members) {
            if (m_known->contains(alert.id()))
                continue;
            m_known.reset();
            m_parts.desk.link().setPaused(true);
            m_parts.notices.tell(
                subject, Tone::Active,
                tr("Platform time stands still for an alert: %1").arg(visibleText(alert.finding.title)));
            if (alert.finding.thing.kind != EntityKind::None)
                m_parts.selection.select(alert.finding.thing);
            return;
        }
    }
}

} // namespace curbside
