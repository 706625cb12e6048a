// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/handover_dialog.h"

#include "widgets/panels/save_dialog.h"
#include "widgets/theme/plain_text.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPdfWriter>
#include <QPushButton>
#include <QSaveFile>
#include <QTextDocument>
#include <QTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize pageSize(820, 620);
constexpr int pdfResolution = 300;

} // namespace

HandoverDialog::HandoverDialog(HandoverReport report, QWidget *parent)
    : QDialog(parent), m_report(std::move(report)), m_page(new QTextEdit), m_outcome(new QLabel)
{
    setWindowTitle(tr("Handover"));
    resize(pageSize);
    m_page->setReadOnly(true);
    m_page->setAccessibleName(tr("Handover page"));
    m_page->setHtml(m_report.toHtml());
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setProperty("role", u"secondary"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto add = [&](const QString &text, auto carryOut) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, carryOut);
    };
    add(tr("Copy as &text"), [this] {
        copyText();
        tell(tr("Copied"));
    });
    add(tr("Save as &PDF…"), [this] { askAndSave(tr("PDF (*.pdf)"), u"pdf"_s, &HandoverDialog::savePdf); });
    add(tr("Save as &HTML…"), [this] { askAndSave(tr("HTML (*.html)"), u"html"_s, &HandoverDialog::saveHtml); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_page, 1);
    layout->addWidget(m_outcome);
    layout->addWidget(buttons);
    m_outcome->hide();
}

void HandoverDialog::copyText() const
{
    QGuiApplication::clipboard()->setText(m_report.toText());
}

bool HandoverDialog::tell(const QString &trouble)
{
    m_outcome->setText(visibleText(trouble));
    m_outcome->show();
    return false;
}

bool HandoverDialog::savePdf(const QString &file)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return tell(tr("%1 cannot be written: %2").arg(file, target.errorString()));
    {
        QPdfWriter writer(&target);
        writer.setTitle(m_report.title);
        writer.setResolution(pdfResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
        QTextDocument page;
        page.setDefaultStyleSheet({});
        page.setHtml(m_report.toHtml());
        page.print(&writer);
    }
    return target.commit() || tell(tr("%1 cannot be written: %2").arg(file, target.errorString()));
}

bool HandoverDialog::saveHtml(const QString &file)
{
    QSaveFile target(file);
    const QByteArray page = m_report.toHtml().toUtf8();
    if (!target.open(QIODevice::WriteOnly) || target.write(page) != page.size() || !target.commit())
        return tell(tr("%1 cannot be written: %2").arg(file, target.errorString()));
    return true;
}

void HandoverDialog::askAndSave(const QString &filter, const QString &ending,
                                bool (HandoverDialog::*save)(const QString &))
{
    const QString file = askForFile(*this, tr("Save handover"), u"handover."_s + ending, filter, ending);
    if (!file.isEmpty() && (this->*save)(file))
        tell(tr("Saved as %1").arg(file));
}

} // namespace curbside
