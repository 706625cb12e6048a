// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/letters/letter_book.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/mode.h"

#include <memory>

class QAction;
class QMenu;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace curbside {

struct Deed;

/// What waits behind what and until when at each consumer, and what was given up, by reason. A letter can be looked into,
/// mended, rehearsed and replayed; many can be replayed or discarded, after a preview and with a reason.
class LettersPanel : public Panel
{
    Q_OBJECT

public:
    explicit LettersPanel(Workbench &bench, QWidget *parent = nullptr);
    ~LettersPanel() override;

    [[nodiscard]] QTreeWidget &tree() { return *m_tree; }
    [[nodiscard]] const LetterBook &book() const { return m_book; }
    /// The keys of the chosen letters; a group stands for those in it.
    [[nodiscard]] QStringList chosen() const;
    /// Chooses a letter; false when it is not listed, and then it is chosen as soon as it is.
    bool choose(const QString &key);
    void openChosen();
    /// Asks for a reason, and replays or discards what is chosen.
    void settleChosen(bool isReplay);

Q_SIGNALS:
    void eventChosen(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildBody();
    QToolButton *button(const QString &text, const QString &tip, void (LettersPanel::*pressed)());
    void replay() { settleChosen(true); }
    void discard() { settleChosen(false); }
    void fill();
    void addConsumer(const ConsumerLetters &consumer);
    void addWaiting(QTreeWidgetItem *parent, const ConsumerLetters &consumer);
    void addDead(QTreeWidgetItem *parent, const ConsumerLetters &consumer);
    QTreeWidgetItem *addLetter(QTreeWidgetItem *parent, const Letter &letter);
    void updateButtons();
    void openMenu(const QPoint &place);
    [[nodiscard]] const Letter *current() const;
    [[nodiscard]] std::unique_ptr<Deed> deedOf(bool isReplay);
    [[nodiscard]] QString whyNot(const QString &key) const;

    Workbench &m_bench;
    LetterBook m_book;
    QTreeWidget *m_tree;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_open;
    QToolButton *m_replay;
    QToolButton *m_discard;
    QAction *m_replaying;
    QAction *m_discarding;
    QString m_wanted; // key of the letter to be chosen
};

/// The gateway's path of what is wished for a dead letter: "replay", "discard" or "rehearse".
[[nodiscard]] QString letterPath(const Letter &letter, const QString &verb);

} // namespace curbside
