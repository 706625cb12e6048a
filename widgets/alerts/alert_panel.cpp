// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_panel.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/alerts/alert_card.h"
#include "widgets/alerts/alert_list_view.h"
#include "widgets/alerts/alert_thresholds.h"
#include "widgets/panels/chip_bar.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int refreshPauseMs = 300;
constexpr int leastWidth = 304;

} // namespace

AlertPanel::AlertPanel(Workbench &bench, Alerts &alerts, AlertRemedies &remedies, PersonName &person, AuditLog &audit,
                       QWidget *parent)
    : QFrame(parent), m_bench(bench), m_alerts(alerts), m_remedies(remedies), m_person(person), m_audit(audit),
      m_note(new QLabel), m_chips(new ChipBar(tr("Which alerts"))), m_stack(new QStackedWidget), m_message(new QLabel),
      m_view(new AlertListView), m_card(new AlertCard(bench.entities))
{
    setAccessibleName(tr("Alerts"));
    setMinimumWidth(leastWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader(*layout);
    buildBody(*layout);
    makeManners();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPauseMs);
    connect(&m_refresh, &QTimer::timeout, this, &AlertPanel::refresh);
    connect(&alerts, &Alerts::changed, this, &AlertPanel::refreshSoon);
    connect(&bench.link, &PlatformLink::statusChanged, this, &AlertPanel::refreshSoon); // ages go on
    connect(&bench.selection, &Selection::changed, this, &AlertPanel::onSelection);
    connect(&bench.actions, &EntityActions::changed, this, &AlertPanel::showCard);
    connect(&bench.actions, &EntityActions::told, m_card, [this](const QString &sentence, bool isProblem) {
        if (showsCard()) // otherwise it is about something else
            m_card->showOutcome(sentence, isProblem);
    });
    refresh();
}

void AlertPanel::buildHeader(QLayout &layout)
{
    auto *header = new QFrame;
    header->setProperty("part", u"panelheader"_s);
    header->setFixedHeight(Tokens::panelHeaderHeight);
    auto *heading = new QLabel(tr("Alerts"));
    heading->setProperty("role", u"heading"_s);
    m_note->setProperty("role", u"secondary"_s);
    m_note->setTextFormat(Qt::PlainText);
    auto *closeButton = new QToolButton;
    closeButton->setIcon(themedIcon(u"close"_s));
    closeButton->setIconSize(QSize(16, 16));
    closeButton->setAccessibleName(tr("Hide alerts"));
    closeButton->setToolTip(tr("Hide the alerts (F9)"));
    closeButton->setFocusPolicy(Qt::StrongFocus);
    closeButton->setProperty("role", u"quiet"_s);
    connect(closeButton, &QToolButton::clicked, this, &AlertPanel::hideWished);
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(Tokens::margin - 2, 0, Tokens::spacing - 2, 0);
    line->setSpacing(Tokens::spacing);
    line->addWidget(heading);
    line->addWidget(m_note, 1);
    line->addWidget(closeButton);
    layout.addWidget(header);
}

void AlertPanel::buildBody(QLayout &layout)
{
    auto *body = new QFrame;
    body->setProperty("part", u"panelbody"_s);
    auto *inside = new QVBoxLayout(body);
    inside->setContentsMargins(1, 0, 1, 1);
    inside->setSpacing(0);
    m_chips->addChip(tr("Open"), tr("What needs a hand now, the worst first"));
    m_chips->addChip(tr("Snoozed"), tr("What comes back at a moment of platform time"));
    m_chips->addChip(tr("History"), tr("What has been settled or closed, the last first"));
    connect(m_chips, &ChipBar::chipChosen, this, [this](std::size_t chip) {
        m_shows = static_cast<Shows>(chip);
        choose({});
        refresh();
    });
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_view->setModel(&m_model);
    m_view->setAccessibleName(tr("Alerts"));
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlertPanel::onChosen);
    connect(m_view, &QAbstractItemView::clicked, this, &AlertPanel::onChosen); // the present one, after another thing
    connect(m_view, &AlertListView::foldWished, this, &AlertPanel::fold);
    connect(m_view, &AlertListView::menuWished, this, &AlertPanel::openMenu);
    connect(m_view, &AlertListView::hovered, this, [this](bool isHovered) {
        m_isHovered = isHovered;
        refreshSoon();
    });
    connect(m_card, &AlertCard::followed, this, [this](const QString &delivery) {
        const QScopedValueRollback following(m_isChoosing, true);
        m_bench.selection.select({EntityKind::Delivery, delivery});
    });
    inside->addWidget(m_chips);
    inside->addWidget(m_stack, 1);
    inside->addWidget(m_card);
    m_card->hide();
    layout.addWidget(body);
}

void AlertPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    refresh();
}

void AlertPanel::refreshSoon()
{
    if (!m_refresh.isActive() && isVisible())
        m_refresh.start();
}

std::vector<AlertRow> AlertPanel::wantedRows() const
{
    switch (m_shows) {
    case Shows::Open: return openRows(m_alerts, m_bench.entities, m_bench.link.status().now, m_unfolded);
    case Shows::Snoozed: return snoozedRows(m_alerts, m_bench.entities);
    case Shows::Ended: break;
    }
    return endedRows(m_alerts, m_bench.entities);
}

void AlertPanel::refresh()
{
    std::vector<AlertRow> wanted = wantedRows();
    m_isChoosing = true;
    m_model.setRows(m_isHovered && m_shows == Shows::Open ? heldRows(m_model.rows(), wanted) : std::move(wanted));
    if (const QModelIndex index = m_model.indexOf(m_chosen); index.isValid())
        m_view->setCurrentIndex(index);
    else
        m_view->setCurrentIndex({});
    m_isChoosing = false;
    m_message->setText(emptyText());
    m_stack->setCurrentIndex(m_model.rowCount() == 0 ? 0 : 1);
    refreshHeader();
    showCard();
}

void AlertPanel::refreshHeader()
{
    const auto groups = m_alerts.groups();
    int taken = 0;
    for (const AlertGroup &group : groups)
        taken +=
            std::ranges::all_of(group.members, [](const Alert &alert) { return !alert.takenBy.isEmpty(); }) ? 1 : 0;
    m_note->setText(taken == 0 ? QString() : tr("%1 taken").arg(taken));
    m_chips->setCount(0, static_cast<int>(groups.size()));
    m_chips->setCount(1, static_cast<int>(m_alerts.snoozed().size()));
    m_chips->setCount(2, static_cast<int>(m_alerts.ended().size()));
}

QString AlertPanel::emptyText() const
{
    switch (m_shows) {
    case Shows::Open:
        return tr("Nothing needs a hand.\nLate deliveries, lids, robots and services show up here by themselves.");
    case Shows::Snoozed: return tr("Nothing is snoozed.\nA snoozed alert comes back when its time is over.");
    case Shows::Ended: break;
    }
    return tr("Nothing has ended yet.\nThe last %1 alerts that were settled or closed are kept here.")
        .arg(thresholds::mostEnded);
}

void AlertPanel::choose(const QString &key)
{
    m_chosen = key;
    m_lastShown.reset();
    const QModelIndex index = m_model.indexOf(key);
    m_isChoosing = true;
    m_view->setCurrentIndex(index);
    m_isChoosing = false;
    if (index.isValid())
        m_view->scrollTo(index);
    showCard();
}

void AlertPanel::onChosen()
{
    const AlertRow *row = m_model.rowAt(m_view->currentIndex());
    if (m_isChoosing || !row)
        return;
    m_chosen = row->key;
    m_lastShown.reset();
    const auto alert = m_alerts.find(m_chosen);
    if (alert && alert->finding.thing.kind != EntityKind::None)
        m_bench.selection.select(alert->finding.thing);
    showCard();
}

/// Another thing was chosen elsewhere: its alert is chosen here, or none.
void AlertPanel::onSelection(const EntityRef &ref)
{
    const auto present = m_alerts.find(m_chosen);
    if (m_isChoosing || (present && present->finding.thing == ref)) {
        showCard();
        return;
    }
    const auto alert = m_alerts.findAbout(ref);
    choose(alert ? alert->id() : QString());
}

void AlertPanel::fold(const QModelIndex &index, std::optional<bool> unfolds)
{
    const AlertRow *row = m_model.rowAt(index);
    if (!row || !row->isFlood)
        return;
    if (unfolds.value_or(!m_unfolded.contains(row->key)))
        m_unfolded.insert(row->key);
    else
        m_unfolded.remove(row->key);
    m_model.setRows(wantedRows());
}

bool AlertPanel::showsCard() const
{
    return m_card->isVisible();
}

void AlertPanel::chooseNext()
{
    if (m_shows != Shows::Open)
        m_chips->choose(0);
    const QModelIndex next = m_model.index((m_view->currentIndex().row() + 1) % std::max(1, m_model.rowCount()), 0);
    m_view->setCurrentIndex(next);
    m_view->setFocus(Qt::ShortcutFocusReason);
}

QStringList AlertPanel::chosenIds() const
{
    const AlertRow *row = m_model.rowAt(m_model.indexOf(m_chosen));
    if (row)
        return row->ids;
    return m_alerts.find(m_chosen) ? QStringList{m_chosen} : QStringList();
}

void AlertPanel::showCard()
{
    fillCard();
    m_card->orderTabs(m_view);
}

void AlertPanel::fillCard()
{
    if (m_shows == Shows::Ended) {
        showEnded(m_chosen);
        return;
    }
    const QStringList ids = chosenIds();
    const AlertRow *row = m_model.rowAt(m_model.indexOf(m_chosen));
    if (row && row->isFlood) {
        for (const AlertGroup &group : m_alerts.groups()) {
            if (group.id() == m_chosen)
                m_card->showFlood(group, mannersFor(ids));
        }
        m_card->show();
        return;
    }
    if (const auto alert = m_alerts.find(m_chosen)) {
        m_lastShown = alert;
        m_card->showAlert(*alert, m_remedies.actionsFor(alert->finding), mannersFor(ids));
    } else if (m_lastShown) { // it has ended before their eyes
        const auto &ended = m_alerts.ended();
        const auto found = std::ranges::find_if(ended, [&](const Alert &one) { return one.id() == m_chosen; });
        m_card->showAlert(found == ended.end() ? *m_lastShown : *found, {}, {});
    }
    m_card->setVisible(m_lastShown.has_value());
}

void AlertPanel::showEnded(const QString &key)
{
    const auto alert = m_alerts.findEnded(endNumberOf(key));
    if (alert)
        m_card->showAlert(*alert, {}, {});
    m_card->setVisible(alert.has_value());
}

} // namespace curbside
