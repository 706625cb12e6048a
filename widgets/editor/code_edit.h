// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/code_highlighter.h"

#include <QPlainTextEdit>

class QCompleter;
class QStringListModel;

namespace curbside {

/// A small editor for one statement: colours it, completes its words while they are typed (and at Ctrl+Space), marks the place
/// of an error, and asks to be run by Ctrl+Return.
class CodeEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// The words that may stand where the cursor is, best first; of those, the ones that begin as what is typed are offered.
    using Words = std::function<QStringList(const QString &text, int position)>;

    CodeEdit(const CodeLanguage &language, const QString &accessibleName, QWidget *parent = nullptr);

    void setWords(Words words) { m_words = std::move(words); }
    /// Lines and columns count from 1.
    void markError(int line, int column);
    void clearError();
    /// Replaces the text so that it can be undone.
    void replaceText(const QString &text);
    [[nodiscard]] QCompleter &completer() { return *m_completer; }

Q_SIGNALS:
    void runWished();
    /// Alt+Up and Alt+Down: -1 the one before, 1 the one after.
    void historyWished(int step);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setLook();
    void complete(bool isAsked);
    void insert(const QString &word);
    [[nodiscard]] QString wordBeforeCursor() const;

    CodeHighlighter *m_highlighter;
    QCompleter *m_completer;
    QStringListModel *m_offered;
    Words m_words;
};

} // namespace curbside
