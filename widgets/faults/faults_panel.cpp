// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/faults/faults_panel.h"

#include "widgets/faults/fault_form.h"
#include "widgets/panels/entity_list.h"
#include "widgets/panels/flow_layout.h"
#include "widgets/theme/plain_text.h"
#include "widgets/topology/topology_panel.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Of a platform duration, by the second below two minutes.
QString restText(qint64 microseconds)
{
    const qint64 seconds = (microseconds + 999'999) / 1'000'000;
    return seconds < 120 ? FaultsPanel::tr("%1 s").arg(seconds) : FaultsPanel::tr("%1 min").arg((seconds + 59) / 60);
}

QString faultStateText(const FaultFact &fault, qint64 now)
{
    if (fault.isTakenBack)
        return FaultsPanel::tr("taken back");
    if (fault.isOver(now))
        return FaultsPanel::tr("ended");
    if (fault.since > now)
        return FaultsPanel::tr("begins in %1").arg(restText(fault.since - now));
    return fault.until > 0 ? FaultsPanel::tr("%1 left").arg(restText(fault.until - now)) : FaultsPanel::tr("in force");
}

Tone toneOf(Absorption how)
{
    switch (how) {
    case Absorption::UnderWay: return Tone::Active;
    case Absorption::DeadLetter: return Tone::Bad;
    case Absorption::SagaUndone:
    case Absorption::SagaWentOn: return Tone::Warning;
    case Absorption::Unfollowed: return Tone::Idle;
    default: return Tone::Good;
    }
}

Mark markOf(Absorption how)
{
    switch (toneOf(how)) {
    case Tone::Active: return Mark::Play;
    case Tone::Bad: return Mark::Cross;
    case Tone::Warning: return Mark::Warning;
    case Tone::Idle: return Mark::Dotted;
    default: return Mark::Check;
    }
}

Cell timesCell(quint64 count)
{
    Cell cell;
    cell.text = QLocale().toString(qulonglong(count));
    cell.sortKey = qulonglong(count);
    return cell;
}

Cell madeGoodCell(const FaultRow &row)
{
    Cell cell = timesCell(row.madeGood);
    if (row.forPerson > 0) {
        cell.text = FaultsPanel::tr("%1, %2 for a person").arg(cell.text).arg(row.forPerson);
        cell.tone = Tone::Bad;
        cell.mark = Mark::Cross;
    } else if (row.underWay > 0) {
        cell.text = FaultsPanel::tr("%1, %2 under way").arg(cell.text).arg(row.underWay);
        cell.tone = Tone::Active;
        cell.mark = Mark::Play;
    }
    return cell;
}

std::vector<EntityColumn<FaultRow>> faultColumns()
{
    return {
        {{.title = FaultsPanel::tr("What"), .width = 140, .key = u"kind"_s},
         [](const FaultRow &row) {
             Cell cell{faultKindText(row.fault.kind),
                       row.isOver ? Tone::Idle : Tone::Warning,
                       row.isOver ? Mark::Dotted : Mark::Warning,
                       {},
                       row.fault.id};
             return cell;
         }},
        {{.title = FaultsPanel::tr("Where"), .width = 120, .stretches = true, .key = u"where"_s},
         [](const FaultRow &row) { return Cell{placeText(row.fault), {}, {}, {}, {}}; }},
        {{.title = FaultsPanel::tr("How often"), .width = 76, .givesWay = true, .key = u"rate"_s},
         [](const FaultRow &row) {
             return Cell{rateWords(row.fault.ratePerMillion), {}, {}, {}, row.fault.ratePerMillion};
         }},
        {{.title = FaultsPanel::tr("Hits"), .width = 64, .isFigure = true, .isRightAligned = true, .key = u"hits"_s},
         [](const FaultRow &row) { return timesCell(row.fault.hits); }},
        {{.title = FaultsPanel::tr("Made good"), .width = 110, .givesWay = true, .key = u"madeGood"_s}, madeGoodCell},
        {{.title = FaultsPanel::tr("State"), .width = 116, .runs = true, .key = u"state"_s},
         [](const FaultRow &row) {
             Cell cell{row.state, {}, {}, {}, {}};
             if (row.isOver)
                 cell.tone = Tone::Idle;
             return cell;
         }},
    };
}

std::vector<EntityColumn<AbsorbedRow>> absorbedColumns()
{
    return {
        {{.title = FaultsPanel::tr("What went wrong"), .width = 150, .stretches = true, .key = u"rule"_s},
         [](const AbsorbedRow &row) { return Cell{row.what, {}, {}, {}, row.rule * 100 + int(row.how)}; }},
        {{.title = FaultsPanel::tr("What made it good"), .width = 200, .key = u"mechanism"_s},
         [](const AbsorbedRow &row) {
             return Cell{row.isUnseen ? FaultsPanel::tr("drawn, and not seen here yet") : absorptionText(row.how),
                         toneOf(row.how),
                         markOf(row.how),
                         {},
                         {}};
         }},
        {{.title = FaultsPanel::tr("Times"), .width = 60, .isFigure = true, .isRightAligned = true, .key = u"times"_s},
         [](const AbsorbedRow &row) { return timesCell(row.count); }},
    };
}

QToolButton *faultSegment(const QString &text, const QString &tip, const QString &place)
{
    auto *made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setCheckable(true);
    made->setFocusPolicy(Qt::StrongFocus);
    made->setProperty("segment", place);
    return made;
}

} // namespace

QString absorptionText(Absorption how)
{
    switch (how) {
    case Absorption::UnderWay: return FaultsPanel::tr("not yet known");
    case Absorption::Fetched: return FaultsPanel::tr("fetched from the outbox");
    case Absorption::Recognised: return FaultsPanel::tr("recognised by the inbox");
    case Absorption::WaitedFor: return FaultsPanel::tr("waited for");
    case Absorption::Retried: return FaultsPanel::tr("handled at a later try");
    case Absorption::Breaker: return FaultsPanel::tr("held back by the breaker, then handled");
    case Absorption::SameKey: return FaultsPanel::tr("called again with the same key");
    case Absorption::AskedAgain: return FaultsPanel::tr("asked or reported anew");
    case Absorption::SagaUndone: return FaultsPanel::tr("undone by the saga");
    case Absorption::SagaWentOn: return FaultsPanel::tr("the saga went another way");
    case Absorption::Restarted: return FaultsPanel::tr("went on after the restart");
    case Absorption::DiskWaited: return FaultsPanel::tr("waited for the disk");
    case Absorption::Snapshot: return FaultsPanel::tr("taken over with a snapshot");
    case Absorption::NoHarm: return FaultsPanel::tr("did no harm");
    case Absorption::DeadLetter: return FaultsPanel::tr("dead letter, for a person");
    case Absorption::ByPerson: return FaultsPanel::tr("settled by a person");
    case Absorption::Unfollowed: return FaultsPanel::tr("nobody can tell: entries are missing");
    }
    return {};
}

FaultsPanel::FaultsPanel(FaultDesk &desk, QWidget *parent)
    : Panel(u"faults"_s, tr("Faults"), parent), m_desk(desk), m_rules(new EntityList(tr("Faults"))),
      m_absorbed(new EntityList(tr("What made it good"))), m_stack(new QStackedWidget),
      m_rulesButton(faultSegment(tr("Rules"), tr("What is made to go wrong, where and how long"), u"first"_s)),
      m_absorbedButton(faultSegment(tr("Made good"), tr("Which mechanism made how many hits good"), u"last"_s)),
      m_told(new QLabel)
{
    makeHeader();
    makeBody();
    connect(&desk, &FaultDesk::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&desk, &FaultDesk::refused, this, [this](const QString &why) {
        m_told->setText(tr("The platform refused it: %1").arg(visibleLines(why)));
        m_told->setVisible(!why.isEmpty());
    });
    showAbsorbed(false);
    refresh();
}

FaultsPanel::~FaultsPanel()
{
    m_rules->disconnect(this); // the desk may be gone
    delete m_rules; // before their rows
    delete m_absorbed;
}

void FaultsPanel::makeHeader()
{
    auto *pair = new QWidget;
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rulesButton);
    layout->addWidget(m_absorbedButton);
    addControl(pair);
    connect(m_rulesButton, &QToolButton::clicked, this, [this] { showAbsorbed(false); });
    connect(m_absorbedButton, &QToolButton::clicked, this, [this] { showAbsorbed(true); });
    auto *plans = new QToolButton;
    plans->setText(tr("Plans"));
    plans->setAccessibleName(tr("Built-in fault plans"));
    plans->setToolTip(tr("Posts all rules of a built-in plan, from now on"));
    plans->setPopupMode(QToolButton::InstantPopup);
    plans->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(plans);
    for (const QString &name : FaultDesk::builtIn())
        menu->addAction(asMenuText(name), this, [this, name] { m_desk.add(FaultDesk::builtInPlan(name)); });
    plans->setMenu(menu);
    addControl(plans);
}

void FaultsPanel::makeBody()
{
    m_ruleRows.setColumns(faultColumns());
    m_absorbedRows.setColumns(absorbedColumns());
    m_rules->setTable(m_ruleRows);
    m_absorbed->setTable(m_absorbedRows);
    m_rules->sortBy(0, Qt::DescendingOrder);
    m_absorbed->sortBy(0, Qt::AscendingOrder);
    m_rules->setMessage(tr("Nothing is made to go wrong. Make something fail, and see what makes it good again."));
    m_absorbed->setMessage(tr("Nothing has been hit yet."));
    m_stack->addWidget(m_rules);
    m_stack->addWidget(m_absorbed);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setMargin(Tokens::spacing);
    m_told->setProperty("role", u"secondary"_s);
    m_told->hide();
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_told);
    auto *row = new QWidget;
    auto *buttons = new FlowLayout(*row, 6);
    auto *framed = new QVBoxLayout;
    framed->setContentsMargins(Tokens::spacing, 6, Tokens::spacing, 6);
    framed->addWidget(row);
    QPushButton *add =
        addButton(*buttons, tr("Make something go wrong…"), tr("Asks what, where, how often and how long"));
    m_takeBack = addButton(*buttons, tr("Take back"), tr("The chosen rule holds no longer"));
    m_takeAllBack = addButton(*buttons, tr("Take all back"), tr("Nothing is made to go wrong any more"));
    body()->addLayout(framed);
    connect(add, &QPushButton::clicked, this, &FaultsPanel::openForm);
    connect(m_takeBack, &QPushButton::clicked, this, &FaultsPanel::takeBackChosen);
    connect(m_takeAllBack, &QPushButton::clicked, &m_desk, &FaultDesk::takeAllBack);
    connect(m_rules, &EntityList::chosen, this, &FaultsPanel::fitButtons);
    connect(m_absorbed, &EntityList::activated, this, [this](const QString &key) {
        if (const AbsorbedRow *absorbed = m_absorbedRows.find(key); absorbed && !absorbed->lastMessage.isEmpty())
            Q_EMIT messageWished(QString::fromUtf8(absorbed->lastMessage));
    });
}

QPushButton *FaultsPanel::addButton(QLayout &layout, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text);
    button->setToolTip(tip);
    layout.addWidget(button);
    return button;
}

void FaultsPanel::showAbsorbed(bool isAbsorbed)
{
    m_rulesButton->setChecked(!isAbsorbed);
    m_absorbedButton->setChecked(isAbsorbed);
    m_stack->setCurrentWidget(isAbsorbed ? m_absorbed : m_rules);
    fitButtons();
}

void FaultsPanel::openForm()
{
    open({});
}

void FaultsPanel::open(const TroubleSpot &spot)
{
    if (m_form)
        m_form->deleteLater();
    m_form = new FaultForm(m_desk, this);
    m_form->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_form, &QObject::destroyed, this, [this](QObject *gone) {
        if (m_form == gone)
            m_form = nullptr;
    });
    if (!spot.from.isEmpty())
        m_form->setSpot(spot);
    m_form->open();
}

void FaultsPanel::takeBackChosen()
{
    if (const FaultRow *row = m_ruleRows.find(m_rules->currentKey()); row && !row->fault.isTakenBack)
        m_desk.takeBack(row->fault.id);
}

void FaultsPanel::fitButtons()
{
    const FaultRow *row = m_ruleRows.find(m_rules->currentKey());
    m_takeBack->setEnabled(m_stack->currentWidget() == m_rules && row && !row->fault.isTakenBack);
    m_takeAllBack->setEnabled(
        std::ranges::any_of(m_desk.faults(), [](const FaultFact &fault) { return !fault.isTakenBack; }));
}

void FaultsPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_desk.watch(true);
    refresh();
}

void FaultsPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.watch(false);
}

std::vector<FaultRow> FaultsPanel::faultRows() const
{
    const qint64 now = m_desk.now();
    const auto &outcomes = m_desk.outcomes().rules();
    std::vector<FaultRow> rows;
    for (const FaultFact &fault : m_desk.faults()) {
        FaultRow row{fault.key(), fault, 0, 0, 0, faultStateText(fault, now), fault.isOver(now)};
        if (const auto outcome = outcomes.find(fault.id); outcome != outcomes.end()) {
            row.forPerson = outcome->second.of(Absorption::DeadLetter);
            row.underWay = outcome->second.of(Absorption::UnderWay);
            row.madeGood =
                outcome->second.hits() - row.forPerson - row.underWay - outcome->second.of(Absorption::Unfollowed);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<AbsorbedRow> FaultsPanel::absorbedRows() const
{
    std::vector<AbsorbedRow> rows;
    for (const auto &[id, outcome] : m_desk.outcomes().rules()) {
        const FaultFact *fault = m_desk.find(id);
        const QString what =
            fault ? tr("%1: %2").arg(faultKindText(outcome.kind), placeText(*fault)) : faultKindText(outcome.kind);
        for (std::size_t how = 0; how < absorptions; ++how) {
            const RuleOutcome::Tally &tally = outcome.tallies[how];
            if (tally.count > 0)
                rows.push_back({u"%1 %2"_s.arg(id).arg(how), id, what, static_cast<Absorption>(how), false, tally.count,
                                tally.lastMessage});
        }
        if (fault && fault->hits > outcome.hits())
            rows.push_back(
                {u"%1 unseen"_s.arg(id), id, what, Absorption::Unfollowed, true, fault->hits - outcome.hits(), {}});
    }
    return rows;
}

void FaultsPanel::refresh()
{
    m_ruleRows.takeAll(faultRows());
    m_absorbedRows.takeAll(absorbedRows());
    const qint64 now = m_desk.now();
    const auto inForce = std::ranges::count_if(
        m_desk.faults(), [now](const FaultFact &fault) { return fault.since <= now && !fault.isOver(now); });
    setNote(inForce == 0 ? QString() : tr("in force: %1").arg(inForce));
    fitButtons();
}

} // namespace curbside
