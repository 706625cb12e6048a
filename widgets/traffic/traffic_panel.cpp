// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_panel.h"

#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t capacity = 20'000;
constexpr int columnWidths[TrafficModel::ColumnCount] = {110, 116, 190, 230, 240};

} // namespace

TrafficFilter::TrafficFilter(TrafficModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setDynamicSortFilter(true);
    setSourceModel(&model);
}

void TrafficFilter::showAll(bool showsAll)
{
    m_showsAll = showsAll;
    invalidateRowsFilter();
}

bool TrafficFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_showsAll || isAboutEvent(m_model.entry(row).kind);
}

TrafficPanel::TrafficPanel(PlatformLink &link, QWidget *parent)
    : Panel(u"traffic"_s, tr("Traffic"), parent), m_model(capacity), m_filter(m_model), m_view(new ListView),
      m_message(new QLabel(tr("Nothing yet. Events appear as services publish and handle them."))),
      m_stack(new QStackedWidget), m_follow(segment(tr("Follow"), tr("Keep the newest entry in view"), u"first"_s)),
      m_hold(segment(tr("Hold"), tr("Let the list stand still; what happens meanwhile is kept"), u"last"_s)),
      m_all(segment(tr("Calls and timers too"), tr("Show all that happens, not only what is about events"), {}))
{
    m_view->setModel(&m_filter);
    m_view->setAccessibleName(tr("Traffic"));
    for (int column = 0; column < TrafficModel::ColumnCount; ++column)
        m_view->setColumnWidth(column, columnWidths[column]);
    m_view->horizontalHeader()->setSectionResizeMode(TrafficModel::TypeColumn, QHeaderView::Stretch);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    m_follow->setChecked(true);
    addControl(m_all);
    auto *pair = new QWidget;
    auto *together = new QHBoxLayout(pair);
    together->setContentsMargins(0, 0, 0, 0);
    together->setSpacing(0);
    together->addWidget(m_follow);
    together->addWidget(m_hold);
    addControl(pair);

    connect(&link, &PlatformLink::journalArrived, this, &TrafficPanel::onJournal);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                Q_EMIT entryChosen(current.isValid() ? &m_model.entry(m_filter.mapToSource(current).row()) : nullptr);
            });
    connect(m_view, &QAbstractItemView::pressed, this, [this] { setFollowing(false); });
    connect(m_follow, &QToolButton::clicked, this, [this] { setFollowing(true); });
    connect(m_hold, &QToolButton::clicked, this, [this] { setFollowing(false); });
    connect(m_all, &QToolButton::toggled, this, [this](bool isOn) {
        m_filter.showAll(isOn);
        showState();
    });
    showState();
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

void TrafficPanel::onJournal(const JournalBatch &batch)
{
    m_model.take(batch);
    if (m_follow->isChecked())
        m_view->scrollToBottom();
    showState();
}

void TrafficPanel::showState()
{
    const QLocale locale;
    QString note = tr("%1 since this was opened").arg(locale.toString(m_model.seen()));
    if (m_model.waiting() > 0)
        note += tr(", %1 new").arg(locale.toString(qulonglong(m_model.waiting())));
    if (m_model.dropped() > 0)
        note += tr(", %1 came too fast to be kept").arg(locale.toString(m_model.dropped()));
    setNote(note);
    m_stack->setCurrentWidget(m_filter.rowCount() == 0 ? static_cast<QWidget *>(m_message) : m_view);
}

PayloadPanel::PayloadPanel(QWidget *parent) : Panel(u"payload"_s, tr("Payload"), parent), m_text(new QPlainTextEdit)
{
    m_text->setReadOnly(true);
    m_text->setFont(monospacedFont());
    m_text->setAccessibleName(tr("Payload of the chosen entry"));
    m_text->setTabChangesFocus(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(Tokens::margin - 2);
    body()->addWidget(m_text, 1);
    show(nullptr);
}

void PayloadPanel::show(const TrafficEntry *entry)
{
    setNote(entry ? QString::fromUtf8(entry->type) : QString());
    m_text->setPlaceholderText(entry ? tr("This entry carried nothing.")
                                     : tr("Choose an entry to see what it carried."));
    QString text = entry ? indentedJson(entry->payload) : QString();
    if (entry && text.isEmpty())
        text = QString::fromUtf8(entry->detail);
    m_text->setPlainText(visibleLines(text));
}

} // namespace curbside
