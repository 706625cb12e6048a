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

namespace {

constexpr int longestReason = 400;

} // namespace

ReasonDialog::ReasonDialog(const QString &title, const QString &question, const QStringList &reasons, QWidget *parent)
    : QDialog(parent), m_reason(new QComboBox)
{
    setWindowTitle(title);
    auto *text = new QLabel(visibleLines(question));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(320);
    auto *label = new QLabel(tr("&Reason"));
    label->setBuddy(m_reason);
    m_reason->setEditable(true);
    m_reason->addItems(reasons);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setMaxLength(longestReason);
    auto *buttons = new QDialogButtonBox;
    QPushButton *doIt = buttons->addButton(title, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    doIt->setDefault(true);
    connect(m_reason, &QComboBox::editTextChanged, doIt,
            [doIt](const QString &written) { doIt->setEnabled(!written.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addWidget(text);
    layout->addWidget(label);
    layout->addWidget(m_reason);
    layout->addWidget(buttons);
    m_reason->setFocus();
}

QString ReasonDialog::reason() const
{
    return m_reason->currentText().trimmed();
}

} // namespace curbside
