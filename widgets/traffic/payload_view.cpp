// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/payload_view.h"

#include "widgets/theme/plain_text.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextBlock>

#include <memory>

using namespace Qt::StringLiterals;

namespace curbside {

PayloadView::PayloadView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
}

void PayloadView::show(const PayloadText &payload, quint64 number)
{
    m_lines = payload.lines;
    m_number = number;
    setPlainText(visibleLines(payload.text));
}

const PayloadLine *PayloadView::lineOf(const QTextCursor &cursor) const
{
    const auto line = static_cast<std::size_t>(cursor.blockNumber());
    return line < m_lines.size() && !m_lines[line].path.empty() ? &m_lines[line] : nullptr;
}

void PayloadView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const PayloadLine *line = lineOf(isByKey ? textCursor() : cursorForPosition(event->pos()))) {
        addFilterActions(*menu, line->filter, [this, filter = line->filter](FilterWish wish) {
            Q_EMIT filterWished(filter.condition(wish, m_number));
        });
        const QString path = QString::fromStdString(line->path);
        menu->addAction(tr("Show as a co&lumn"), this, [this, path] { Q_EMIT columnWished(path); });
        menu->addSeparator();
    }
    menu->addAction(tr("&Copy"), QKeySequence::Copy, this, &QPlainTextEdit::copy)
        ->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Select &all"), QKeySequence::SelectAll, this, &QPlainTextEdit::selectAll);
    menu->popup(isByKey ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

void PayloadView::keyPressEvent(QKeyEvent *event)
{
    const auto wish = filterWishOf(*event);
    const PayloadLine *line = wish ? lineOf(textCursor()) : nullptr;
    if (line && !line->filter.only.isEmpty())
        Q_EMIT filterWished(line->filter.condition(*wish, m_number));
    else
        QPlainTextEdit::keyPressEvent(event);
}

/// What lies within one line can be dropped on a filter.
QMimeData *PayloadView::createMimeDataFromSelection() const
{
    QMimeData *carried = QPlainTextEdit::createMimeDataFromSelection();
    QTextCursor end = textCursor();
    end.setPosition(textCursor().selectionEnd());
    QTextCursor begin = textCursor();
    begin.setPosition(textCursor().selectionStart());
    const PayloadLine *line = begin.blockNumber() == end.blockNumber() ? lineOf(begin) : nullptr;
    if (line && !line->filter.only.isEmpty()) {
        const std::unique_ptr<QMimeData> ours(dragOf(line->filter));
        for (const QString &format : ours->formats()) {
            if (!carried->hasFormat(format))
                carried->setData(format, ours->data(format));
        }
    }
    return carried;
}

} // namespace curbside
