// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/many_dialog.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

enum ManyColumn { ManyName, ManyOutcome };

} // namespace

ManyDialog::ManyDialog(const Deed &deed, std::vector<Item> items, PlatformLink &link, QWidget *parent)
    : QDialog(parent), m_deed(deed), m_items(std::move(items)), m_link(link), m_summary(new QLabel),
      m_table(new QTableWidget), m_begin(nullptr), m_leave(nullptr)
{
    m_leftOut = std::max<qsizetype>(0, std::ssize(m_items) - mostItems);
    m_items.resize(m_items.size() - static_cast<std::size_t>(m_leftOut));
    setWindowTitle(commandText(*deed.action));
    build();
    judge();
    updateButton();
}

void ManyDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::spacing);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    addItems();
    layout->addWidget(m_table, 1);
    addQuestions();
    auto *buttons = new QDialogButtonBox;
    m_begin = buttons->addButton(windowTitle(), QDialogButtonBox::ActionRole);
    m_leave = buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    m_begin->setDefault(true);
    connect(m_begin, &QPushButton::clicked, this, &ManyDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &ManyDialog::reject);
    layout->addWidget(buttons);
    resize(520, 420);
}

void ManyDialog::addItems()
{
    m_table->setColumnCount(2);
    m_table->setRowCount(static_cast<int>(m_items.size()));
    m_table->setHorizontalHeaderLabels({tr("Chosen"), tr("What happens")});
    m_table->horizontalHeader()->setSectionResizeMode(ManyOutcome, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(ManyName, 170);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Tokens::rowHeight);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAccessibleName(tr("What happens to each"));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->setItem(row, ManyName, new QTableWidgetItem(visibleText(m_items[static_cast<std::size_t>(row)].name)));
        m_table->setItem(row, ManyOutcome, new QTableWidgetItem);
    }
}

void ManyDialog::addQuestions()
{
    const auto addLine = [this](const QString &label, QComboBox *box) {
        auto *title = new QLabel(label);
        title->setBuddy(box);
        box->setAccessibleName(QString(label).remove(u'&'));
        layout()->addWidget(title);
        layout()->addWidget(box);
    };
    if (m_deed.choices) {
        m_choice = new QComboBox;
        for (const Deed::Choice &choice : m_deed.choices())
            m_choice->addItem(visibleText(choice.text), choice.key);
        addLine(m_deed.choiceLabel, m_choice);
    }
    const QStringList reasons = m_deed.ask ? m_deed.ask(m_items.front().key).reasons : QStringList();
    if (reasons.isEmpty())
        return;
    m_reason = new QComboBox;
    m_reason->setEditable(true);
    m_reason->addItems(reasons);
    m_reason->lineEdit()->setMaxLength(longestReason);
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    connect(m_reason, &QComboBox::editTextChanged, this, &ManyDialog::updateButton);
    addLine(tr("&Reason, for all of them"), m_reason);
}

void ManyDialog::choose(const QString &choice)
{
    if (m_choice && !choice.isEmpty())
        m_choice->setCurrentIndex(m_choice->findData(choice));
}

// The preview.

QString ManyDialog::whyNot(const Item &item) const
{
    return item.whyNot.isEmpty() ? m_deed.whyNot(item.key) : item.whyNot;
}

void ManyDialog::judge()
{
    m_possible = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString why = whyNot(m_items[static_cast<std::size_t>(row)]);
        m_possible += why.isEmpty() ? 1 : 0;
        write(row, why.isEmpty() ? tr("will be done") : tr("cannot: %1").arg(why), !why.isEmpty());
    }
    QString summary = tr("It will be done to %1 of %2.").arg(m_possible).arg(m_items.size());
    if (m_leftOut > 0)
        summary += u' ' + tr("Left out: %1; at most %2 are done at once.").arg(m_leftOut).arg(mostItems);
    m_summary->setText(summary);
}

bool ManyDialog::isAnswered() const
{
    return (m_reason == nullptr || !m_reason->currentText().trimmed().isEmpty())
        && (m_choice == nullptr || m_choice->currentIndex() >= 0);
}

void ManyDialog::updateButton()
{
    m_begin->setText(tr("%1 (%2)").arg(windowTitle()).arg(m_possible));
    m_begin->setEnabled(m_next < 0 && m_possible > 0 && isAnswered());
}

void ManyDialog::write(int row, const QString &outcome, bool isProblem)
{
    QTableWidgetItem *item = m_table->item(row, ManyOutcome);
    item->setText(visibleText(outcome));
    item->setToolTip(asToolTip(outcome));
    item->setForeground(isProblem ? tokens().bad : tokens().text);
}

// Doing it.

void ManyDialog::begin()
{
    m_answer.reason = m_reason ? m_reason->currentText().trimmed() : QString();
    m_answer.choice = m_choice ? m_choice->currentData().toString() : QString();
    for (QComboBox *box : {m_reason, m_choice}) {
        if (box)
            box->setEnabled(false);
    }
    m_next = 0;
    m_leave->setText(tr("Stop"));
    updateButton();
    m_table->setFocus();
    next();
}

void ManyDialog::next()
{
    for (; m_next < m_table->rowCount() && !m_isStopping; ++m_next) {
        const Item &item = m_items[static_cast<std::size_t>(m_next)];
        if (const QString why = whyNot(item); !why.isEmpty()) {
            write(m_next, tr("cannot: %1").arg(why), true);
            continue;
        }
        const int row = m_next++;
        write(row, tr("under way…"), false);
        m_table->scrollToItem(m_table->item(row, ManyOutcome));
        const Wish wish = m_deed.wish(item.key, m_answer);
        m_link.post(u"gateway"_s, wish.path, wish.body,
                    [self = QPointer(this), row](int status, const QByteArray &answer) {
                        if (self)
                            self->take(row, status, answer);
                    });
        return;
    }
    end();
}

void ManyDialog::take(int row, int status, const QByteArray &answer)
{
    const bool isDone = status >= 200 && status < 300;
    (isDone ? m_done : m_refused) += 1;
    write(row,
          !isDone             ? tr("refused: %1").arg(refusalText(status, answer))
              : status == 202 ? tr("accepted")
                              : tr("done"),
          !isDone);
    next();
}

void ManyDialog::end()
{
    for (int row = m_next; row < m_table->rowCount(); ++row)
        write(row, tr("not done: stopped"), false);
    const QString sentence = m_refused == 0
        ? tr("%1: done to %2 of %3.").arg(windowTitle()).arg(m_done).arg(m_items.size())
        : tr("%1: done to %2 of %3, %4 refused.").arg(windowTitle()).arg(m_done).arg(m_items.size()).arg(m_refused);
    m_hasEnded = true;
    m_summary->setText(sentence);
    m_leave->setText(tr("Close"));
    m_leave->setDefault(true);
    m_leave->setFocus();
    Q_EMIT told(sentence, m_refused > 0);
}

/// What is under way is waited for; what comes after it is not begun.
void ManyDialog::reject()
{
    if (m_next < 0 || m_hasEnded)
        QDialog::reject();
    else
        m_isStopping = true;
}

} // namespace curbside
