// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robot_day.h"

#include "widgets/entities/status_words.h"
#include "widgets/selection/chosen_robot.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int pauseBeforeAgainMs = 1000;
constexpr qint64 dayMarginShare = 8; // of the day, that is shown beyond the last that is planned

QLabel *makeMessage()
{
    auto *message = new QLabel;
    message->setAlignment(Qt::AlignCenter);
    message->setWordWrap(true);
    message->setTextFormat(Qt::PlainText);
    message->setProperty("role", u"secondary"_s);
    message->setMargin(Tokens::margin);
    message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    return message;
}

} // namespace

RobotDay::RobotDay(PlatformLink &link, const Entities &entities, const Selection &selection, const SelectedTrip &trip)
    : Panel(u"robot-day"_s, tr("Robot's day")), m_link(link), m_entities(entities), m_selection(selection),
      m_trip(trip), m_stack(new QStackedWidget), m_message(makeMessage()),
      m_plot(new TimePlot(tr("Day of the chosen robot"))), m_readout(new ElidedLabel(u"secondary"_s)),
      m_timeline(new Timeline)
{
    auto *day = new QWidget;
    auto *layout = new QVBoxLayout(day);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_plot);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(Tokens::margin - 2, 0, Tokens::margin - 2, 4);
    inset->addWidget(m_readout);
    inset->addWidget(m_timeline);
    layout->addLayout(inset);
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(day);
    day->setAutoFillBackground(false); // which setWidget() turned on: the panel's ground is what is seen
    scroll->viewport()->setAutoFillBackground(false);
    m_stack->addWidget(m_message);
    m_stack->addWidget(scroll);
    body()->addWidget(m_stack, 1);
    m_again.setSingleShot(true);
    m_again.setInterval(pauseBeforeAgainMs);
    connect(&m_again, &QTimer::timeout, this, &RobotDay::begin);
    connect(m_plot, &TimePlot::readoutChanged, this, &RobotDay::showReadout);
    connect(&selection, &Selection::changed, this, &RobotDay::lookAtChoice);
    connect(&trip, &SelectedTrip::changed, this, &RobotDay::refresh);
    connect(&entities.feedOf(entities.robots), &EntityFeed::read, this, &RobotDay::lookAtChoice);
    connect(&entities.feedOf(entities.tasks), &EntityFeed::read, this, &RobotDay::refresh);
    connect(&entities.feedOf(entities.lidEvents), &EntityFeed::read, this, &RobotDay::refresh);
    lookAtChoice();
}

void RobotDay::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    lookAtChoice();
}

QString RobotDay::message() const
{
    return m_stack->currentIndex() == 0 ? m_message->text() : QString();
}

/// A choice that is about no robot leaves the day that is shown.
void RobotDay::lookAtChoice()
{
    const QString serial = chosenRobot(m_selection, m_entities);
    if (serial.isEmpty() || serial == m_serial || !m_entities.robots.find(serial)) {
        refresh();
        return;
    }
    m_serial = serial;
    m_leftOut = 0;
    m_hasRead = false;
    m_failure.clear();
    m_again.stop();
    m_plot->goLive();
    m_plot->readOut(0);
    begin();
    refresh();
}

void RobotDay::begin()
{
    ++m_reading;
    m_lidEvents.clear();
    read({});
}

void RobotDay::read(const QString &cursor)
{
    QString path = u"/lid-events?limit=1000&robot="_s + QString::fromLatin1(QUrl::toPercentEncoding(m_serial));
    if (!cursor.isEmpty())
        path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    m_link.get(u"gateway"_s, path, [self = QPointer(this), reading = m_reading](int status, const QByteArray &body) {
        if (self)
            self->take(reading, status, body);
    });
}

void RobotDay::take(int reading, int status, const QByteArray &body)
{
    if (reading != m_reading)
        return;
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        const QString detail = page ? textIn(page->root(), "detail") : QString();
        fail(detail.isEmpty() ? tr("State answered %1").arg(status) : detail);
        return;
    }
    page->root()["items"].forEachItem([&](JsonValue item) {
        LidEventRow row = LidEventRow::from(item);
        if (row.robotSerial == m_serial)
            m_lidEvents.push_back(std::move(row));
    });
    const QString next = textIn(page->root(), "next");
    if (!next.isEmpty()) {
        read(next);
        return;
    }
    m_hasRead = true;
    m_failure.clear();
    refresh();
}

void RobotDay::fail(const QString &failure)
{
    m_failure = failure;
    m_lidEvents.clear();
    m_again.start();
    refresh();
}

/// What happened since the reading is in the window's list.
void RobotDay::takeLive()
{
    const auto &rows = m_entities.lidEvents.rows();
    const qint64 newest = m_lidEvents.empty() ? 0 : m_lidEvents.back().at;
    for (auto row = rows.rbegin(); row != rows.rend() && row->at >= newest; ++row) {
        const auto isIt = [&](const LidEventRow &known) { return known.id == row->id; };
        if (row->robotSerial == m_serial && std::ranges::none_of(m_lidEvents, isIt))
            m_lidEvents.push_back(*row);
    }
    std::ranges::stable_sort(m_lidEvents, {}, &LidEventRow::at);
    if (m_lidEvents.size() > mostLidEvents) {
        m_leftOut += m_lidEvents.size() - mostLidEvents;
        m_lidEvents.erase(m_lidEvents.begin(), m_lidEvents.end() - std::ptrdiff_t(mostLidEvents));
    }
}

void RobotDay::refresh()
{
    if (!isVisible())
        return;
    const RobotRow *robot = m_entities.robots.find(m_serial);
    if (!robot) {
        setHeading(tr("Robot's day"));
        setNote({});
        tell(tr("Choose a robot to see its day: what its lid did, its tasks and stops, battery and speed."));
        return;
    }
    setHeading(robot->name);
    setNote(robot->serial);
    if (!m_failure.isEmpty())
        tell(
            tr("The lid events of %1 cannot be read: %2. It is tried again every second.").arg(robot->name, m_failure));
    else if (!m_hasRead)
        tell(tr("Reading the day of %1…").arg(robot->name));
    else
        showDay();
}

void RobotDay::showDay()
{
    takeLive();
    RobotDayFacts facts;
    facts.serial = m_serial;
    facts.now = m_link.status().now;
    facts.lidEvents = m_lidEvents;
    facts.tasks = tasksOf(m_serial, m_entities);
    facts.samples = &m_entities.robotHistory.samplesOf(m_serial);
    const auto &trip = m_trip.trip();
    facts.trip = trip && trip->robotSerial == m_serial ? &*trip : nullptr;
    const qint64 start = robotDayStart(facts);
    qint64 end = facts.now;
    if (facts.trip && !facts.trip->stops.empty() && facts.trip->stops.back().arriveAt > end)
        end = facts.trip->stops.back().arriveAt + (facts.trip->stops.back().arriveAt - start) / dayMarginShare;
    m_plot->setLanes(robotDayLanes(facts, m_entities));
    m_plot->setReach(start, end, 0);
    m_plot->setNow(facts.now);
    m_timeline->setFacts(unusualFacts(facts, mostUnusual));
    QString note = facts.samples->empty()
        ? m_serial
        : tr("%1, battery and speed as seen since %2").arg(m_serial, minuteText(facts.samples->front().at));
    if (m_leftOut == 1)
        note = tr("%1, without the first move of its lid").arg(note);
    else if (m_leftOut > 1)
        note = tr("%1, without the first %2 moves of its lid").arg(note).arg(m_leftOut);
    setNote(note);
    showReadout(m_plot->readout());
    m_stack->setCurrentIndex(1);
}

void RobotDay::tell(const QString &message)
{
    m_message->setText(visibleText(message));
    m_stack->setCurrentIndex(0);
}

void RobotDay::showReadout(const QString &readout)
{
    const QString nothing = m_timeline->facts().empty() ? tr("Nothing unusual today.") : tr("Unusual today:");
    m_readout->setText(readout.isEmpty() ? nothing : readout);
}

} // namespace curbside
