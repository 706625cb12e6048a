// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_list_panel.h"

#include "widgets/panels/saved_filters.h"
#include "widgets/traffic/colour_rules_dialog.h"
#include "widgets/traffic/column_chooser.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

TrafficListPanel::TrafficListPanel(const QString &name, const QString &title, std::unique_ptr<TrafficRows> rows,
                                   QSettings *settings, QWidget *parent)
    : Panel(name, title, parent), m_settings(settings), m_rows(std::move(rows)), m_rules(readColourRules(settings)),
      m_view(new TrafficView(*m_rows)), m_filter(new FilterLine(m_vocabulary, settings)),
      m_columns(new ColumnChooser(m_vocabulary, settings)), m_message(new QLabel), m_stack(new QStackedWidget),
      m_all(segment(tr("All"), tr("Show all that happens: calls, timers and jobs too, not only what is about events"),
                    QString()))
{
    m_all->setAccessibleName(tr("Calls and timers too"));
    m_rows->setRules(m_rules);
    m_rows->setEventsOnly(true);
    m_rows->setColumns(trafficColumns(m_columns->keys()));
    connect(m_all, &QToolButton::toggled, this, [this](bool isOn) {
        m_rows->setEventsOnly(!isOn);
        keepChosen();
    });
    connect(m_columns, &ColumnChooser::columnsChosen, this, [this](const QStringList &keys) {
        m_rows->setColumns(trafficColumns(keys));
        m_view->layOutColumns();
        keepChosen();
    });
}

void TrafficListPanel::build(QWidget &ownControls)
{
    addControl(m_all);
    addControl(&ownControls);
    addLookControls();
    makeFilter();
    makeList();
}

void TrafficListPanel::addLookControls()
{
    auto *colours = segment(tr("Colours"), tr("Choose what stands out, and how"), QString());
    colours->setCheckable(false);
    colours->setAccessibleName(tr("Colours of the traffic"));
    connect(colours, &QToolButton::clicked, this, &TrafficListPanel::editColours);
    addControl(m_columns);
    addControl(colours);
}

void TrafficListPanel::makeFilter()
{
    const auto inForce = [this] { return SavedFilters::Saved{{}, {}, m_filter->text()}; };
    const auto apply = [this](const SavedFilters::Saved &saved) { m_filter->setFilter(saved.search); };
    auto *saved = new SavedFilters(*this, {inForce, apply}, m_settings);
    m_filter->addControl(&saved->button());
    body()->addWidget(m_filter);
    connect(m_filter, &FilterLine::filterChanged, this, [this](const std::optional<cesql::Program> &filter) {
        m_rows->setFilter(filter);
        keepChosen();
        onFilter();
    });
}

void TrafficListPanel::makeList()
{
    m_view->setAccessibleName(tr("Traffic"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficListPanel::onCurrent);
    connect(m_view, &TrafficView::filterWished, this, &TrafficListPanel::narrow);
}

QToolButton *TrafficListPanel::segment(const QString &text, const QString &tip, const QString &place)
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

void TrafficListPanel::narrow(const QString &condition)
{
    m_filter->narrow(condition);
}

void TrafficListPanel::showOnly(const QString &filter)
{
    m_filter->setFilter(filter);
}

void TrafficListPanel::showOnlyOfAll(const QString &filter)
{
    m_all->setChecked(true);
    showOnly(filter);
}

void TrafficListPanel::addColumn(const QString &expression)
{
    m_columns->show(expression, true);
}

bool TrafficListPanel::isFiltered() const
{
    return !m_filter->text().trimmed().isEmpty();
}

void TrafficListPanel::onCurrent(const QModelIndex &current)
{
    if (m_isChoosing)
        return;
    m_chosen = current.isValid() ? m_rows->numberOf(current.row()) : 0;
    Q_EMIT entryChosen(current.isValid() ? &m_rows->entry(current.row()) : nullptr, m_chosen);
}

void TrafficListPanel::keepChosen()
{
    const QScopedValueRollback choosing(m_isChoosing, true);
    const int row = m_chosen == 0 ? -1 : m_rows->rowOf(m_chosen);
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_rows->index(row, 0));
    m_view->scrollTo(m_rows->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void TrafficListPanel::editColours()
{
    ColourRulesDialog dialog(m_rules, m_vocabulary, this);
    connect(&dialog, &ColourRulesDialog::rulesChanged, this, [this](const std::vector<ColourRule> &rules) {
        m_rules = rules;
        m_rows->setRules(rules);
        keepColourRules(m_settings, rules);
        Q_EMIT rulesChanged(rules);
    });
    dialog.exec();
}

void TrafficListPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        m_filter->edit().setFocus(Qt::ShortcutFocusReason);
    else
        Panel::keyPressEvent(event);
}

void TrafficListPanel::showMessageIfEmpty(const QString &message)
{
    const bool isEmpty = m_rows->rowCount() == 0;
    if (isEmpty)
        m_message->setText(message);
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_message) : m_view);
}

} // namespace curbside
