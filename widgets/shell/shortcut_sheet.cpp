// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shortcut_sheet.h"

#include "widgets/panels/list_view.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &shortcut : action.shortcuts())
        keys.append(shortcut.toString(QKeySequence::NativeText));
    return keys.join(ShortcutSheet::tr(" or "));
}

} // namespace

ShortcutSheet::ShortcutSheet(const Commands &commands, QWidget *parent)
    : QDialog(parent), m_line(new QLineEdit), m_table(new ListView), m_nothing(new QLabel),
      m_found(new QSortFilterProxyModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAccessibleName(tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(this);
    model->setHorizontalHeaderLabels({tr("Command"), tr("Menu"), tr("Keys")});
    std::vector<Commands::Entry> entries = commands.entries();
    std::ranges::stable_partition(entries,
                                  [](const Commands::Entry &entry) { return !entry.action->shortcut().isEmpty(); });
    for (const Commands::Entry &entry : entries) {
        m_actions.push_back(entry.action);
        model->appendRow({new QStandardItem(commandText(*entry.action)),
                          new QStandardItem(Commands::groupTitle(entry.group).remove(u'&')),
                          new QStandardItem(keysOf(*entry.action))});
    }
    m_found->setSourceModel(model);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_found);
    m_table->setAccessibleName(tr("Commands"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(1, 110);
    m_table->setColumnWidth(2, 150);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_line->setPlaceholderText(tr("Search by name or key, such as Ctrl+K"));
    m_line->setAccessibleName(tr("Search the commands"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_nothing->setText(tr("No command contains this. Try fewer letters."));
    m_nothing->setProperty("role", u"secondary"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, Tokens::margin, Tokens::margin, Tokens::margin);
    layout->addWidget(m_line);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_nothing);
    connect(m_line, &QLineEdit::textChanged, this, &ShortcutSheet::search);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { carryOut(index.row()); });
    resize(560, std::min(620, parent->height() - 80));
    search({});
    m_line->setFocus();
}

void ShortcutSheet::search(const QString &text)
{
    m_found->setFilterFixedString(text.trimmed());
    m_table->setVisible(m_found->rowCount() > 0);
    m_nothing->setVisible(m_found->rowCount() == 0);
    m_table->selectRow(0);
}

void ShortcutSheet::carryOut(int row)
{
    if (row < 0)
        return;
    QAction *action = m_actions[static_cast<std::size_t>(m_found->mapToSource(m_found->index(row, 0)).row())];
    accept();
    action->trigger();
}

bool ShortcutSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int row = m_table->currentIndex().row();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            if (const int last = m_found->rowCount() - 1; last >= 0)
                m_table->selectRow(std::clamp(row + (key == Qt::Key_Down ? 1 : -1), 0, last));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            carryOut(row);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace curbside
