// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/breakpoints_panel.h"

#include "widgets/breakpoints/breakpoint_desk.h"
#include "widgets/breakpoints/breakpoint_dialog.h"
#include "widgets/theme/icons.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/remark_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

BreakpointsPanel::BreakpointsPanel(BreakpointDesk &desk, QWidget *parent)
    : Panel(u"breakpoints"_s, tr("Breakpoints"), parent), m_desk(desk), m_list(new EntityList(tr("Breakpoints"))),
      m_edit(new ExpressionEdit(desk.vocabulary(), ExpressionEdit::Use::Filter)), m_add(new QPushButton(tr("Add"))),
      m_told(new ElidedLabel(u"bad"_s))
{
    m_list->setMessage(
        tr("No breakpoints. Write what an event has to be like, and platform time stands still before one is "
           "delivered."));
    m_list->setTable(desk.rows);
    body()->addWidget(m_list, 1);
    body()->addWidget(makeFooter());
    m_list->view().installEventFilter(this);
    connect(&m_list->view(), &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == 0)
            toggle(index.data(KeyRole).toString());
    });
    connect(m_list, &EntityList::activated, this, [this](const QString &id) {
        const BreakpointRow *row = m_desk.rows.find(id);
        if (row && !row->stoppedBy.isEmpty())
            Q_EMIT messageWished(row->stoppedBy);
    });
    connect(&m_list->view(), &ListView::menuOpening, this,
            [this](QMenu &menu, const QModelIndex &index) { addActions(menu, index.data(KeyRole).toString()); });
    connect(&desk, &BreakpointDesk::refused, this, [this](const QString &why) { tell(why, u"bad"_s); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&desk.rows, signal, this, &BreakpointsPanel::showState);
    desk.addViewer(this);
    showRead();
    showState();
}

QWidget *BreakpointsPanel::makeFooter()
{
    m_edit->setAccessibleName(tr("Condition of a new breakpoint"));
    m_edit->setPlaceholderText(tr("Before an event, such as  data.kind = 'Jammed'"));
    m_edit->setToolTip(
        tr("CloudEvents SQL, as in the filter of the traffic; handledBy is the consumer that the event is "
           "delivered to. Ctrl+Space suggests, Return adds."));
    m_edit->setClearButtonEnabled(true);
    auto *fromFilter = new QToolButton;
    fromFilter->setIcon(themedIcon(u"filter"_s));
    fromFilter->setIconSize(QSize(16, 16));
    fromFilter->setAccessibleName(tr("Add from the filter"));
    fromFilter->setToolTip(tr("Add a breakpoint with the filter of the traffic that is in force"));
    auto *more = new QToolButton;
    more->setText(tr("More…"));
    more->setAccessibleName(tr("Add another kind of breakpoint"));
    more->setToolTip(tr("A row that changes, a number of hits to pass over, only once"));
    for (QToolButton *button : {fromFilter, more})
        button->setFocusPolicy(Qt::StrongFocus);
    m_add->setProperty("role", u"primary"_s);
    m_add->setAutoDefault(false);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *lines = new QVBoxLayout(footer);
    lines->setContentsMargins(Tokens::spacing, Tokens::spacing - 2, Tokens::spacing, Tokens::spacing - 2);
    lines->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(Tokens::spacing / 2);
    line->addWidget(m_edit, 1);
    line->addWidget(m_add);
    line->addWidget(fromFilter);
    line->addWidget(more);
    lines->addLayout(line);
    lines->addWidget(m_told);
    connect(m_edit, &ExpressionEdit::expressionRead, this, &BreakpointsPanel::showRead);
    connect(m_edit, &QLineEdit::returnPressed, this, &BreakpointsPanel::addWritten);
    connect(m_edit, &ExpressionEdit::conditionDropped, m_edit, &QLineEdit::setText);
    connect(m_add, &QPushButton::clicked, this, &BreakpointsPanel::addWritten);
    connect(fromFilter, &QToolButton::clicked, this, &BreakpointsPanel::addFromFilter);
    connect(more, &QToolButton::clicked, this, &BreakpointsPanel::openDialog);
    return footer;
}

void BreakpointsPanel::showRead()
{
    m_add->setEnabled(m_edit->program().has_value());
    const bool isWrong = m_edit->state() == ExpressionEdit::State::Wrong;
    tell(wordsOf(m_edit->remark()), isWrong ? u"bad"_s : u"warning"_s);
}

void BreakpointsPanel::tell(const QString &text, const QString &role)
{
    m_told->setProperty("role", role);
    m_told->style()->unpolish(m_told);
    m_told->style()->polish(m_told);
    m_told->setText(text);
    m_told->setVisible(!text.isEmpty());
}

QString BreakpointsPanel::told() const
{
    return m_told->isVisibleTo(this) ? m_told->text() : QString();
}

void BreakpointsPanel::addWritten()
{
    const QString filter = m_edit->text().trimmed();
    if (!m_edit->program())
        return;
    m_desk.addFilter(filter, [self = QPointer(this), filter](const QString &refusal) {
        if (!self)
            return;
        if (refusal.isEmpty() && self->m_edit->text().trimmed() == filter)
            self->m_edit->clear();
        self->tell(refusal, u"bad"_s);
    });
}

void BreakpointsPanel::addFilter(const QString &filter)
{
    m_desk.addFilter(filter, [self = QPointer(this)](const QString &refusal) {
        if (self)
            self->tell(refusal, u"bad"_s);
    });
}

void BreakpointsPanel::addFromFilter()
{
    const QString filter = m_filterInForce ? m_filterInForce() : QString();
    if (filter.isEmpty())
        tell(tr("No filter is in force in the traffic."), u"warning"_s);
    else
        addFilter(filter);
}

void BreakpointsPanel::openDialog()
{
    auto *dialog = new BreakpointDialog(m_desk, m_edit->text(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void BreakpointsPanel::toggle(const QString &id)
{
    if (const BreakpointRow *row = m_desk.rows.find(id))
        m_desk.setEnabled(id, !row->isEnabled);
}

void BreakpointsPanel::removeChosen()
{
    QStringList ids;
    for (const QModelIndex &index : m_list->view().selectionModel()->selectedRows())
        ids += index.data(KeyRole).toString();
    for (const QString &id : std::as_const(ids))
        m_desk.remove(id);
}

void BreakpointsPanel::addActions(QMenu &menu, const QString &id)
{
    const BreakpointRow *row = m_desk.rows.find(id);
    if (!row)
        return;
    menu.addAction(row->isEnabled ? tr("Turn &off") : tr("Turn &on"), QKeySequence(Qt::Key_Space), this,
                   [this, id] { toggle(id); });
    menu.addAction(tr("&Remove"), QKeySequence::Delete, this, &BreakpointsPanel::removeChosen);
    if (!row->stoppedBy.isEmpty())
        menu.addAction(tr("&Show what it stopped at"), this,
                       [this, message = row->stoppedBy] { Q_EMIT messageWished(message); });
}

bool BreakpointsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return Panel::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isSpace = key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier;
    const QString current = m_list->currentKey();
    if (current.isEmpty() || (!isSpace && !key->matches(QKeySequence::Delete)))
        return Panel::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress && isSpace)
        toggle(current);
    else if (event->type() == QEvent::KeyPress)
        removeChosen();
    return true;
}

void BreakpointsPanel::showState()
{
    const int count = m_desk.rows.rowCount();
    setNote(count > 0 ? QString::number(count) : QString());
}

} // namespace curbside
