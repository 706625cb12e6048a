// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_dialog.h"

#include "widgets/panels/list_panel.h"
#include "widgets/theme/plain_text.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize usualSize(900, 520);

} // namespace

AuditDialog::AuditDialog(AuditLog &log, std::function<void(const QString &)> choose, QWidget *parent)
    : QDialog(parent), m_log(log), m_filter(new ListFilter(log.entries, this)), m_view(new ListView), m_note(new QLabel)
{
    setWindowTitle(tr("Audit log"));
    resize(usualSize);
    auto *search = new QLineEdit;
    search->setPlaceholderText(tr("Search"));
    search->setAccessibleName(tr("Search in the audit log"));
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, m_filter, &ListFilter::setSearch);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Audit log"));
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(0, Qt::DescendingOrder);
    for (int column = 0; column < log.entries.columnCount(); ++column) {
        m_view->setColumnWidth(column, widthOf(log.entries.look(column)));
        if (log.entries.look(column).stretches)
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    connect(m_view, &QAbstractItemView::activated, this, [choose = std::move(choose), &log](const QModelIndex &index) {
        const AuditEntry *entry = log.entries.find(index.data(KeyRole).toString());
        if (entry && !entry->thingKey.isEmpty())
            choose(entry->thingKey);
    });
    m_note->setProperty("role", u"secondary"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    using Format = ListView::CopyFormat;
    for (const auto &[text, format] :
         {std::pair(tr("Copy as &text"), Format::Text), std::pair(tr("Copy as CS&V"), Format::Csv),
          std::pair(tr("Copy as &JSON"), Format::Json)}) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, wanted = format] { copyAs(static_cast<int>(wanted)); });
    }
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(search);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    connect(&log, &AuditLog::changed, this, &AuditDialog::showNote);
    showNote();
}

/// The chosen rows; all that are shown when none is.
void AuditDialog::copyAs(int format)
{
    const bool isNoneChosen = !m_view->selectionModel()->hasSelection();
    if (isNoneChosen)
        m_view->selectAll();
    m_view->copy(static_cast<ListView::CopyFormat>(format));
    if (isNoneChosen)
        m_view->clearSelection();
}

void AuditDialog::showNote()
{
    const int count = m_log.entries.rowCount();
    QString note = count == 0 ? tr("Nothing has been done yet. What people do in this console is noted here.")
        : count == 1          ? tr("1 action; the last %1 are kept.").arg(AuditLog::mostKept)
                              : tr("%1 actions; the last %2 are kept.").arg(count).arg(AuditLog::mostKept);
    if (!m_log.trouble().isEmpty())
        note += u' ' + m_log.trouble();
    m_note->setText(visibleText(note));
}

} // namespace curbside
