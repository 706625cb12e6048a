// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/saga_panels.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/alerts/service_words.h"
#include "widgets/entities/status_words.h"
#include "widgets/sagas/saga_chain.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QLabel *makePlainLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    return label;
}

QWidget *inScroll(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() turned on: the panel's ground is what is seen
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

} // namespace

SagaPanel::SagaPanel(const QString &name, const QString &title, const QString &invitation, Workbench &bench,
                     ChosenSaga &chosen)
    : Panel(name, title), m_bench(bench), m_chosen(chosen), m_invitation(invitation), m_stack(new QStackedWidget),
      m_message(makePlainLabel(u"secondary"_s))
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(Tokens::margin);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    body()->addWidget(m_stack, 1);
    connect(&chosen, &ChosenSaga::changed, this, &SagaPanel::refresh);
}

void SagaPanel::setContent(QWidget *content)
{
    m_stack->addWidget(content);
}

QString SagaPanel::message() const
{
    return m_stack->currentIndex() == 0 ? m_message->text() : QString();
}

void SagaPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    refresh();
}

void SagaPanel::refresh()
{
    QString message;
    if (m_chosen.id().isEmpty())
        message = m_invitation;
    else if (!m_chosen.failure().isEmpty())
        message = tr("The saga cannot be read: %1. It is tried again every second.").arg(m_chosen.failure());
    else if (!m_chosen.story())
        message = tr("Reading the saga…");
    m_message->setText(visibleText(message));
    m_stack->setCurrentIndex(message.isEmpty() ? 1 : 0);
    if (message.isEmpty())
        show(*m_chosen.story());
    else
        setNote({});
}

// The chain.

SagaFlowPanel::SagaFlowPanel(Workbench &bench, ChosenSaga &chosen)
    : SagaPanel(u"saga-flow"_s, tr("Chosen saga"),
                tr("Choose a saga in the list, or a delivery anywhere: its steps are shown here."), bench, chosen),
      m_chain(new SagaChain), m_tryAgain(new QPushButton(tr("Try again"))),
      m_passOver(new QPushButton(tr("Pass over step")))
{
    m_tryAgain->setToolTip(tr("Makes the compensation that failed once more"));
    m_passOver->setToolTip(tr("Leaves what that step did, and goes on undoing the rest"));
    for (QPushButton *button : {m_tryAgain, m_passOver}) {
        addControl(button);
        button->hide();
    }
    connect(m_tryAgain, &QPushButton::clicked, this, &SagaFlowPanel::tryAgain);
    connect(m_passOver, &QPushButton::clicked, this, &SagaFlowPanel::passOver);
    connect(&chosen, &ChosenSaga::changed, this, [this] {
        if (m_chosen.story())
            return;
        setHeading(tr("Chosen saga"));
        m_tryAgain->hide();
        m_passOver->hide();
    });
    setContent(inScroll(m_chain));
    refresh();
}

void SagaFlowPanel::show(const SagaStory &story)
{
    setHeading(tr("%1 %2").arg(m_bench.entities.callName(story.saga.subject), story.saga.type));
    const QString state = sagaStateCell(story.saga.state).text;
    setNote(story.saga.round > 1 ? tr("%1, round %2").arg(state).arg(story.saga.round) : state);
    m_chain->setStory(&story);
    const bool isStuck = story.saga.state == u"Stuck";
    m_tryAgain->setVisible(isStuck);
    m_passOver->setVisible(isStuck);
}

void SagaFlowPanel::tryAgain()
{
    m_bench.actions.post(tr("Try saga again"), u"deliveries"_s,
                         u"/saga/%1/retry"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(m_chosen.id()))), {});
}

void SagaFlowPanel::passOver()
{
    const QString id = m_chosen.id();
    ReasonDialog dialog(tr("Pass over step"),
                        tr("Go on without undoing this step? What it did stays, and the rest is undone."),
                        {tr("Undone by hand"), tr("Nothing to undo")}, window());
    if (dialog.exec() != QDialog::Accepted)
        return;
    JsonWriter json;
    json.beginObject().member("reason", dialog.reason()).endObject();
    m_bench.actions.post(tr("Pass over step"), u"deliveries"_s,
                         u"/saga/%1/compensate"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(id))), json.take());
}

// Against time.

SagaStepsPanel::SagaStepsPanel(Workbench &bench, ChosenSaga &chosen)
    : SagaPanel(u"saga-steps"_s, tr("Steps in time"), tr("When each of its steps began and ended."), bench, chosen),
      m_plot(new TimePlot(tr("Steps of the chosen saga against time"))), m_readout(new ElidedLabel(u"secondary"_s))
{
    m_plot->setTitleWidth(148);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_plot);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(Tokens::margin - 2, 0, Tokens::margin - 2, 4);
    inset->addWidget(m_readout);
    layout->addLayout(inset);
    layout->addStretch(1);
    setContent(inScroll(content));
    connect(m_plot, &TimePlot::readoutChanged, this, &SagaStepsPanel::showReadout);
    connect(&chosen, &ChosenSaga::ticked, this, [this] {
        if (isVisible() && m_chosen.story() && !m_chosen.story()->saga.hasEnded())
            refresh();
    });
    showReadout({});
    refresh();
}

void SagaStepsPanel::show(const SagaStory &story)
{
    constexpr qint64 marginShare = 12; // of the time that is shown, for the words behind the last bar
    const qint64 now = m_chosen.now();
    if (std::exchange(m_shown, story.saga.id) != story.saga.id) {
        m_plot->goLive();
        m_plot->readOut(0);
    }
    const qint64 end = story.saga.hasEnded() ? story.saga.endedAt : std::max(now, story.saga.startedAt);
    m_plot->setLanes(sagaLanes(story, now));
    m_plot->setReach(story.saga.startedAt,
                     end + std::max<qint64>(1'000'000, (end - story.saga.startedAt) / marginShare), 0);
    m_plot->setNow(story.saga.hasEnded() ? 0 : now);
    qint64 tries = 0;
    for (const SagaStepRow &step : story.steps)
        tries = std::max(tries, step.attempts);
    setNote(tries > 1 ? tr("up to %1 tries of a call").arg(tries) : QString());
    showReadout(m_plot->readout());
}

void SagaStepsPanel::showReadout(const QString &readout)
{
    m_readout->setText(readout.isEmpty() ? tr("Point at a bar, or press Shift with an arrow, to read it out.")
                                         : readout);
}

// What would happen.

SagaOutlookPanel::SagaOutlookPanel(Workbench &bench, ChosenSaga &chosen)
    : SagaPanel(u"saga-outlook"_s, tr("What would happen"),
                tr("What it has still to do, and what would be undone if that failed."), bench, chosen)
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing);
    layout->setSpacing(6);
    m_now = addLine(layout, tr("Now"));
    m_next = addLine(layout, tr("Remains"));
    m_undone = addLine(layout, tr("If the next step failed"));
    m_error = addLine(layout, tr("Said last"));
    m_help = addLine(layout, tr("What helps"));
    layout->addStretch(1);
    setContent(inScroll(content));
    refresh();
}

SagaOutlookPanel::Line SagaOutlookPanel::addLine(QVBoxLayout *layout, const QString &title)
{
    Line line{makePlainLabel(u"secondary"_s), makePlainLabel({})};
    line.title->setText(title);
    line.title->setFixedWidth(116);
    line.title->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    line.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    line.text->setAccessibleName(title);
    line.whole = new QWidget;
    auto *row = new QHBoxLayout(line.whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Tokens::spacing);
    row->addWidget(line.title);
    row->addWidget(line.text, 1);
    layout->addWidget(line.whole);
    return line;
}

void SagaOutlookPanel::setLine(const Line &line, const QString &text)
{
    line.whole->setVisible(!text.isEmpty());
    line.text->setText(visibleLines(text));
}

QString SagaOutlookPanel::text() const
{
    QStringList lines;
    for (const Line &line : {m_now, m_next, m_undone, m_error, m_help}) {
        if (!line.text->text().isEmpty())
            lines += line.title->text() + u": "_s + line.text->text();
    }
    return lines.join(u'\n');
}

void SagaOutlookPanel::show(const SagaStory &story)
{
    const QString state = sagaStateCell(story.saga.state).text;
    const QString robot = m_bench.entities.robotName(story.robotSerial);
    QString now = story.saga.currentStep.isEmpty() ? state : tr("%1: %2").arg(state, stepText(story.saga.currentStep));
    if (story.saga.hasEnded())
        now = tr("%1 at %2: nothing remains, and nothing will be undone").arg(state, clockText(story.saga.endedAt));
    else if (!robot.isEmpty())
        now = tr("%1, with %2").arg(now, robot);
    setLine(m_now, now);
    QStringList remaining;
    for (const QString &step : story.remaining())
        remaining += stepText(step);
    setLine(m_next,
            remaining.isEmpty() && !story.saga.hasEnded() && story.saga.state == u"Running"
                ? tr("nothing but the end of this step")
                : remaining.join(u", "_s));
    QStringList undone;
    for (const SagaStory::Undo &undo : story.wouldUndo)
        undone += tr("%1 at %2").arg(stepText(undo.name), serviceText(undo.service));
    const bool isForward = story.saga.state == u"Running" || story.saga.state == u"Held";
    setLine(m_undone,
            !isForward             ? QString()
                : undone.isEmpty() ? tr("nothing is to be undone")
                                   : undone.join(tr(", then ")));
    setLine(m_error, story.error());
    setLine(
        m_help,
        story.saga.state != u"Stuck"
            ? QString()
            : tr("Try again, once what refused it is mended; or pass over the step, when it has been undone by hand. "
                 "Everything else of this delivery waits."));
}

} // namespace curbside
