// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/lifeline/life_line_tree.h"
#include "widgets/panels/panel.h"

#include <QTimer>

#include <functional>
#include <optional>

class QStackedWidget;
class QToolButton;

namespace curbside {

/// The life line of one event, asked of the gateway and read again while something happens to it; and in one sentence for the
/// consumer that is looked at, or for the first that has not handled it, why it did not arrive.
class LifeLinePanel : public Panel
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 1000; ///< at most, while it is on its way

    /// All that the window remembers of a message.
    using Entries = std::function<std::vector<TrafficEntry>(const QByteArray &messageId)>;

    LifeLinePanel(PlatformLink &link, Entries entries, QWidget *parent = nullptr);
    ~LifeLinePanel() override;

    /// Empty: none. The part of `consumer`, where one is named, is what is seen of it first.
    void showEventOf(const QString &eventId, const QString &consumer = {});
    [[nodiscard]] LifeLineTree &tree() { return *m_tree; }
    /// The sentence, as it is read.
    [[nodiscard]] QString why() const;

Q_SIGNALS:
    void eventChosen(const QString &id);
    void rowChosen(const curbside::RowRef &row);
    /// A letter of that consumer.
    void letterChosen(const QString &consumer, const QString &eventId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void onJournal(const JournalBatch &batch);
    void ask();
    void take(int status, const QByteArray &body);
    void fill();
    void seek();
    void say();
    void showEvidence();
    [[nodiscard]] const WhyAnswer *answerToSay() const;
    [[nodiscard]] bool isUnderWay() const;

    PlatformLink &m_link;
    Entries m_entries;
    LifeLineTree *m_tree;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QLabel *m_why;
    QToolButton *m_evidence;
    QTimer m_again;
    QString m_eventId;
    QString m_sought; ///< the consumer to be seen first; empty: nobody in particular
    std::optional<JsonDocument> m_story;
    std::vector<WhyAnswer> m_answers;
    QString m_failure;
    int m_generation = 0;
    bool m_isAsking = false;
    bool m_isStale = false;
};

} // namespace curbside
