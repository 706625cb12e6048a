// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/letters/letters_panel.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/actions/many_dialog.h"
#include "widgets/entities/status_words.h"
#include "widgets/letters/letter_dialog.h"
#include "widgets/lifeline/why_words.h"
#include "widgets/panels/list_delegate.h"
#include "widgets/selection/selection.h"
#include "widgets/theme/plain_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSet>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

enum LetterColumn { LetterWhat, LetterWhen, LetterTries };

constexpr int LetterPathRole = PlainTextRole + 10; ///< what tells the line apart among all

QString letterName(const Letter &letter)
{
    return LettersPanel::tr("%1 of %2, %3").arg(eventName(letter.type), consumerText(letter.source), letter.subject);
}

QTreeWidgetItem *letterLine(QTreeWidgetItem *parent, const QString &text, const QString &path)
{
    auto *item = new QTreeWidgetItem(parent);
    item->setText(LetterWhat, visibleText(text));
    item->setData(LetterWhat, LetterPathRole, path);
    for (const int column : {LetterWhen, LetterTries})
        item->setData(column, Qt::FontRole, monospacedFont());
    return item;
}

void markLine(QTreeWidgetItem *item, Tone tone, Mark mark)
{
    item->setData(LetterWhat, ToneRole, int(tone));
    item->setData(LetterWhat, MarkRole, int(mark));
}

QString standsText(const ConsumerLetters &consumer)
{
    QStringList lines;
    for (const ReadingStand &stand : consumer.stands)
        lines += stand.behind < 0 ? LettersPanel::tr("at event %2 of %1")
                                        .arg(consumerText(stand.publisher), QLocale().toString(stand.position))
                                  : LettersPanel::tr("at event %2 of %1, %3 behind")
                                        .arg(consumerText(stand.publisher), QLocale().toString(stand.position),
                                             QLocale().toString(stand.behind));
    return lines.join(u'\n');
}

void collectKeys(const QTreeWidgetItem *item, QStringList &keys)
{
    const QString key = item->data(LetterWhat, KeyRole).toString();
    if (!key.isEmpty() && !keys.contains(key))
        keys += key;
    for (int i = 0; i < item->childCount(); ++i)
        collectKeys(item->child(i), keys);
}

} // namespace

QString letterPath(const Letter &letter, const QString &verb)
{
    return u"/consumers/%1/dead-letter/%2/%3"_s.arg(inPath(letter.consumer), inPath(letter.eventId), verb);
}

LettersPanel::LettersPanel(Workbench &bench, QWidget *parent)
    : Panel(u"letters"_s, tr("Letters"), parent), m_bench(bench), m_book(bench.link), m_tree(new QTreeWidget),
      m_message(new QLabel), m_stack(new QStackedWidget), m_open(nullptr), m_replay(nullptr), m_discard(nullptr),
      m_replaying(new QAction(tr("Replay dead letters"), this)),
      m_discarding(new QAction(tr("Discard dead letters"), this))
{
    buildBody();
    connect(&m_book, &LetterBook::read, this, &LettersPanel::fill);
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &LettersPanel::updateButtons);
    connect(m_tree, &QTreeWidget::itemActivated, this, &LettersPanel::openChosen);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &LettersPanel::openMenu);
    fill();
}

LettersPanel::~LettersPanel()
{
    m_tree->disconnect(this);
}

QToolButton *LettersPanel::button(const QString &text, const QString &tip, void (LettersPanel::*pressed)())
{
    auto *made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(QString(text).remove(u'…'));
    made->setToolTip(tip);
    made->setFocusPolicy(Qt::StrongFocus);
    connect(made, &QToolButton::clicked, this, pressed);
    return made;
}

void LettersPanel::buildBody()
{
    m_tree->setColumnCount(3);
    m_tree->setHeaderLabels({tr("Letter"), tr("When"), tr("Tries")});
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Letters"));
    m_tree->setItemDelegate(new ListDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setTabKeyNavigation(false);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setIndentation(16);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_tree->header()->setSectionResizeMode(LetterWhat, QHeaderView::Stretch);
    m_tree->header()->resizeSection(LetterWhen, 112);
    m_tree->header()->resizeSection(LetterTries, 84);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tree);
    body()->addWidget(m_stack, 1);
    m_open = button(tr("Look into…"), tr("The event, the history of its attempts, and what a replay would do"),
                    &LettersPanel::openChosen);
    m_replay = button(tr("Replay…"), tr("Hands the chosen dead letters to their consumers again, after a preview"),
                      &LettersPanel::replay);
    m_discard = button(tr("Discard…"), tr("Forgets the chosen dead letters, after a preview"), &LettersPanel::discard);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(Tokens::margin - 2, 4, Tokens::spacing - 2, 4);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(m_open);
    layout->addStretch(1);
    layout->addWidget(m_replay);
    layout->addWidget(m_discard);
    body()->addWidget(footer);
}

void LettersPanel::fill()
{
    QSet<QString> known;
    QSet<QString> folded;
    QSet<QString> selected;
    for (QTreeWidgetItemIterator each(m_tree); *each; ++each) {
        const QString path = (*each)->data(LetterWhat, LetterPathRole).toString();
        known.insert(path);
        if (!(*each)->isExpanded())
            folded.insert(path);
        if ((*each)->isSelected())
            selected.insert(path);
    }
    const QString current =
        m_tree->currentItem() ? m_tree->currentItem()->data(LetterWhat, LetterPathRole).toString() : QString();
    {
        const QSignalBlocker quiet(m_tree);
        m_tree->clear();
        for (const ConsumerLetters &consumer : m_book.consumers())
            addConsumer(consumer);
        for (QTreeWidgetItemIterator each(m_tree); *each; ++each) {
            const QString path = (*each)->data(LetterWhat, LetterPathRole).toString();
            (*each)->setExpanded(!known.contains(path) || !folded.contains(path));
            if (path == current)
                m_tree->setCurrentItem(*each, LetterWhat, QItemSelectionModel::NoUpdate);
            (*each)->setSelected(selected.contains(path));
        }
    }
    if (!m_wanted.isEmpty())
        choose(QString(m_wanted));
    qint64 waiting = 0;
    qint64 dead = 0;
    for (const ConsumerLetters &consumer : m_book.consumers()) {
        waiting += consumer.waiting;
        dead += consumer.dead;
    }
    const bool isEmpty = m_tree->topLevelItemCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    m_message->setText(!m_book.failure().isEmpty()
                           ? tr("The consumers cannot be asked: %1.").arg(visibleText(m_book.failure()))
                           : m_book.hasLoaded() ? tr("No consumer has a letter: every event that came was handled.")
                                                : tr("Asking the consumers…"));
    setNote(isEmpty ? QString() : tr("%1 wait, %2 dead").arg(QLocale().toString(waiting), QLocale().toString(dead)));
    updateButtons();
}

void LettersPanel::addConsumer(const ConsumerLetters &consumer)
{
    const QString name = consumerText(consumer.consumer);
    if (consumer.waiting == 0 && consumer.dead == 0 && consumer.problem.isEmpty())
        return;
    auto *item = letterLine(nullptr,
                            consumer.problem.isEmpty() ? tr("%1: %2 wait, %3 dead")
                                                             .arg(name, QLocale().toString(consumer.waiting),
                                                                  QLocale().toString(consumer.dead))
                                                       : tr("%1 cannot be asked: %2").arg(name, consumer.problem),
                            consumer.consumer);
    m_tree->addTopLevelItem(item);
    item->setToolTip(LetterWhat, asToolTip(standsText(consumer)));
    if (!consumer.problem.isEmpty())
        markLine(item, Tone::Warning, Mark::Warning);
    addWaiting(item, consumer);
    addDead(item, consumer);
    const qint64 leftOut = consumer.waiting + consumer.dead - std::ssize(consumer.letters);
    if (leftOut > 0 && consumer.problem.isEmpty())
        letterLine(item, tr("and %1 more").arg(QLocale().toString(leftOut)), consumer.consumer + u"/more"_s);
}

/// Each with those that wait behind it.
void LettersPanel::addWaiting(QTreeWidgetItem *parent, const ConsumerLetters &consumer)
{
    std::map<QString, QTreeWidgetItem *> first;
    for (const Letter &letter : consumer.letters) {
        if (letter.isDead)
            continue;
        const auto ahead = letter.behind.isEmpty() ? first.end() : first.find(letter.behind);
        auto *item = addLetter(ahead == first.end() ? parent : ahead->second, letter);
        if (letter.behind.isEmpty())
            first[letter.eventId] = item;
        markLine(item, letter.behind.isEmpty() ? Tone::Warning : Tone::Idle, Mark::Pause);
        item->setToolTip(LetterWhat,
                         asToolTip(letter.behind.isEmpty() ? letter.reason : tr("Waits behind %1").arg(letter.behind)));
    }
}

void LettersPanel::addDead(QTreeWidgetItem *parent, const ConsumerLetters &consumer)
{
    std::map<QString, std::vector<const Letter *>> byReason;
    for (const Letter &letter : consumer.letters) {
        if (letter.isDead)
            byReason[letter.reason].push_back(&letter);
    }
    for (const auto &[reason, letters] : byReason) {
        auto *group = letterLine(parent, tr("%1 dead: %2").arg(QLocale().toString(qlonglong(letters.size())), reason),
                                 consumer.consumer + u"/dead/"_s + reason);
        markLine(group, Tone::Bad, Mark::Cross);
        for (const Letter *letter : letters)
            addLetter(group, *letter);
    }
}

QTreeWidgetItem *LettersPanel::addLetter(QTreeWidgetItem *parent, const Letter &letter)
{
    auto *item = letterLine(parent, letterName(letter), letter.key());
    item->setData(LetterWhat, KeyRole, letter.key());
    const qint64 at = letter.isDead ? letter.lastAt : letter.nextAt;
    if (at > 0)
        item->setText(LetterWhen, exactClockText(at));
    item->setText(LetterTries, tr("%1 tries").arg(QLocale().toString(letter.attempts)));
    return item;
}

QStringList LettersPanel::chosen() const
{
    QStringList keys;
    const auto items = m_tree->selectedItems();
    for (const QTreeWidgetItem *item : items)
        collectKeys(item, keys);
    return keys;
}

bool LettersPanel::choose(const QString &key)
{
    for (QTreeWidgetItemIterator each(m_tree); *each; ++each) {
        if ((*each)->data(LetterWhat, KeyRole).toString() == key) {
            m_tree->setCurrentItem(*each);
            m_wanted.clear();
            return true;
        }
    }
    m_wanted = key;
    return false;
}

const Letter *LettersPanel::current() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item ? m_book.find(item->data(LetterWhat, KeyRole).toString()) : nullptr;
}

void LettersPanel::updateButtons()
{
    const QStringList keys = chosen();
    const bool isSomeDead = std::ranges::any_of(keys, [this](const QString &key) { return whyNot(key).isEmpty(); });
    m_open->setEnabled(current() != nullptr);
    m_replay->setEnabled(isSomeDead);
    m_discard->setEnabled(isSomeDead);
}

QString LettersPanel::whyNot(const QString &key) const
{
    const Letter *letter = m_book.find(key);
    if (!letter)
        return tr("it is no letter any more");
    return letter->isDead ? QString() : tr("it is tried again by itself");
}

void LettersPanel::openMenu(const QPoint &place)
{
    const Letter *letter = current();
    QMenu menu(this);
    QAction *open = menu.addAction(m_open->text(), this, &LettersPanel::openChosen);
    open->setEnabled(m_open->isEnabled());
    if (letter)
        menu.addAction(tr("&Go to the event"), this, [this, id = letter->eventId] { Q_EMIT eventChosen(id); });
    if (letter && !letter->behind.isEmpty())
        menu.addAction(tr("Go to the event that it waits &behind"), this,
                       [this, id = letter->behind] { Q_EMIT eventChosen(id); });
    menu.addSeparator();
    menu.addAction(m_replay->text(), this, &LettersPanel::replay)->setEnabled(m_replay->isEnabled());
    menu.addAction(m_discard->text(), this, &LettersPanel::discard)->setEnabled(m_discard->isEnabled());
    menu.exec(m_tree->viewport()->mapToGlobal(place));
}

void LettersPanel::openChosen()
{
    const Letter *letter = current();
    if (!letter)
        return;
    auto *dialog = new LetterDialog(m_bench.link, *letter, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LetterDialog::told, &m_bench.actions, &EntityActions::told);
    connect(dialog, &LetterDialog::settled, this, [this] { m_book.readAgain(); });
    connect(dialog, &LetterDialog::eventChosen, this, &LettersPanel::eventChosen);
    dialog->open();
}

std::unique_ptr<Deed> LettersPanel::deedOf(bool isReplay)
{
    auto deed = std::make_unique<Deed>();
    deed->action = isReplay ? m_replaying : m_discarding;
    deed->kind = EntityKind::Event;
    deed->whyNot = [this](const QString &key) { return whyNot(key); };
    deed->ask = [isReplay](const QString &) {
        return DeedQuestion{QString(), QString(), LetterDialog::reasons(isReplay)};
    };
    deed->wish = [this, isReplay](const QString &key, const DeedAnswer &answer) {
        const Letter *letter = m_book.find(key);
        const QString path = letter ? letterPath(*letter, isReplay ? u"replay"_s : u"discard"_s) : QString();
        return Wish{path, JsonWriter().beginObject().member("reason", answer.reason).endObject().take()};
    };
    return deed;
}

void LettersPanel::settleChosen(bool isReplay)
{
    std::vector<ManyDialog::Item> items;
    for (const QString &key : chosen()) {
        const Letter *letter = m_book.find(key);
        items.push_back({key, letter ? letterName(*letter) : key, QString()});
    }
    if (items.empty())
        return;
    auto *dialog = new ManyDialog(*deedOf(isReplay), std::move(items), m_bench.link, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ManyDialog::told, &m_bench.actions, &EntityActions::told);
    connect(dialog, &ManyDialog::told, this, [this] { m_book.readAgain(); });
    dialog->open();
}

/// What it is needs the room most.
void LettersPanel::resizeEvent(QResizeEvent *event)
{
    constexpr int leastForWhen = 320;
    constexpr int leastForTries = 460;
    m_tree->setColumnHidden(LetterWhen, width() < leastForWhen);
    m_tree->setColumnHidden(LetterTries, width() < leastForTries);
    Panel::resizeEvent(event);
}

void LettersPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_book.setActive(true);
}

void LettersPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_book.setActive(false);
}

} // namespace curbside
