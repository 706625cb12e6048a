// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_panel.h"

#include "widgets/panels/saved_filters.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/colour_rules_dialog.h"
#include "widgets/traffic/column_chooser.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t capacity = 100'000;

} // namespace

TrafficPanel::TrafficPanel(PlatformLink &link, QSettings *settings, QWidget *parent)
    : Panel(u"traffic"_s, tr("Traffic"), parent), m_settings(settings), m_model(capacity),
      m_rules(readColourRules(settings)), m_view(new TrafficView(m_model)),
      m_filter(new FilterLine(m_vocabulary, settings)), m_columns(new ColumnChooser(m_vocabulary, settings)),
      m_message(new QLabel), m_stack(new QStackedWidget),
      m_follow(segment(tr("Follow"), tr("Keep the newest entry in view"), u"first"_s)),
      m_hold(segment(tr("Hold"), tr("Let the list stand still; what happens meanwhile is kept"), u"last"_s)),
      m_all(segment(tr("All"), tr("Show all that happens: calls, timers and jobs too, not only what is about events"),
                    QString()))
{
    m_all->setAccessibleName(tr("Calls and timers too"));
    m_model.setRules(m_rules);
    m_model.setEventsOnly(true);
    m_model.setColumns(trafficColumns(m_columns->keys()));
    makeHeader();
    makeFilter();
    makeList();
    connect(&link, &PlatformLink::journalArrived, this, &TrafficPanel::onJournal);
    connect(&m_model, &TrafficModel::looked, this, [this] {
        if (!m_view->currentIndex().isValid())
            keepChosen();
        if (m_follow->isChecked())
            m_view->scrollToBottom();
        showState();
    });
    connect(m_columns, &ColumnChooser::columnsChosen, this, [this](const QStringList &keys) {
        m_model.setColumns(trafficColumns(keys));
        m_view->layOutColumns();
        keepChosen();
    });
    m_follow->setChecked(true);
    showState();
}

void TrafficPanel::makeHeader()
{
    auto *colours = segment(tr("Colours"), tr("Choose what stands out, and how"), QString());
    colours->setCheckable(false);
    colours->setAccessibleName(tr("Colours of the traffic"));
    connect(colours, &QToolButton::clicked, this, &TrafficPanel::editColours);
    auto *pair = new QWidget;
    auto *together = new QHBoxLayout(pair);
    together->setContentsMargins(0, 0, 0, 0);
    together->setSpacing(0);
    together->addWidget(m_follow);
    together->addWidget(m_hold);
    addControl(m_all);
    addControl(pair);
    addControl(m_columns);
    addControl(colours);
    connect(m_follow, &QToolButton::clicked, this, [this] { setFollowing(true); });
    connect(m_hold, &QToolButton::clicked, this, [this] { setFollowing(false); });
    connect(m_all, &QToolButton::toggled, this, [this](bool isOn) {
        m_model.setEventsOnly(!isOn);
        keepChosen();
    });
}

void TrafficPanel::makeFilter()
{
    const auto inForce = [this] { return SavedFilters::Saved{{}, {}, m_filter->text()}; };
    const auto apply = [this](const SavedFilters::Saved &saved) { m_filter->setFilter(saved.search); };
    auto *saved = new SavedFilters(*this, {inForce, apply}, m_settings);
    m_filter->addControl(&saved->button());
    body()->addWidget(m_filter);
    connect(m_filter, &FilterLine::filterChanged, this, [this](const std::optional<cesql::Program> &filter) {
        m_model.setFilter(filter);
        keepChosen();
        if (m_follow->isChecked())
            m_view->scrollToBottom();
    });
}

void TrafficPanel::makeList()
{
    m_view->setAccessibleName(tr("Traffic"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficPanel::onCurrent);
    connect(m_view, &QAbstractItemView::pressed, this, [this] { setFollowing(false); });
    connect(m_view, &TrafficView::filterWished, this, &TrafficPanel::narrow);
}

QToolButton *TrafficPanel::segment(const QString &text, const QString &tip, const QString &place)
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

void TrafficPanel::setFollowing(bool isFollowing)
{
    m_follow->setChecked(isFollowing);
    m_hold->setChecked(!isFollowing);
    m_model.setHolding(!isFollowing);
    if (isFollowing)
        m_view->scrollToBottom();
    showState();
}

void TrafficPanel::narrow(const QString &condition)
{
    m_filter->narrow(condition);
}

void TrafficPanel::showOnly(const QString &filter)
{
    m_filter->setFilter(filter);
}

void TrafficPanel::showOnlyOfAll(const QString &filter)
{
    m_all->setChecked(true);
    showOnly(filter);
}

void TrafficPanel::addColumn(const QString &expression)
{
    m_columns->show(expression, true);
}

bool TrafficPanel::showMessage(const QByteArray &messageId)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.entry(row).messageId != messageId)
            continue;
        setFollowing(false);
        m_view->setCurrentIndex(m_model.index(row, 0));
        m_view->scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
        return true;
    }
    return false;
}

void TrafficPanel::onJournal(const JournalBatch &batch)
{
    m_vocabulary.take(batch);
    m_model.take(batch);
    if (m_follow->isChecked())
        m_view->scrollToBottom();
    showState();
}

void TrafficPanel::onCurrent(const QModelIndex &current)
{
    if (m_isChoosing)
        return;
    m_chosen = current.isValid() ? m_model.numberOf(current.row()) : 0;
    Q_EMIT entryChosen(current.isValid() ? &m_model.entry(current.row()) : nullptr, m_chosen);
}

/// The entry that was chosen before the rows became others is chosen again, if it is still among them.
void TrafficPanel::keepChosen()
{
    const QScopedValueRollback choosing(m_isChoosing, true);
    const int row = m_chosen == 0 ? -1 : m_model.rowOf(m_chosen);
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model.index(row, 0));
    m_view->scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
}

void TrafficPanel::editColours()
{
    ColourRulesDialog dialog(m_rules, m_vocabulary, this);
    connect(&dialog, &ColourRulesDialog::rulesChanged, this, [this](const std::vector<ColourRule> &rules) {
        m_rules = rules;
        m_model.setRules(rules);
        keepColourRules(m_settings, rules);
        Q_EMIT rulesChanged(rules);
    });
    dialog.exec();
}

void TrafficPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        m_filter->edit().setFocus(Qt::ShortcutFocusReason);
    else
        Panel::keyPressEvent(event);
}

void TrafficPanel::showState()
{
    const QLocale locale;
    const bool isFiltered = !m_filter->text().trimmed().isEmpty();
    QString note = isFiltered
        ? tr("%1 of %2 shown").arg(locale.toString(m_model.rowCount()), locale.toString(qulonglong(m_model.kept())))
        : tr("%1 since this was opened").arg(locale.toString(m_model.seen()));
    if (m_model.isLooking())
        note += tr(", still looking");
    if (m_model.waiting() > 0)
        note += tr(", %1 new").arg(locale.toString(qulonglong(m_model.waiting())));
    if (m_model.dropped() > 0)
        note += tr(", %1 came too fast to be kept").arg(locale.toString(m_model.dropped()));
    setNote(note);
    const bool isEmpty = m_model.rowCount() == 0;
    if (isEmpty)
        m_message->setText(
            isFiltered && m_model.kept() > 0
                ? tr("Nothing among the last %1 entries passes the filter. New ones appear as they come.")
                      .arg(locale.toString(qulonglong(m_model.kept())))
                : tr("Nothing yet. Events appear as services publish and handle them."));
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_message) : m_view);
}

PayloadPanel::PayloadPanel(QWidget *parent) : Panel(u"payload"_s, tr("Payload"), parent), m_view(new PayloadView)
{
    m_view->setFont(monospacedFont());
    m_view->setAccessibleName(tr("Payload of the chosen entry"));
    m_view->document()->setDocumentMargin(Tokens::margin - 2);
    body()->addWidget(m_view, 1);
    connect(m_view, &PayloadView::filterWished, this, &PayloadPanel::filterWished);
    connect(m_view, &PayloadView::columnWished, this, &PayloadPanel::columnWished);
    show(nullptr);
}

void PayloadPanel::show(const TrafficEntry *entry, quint64 number)
{
    setNote(entry ? QString::fromUtf8(entry->type) : QString());
    m_view->setPlaceholderText(entry ? tr("This entry carried nothing.")
                                     : tr("Choose an entry to see what it carried."));
    PayloadText shown = entry ? payloadText(entry->payload) : PayloadText();
    if (entry && shown.text.isEmpty())
        shown.text = QString::fromUtf8(entry->detail);
    m_view->show(shown, number);
}

void PayloadPanel::showPayload(const QString &type, const QByteArray &payload)
{
    setNote(type);
    m_view->show(payloadText(payload), 0);
}

} // namespace curbside
