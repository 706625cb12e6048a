// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_card.h"

#include "widgets/alerts/alert_rows.h"
#include "widgets/entities/status_words.h"
#include "widgets/inspector/action_buttons.h"
#include "widgets/panels/flow_layout.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostLinks = 6;
constexpr int linkHeight = 23;
constexpr int leastTextHeight = 66;

QLabel *wrappedLabel(const QString &role = {})
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}

} // namespace

AlertCard::AlertCard(const Entities &entities, QWidget *parent)
    : QFrame(parent), m_entities(entities), m_mark(new QLabel), m_title(new ElidedLabel), m_what(wrappedLabel()),
      m_consequence(wrappedLabel()), m_marks(wrappedLabel(u"secondary"_s)), m_deliveries(new QWidget),
      m_buttons(new ActionButtons), m_outcome(wrappedLabel(u"secondary"_s))
{
    setProperty("part", u"footer"_s);
    setAccessibleName(tr("The chosen alert"));
    m_title->setFont(emphasisedFont());
    new FlowLayout(*m_deliveries, 4);
    auto *line = new QHBoxLayout;
    line->setSpacing(Tokens::spacing);
    line->addWidget(m_mark);
    line->addWidget(m_title, 1);
    auto *texts = new QWidget;
    auto *inside = new QVBoxLayout(texts);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(4);
    inside->addLayout(line);
    for (QWidget *part : std::initializer_list<QWidget *>{m_what, m_consequence, m_deliveries, m_marks})
        inside->addWidget(part);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing + 2);
    layout->setSpacing(4);
    layout->addWidget(new AlertCardArea(texts)); // what can be done stays in sight
    layout->addSpacing(4);
    layout->addWidget(m_buttons);
    layout->addWidget(m_outcome);
    m_outcome->hide();
}

void AlertCard::setTitle(Severity severity, bool isOver, const QString &title)
{
    const Tone tone = isOver ? Tone::Idle : toneOf(severity);
    m_mark->setPixmap(
        markPixmap(isOver ? Mark::Check : markOf(severity), colorOf(tone, tokens()), devicePixelRatioF()));
    m_mark->setAccessibleName(severityText(severity));
    m_mark->setToolTip(severityText(severity));
    m_title->setText(title);
}

void AlertCard::setText(QLabel &label, const QString &text)
{
    label.setText(visibleLines(text));
    label.setVisible(!text.isEmpty());
}

void AlertCard::showAlert(const Alert &alert, const std::vector<QAction *> &remedies,
                          const std::vector<QAction *> &manners)
{
    if (std::exchange(m_shown, alert.id()) != m_shown) {
        m_buttons->clear();
        clearOutcome();
    }
    const Finding &finding = alert.finding;
    setTitle(finding.severity, alert.endedAt != 0, finding.title);
    setText(*m_what, finding.what);
    setText(*m_consequence, alert.endedAt == 0 ? finding.consequence : QString());
    QStringList marks;
    if (!alert.takenBy.isEmpty())
        marks.append(tr("Taken by %1 at %2.").arg(alert.takenBy, minuteText(alert.takenAt)));
    if (alert.snoozedUntil != 0)
        marks.append(tr("Snoozed until %1.").arg(clockText(alert.snoozedUntil)));
    if (alert.endedAt != 0)
        marks.append(endText(alert));
    setText(*m_marks, marks.join(u' '));
    const bool isItself = finding.deliveries == QStringList{finding.thing.key};
    setDeliveries(isItself ? QStringList() : finding.deliveries);
    setActions(remedies, manners);
}

void AlertCard::showFlood(const AlertGroup &group, const std::vector<QAction *> &manners)
{
    if (std::exchange(m_shown, group.id()) != m_shown) {
        m_buttons->clear();
        clearOutcome();
    }
    setTitle(group.severity, false, floodText(group.kind, group.count()));
    setText(*m_what,
            tr("The oldest since %1. Unfold them to see each; what you say here is said to all of them.")
                .arg(clockText(group.since)));
    setText(*m_consequence,
            group.leftOut == 0 ? QString()
                               : tr("The worst %1 of them are listed.").arg(QLocale().toString(group.members.size())));
    setText(*m_marks, {});
    QStringList deliveries;
    for (const Alert &alert : group.members)
        deliveries += alert.finding.deliveries;
    deliveries.removeDuplicates();
    setDeliveries(deliveries);
    setActions({}, manners);
}

void AlertCard::setDeliveries(const QStringList &deliveries)
{
    QStringList shown = deliveries.first(std::min(mostLinks, deliveries.size()));
    shown.append(QString::number(deliveries.size()));
    if (std::exchange(m_shownDeliveries, shown) == m_shownDeliveries)
        return;
    qDeleteAll(m_deliveries->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_hasOtherControls = true;
    shown.removeLast();
    auto *label = new QLabel(tr("Endangers"));
    label->setProperty("role", u"secondary"_s);
    label->setMinimumHeight(linkHeight);
    m_deliveries->layout()->addWidget(label);
    for (const QString &id : shown) {
        auto *link = new QToolButton;
        link->setText(visibleText(m_entities.callName(id)));
        link->setProperty("role", u"link"_s);
        link->setFocusPolicy(Qt::StrongFocus);
        link->setFont(monospacedFont());
        link->setAccessibleName(tr("Show %1").arg(link->text()));
        connect(link, &QToolButton::clicked, this, [this, id] { Q_EMIT followed(id); }, Qt::QueuedConnection);
        m_deliveries->layout()->addWidget(link);
    }
    if (const qsizetype more = deliveries.size() - shown.size(); more > 0) {
        auto *rest = new QLabel(tr("and %1 more").arg(more));
        rest->setProperty("role", u"secondary"_s);
        rest->setMinimumHeight(linkHeight);
        m_deliveries->layout()->addWidget(rest);
    }
    m_deliveries->setVisible(!deliveries.isEmpty());
}

void AlertCard::setActions(std::vector<QAction *> remedies, const std::vector<QAction *> &manners)
{
    remedies.insert(remedies.end(), manners.begin(), manners.end());
    m_hasOtherControls = m_buttons->setActions(remedies) || m_hasOtherControls;
    m_buttons->setVisible(!remedies.empty());
}

void AlertCard::orderTabs(QWidget *after)
{
    if (!std::exchange(m_hasOtherControls, false))
        return;
    for (QWidget *link : m_deliveries->findChildren<QToolButton *>()) {
        setTabOrder(after, link);
        after = link;
    }
    for (QWidget *button : m_buttons->buttons()) {
        setTabOrder(after, button);
        after = button;
    }
}

void AlertCard::showOutcome(const QString &sentence, bool isProblem)
{
    m_outcome->setText(visibleText(sentence));
    QPalette palette = m_outcome->palette();
    palette.setColor(QPalette::WindowText, isProblem ? tokens().bad : tokens().secondary);
    m_outcome->setPalette(palette);
    m_outcome->show();
}

void AlertCard::clearOutcome()
{
    m_outcome->hide();
    m_outcome->clear();
}

AlertCardArea::AlertCardArea(QWidget *held, QWidget *parent) : QScrollArea(parent)
{
    setWidget(held);
    held->setAutoFillBackground(false); // it stands on its card
    viewport()->setAutoFillBackground(false);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QSize AlertCardArea::sizeHint() const
{
    return {width(), widget()->heightForWidth(width())};
}

QSize AlertCardArea::minimumSizeHint() const
{
    return {0, std::min(leastTextHeight, sizeHint().height())};
}

bool AlertCardArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

void AlertCardArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace curbside
