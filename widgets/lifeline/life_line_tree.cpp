// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lifeline/life_line_tree.h"

#include "services/runtime/source_place.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_delegate.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/entry_words.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSet>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostLifeSteps = 100; ///< of one consumer
constexpr int mostLifeRows = 100; ///< of one message
constexpr qsizetype longestRowValue = 80;

enum LifeColumn { LifeWhat, LifeTime, LifeAfter };

enum LineRole {
    EventRole = PlainTextRole + 10, ///< id of the event that the line leads to
    RowRole, ///< QStringList: service, table and key of the row that it leads to
    LinePathRole, ///< what tells the line apart among all
};

QString rowValueText(JsonValue value)
{
    if (value.isAbsent() || value.isNull())
        return u"NULL"_s;
    const QString text = value.toString().value_or(QString::fromUtf8(value.toJson()));
    return text.size() > longestRowValue ? text.left(longestRowValue) + u'…' : text;
}

QString handlerText(const std::source_location &where)
{
    return where.line() == 0 ? QString() : u"%1:%2"_s.arg(fileInSources(where)).arg(where.line());
}

struct StepLook
{
    Tone tone;
    Mark mark;
};

StepLook stepLook(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Handled: return {Tone::Good, Mark::Check};
    case JournalKind::Parked:
    case JournalKind::Fault: return {Tone::Warning, Mark::Pause};
    case JournalKind::Lost:
    case JournalKind::DeadLettered: return {Tone::Bad, Mark::Cross};
    default: return {Tone::Idle, Mark::Ring};
    }
}

/// What a record says happened to the event; `attempt`: which one it was, from 1.
QString stepWords(const TrafficEntry &entry, int attempt)
{
    const QString detail = QString::fromUtf8(entry.detail);
    switch (entry.kind) {
    case JournalKind::Handled:
        return attempt > 1 ? LifeLineTree::tr("Handled at attempt %1").arg(attempt) : LifeLineTree::tr("Handled");
    case JournalKind::PassedOver: return LifeLineTree::tr("Passed over: no handler");
    case JournalKind::Duplicate: return LifeLineTree::tr("Came again: a duplicate");
    case JournalKind::Parked: return LifeLineTree::tr("Parked: %1").arg(detail);
    case JournalKind::DeadLettered: return LifeLineTree::tr("Given up: %1").arg(detail);
    case JournalKind::Lost: return LifeLineTree::tr("Lost on the way: %1").arg(detail);
    case JournalKind::Fault: return LifeLineTree::tr("Fault: %1").arg(detail);
    default: return detail;
    }
}

bool hasArrivedBy(JournalKind kind)
{
    return kind == JournalKind::Handled || kind == JournalKind::PassedOver || kind == JournalKind::Parked
        || kind == JournalKind::DeadLettered || kind == JournalKind::Duplicate;
}

/// Where the handler stands, as the receipt says or, without one, the last record that names one.
QString handlerAt(const EventLife &life, const QString &consumer, JsonValue receipt)
{
    if (!receipt.isAbsent())
        return u"%1:%2"_s.arg(textIn(receipt, "file")).arg(receipt["line"].toInteger().value_or(0));
    QString last;
    for (const TrafficEntry &entry : life.entries)
        if (const QString where = handlerText(entry.handler);
            !where.isEmpty() && QString::fromUtf8(entry.service) == consumer)
            last = where;
    return last;
}

} // namespace

/// One line of the tree.
struct LifeLineTree::Line
{
    QString text;
    qint64 at = 0;
    std::optional<Tone> tone = std::nullopt;
    std::optional<Mark> mark = std::nullopt;
    QString event = QString();
    QStringList row = QStringList();
    QString toolTip = QString();
};

LifeLineTree::LifeLineTree(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(3);
    setHeaderLabels({tr("What happened"), tr("Time"), tr("After")});
    setHeaderHidden(true);
    setAccessibleName(tr("Life line"));
    setItemDelegate(new ListDelegate(this));
    setUniformRowHeights(true);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAllColumnsShowFocus(true);
    setIndentation(16);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionResizeMode(LifeWhat, QHeaderView::Stretch);
    header()->resizeSection(LifeTime, 104);
    header()->resizeSection(LifeAfter, 76);
    connect(this, &QTreeWidget::itemActivated, this, &LifeLineTree::goTo);
}

QTreeWidgetItem *LifeLineTree::add(QTreeWidgetItem *parent, const Line &line)
{
    auto *item = new QTreeWidgetItem;
    const bool leads = !line.event.isEmpty() || !line.row.isEmpty();
    item->setText(LifeWhat, visibleText(leads ? line.text + u" →"_s : line.text));
    item->setData(LifeWhat, PlainTextRole, line.text);
    if (line.at > 0) {
        item->setText(LifeTime, exactClockText(line.at));
        if (m_committedAt > 0)
            item->setText(LifeAfter, latencyText(line.at - m_committedAt));
    }
    for (const int column : {LifeTime, LifeAfter})
        item->setData(column, Qt::FontRole, monospacedFont());
    if (line.tone)
        item->setData(LifeWhat, ToneRole, int(*line.tone));
    if (line.mark)
        item->setData(LifeWhat, MarkRole, int(*line.mark));
    if (!line.event.isEmpty())
        item->setData(LifeWhat, EventRole, line.event);
    if (!line.row.isEmpty())
        item->setData(LifeWhat, RowRole, line.row);
    if (!line.toolTip.isEmpty())
        item->setToolTip(LifeWhat, asToolTip(line.toolTip));
    if (parent)
        parent->addChild(item);
    else
        addTopLevelItem(item);
    item->setFirstColumnSpanned(line.at == 0);
    const QString above = parent ? parent->data(LifeWhat, LinePathRole).toString() + u'/' : QString();
    item->setData(LifeWhat, LinePathRole, above + line.text);
    return item;
}

void LifeLineTree::show(const EventLife &life, const std::vector<WhyAnswer> &answers)
{
    QSet<QString> folded;
    QSet<QString> known;
    for (QTreeWidgetItemIterator each(this); *each; ++each) {
        const QString path = (*each)->data(LifeWhat, LinePathRole).toString();
        known.insert(path);
        if (!(*each)->isExpanded())
            folded.insert(path);
    }
    const QString current = currentItem() ? currentItem()->data(LifeWhat, LinePathRole).toString() : QString();
    clear();
    addCommit(life);
    for (const bool hasArrived : {false, true}) { // what needs a look stands first
        std::size_t next = 0;
        life.story["consumers"].forEachItem([&](JsonValue consumer) {
            const WhyAnswer &answer = answers[next++];
            if (answer.hasArrived == hasArrived)
                addConsumer(life, answer, consumer);
        });
    }
    const bool isTrouble = std::ranges::find(answers, false, &WhyAnswer::hasArrived) != answers.end();
    for (QTreeWidgetItemIterator each(this); *each; ++each) {
        const QString path = (*each)->data(LifeWhat, LinePathRole).toString();
        const auto answer = std::ranges::find(answers, path, &WhyAnswer::consumer);
        const bool isOpen = answer != answers.end() && answer->hasArrived != isTrouble;
        (*each)->setExpanded(known.contains(path) ? !folded.contains(path) : isOpen);
        if (path == current)
            setCurrentItem(*each);
    }
}

void LifeLineTree::addCommit(const EventLife &life)
{
    const JsonValue event = life.story["event"];
    m_committedAt = momentIn(event, "time");
    if (event.isAbsent())
        return;
    const QString publisher = textIn(life.story["publisher"], "service");
    auto *commit =
        add(nullptr,
            {.text = tr("Committed: event %1 of %2")
                         .arg(QLocale().toString(textIn(event, "sequence").toLongLong()), consumerText(publisher)),
             .at = m_committedAt,
             .tone = Tone::Active,
             .mark = Mark::Play});
    commit->setData(LifeWhat, KeyRole, QString());
    const JsonValue cause = life.story["cause"];
    if (!cause["event"].isAbsent())
        addEvent(commit, cause["event"], true);
    else if (!cause.isAbsent())
        add(commit, {.text = tr("Caused by message %1").arg(textIn(cause, "messageId"))});
    addRows(commit, publisher, life.story["publisher"]["effects"]);
    const bool isRelayed = std::ranges::any_of(
        life.entries, [](const TrafficEntry &entry) { return entry.kind == JournalKind::Published; });
    if (isRelayed)
        add(commit, {.text = tr("Given to the bus, with its commit"), .at = m_committedAt});
}

void LifeLineTree::addConsumer(const EventLife &life, const WhyAnswer &answer, JsonValue consumer)
{
    auto *item = add(nullptr,
                     {.text = tr("%1: %2").arg(consumerText(answer.consumer), answer.outcome.text),
                      .at = answer.at,
                      .tone = answer.outcome.tone,
                      .mark = answer.outcome.mark,
                      .toolTip = answer.sentence});
    item->setData(LifeWhat, KeyRole, answer.consumer);
    item->setData(LifeWhat, LinePathRole, answer.consumer); // its outcome may become another
    const int handled = addSteps(item, life, answer.consumer);
    if (handled > 1) {
        item->setText(LifeWhat, tr("%1: handled %2 times").arg(consumerText(answer.consumer)).arg(handled));
        item->setData(LifeWhat, ToneRole, int(Tone::Bad));
        item->setData(LifeWhat, MarkRole, int(Mark::Warning));
    }
    const QString handler = handlerAt(life, answer.consumer, consumer["receipt"]["handler"]);
    if (!handler.isEmpty())
        add(item, {.text = tr("Handler at %1").arg(handler)});
    if (!answer.evidence.isEmpty())
        add(item, {.text = tr("The event that shows it: %1").arg(answer.evidence), .event = answer.evidence});
    addEffects(item, answer.consumer, consumer["effects"]);
}

/// What the journal says happened there; gives how often it was handled.
int LifeLineTree::addSteps(QTreeWidgetItem *parent, const EventLife &life, const QString &consumer)
{
    int attempts = 0;
    int handled = 0;
    int steps = 0;
    bool isDelivered = false;
    for (const TrafficEntry &entry : life.entries) {
        if (entry.kind == JournalKind::Published || QString::fromUtf8(entry.service) != consumer
            || ++steps > mostLifeSteps)
            continue;
        if (hasArrivedBy(entry.kind) && !std::exchange(isDelivered, true))
            add(parent, {.text = tr("Delivered"), .at = entry.at});
        const bool isTry = entry.kind == JournalKind::Handled || entry.kind == JournalKind::Parked;
        attempts += isTry ? 1 : 0;
        handled += entry.kind == JournalKind::Handled ? 1 : 0;
        const StepLook look = stepLook(entry.kind);
        add(parent,
            {.text = stepWords(entry, attempts),
             .at = entry.at,
             .tone = look.tone,
             .mark = look.mark,
             .toolTip = handlerText(entry.handler)});
    }
    if (steps > mostLifeSteps)
        add(parent, {.text = tr("and %1 more").arg(QLocale().toString(steps - mostLifeSteps))});
    return handled;
}

void LifeLineTree::addEffects(QTreeWidgetItem *parent, const QString &service, JsonValue effects)
{
    addRows(parent, service, effects);
    int events = 0;
    effects["published"].forEachItem([&](JsonValue head) {
        if (++events <= mostLifeRows)
            addEvent(parent, head, false);
    });
}

void LifeLineTree::addRows(QTreeWidgetItem *parent, const QString &service, JsonValue effects)
{
    int rows = 0;
    effects["changes"].forEachItem([&](JsonValue change) {
        change["rows"].forEachItem([&](JsonValue row) {
            if (++rows <= mostLifeRows)
                addRow(parent, service, row);
        });
        rows += static_cast<int>(change["leftOut"].toInteger().value_or(0));
    });
    if (rows > mostLifeRows)
        add(parent, {.text = tr("and %1 more rows").arg(QLocale().toString(rows - mostLifeRows))});
}

void LifeLineTree::showRehearsal(const QString &service, JsonValue rehearsal)
{
    clear();
    m_committedAt = 0;
    int rows = 0;
    rehearsal["rows"].forEachItem([&](JsonValue row) {
        if (++rows <= mostLifeRows)
            addRow(nullptr, service, row);
    });
    rows += static_cast<int>(rehearsal["leftOut"].toInteger().value_or(0));
    if (rows > mostLifeRows)
        add(nullptr, {.text = tr("and %1 more rows").arg(QLocale().toString(rows - mostLifeRows))});
    rehearsal["events"].forEachItem([&](JsonValue event) {
        auto *item = add(nullptr,
                         {.text = tr("Publishes %1").arg(eventName(textIn(event, "type"))),
                          .tone = Tone::Active,
                          .mark = Mark::Play});
        event["data"].forEachMember([&](std::string_view name, JsonValue value) {
            add(item,
                {.text = tr("%1: %2").arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                                          rowValueText(value))});
        });
    });
    addWire(rehearsal);
    if (topLevelItemCount() == 0)
        add(nullptr, {.text = tr("Changes nothing and sends nothing"), .tone = Tone::Idle, .mark = Mark::Ring});
}

/// Calls and timers.
void LifeLineTree::addWire(JsonValue rehearsal)
{
    rehearsal["calls"].forEachItem([&](JsonValue call) {
        add(nullptr,
            {.text = tr("Calls %1: %2 %3")
                         .arg(consumerText(textIn(call, "service")), textIn(call, "method"), textIn(call, "path"))});
    });
    rehearsal["timers"].forEachItem([&](JsonValue timer) {
        const qint64 dueAt = momentIn(timer, "dueAt");
        const QString name = textIn(timer, "kind") + u' ' + textIn(timer, "subject");
        add(nullptr,
            {.text = dueAt > 0 ? tr("Sets timer %1").arg(name) : tr("Calls off timer %1").arg(name), .at = dueAt});
    });
}

void LifeLineTree::addRow(QTreeWidgetItem *parent, const QString &service, JsonValue row)
{
    QStringList path{service, textIn(row, "table")};
    row["key"].forEachItem([&](JsonValue value) { path += value.toString().value_or(QString()); });
    const QString kind = textIn(row, "kind");
    const QString name = path[1] + u' ' + path.mid(2).join(u", "_s);
    const QString text = kind == u"insert" ? tr("Row made: %1").arg(name)
        : kind == u"delete"                ? tr("Row deleted: %1").arg(name)
                                           : tr("Row changed: %1").arg(name);
    auto *item = add(parent, {.text = text, .row = kind == u"delete" ? path.mid(0, 2) : path});
    const JsonValue before = row["before"];
    const JsonValue after = row["after"];
    (after.isAbsent() ? before : after).forEachMember([&](std::string_view column, JsonValue) {
        const QString what = QString::fromUtf8(column.data(), static_cast<qsizetype>(column.size()));
        const QByteArray old = before[column].toJson();
        if (before.isAbsent())
            add(item, {.text = tr("%1: %2").arg(what, rowValueText(after[column]))});
        else if (after.isAbsent())
            add(item, {.text = tr("%1: was %2").arg(what, rowValueText(before[column]))});
        else if (old != after[column].toJson())
            add(item, {.text = tr("%1: %2 → %3").arg(what, rowValueText(before[column]), rowValueText(after[column]))});
    });
}

void LifeLineTree::addEvent(QTreeWidgetItem *parent, JsonValue head, bool isCause)
{
    const QString type = eventName(textIn(head, "type"));
    add(parent,
        {.text = isCause ? tr("Caused by %1 of %2").arg(type, consumerText(textIn(head, "source")))
                         : tr("Led to %1").arg(type),
         .at = momentIn(head, "time"),
         .event = textIn(head, "id")});
}

QString LifeLineTree::currentConsumer() const
{
    const QTreeWidgetItem *item = currentItem();
    while (item && item->parent())
        item = item->parent();
    return item ? item->data(LifeWhat, KeyRole).toString() : QString();
}

bool LifeLineTree::showConsumer(const QString &consumer)
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = topLevelItem(i);
        if (item->data(LifeWhat, KeyRole).toString() != consumer)
            continue;
        item->setExpanded(true);
        setCurrentItem(item);
        scrollToItem(item, PositionAtTop);
        return true;
    }
    return false;
}

void LifeLineTree::goTo(QTreeWidgetItem *item)
{
    const QStringList row = item->data(LifeWhat, RowRole).toStringList();
    const QString event = item->data(LifeWhat, EventRole).toString();
    if (!event.isEmpty())
        Q_EMIT eventChosen(event);
    else if (row.size() >= 2)
        Q_EMIT rowChosen({row[0], row[1], row.mid(2)});
}

/// What happened needs the room most.
void LifeLineTree::resizeEvent(QResizeEvent *event)
{
    constexpr int leastForTime = 300;
    constexpr int leastForAfter = 420;
    setColumnHidden(LifeTime, width() < leastForTime);
    setColumnHidden(LifeAfter, width() < leastForAfter);
    QTreeWidget::resizeEvent(event);
}

void LifeLineTree::copyCurrent() const
{
    if (currentItem())
        QGuiApplication::clipboard()->setText(currentItem()->data(LifeWhat, PlainTextRole).toString());
}

void LifeLineTree::contextMenuEvent(QContextMenuEvent *event)
{
    QTreeWidgetItem *item = currentItem();
    if (!item)
        return;
    QMenu menu(this);
    if (item->data(LifeWhat, EventRole).isValid())
        menu.addAction(tr("&Go to the event"), this, [this, item] { goTo(item); });
    if (item->data(LifeWhat, RowRole).isValid())
        menu.addAction(tr("&Go to the row in mode Data"), this, [this, item] { goTo(item); });
    menu.addAction(tr("&Copy"), this, &LifeLineTree::copyCurrent);
    menu.addAction(tr("&Expand all"), this, &QTreeView::expandAll);
    menu.addAction(tr("C&ollapse all"), this, &QTreeView::collapseAll);
    menu.exec(event->globalPos());
}

void LifeLineTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyCurrent();
    else
        QTreeWidget::keyPressEvent(event);
}

} // namespace curbside
