// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lifeline/life_line_panel.h"

#include "widgets/entities/rows.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

LifeLinePanel::LifeLinePanel(PlatformLink &link, Entries entries, QWidget *parent)
    : Panel(u"lifeline"_s, tr("Life line"), parent), m_link(link), m_entries(std::move(entries)),
      m_tree(new LifeLineTree), m_message(new QLabel), m_stack(new QStackedWidget), m_why(new QLabel),
      m_evidence(new QToolButton)
{
    build();
    m_again.setSingleShot(true);
    m_again.setInterval(readEveryMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
    });
    connect(&link, &PlatformLink::journalArrived, this, &LifeLinePanel::onJournal);
    connect(m_tree, &LifeLineTree::eventChosen, this, &LifeLinePanel::eventChosen);
    connect(m_tree, &LifeLineTree::rowChosen, this, &LifeLinePanel::rowChosen);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &LifeLinePanel::say);
    connect(m_evidence, &QToolButton::clicked, this, &LifeLinePanel::showEvidence);
    fill();
}

LifeLinePanel::~LifeLinePanel()
{
    m_tree->disconnect(this);
}

void LifeLinePanel::build()
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tree);
    body()->addWidget(m_stack, 1);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(Tokens::margin - 2, 4, Tokens::spacing - 2, 4);
    layout->setSpacing(Tokens::spacing);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_why->setAccessibleName(tr("Why did it not arrive?"));
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_why->setSizePolicy(policy);
    m_evidence->setText(tr("Show it"));
    m_evidence->setAccessibleName(tr("Show what shows it"));
    m_evidence->setToolTip(
        tr("Goes to the event that stands in the way, to the last that got through, or to the letter"));
    m_evidence->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_why, 1);
    addControl(m_evidence);
    body()->addWidget(footer);
}

void LifeLinePanel::showEventOf(const QString &eventId, const QString &consumer)
{
    if (!consumer.isEmpty())
        m_sought = consumer;
    if (eventId == m_eventId) {
        seek();
        return;
    }
    m_eventId = eventId;
    ++m_generation;
    m_isAsking = false;
    m_story.reset();
    m_answers.clear();
    m_failure.clear();
    m_isStale = !eventId.isEmpty();
    fill();
    ask();
}

/// Nothing is asked while nobody looks.
void LifeLinePanel::ask()
{
    if (m_eventId.isEmpty() || m_isAsking || !isVisible())
        return;
    m_isAsking = true;
    m_isStale = false;
    m_link.get(u"gateway"_s, u"/events/"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_eventId)),
               [self = QPointer(this), generation = m_generation](int status, const QByteArray &body) {
                   if (self && self->m_generation == generation)
                       self->take(status, body);
               });
}

void LifeLinePanel::take(int status, const QByteArray &body)
{
    m_isAsking = false;
    m_again.start();
    auto document = JsonDocument::parse(body);
    if (status == 200 && document) {
        m_story = std::move(*document);
        m_failure.clear();
        m_answers.clear();
        m_story->root()["consumers"].forEachItem(
            [this](JsonValue consumer) { m_answers.push_back(whyOf(consumer, m_story->root())); });
    } else if (!m_story) {
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        m_failure = detail.isEmpty() ? tr("the platform answered %1").arg(status) : detail;
    }
    fill();
}

void LifeLinePanel::onJournal(const JournalBatch &batch)
{
    const QByteArray id = m_eventId.toUtf8();
    const auto isOurs = [&](const TrafficEntry &entry) {
        return entry.messageId == id || (entry.kind == JournalKind::Requested && entry.subject.contains(id));
    };
    if (id.isEmpty() || batch.entries.empty())
        return;
    m_isStale = m_isStale || isUnderWay() || std::ranges::any_of(batch.entries, isOurs);
    if (m_isStale && !m_again.isActive())
        ask();
}

bool LifeLinePanel::isUnderWay() const
{
    return !m_story || std::ranges::any_of(m_answers, [](const WhyAnswer &answer) { return !answer.hasArrived; });
}

/// Once: from then on people scroll themselves.
void LifeLinePanel::seek()
{
    if (!m_sought.isEmpty() && m_story && m_tree->showConsumer(m_sought))
        m_sought.clear();
}

void LifeLinePanel::fill()
{
    const bool hasStory = m_story.has_value();
    if (hasStory)
        m_tree->show({m_story->root(), m_entries(m_eventId.toUtf8())}, m_answers);
    m_stack->setCurrentIndex(hasStory ? 1 : 0);
    m_message->setText(m_eventId.isEmpty() ? tr("Choose an event to see where it came from, and what has become of it.")
                           : m_failure.isEmpty() ? tr("Asking what has become of it…")
                                                 : tr("Why did it not arrive? %1.").arg(visibleText(m_failure)));
    setNote(hasStory ? eventName(textIn(m_story->root()["event"], "type")) : QString());
    seek();
    say();
}

/// Of the consumer whose part is looked at; else of the first that has not handled it.
const WhyAnswer *LifeLinePanel::answerToSay() const
{
    const QString consumer = m_tree->currentConsumer();
    auto found = std::ranges::find(m_answers, consumer, &WhyAnswer::consumer);
    if (consumer.isEmpty() || found == m_answers.end())
        found = std::ranges::find(m_answers, false, &WhyAnswer::hasArrived);
    return found == m_answers.end() ? nullptr : &*found;
}

void LifeLinePanel::showEvidence()
{
    const WhyAnswer *answer = answerToSay();
    if (answer && !answer->evidence.isEmpty())
        Q_EMIT eventChosen(answer->evidence);
    else if (answer && answer->isLetter)
        Q_EMIT letterChosen(answer->consumer, m_eventId);
}

void LifeLinePanel::say()
{
    const WhyAnswer *answer = answerToSay();
    const QString text = answer ? answer->sentence
        : m_answers.empty()     ? QString()
                                : tr("It has arrived at every consumer.");
    m_why->setText(visibleText(text));
    m_why->setToolTip(asToolTip(text));
    m_why->parentWidget()->setVisible(m_story.has_value());
    m_evidence->setVisible(answer && (!answer->evidence.isEmpty() || answer->isLetter));
}

QString LifeLinePanel::why() const
{
    return m_why->text();
}

void LifeLinePanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    if (m_isStale)
        ask();
}

} // namespace curbside
