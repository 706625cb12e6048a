// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/about_dialog.h"

#include "widgets/theme/tokens.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QLabel *paragraph(const QString &text, const QString &role)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    label->setMinimumWidth(380);
    label->setProperty("role", role);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Curbside"));
    setAccessibleName(tr("About Curbside"));
    auto *picture = new QLabel;
    picture->setPixmap(QIcon(u":/icons/curbside.svg"_s).pixmap(64, 64));
    picture->setAlignment(Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(Tokens::spacing);
    words->addWidget(paragraph(tr("Curbside %1").arg(QCoreApplication::applicationVersion()), u"title"_s));
    words->addWidget(paragraph(
        tr("Operations console for a sidewalk-robot delivery platform, with the whole platform inside."), {}));
    words->addWidget(paragraph(
        tr("Free software under the GNU General Public License, version 3 or (as you like) any later one. It comes "
           "without any warranty.\nhttps://www.gnu.org/licenses/gpl-3.0.html"),
        {}));
    words->addWidget(paragraph(tr("Built with Qt %1, running with Qt %2.\nhttps://www.qt.io")
                                   .arg(QStringLiteral(QT_VERSION_STR), QString::fromLatin1(qVersion())),
                               u"secondary"_s));
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(picture);
    row->addLayout(words, 1);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addLayout(row);
    layout->addWidget(buttons);
    buttons->setFocus();
}

} // namespace curbside
