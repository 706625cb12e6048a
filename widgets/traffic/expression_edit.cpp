// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/expression_edit.h"

#include "services/cesql/suggestion.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/remark_words.h"
#include "widgets/traffic/traffic_vocabulary.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStringListModel>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestText = 4000; // characters
constexpr int roomForMark = 20;
constexpr int caretHeight = 4;

QColor colourOf(const cesql::Token &token, const Tokens &t)
{
    switch (token.kind) {
    case cesql::TokenKind::Name:
    case cesql::TokenKind::Path: return t.accent;
    case cesql::TokenKind::Keyword: return t.warning;
    case cesql::TokenKind::Text: return t.good;
    case cesql::TokenKind::Wrong: return t.bad;
    default: return t.text;
    }
}

QString wordOf(ExpressionEdit::State state)
{
    switch (state) {
    case ExpressionEdit::State::Good: return u"good"_s;
    case ExpressionEdit::State::Doubtful: return u"doubtful"_s;
    case ExpressionEdit::State::Wrong: return u"wrong"_s;
    default: return {};
    }
}

} // namespace

ExpressionEdit::ExpressionEdit(const TrafficVocabulary *vocabulary, Use use, QWidget *parent)
    : QLineEdit(parent), m_vocabulary(vocabulary), m_use(use), m_completer(new QCompleter(this)),
      m_suggested(new QStringListModel(this))
{
    setMaxLength(longestText);
    setTextMargins(roomForMark, 0, 0, 0);
    setFont(codeFont());
    m_completer->setModel(m_suggested);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this);
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->setAccessibleName(tr("Suggestions"));
    m_completer->popup()->setFont(codeFont());
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &ExpressionEdit::insert);
    connect(this, &QLineEdit::textChanged, this, &ExpressionEdit::readText);
    connect(this, &QLineEdit::textEdited, this, [this] { suggest(); });
    readText();
}

int ExpressionEdit::characterAt(std::size_t offset) const
{
    return static_cast<int>(QString::fromUtf8(m_utf8.data(), qsizetype(std::min(offset, m_utf8.size()))).size());
}

void ExpressionEdit::readText()
{
    m_utf8 = text().toStdString();
    m_program.reset();
    m_remark = {};
    m_state = State::Empty;
    if (!text().trimmed().isEmpty()) {
        auto program = cesql::Program::compile(m_utf8);
        const cesql::Remark *flaw = program ? program->flaw() : &program.error();
        if (flaw && m_use == Use::Value && flaw->complaint == cesql::Complaint::NotATest)
            flaw = nullptr;
        if (flaw) {
            m_remark = *flaw;
            m_state = State::Wrong;
        } else {
            for (const cesql::Remark &remark : program->remarks()) {
                if (m_state == State::Empty && remark.complaint != cesql::Complaint::NotATest) {
                    m_remark = remark;
                    m_state = State::Doubtful;
                }
            }
            m_state = m_state == State::Empty ? State::Good : m_state;
            m_program = std::move(*program);
        }
    }
    showState();
    colour();
    Q_EMIT expressionRead();
}

void ExpressionEdit::showState()
{
    const QString words = wordsOf(m_remark);
    setAccessibleDescription(words);
    if (property("state").toString() == wordOf(m_state))
        return;
    setProperty("state", wordOf(m_state));
    style()->unpolish(this);
    style()->polish(this);
    setFont(codeFont());
}

/// A line edit knows formats of its text only as those of an input method.
void ExpressionEdit::colour()
{
    QList<QInputMethodEvent::Attribute> attributes;
    for (const cesql::Token &token : cesql::tokensOf(m_utf8)) {
        QTextCharFormat format;
        format.setForeground(colourOf(token, tokens()));
        const int begin = characterAt(token.at);
        const int length = characterAt(token.at + token.text.size()) - begin;
        if (length > 0)
            attributes.append({QInputMethodEvent::TextFormat, begin - cursorPosition(), length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    QLineEdit::inputMethodEvent(&event);
}

std::optional<QRect> ExpressionEdit::markedPlace() const
{
    if (m_state != State::Wrong && m_state != State::Doubtful)
        return {};
    const QFontMetrics metrics(font());
    const int first = characterAt(m_remark.at);
    const int last = characterAt(m_remark.at + std::max<std::size_t>(m_remark.length, 1));
    const auto advance = [&](int character) { return metrics.horizontalAdvance(text().left(character)); };
    const int left = cursorRect().center().x() + advance(first) - advance(cursorPosition());
    const int width = std::max(advance(last) - advance(first), metrics.horizontalAdvance(u'x'));
    return QRect(left, height() - caretHeight - 2, width, caretHeight);
}

void ExpressionEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_state == State::Empty)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tone tone = m_state == State::Good ? Tone::Good : m_state == State::Wrong ? Tone::Bad : Tone::Warning;
    const Mark mark = m_state == State::Good ? Mark::Check : m_state == State::Wrong ? Mark::Cross : Mark::Warning;
    const QColor color = colorOf(tone, tokens());
    paintMark(painter, QRectF(8, (height() - Tokens::markSize) / 2.0, Tokens::markSize, Tokens::markSize), mark, color);
    const auto place = markedPlace();
    if (!place || !rect().contains(place->topLeft()))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRect(QRect(place->left(), place->top(), place->width(), 2));
    const QPointF tip(place->left() + QFontMetrics(font()).horizontalAdvance(u'x') / 2.0, place->top() - 3);
    painter.drawPolygon(QPolygonF(QList<QPointF>{tip, tip + QPointF(4, 4), tip + QPointF(-4, 4)}));
}

void ExpressionEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        colour();
}

// Suggestions.

QStringList ExpressionEdit::suggestions() const
{
    static const TrafficVocabulary languageAlone;
    const std::string before = text().left(cursorPosition()).toStdString();
    // Not m_utf8: a line edit tells of its editing before it tells of its change.
    const cesql::Gap gap = cesql::gapAt(text().toStdString(), before.size());
    const QString written = QString::fromStdString(before.substr(std::min(gap.from, before.size())));
    return (m_vocabulary ? *m_vocabulary : languageAlone).suggestions(gap, written);
}

void ExpressionEdit::suggest()
{
    const QStringList all = suggestions();
    if (all.isEmpty() || text().isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    QStringList shown;
    for (const QString &suggestion : all)
        shown.append(visibleText(suggestion));
    m_suggested->setStringList(shown);
    QRect place = cursorRect();
    place.setWidth(std::min(420, std::max(220, width())));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({});
}

void ExpressionEdit::insert(const QString &suggestion)
{
    const qsizetype before = qsizetype(text().left(cursorPosition()).toUtf8().size());
    const cesql::Gap gap = cesql::gapAt(m_utf8, std::size_t(before));
    const int from = characterAt(gap.from);
    const int to = characterAt(gap.to);
    const bool wantsRoom = !suggestion.endsWith(u'(') && to == text().size();
    const QString inserted = suggestion + (wantsRoom ? u" "_s : QString());
    setText(text().left(from) + inserted + text().mid(to));
    setCursorPosition(from + static_cast<int>(inserted.size()));
}

void ExpressionEdit::keyPressEvent(QKeyEvent *event)
{
    QAbstractItemView *popup = m_completer->popup();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (popup->isVisible() && (isReturn || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
        const bool isChosen = popup->currentIndex().isValid();
        if (!isReturn || isChosen) {
            event->ignore(); // the suggestions take it
            return;
        }
        popup->hide();
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        suggest();
        return;
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        Q_EMIT historyWished(event->key() == Qt::Key_Up ? -1 : 1);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// What is dropped here.

void ExpressionEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(QLatin1StringView(filterMimeType)))
        event->acceptProposedAction();
    else
        QLineEdit::dragEnterEvent(event);
}

void ExpressionEdit::dropEvent(QDropEvent *event)
{
    if (!event->mimeData()->hasFormat(QLatin1StringView(filterMimeType))) {
        QLineEdit::dropEvent(event);
        return;
    }
    event->acceptProposedAction();
    Q_EMIT conditionDropped(QString::fromUtf8(event->mimeData()->data(QLatin1StringView(filterMimeType))));
}

} // namespace curbside
