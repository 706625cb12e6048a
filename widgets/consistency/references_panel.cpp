// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/references_panel.h"

#include "widgets/alerts/service_words.h"
#include "widgets/consistency/clean_up_dialog.h"
#include "widgets/consistency/consistency_desk.h"
#include "widgets/entities/status_words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

ReferencesPanel::ReferencesPanel(ConsistencyDesk &desk, QWidget *parent)
    : Panel(u"references"_s, tr("References"), parent), m_desk(desk),
      m_references(new EntityList(tr("References across services"))),
      m_rows(new EntityList(tr("Rows that name nothing"))), m_runs(new EntityList(tr("Clean-up runs"))),
      m_stack(new QStackedWidget),
      m_referencesButton(segment(tr("References"), tr("What names rows of other services, and what names nothing"),
                                 u"first"_s, false)),
      m_runsButton(segment(tr("Runs"), tr("Every clean-up that is recorded"), u"last"_s, true)),
      m_dryRun(new QPushButton(tr("Clean up: dry run"))), m_last(new ElidedLabel(u"secondary"_s))
{
    m_references->setMessage(tr("Waiting for what the services say of their references…"));
    m_references->setTable(desk.watch.references);
    m_references->sortBy(2, Qt::DescendingOrder);
    m_rows->setTest([this](int row) {
        const QString chosen = m_references->currentKey();
        return chosen.isEmpty() || m_desk.watch.dangling.rows()[static_cast<std::size_t>(row)].reference == chosen;
    });
    m_rows->setTable(desk.watch.dangling);
    m_rows->setMessage(tr("Nothing dangles here."));
    m_runs->setMessage(tr("No clean-up has run yet. Each service makes one by itself once a day."));
    m_runs->setTable(desk.cleanUps.runs);
    m_runs->sortBy(0, Qt::DescendingOrder);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_references);
    split->addWidget(m_rows);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    m_stack->addWidget(split);
    m_stack->addWidget(m_runs);
    body()->addWidget(m_stack, 1);
    body()->addWidget(makeFooter());
    connect(m_references, &EntityList::chosen, m_rows, &EntityList::testAgain);
    connect(m_rows, &EntityList::activated, this, [this](const QString &key) {
        if (const DanglingRow *row = m_desk.watch.dangling.find(key))
            m_desk.choose(row->rowKey);
    });
    connect(m_runs, &EntityList::activated, this, &ReferencesPanel::openRun);
    connect(&desk.watch, &ConsistencyWatch::read, this, &ReferencesPanel::showState);
    connect(&desk.watch, &ConsistencyWatch::read, this, [this] {
        if (m_runs->isVisible() || m_desk.cleanUps.runs.rowCount() == 0)
            m_desk.cleanUps.readRuns();
    });
    connect(&desk.cleanUps, &CleanUps::changed, this, &ReferencesPanel::showState);
    desk.watch.addViewer(this);
    showRuns(false);
    showState();
}

QToolButton *ReferencesPanel::segment(const QString &text, const QString &tip, const QString &place, bool showsRuns)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("segment", place);
    connect(button, &QToolButton::clicked, this, [this, showsRuns] { this->showRuns(showsRuns); });
    return button;
}

QWidget *ReferencesPanel::makeFooter()
{
    auto *pair = new QWidget;
    auto *segments = new QHBoxLayout(pair);
    segments->setContentsMargins(0, 0, 0, 0);
    segments->setSpacing(0);
    segments->addWidget(m_referencesButton);
    segments->addWidget(m_runsButton);
    addControl(pair);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, Tokens::spacing);
    m_dryRun->setProperty("role", u"primary"_s);
    m_dryRun->setToolTip(
        tr("Every service looks for what names nothing and says what it would do. Nothing is changed."));
    connect(m_dryRun, &QPushButton::clicked, this, &ReferencesPanel::beginDryRun);
    layout->addWidget(m_dryRun);
    layout->addWidget(m_last, 1);
    return footer;
}

void ReferencesPanel::showRuns(bool showsRuns)
{
    m_stack->setCurrentIndex(showsRuns ? 1 : 0);
    if (showsRuns)
        m_desk.cleanUps.readRuns();
    m_referencesButton->setChecked(!showsRuns);
    m_runsButton->setChecked(showsRuns);
}

void ReferencesPanel::beginDryRun()
{
    m_desk.cleanUps.begin(true, serviceNames());
    openDialog();
}

void ReferencesPanel::openRun(const QString &id)
{
    const CleanUpRow *run = m_desk.cleanUps.runs.find(id);
    if (!run)
        return;
    m_desk.cleanUps.open(run->service, run->id);
    openDialog();
}

void ReferencesPanel::openDialog()
{
    if (!m_dialog)
        m_dialog = new CleanUpDialog(m_desk, this);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ReferencesPanel::showState()
{
    qint64 all = 0;
    for (const ReferenceRow &row : m_desk.watch.references.rows())
        all += row.dangling;
    if (m_desk.watch.hasLoaded())
        setNote(all == 0 ? tr("none dangles") : tr("%1 dangling").arg(all));
    m_rows->setVisible(all > 0);
    const auto &runs = m_desk.cleanUps.runs.rows();
    const auto last = std::ranges::max_element(runs, {}, &CleanUpRow::startedAt);
    if (last == runs.end())
        m_last->setText(tr("no run yet"));
    else
        m_last->setText(last->isDryRun ? tr("last: dry run at %1").arg(clockText(last->startedAt))
                                       : tr("last run at %1").arg(clockText(last->startedAt)));
}

} // namespace curbside
