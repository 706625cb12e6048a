// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace curbside {

class TrafficVocabulary;

/// What drags carry: an expression that is to be taken into a filter.
inline constexpr char filterMimeType[] = "application/x-curbside-filter";

/// A line in which an expression of CloudEvents SQL is written: coloured as it is read, with suggestions, and with a mark under
/// the very character where it cannot be read.
class ExpressionEdit : public QLineEdit
{
    Q_OBJECT

public:
    enum class State { Empty, Good, Doubtful, Wrong };

    /// `vocabulary` has to outlive it; without one the language alone is suggested. Whether the expression has to be true or
    /// false, as a filter, or may say anything.
    enum class Use { Filter, Value };
    explicit ExpressionEdit(const TrafficVocabulary *vocabulary, Use use, QWidget *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    /// What is told of the expression; nothing when it is good.
    [[nodiscard]] const cesql::Remark &remark() const { return m_remark; }
    /// Nothing while it is empty or wrong.
    [[nodiscard]] const std::optional<cesql::Program> &program() const { return m_program; }
    /// Where the mark under the character begins, in this widget; nothing where there is none.
    [[nodiscard]] std::optional<QRect> markedPlace() const;
    /// What is suggested at the cursor now.
    [[nodiscard]] QStringList suggestions() const;

Q_SIGNALS:
    /// After the text has been read.
    void expressionRead();
    /// A condition was dropped here.
    void conditionDropped(const QString &condition);
    /// Up or Down: an earlier (-1) or later (1) one is wished for.
    void historyWished(int direction);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void readText();
    void showState();
    void colour();
    void suggest();
    void insert(const QString &suggestion);
    [[nodiscard]] int characterAt(std::size_t offset) const;

    const TrafficVocabulary *m_vocabulary;
    Use m_use;
    QCompleter *m_completer;
    QStringListModel *m_suggested;
    std::string m_utf8;
    std::optional<cesql::Program> m_program;
    cesql::Remark m_remark;
    State m_state = State::Empty;
};

} // namespace curbside
