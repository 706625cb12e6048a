// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/column_chooser.h"

#include "widgets/commands/commands.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/remark_words.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString columnsKey = u"traffic/columns"_s;

QStringList knownKeys()
{
    QStringList keys;
    for (const TrafficColumn &column : knownTrafficColumns())
        keys.append(column.key);
    return keys;
}

} // namespace

ColumnChooser::ColumnChooser(const TrafficVocabulary &vocabulary, QSettings *settings, QWidget *parent)
    : QToolButton(parent), m_vocabulary(vocabulary), m_settings(settings), m_keys(firstTrafficColumns())
{
    setText(tr("Columns"));
    setAccessibleName(tr("Columns of the traffic"));
    setToolTip(tr("Choose columns, also any value of the payloads"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(*menu); });
    const QStringList kept = settings ? settings->value(columnsKey).toStringList() : QStringList();
    if (kept.isEmpty())
        return;
    m_keys.clear();
    for (const TrafficColumn &column : trafficColumns(kept))
        m_keys.append(column.key);
}

void ColumnChooser::fill(QMenu &menu)
{
    clearMenu(menu);
    const auto add = [&](const TrafficColumn &column) {
        QAction *action = menu.addAction(asMenuText(column.program ? column.key : column.title), this,
                                         [this, key = column.key](bool isShown) { show(key, isShown); });
        action->setCheckable(true);
        action->setChecked(m_keys.contains(column.key));
        action->setEnabled(!action->isChecked() || m_keys.size() > 1);
    };
    for (const TrafficColumn &column : knownTrafficColumns())
        add(column);
    menu.addSeparator();
    for (const QString &key : std::as_const(m_keys)) {
        if (const auto column = trafficColumn(key); column && column->program)
            add(*column);
    }
    menu.addAction(tr("&Add a column…"), this, [this] {
        if (const QString expression = askForExpression(); !expression.isEmpty())
            show(expression, true);
    });
    menu.addSeparator();
    menu.addAction(tr("As at &first"), this, &ColumnChooser::showFirst);
}

void ColumnChooser::show(const QString &key, bool isShown)
{
    QStringList keys = m_keys;
    keys.removeAll(key);
    if (!isShown) {
        if (!keys.isEmpty())
            set(keys);
        return;
    }
    const QStringList known = knownKeys();
    const qsizetype place = known.indexOf(key);
    qsizetype at = keys.size();
    for (qsizetype i = 0; i < keys.size() && place >= 0; ++i) {
        const qsizetype other = known.indexOf(keys[i]);
        if (other < 0 || other > place) {
            at = i;
            break;
        }
    }
    if (keys.size() < mostTrafficColumns && trafficColumn(key)) {
        keys.insert(at, key);
        set(keys);
    }
}

void ColumnChooser::showFirst()
{
    set(firstTrafficColumns());
}

void ColumnChooser::set(const QStringList &keys)
{
    if (keys == m_keys)
        return;
    m_keys = keys;
    if (m_settings)
        m_settings->setValue(columnsKey, m_keys);
    Q_EMIT columnsChosen(m_keys);
}

QString ColumnChooser::askForExpression()
{
    QDialog dialog(window());
    dialog.setWindowTitle(tr("Add a column"));
    dialog.setMinimumWidth(480);
    auto *layout = new QVBoxLayout(&dialog);
    auto *label = new QLabel(tr("What it &shows, such as data.kind, or any expression of the filters' language"));
    label->setWordWrap(true);
    auto *edit = new ExpressionEdit(&m_vocabulary, ExpressionEdit::Use::Value);
    edit->setAccessibleName(tr("What the column shows"));
    label->setBuddy(edit);
    auto *told = new ElidedLabel(u"bad"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton *agree = buttons->button(QDialogButtonBox::Ok);
    agree->setEnabled(false);
    layout->addWidget(label);
    layout->addWidget(edit);
    layout->addWidget(told);
    layout->addWidget(buttons);
    connect(edit, &ExpressionEdit::expressionRead, &dialog, [=] {
        told->setText(wordsOf(edit->remark()));
        agree->setEnabled(trafficColumn(edit->text().trimmed()).has_value());
    });
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    return dialog.exec() == QDialog::Accepted ? edit->text().trimmed() : QString();
}

} // namespace curbside
