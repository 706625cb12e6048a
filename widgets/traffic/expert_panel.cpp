// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/expert_panel.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/entry_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int refreshIntervalMs = 500;

struct HintLook
{
    Tone tone;
    Mark mark;
};

HintLook lookOf(HintKind kind)
{
    switch (kind) {
    case HintKind::NeverHandled:
    case HintKind::DeadLetter: return {Tone::Bad, Mark::Cross};
    case HintKind::Lost:
    case HintKind::RetryStorm:
    case HintKind::OutOfOrder: return {Tone::Warning, Mark::Warning};
    default: return {Tone::Idle, Mark::Ring};
    }
}

QString wordsOf(HintKind kind)
{
    switch (kind) {
    case HintKind::NeverHandled: return ExpertPanel::tr("Never handled");
    case HintKind::DeadLetter: return ExpertPanel::tr("Dead letter");
    case HintKind::Lost: return ExpertPanel::tr("Lost on the way");
    case HintKind::RetryStorm: return ExpertPanel::tr("Tried again and again");
    case HintKind::OutOfOrder: return ExpertPanel::tr("Out of order");
    case HintKind::SlowHandler: return ExpertPanel::tr("Slow handler");
    case HintKind::Late: return ExpertPanel::tr("Late");
    case HintKind::Duplicate: return ExpertPanel::tr("Duplicate");
    }
    return {};
}

QString nameOfType(const QByteArray &type)
{
    return QString::fromUtf8(type.startsWith("curbside.") ? type.mid(type.lastIndexOf('.') + 1) : type);
}

Cell plainCell(const QString &text)
{
    Cell cell;
    cell.text = text;
    return cell;
}

FindingsModel::Row rowOf(const TrafficHint &hint)
{
    const HintLook look = lookOf(hint.kind);
    Cell kind = plainCell(wordsOf(hint.kind));
    kind.tone = look.tone;
    kind.mark = look.mark;
    return {{kind, plainCell(nameOfType(hint.type)), plainCell(QString::fromUtf8(hint.service)),
             plainCell(QLocale().toString(hint.count)), plainCell(latencyText(hint.worst > 0 ? hint.worst : -1)),
             clockCell(hint.lastAt)},
            hint.filter()};
}

FindingsModel::Row rowOf(const TrafficFigures &figures)
{
    const QString service =
        figures.service.isEmpty() ? ExpertPanel::tr("published") : QString::fromUtf8(figures.service);
    return {{plainCell(nameOfType(figures.type)), plainCell(service), plainCell(QLocale().toString(figures.count)),
             plainCell(QLocale().toString(figures.perSecond, 'f', 2)), plainCell(latencyText(figures.median)),
             plainCell(latencyText(figures.slowest))},
            figures.filter()};
}

template <typename Findings>
std::vector<FindingsModel::Row> rowsOf(const Findings &findings)
{
    std::vector<FindingsModel::Row> rows;
    for (const auto &finding : findings)
        rows.push_back(rowOf(finding));
    return rows;
}

} // namespace

FindingsModel::FindingsModel(Titles titles, int figures, QObject *parent)
    : QAbstractTableModel(parent), m_titles(std::move(titles)), m_figures(figures)
{}

void FindingsModel::setRows(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const QStringList key = keyOf(m_rows[static_cast<std::size_t>(index.row())]);
        const auto found = std::ranges::find(rows, key, [this](const Row &row) { return keyOf(row); });
        after.append(found == rows.end() ? QModelIndex()
                                         : createIndex(static_cast<int>(found - rows.begin()), index.column()));
    }
    m_rows = std::move(rows);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

/// What a row is about: its words, without its figures.
QStringList FindingsModel::keyOf(const Row &row) const
{
    QStringList key;
    for (int column = 0; column < m_figures; ++column)
        key.append(row.cells[static_cast<std::size_t>(column)].text);
    return key;
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Cell &cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(cell.text);
    case PlainTextRole: return cell.text;
    case Qt::FontRole: return index.column() >= m_figures ? QVariant(monospacedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return int((index.column() >= m_figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole: return cell.tone ? QVariant(int(*cell.tone)) : QVariant();
    case MarkRole: return cell.mark ? QVariant(int(*cell.mark)) : QVariant();
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto &[key, title] = m_titles[static_cast<std::size_t>(section)];
    switch (role) {
    case ColumnKeyRole: return key;
    case Qt::DisplayRole: return title;
    case Qt::TextAlignmentRole: return int((section >= m_figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

ExpertPanel::ExpertPanel(PlatformLink &link, QWidget *parent)
    : Panel(u"expert"_s, tr("Hints"), parent), m_hints({{u"kind"_s, tr("What")},
                                                        {u"type"_s, tr("Type")},
                                                        {u"service"_s, tr("Consumer")},
                                                        {u"count"_s, tr("Times")},
                                                        {u"worst"_s, tr("Worst")},
                                                        {u"last"_s, tr("Last")}},
                                                       3),
      m_figures({{u"type"_s, tr("Type")},
                 {u"service"_s, tr("Consumer")},
                 {u"count"_s, tr("Times")},
                 {u"perSecond"_s, tr("A second")},
                 {u"median"_s, tr("Median")},
                 {u"slowest"_s, tr("95 %")}},
                2),
      m_hintList(makeList(m_hints, tr("Hints"), 1, {150, 150, 96, 60, 76, 84})),
      m_figureList(makeList(m_figures, tr("Figures by type and service"), 0, {160, 96, 76, 76, 76, 76})),
      m_message(new QLabel), m_stack(new QStackedWidget), m_hintButton(new QToolButton), m_figureButton(new QToolButton)
{
    makeSegments();
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    for (QWidget *shown :
         {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_hintList), static_cast<QWidget *>(m_figureList)})
        m_stack->addWidget(shown);
    body()->addWidget(m_stack, 1);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(refreshIntervalMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &ExpertPanel::refresh);
    connect(&link, &PlatformLink::journalArrived, this, [this](const JournalBatch &batch) {
        m_findings.take(batch);
        if (isVisible() && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    });
    look(false);
}

void ExpertPanel::makeSegments()
{
    auto *pair = new QWidget;
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto prepare = [&](QToolButton *button, const QString &text, const QString &tip, const QString &place) {
        button->setText(text);
        button->setAccessibleName(text);
        button->setToolTip(tip);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment", place);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, button] { look(button == m_figureButton); });
    };
    prepare(m_hintButton, tr("Hints"), tr("What experts would notice, the worst first"), u"first"_s);
    prepare(m_figureButton, tr("Figures"), tr("How often, and how long from commit to handling, by type and service"),
            u"last"_s);
    addControl(pair);
}

ListView *ExpertPanel::makeList(FindingsModel &model, const QString &name, int stretched,
                                const std::vector<int> &widths)
{
    auto *list = new ListView;
    list->setModel(&model);
    list->setAccessibleName(name);
    for (int column = 0; column < int(widths.size()); ++column)
        list->setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
    list->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    if (stretched > 0) // what it found has short names and long ones
        list->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(list, &QAbstractItemView::activated, this,
            [this, &model](const QModelIndex &index) { Q_EMIT filterWished(model.filterOf(index.row())); });
    return list;
}

void ExpertPanel::look(bool isAtFigures)
{
    m_isAtFigures = isAtFigures;
    m_hintButton->setChecked(!isAtFigures);
    m_figureButton->setChecked(isAtFigures);
    refresh();
}

void ExpertPanel::refresh()
{
    const auto hints = m_findings.hints();
    if (m_isAtFigures)
        m_figures.setRows(rowsOf(m_findings.figures()));
    else
        m_hints.setRows(rowsOf(hints));
    setNote(hints.empty() ? QString() : QLocale().toString(qulonglong(hints.size())));
    FindingsModel &model = m_isAtFigures ? m_figures : m_hints;
    m_message->setText(m_isAtFigures
                           ? tr("Nothing has been published yet.")
                           : tr("Nothing stands out. Events that are given up, lost, late, tried again and again "
                                "or never handled appear here."));
    m_stack->setCurrentWidget(model.rowCount() == 0 ? static_cast<QWidget *>(m_message)
                                                    : (m_isAtFigures ? m_figureList : m_hintList));
}

void ExpertPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    refresh();
}

} // namespace curbside
