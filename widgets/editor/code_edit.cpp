// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/code_edit.h"

#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostWordsOffered = 200;
constexpr int leastLetters = 2; ///< before words are offered unasked
constexpr int popupRoom = 24; ///< beside the words

bool isWordLetter(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_';
}

} // namespace

CodeEdit::CodeEdit(const CodeLanguage &language, const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent), m_highlighter(new CodeHighlighter(language, document())),
      m_completer(new QCompleter(this)), m_offered(new QStringListModel(this))
{
    setAccessibleName(accessibleName);
    setTabChangesFocus(true);
    document()->setDocumentMargin(Tokens::spacing);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setLook();
    m_completer->setModel(m_offered);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Words that may stand here"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &CodeEdit::insert);
    connect(this, &QPlainTextEdit::textChanged, this, &CodeEdit::clearError);
}

void CodeEdit::setLook()
{
    setFont(codeFont());
    m_highlighter->rehighlight();
}

void CodeEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setLook();
}

void CodeEdit::markError(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + qBound(0, column - 1, std::max(0, block.length() - 1)));
    cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
    if (!cursor.hasSelection())
        cursor.movePosition(cursor.atEnd() ? QTextCursor::PreviousCharacter : QTextCursor::NextCharacter,
                            QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(tokens().bad);
    setExtraSelections({mark});
}

void CodeEdit::clearError()
{
    setExtraSelections({});
}

void CodeEdit::replaceText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    moveCursor(QTextCursor::End);
}

QString CodeEdit::wordBeforeCursor() const
{
    const QString text = textCursor().block().text().left(textCursor().positionInBlock());
    qsizetype from = text.size();
    while (from > 0 && isWordLetter(text[from - 1]))
        --from;
    return text.mid(from);
}

void CodeEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isChoosing = m_completer->popup()->isVisible();
    const int key = event->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (isEnter && isControl) {
        m_completer->popup()->hide();
        Q_EMIT runWished();
        return;
    }
    const bool isAlternate = event->modifiers().testFlag(Qt::AltModifier);
    if (isAlternate && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        Q_EMIT historyWished(key == Qt::Key_Up ? -1 : 1);
        return;
    }
    if (isChoosing && (isEnter || key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_Escape)) {
        event->ignore(); // the popup's
        return;
    }
    if (isControl && key == Qt::Key_Space) {
        complete(true);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    const bool isTyped = !event->text().isEmpty() && !isControl && !isEnter;
    if (isTyped)
        complete(isChoosing || event->text() == u".");
    else if (isChoosing)
        m_completer->popup()->hide();
}

void CodeEdit::complete(bool isAsked)
{
    const QString begun = wordBeforeCursor();
    QStringList words;
    if (m_words && (isAsked || begun.size() >= leastLetters)) {
        for (const QString &word : m_words(toPlainText(), textCursor().position())) {
            if (word.startsWith(begun, Qt::CaseInsensitive) && word != begun && words.size() < mostWordsOffered)
                words += word;
        }
    }
    words.removeDuplicates();
    m_offered->setStringList(words);
    if (words.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix({});
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) + popupRoom
                   + m_completer->popup()->verticalScrollBar()->sizeHint().width());
    m_completer->complete(place);
}

void CodeEdit::insert(const QString &word)
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, int(wordBeforeCursor().size()));
    cursor.insertText(word);
    setTextCursor(cursor);
}

} // namespace curbside
