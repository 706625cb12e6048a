// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/breakpoint_dialog.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/alerts/service_words.h"
#include "widgets/breakpoints/breakpoint_desk.h"
#include "widgets/entities/rows.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/remark_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostHits = 1'000'000'000;
constexpr int leastWidth = 480;

} // namespace

BreakpointDialog::BreakpointDialog(BreakpointDesk &desk, const QString &filter, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_kind(new QComboBox), m_service(new QComboBox), m_table(new QComboBox),
      m_column(new QComboBox), m_key(new QLineEdit),
      m_filter(new ExpressionEdit(desk.vocabulary(), ExpressionEdit::Use::Filter)), m_atHit(new QSpinBox),
      m_once(new QCheckBox(tr("Only &once"))), m_told(new ElidedLabel(u"bad"_s))
{
    setWindowTitle(tr("Add a breakpoint"));
    setMinimumWidth(leastWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addLayout(makeForm());
    layout->addWidget(m_told);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox;
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &BreakpointDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    m_filter->setText(filter);
    connect(m_filter, &ExpressionEdit::expressionRead, this, &BreakpointDialog::showRead);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &BreakpointDialog::showKind);
    connect(m_service, &QComboBox::currentIndexChanged, this, &BreakpointDialog::readTables);
    connect(m_table, &QComboBox::currentIndexChanged, this, &BreakpointDialog::showColumns);
    showKind();
}

QFormLayout *BreakpointDialog::makeForm()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto line = [&](const QString &text, QWidget *field, bool isOfRow = false) {
        form->addRow(text, field);
        field->setAccessibleName(QString(text).remove(u'&'));
        if (isOfRow)
            m_ofRow.insert(m_ofRow.end(), {form->labelForField(field), field});
    };
    m_kind->addItems({tr("Before an event is delivered"), tr("When a row has changed")});
    for (const QString &service : serviceNames())
        m_service->addItem(serviceText(service), service);
    m_key->setPlaceholderText(tr("any row"));
    m_key->setToolTip(tr("The row's key, such as an id; of several columns by commas"));
    m_atHit->setRange(1, mostHits);
    m_atHit->setToolTip(tr("Passes over as many as come before"));
    line(tr("&Stop"), m_kind);
    line(tr("S&ervice"), m_service, true);
    line(tr("&Table"), m_table, true);
    line(tr("&Key"), m_key, true);
    line(tr("&Column"), m_column, true);
    line(tr("Con&dition"), m_filter);
    line(tr("At &hit"), m_atHit);
    form->addRow(QString(), m_once);
    return form;
}

bool BreakpointDialog::isOfRow() const
{
    return m_kind->currentIndex() == 1;
}

void BreakpointDialog::showKind()
{
    for (QWidget *widget : m_ofRow)
        widget->setVisible(isOfRow());
    m_filter->setPlaceholderText(isOfRow() ? tr("on the new row, such as  data.status = 'Failed'; or nothing")
                                           : tr("such as  type LIKE '%.TaskCompleted'"));
    if (isOfRow() && !m_tables)
        readTables();
    showRead();
    adjustSize();
}

void BreakpointDialog::readTables()
{
    m_tables.reset();
    m_table->clear();
    const QString service = m_service->currentData().toString();
    m_desk.link().get(service, u"/tables"_s, [self = QPointer(this), service](int status, const QByteArray &answer) {
        if (self && status == 200 && self->m_service->currentData().toString() == service)
            self->takeTables(answer);
    });
}

void BreakpointDialog::takeTables(const QByteArray &answer)
{
    auto tables = JsonDocument::parse(answer);
    if (!tables)
        return;
    m_tables = std::move(*tables);
    m_table->clear();
    m_tables->root()["tables"].forEachItem([&](JsonValue table) {
        const QString name = textIn(table, "name");
        m_table->addItem(visibleText(name), name);
    });
    showRead();
}

void BreakpointDialog::showColumns()
{
    m_column->clear();
    m_column->addItem(tr("any"));
    if (!m_tables)
        return;
    m_tables->root()["tables"].forEachItem([&](JsonValue table) {
        if (textIn(table, "name") != m_table->currentData().toString())
            return;
        table["columns"].forEachItem([&](JsonValue column) {
            const QString name = textIn(column, "name");
            m_column->addItem(visibleText(name), name);
        });
    });
}

void BreakpointDialog::showRead()
{
    const bool isEmpty = m_filter->text().trimmed().isEmpty();
    const bool isGood = m_filter->program().has_value();
    m_told->setText(wordsOf(m_filter->remark()));
    m_add->setEnabled(isOfRow() ? (isEmpty || isGood) && m_table->currentIndex() >= 0 : isGood);
}

QByteArray BreakpointDialog::wish() const
{
    JsonWriter json;
    json.beginObject();
    if (const QString filter = m_filter->text().trimmed(); !filter.isEmpty())
        json.member("filter", filter);
    if (isOfRow()) {
        json.member("service", m_service->currentData().toString()).member("table", m_table->currentData().toString());
        if (const QString key = m_key->text().trimmed(); !key.isEmpty()) {
            json.key("key").beginArray();
            for (const QString &value : key.split(u','))
                json.value(value.trimmed());
            json.endArray();
        }
        if (m_column->currentIndex() > 0)
            json.member("column", m_column->currentData().toString());
    }
    json.member("atHit", qint64(m_atHit->value())).member("once", m_once->isChecked()).endObject();
    return json.take();
}

void BreakpointDialog::add()
{
    m_desk.add(wish(), [self = QPointer(this)](const QString &refusal) {
        if (!self)
            return;
        self->m_told->setText(refusal);
        if (refusal.isEmpty())
            self->accept();
    });
}

} // namespace curbside
