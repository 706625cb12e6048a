// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/reason_dialog.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

ReasonDialog::ReasonDialog(const QString &title, const QString &question, const QStringList &reasons, QWidget *parent)
    : QDialog(parent), m_questions(new QVBoxLayout), m_doIt(nullptr)
{
    setWindowTitle(title);
    auto *text = new QLabel(visibleLines(question));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(320);
    auto *buttons = new QDialogButtonBox;
    m_doIt = buttons->addButton(title, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    m_doIt->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addWidget(text);
    layout->addLayout(m_questions);
    layout->addWidget(buttons);
    if (reasons.isEmpty())
        return;
    m_reason = new QComboBox;
    m_reason->setEditable(true);
    m_reason->setInsertPolicy(QComboBox::NoInsert);
    m_reason->addItems(reasons);
    connect(m_reason->lineEdit(), &QLineEdit::returnPressed, m_doIt, &QPushButton::click); // the box keeps it to itself
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setMaxLength(longestReason);
    connect(m_reason, &QComboBox::editTextChanged, this, &ReasonDialog::updateButton);
    addLine(tr("&Reason"), *m_reason);
    m_reason->setFocus();
}

void ReasonDialog::addLine(const QString &label, QComboBox &box)
{
    auto *title = new QLabel(label);
    title->setBuddy(&box);
    box.setAccessibleName(QString(label).remove(u'&'));
    m_questions->addWidget(title);
    m_questions->addWidget(&box);
}

void ReasonDialog::offer(const QString &label, const std::vector<Deed::Choice> &choices)
{
    m_choice = new QComboBox;
    for (const Deed::Choice &choice : choices)
        m_choice->addItem(visibleText(choice.text), choice.key);
    addLine(label, *m_choice);
    m_choice->setFocus();
    updateButton();
}

void ReasonDialog::updateButton()
{
    m_doIt->setEnabled((!m_reason || !reason().isEmpty()) && (!m_choice || m_choice->currentIndex() >= 0));
}

QString ReasonDialog::reason() const
{
    return m_reason ? m_reason->currentText().trimmed() : QString();
}

QString ReasonDialog::choice() const
{
    return m_choice ? m_choice->currentData().toString() : QString();
}

} // namespace curbside
