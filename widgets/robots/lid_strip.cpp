// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/lid_strip.h"

#include "widgets/panels/panel.h"
#include "widgets/platform/platform_link.h"
#include "widgets/robots/lid_spans.h"
#include "widgets/selection/chosen_robot.h"

#include <QVBoxLayout>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 stripMinutes = 10;
constexpr qint64 stripWindow = stripMinutes * 60'000'000;
constexpr qint64 stripReach = 6 * stripWindow; ///< how far one can go back

struct StripLane
{
    QString serial;
    std::vector<LidSpan> spans;
    bool isChosen = false;
    bool isOpen = false;
    qint64 unusualAt = 0;

    /// What has to be seen comes first.
    [[nodiscard]] auto rank() const { return std::tuple(!isChosen, !isOpen, -unusualAt, serial); }
    [[nodiscard]] bool isWanted() const { return isChosen || isOpen || unusualAt != 0; }
};

StripLane laneOf(const QString &serial, const std::vector<LidEventRow> &events, qint64 now)
{
    StripLane lane{serial, lidSpans(events, now), false, false, 0};
    for (const LidSpan &span : lane.spans) {
        lane.isOpen = lane.isOpen || span.lasts;
        if (span.isUnusual() && span.to >= now - stripWindow)
            lane.unusualAt = std::max(lane.unusualAt, span.from);
    }
    return lane;
}

std::vector<StripLane> wantedLanes(const Entities &entities, const QString &chosen, qint64 now)
{
    std::map<QString, std::vector<LidEventRow>> events;
    for (const LidEventRow &event : entities.lidEvents.rows()) {
        if (event.at >= now - stripReach)
            events[event.robotSerial].push_back(event);
    }
    if (!chosen.isEmpty())
        events[chosen]; // its lane is there even though its lid has not moved
    std::vector<StripLane> lanes;
    for (auto &[serial, ofRobot] : events) {
        std::ranges::stable_sort(ofRobot, {}, &LidEventRow::at);
        StripLane lane = laneOf(serial, ofRobot, now);
        lane.isChosen = serial == chosen;
        if (lane.isWanted())
            lanes.push_back(std::move(lane));
    }
    std::ranges::sort(lanes, {}, &StripLane::rank);
    return lanes;
}

} // namespace

LidStrip::LidStrip(const PlatformLink &link, const Entities &entities, Selection &selection, QWidget *parent)
    : QFrame(parent), m_link(link), m_entities(entities), m_selection(selection),
      m_plot(new TimePlot(tr("Lids of the last minutes"))), m_line(new ElidedLabel(u"secondary"_s))
{
    setProperty("part", u"bar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    layout->addWidget(m_plot);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(Tokens::margin - 2, 0, Tokens::margin - 2, 0);
    inset->addWidget(m_line);
    layout->addLayout(inset);
    connect(m_plot, &TimePlot::readoutChanged, this, &LidStrip::showReadout);
    connect(m_plot, &TimePlot::laneChosen, this,
            [this](const QString &serial) { m_selection.select({EntityKind::Robot, serial}); });
    connect(&entities.feedOf(entities.lidEvents), &EntityFeed::read, this, &LidStrip::refresh);
    connect(&entities.feedOf(entities.robots), &EntityFeed::read, this, &LidStrip::refresh);
    connect(&selection, &Selection::changed, this, &LidStrip::refresh);
    refresh();
}

void LidStrip::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    refresh();
}

void LidStrip::refresh()
{
    if (!isVisible())
        return;
    const qint64 now = m_link.status().now;
    std::vector<StripLane> lanes = wantedLanes(m_entities, chosenRobot(m_selection, m_entities), now);
    const std::size_t more = lanes.size() > mostLanes ? lanes.size() - mostLanes : 0;
    lanes.resize(lanes.size() - more);
    std::vector<PlotLane> shown;
    for (const StripLane &lane : lanes) {
        const QString name = m_entities.robotName(lane.serial);
        PlotLane made{lane.serial, name.isEmpty() ? lane.serial : name};
        made.isEmphasised = lane.isChosen;
        for (const LidSpan &span : lane.spans) {
            made.spans.push_back(plotSpan(span));
            made.spans.back().readout = made.title + u": "_s + made.spans.back().readout;
        }
        shown.push_back(std::move(made));
    }
    m_summary = lanes.empty()
        ? tr("No lid stands open, and none moved in an unusual way in the last %1 minutes.").arg(stripMinutes)
        : more == 1 ? tr("1 more robot has a lid that is open or was moved in an unusual way.")
        : more > 0  ? tr("%1 more robots have a lid that is open or was moved in an unusual way.").arg(more)
                    : tr("Open lids and unusual moves of the last %1 minutes.").arg(stripMinutes);
    m_plot->setReach(now - stripReach, now, stripWindow);
    m_plot->setLanes(std::move(shown));
    showReadout(m_plot->readout());
}

void LidStrip::showReadout(const QString &readout)
{
    m_line->setText(readout.isEmpty() ? m_summary : readout);
}

} // namespace curbside
