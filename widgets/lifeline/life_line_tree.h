// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/row_desk.h"
#include "widgets/lifeline/why_words.h"
#include "widgets/platform/platform_link.h"

#include <QTreeWidget>

namespace curbside {

/// What is known of one event: what the gateway answered, and what the window remembers of the journal.
struct EventLife
{
    JsonValue story; ///< absent while nothing was answered
    std::vector<TrafficEntry> entries; ///< in order
};

/// The life of an event as a tree: its commit, and at each consumer what happened to it when, by which handler, with the rows
/// that were changed before and after, and the events that followed. Rows and other events can be gone to.
class LifeLineTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit LifeLineTree(QWidget *parent = nullptr);

    /// Keeps what is open and chosen, where it is still there.
    void show(const EventLife &life, const std::vector<WhyAnswer> &answers);
    /// What a rehearsal of a replay at `service` foretells.
    void showRehearsal(const QString &service, JsonValue rehearsal);
    /// The consumer to whose part the current line belongs; empty for the rest.
    [[nodiscard]] QString currentConsumer() const;
    /// Opens that consumer's part and makes it the current one; false where it has none.
    bool showConsumer(const QString &consumer);

Q_SIGNALS:
    void eventChosen(const QString &id);
    void rowChosen(const curbside::RowRef &row);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line;

    QTreeWidgetItem *add(QTreeWidgetItem *parent, const Line &line);
    void addCommit(const EventLife &life);
    void addConsumer(const EventLife &life, const WhyAnswer &answer, JsonValue consumer);
    int addSteps(QTreeWidgetItem *parent, const EventLife &life, const QString &consumer);
    void addEffects(QTreeWidgetItem *parent, const QString &service, JsonValue effects);
    void addRows(QTreeWidgetItem *parent, const QString &service, JsonValue effects);
    void addWire(JsonValue rehearsal);
    void addRow(QTreeWidgetItem *parent, const QString &service, JsonValue row);
    void addEvent(QTreeWidgetItem *parent, JsonValue head, bool isCause);
    void goTo(QTreeWidgetItem *item);
    void copyCurrent() const;

    qint64 m_committedAt = 0;
};

} // namespace curbside
