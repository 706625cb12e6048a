// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/colour_rules_dialog.h"

#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/remark_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestName = 60;

QIcon iconOf(const ColourRule &rule, double pixelRatio)
{
    const QColor color = rule.isOn ? colorOf(rule.tone, tokens()) : tokens().disabled;
    return QIcon(markPixmap(rule.mark, color, pixelRatio));
}

} // namespace

ColourRulesDialog::ColourRulesDialog(std::vector<ColourRule> rules, const TrafficVocabulary &vocabulary,
                                     QWidget *parent)
    : QDialog(parent), m_rules(std::move(rules)), m_list(new QListWidget), m_name(new QLineEdit),
      m_filter(new ExpressionEdit(&vocabulary, ExpressionEdit::Use::Filter)), m_told(new ElidedLabel(u"bad"_s)),
      m_tone(new QComboBox), m_mark(new QComboBox), m_isOn(new QCheckBox(tr("In &force"))),
      m_raisesAlert(new QCheckBox(tr("&Raises an alert")))
{
    setWindowTitle(tr("Colours of the traffic"));
    setAccessibleName(windowTitle());
    resize(720, 460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    auto *note =
        new QLabel(tr("The first rule that an entry matches gives it its colour and mark. What is changed here is "
                      "in force at once and kept."));
    note->setTextFormat(Qt::PlainText);
    note->setProperty("role", u"secondary"_s);
    note->setWordWrap(true);
    layout->addWidget(note);
    layout->addWidget(makeList(), 1);
    m_form = makeForm();
    layout->addWidget(m_form);
    auto *buttons = new QDialogButtonBox;
    QPushButton *first = buttons->addButton(tr("As at first"), QDialogButtonBox::ResetRole);
    first->setAutoDefault(false);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    connect(first, &QPushButton::clicked, this, [this] {
        m_rules = firstColourRules();
        showRules(0);
        Q_EMIT rulesChanged(m_rules);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    showRules(0);
}

QWidget *ColourRulesDialog::makeList()
{
    auto *whole = new QWidget;
    auto *layout = new QHBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *column = new QVBoxLayout;
    const auto button = [&](const QString &text, auto carryOut) {
        auto *made = new QPushButton(text);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, carryOut);
        column->addWidget(made);
        return made;
    };
    m_list->setAccessibleName(tr("Rules, in their order"));
    layout->addWidget(m_list, 1);
    button(tr("&Add"), [this] { add(); });
    m_remove = button(tr("&Remove"), [this] { remove(); });
    m_up = button(tr("&Up"), [this] { move(-1); });
    m_down = button(tr("&Down"), [this] { move(1); });
    column->addStretch(1);
    layout->addLayout(column);
    connect(m_list, &QListWidget::currentRowChanged, this, &ColourRulesDialog::showChosen);
    return whole;
}

QWidget *ColourRulesDialog::makeForm()
{
    auto *whole = new QWidget;
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fillLooks();
    m_name->setMaxLength(longestName);
    m_name->setAccessibleName(tr("Name of the rule"));
    m_filter->setAccessibleName(tr("Filter of the rule"));
    m_tone->setAccessibleName(tr("Colour"));
    m_mark->setAccessibleName(tr("Mark"));
    auto *look = new QHBoxLayout;
    look->addWidget(m_tone);
    look->addWidget(m_mark);
    look->addWidget(m_isOn);
    look->addWidget(m_raisesAlert);
    look->addStretch(1);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Fi&lter"), m_filter);
    form->addRow(QString(), m_told);
    auto *lookLabel = new QLabel(tr("&Colour and mark"));
    lookLabel->setBuddy(m_tone);
    form->addRow(lookLabel, look);
    connect(m_name, &QLineEdit::textEdited, this, &ColourRulesDialog::takeChosen);
    connect(m_filter, &ExpressionEdit::expressionRead, this, &ColourRulesDialog::takeChosen);
    connect(m_tone, &QComboBox::currentIndexChanged, this, &ColourRulesDialog::takeChosen);
    connect(m_mark, &QComboBox::currentIndexChanged, this, &ColourRulesDialog::takeChosen);
    m_raisesAlert->setToolTip(
        tr("An entry that matches is told as an alert, which ends when there is none for five minutes"));
    connect(m_isOn, &QCheckBox::toggled, this, &ColourRulesDialog::takeChosen);
    connect(m_raisesAlert, &QCheckBox::toggled, this, &ColourRulesDialog::takeChosen);
    return whole;
}

void ColourRulesDialog::fillLooks()
{
    const QStringList tones{tr("Good"), tr("Active"), tr("Warning"), tr("Bad"), tr("Idle")};
    for (int tone = 0; tone < int(tones.size()); ++tone) {
        const QColor color = colorOf(static_cast<Tone>(tone), tokens());
        m_tone->addItem(QIcon(markPixmap(Mark::Target, color, devicePixelRatioF())), tones[tone]);
    }
    const QStringList marks{tr("Check"),       tr("Arrow"),    tr("Target"), tr("Ring"),
                            tr("Dotted ring"), tr("Triangle"), tr("Cross"),  tr("Pause")};
    for (int mark = 0; mark < int(marks.size()); ++mark)
        m_mark->addItem(QIcon(markPixmap(static_cast<Mark>(mark), tokens().text, devicePixelRatioF())), marks[mark]);
}

int ColourRulesDialog::chosen() const
{
    return m_list->currentRow();
}

void ColourRulesDialog::showRow(int row)
{
    const ColourRule &rule = m_rules[static_cast<std::size_t>(row)];
    QListWidgetItem *item = m_list->item(row);
    item->setIcon(iconOf(rule, devicePixelRatioF()));
    const QString state = rule.isOn ? QString() : tr(" (not in force)");
    item->setText(visibleText(rule.name) + (rule.raisesAlert ? tr(" (alert)") : QString()) + state);
    item->setToolTip(asToolTip(rule.filter));
}

void ColourRulesDialog::showRules(int current)
{
    const QScopedValueRollback showing(m_isShowing, true);
    m_list->clear();
    for (int row = 0; row < int(m_rules.size()); ++row) {
        m_list->addItem(QString());
        showRow(row);
    }
    m_list->setCurrentRow(std::min(current, int(m_rules.size()) - 1));
    showChosen();
}

void ColourRulesDialog::showChosen()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const int row = chosen();
    const bool isOne = row >= 0;
    const ColourRule rule = isOne ? m_rules[static_cast<std::size_t>(row)] : ColourRule();
    m_name->setText(rule.name);
    m_filter->setText(rule.filter);
    m_tone->setCurrentIndex(int(rule.tone));
    m_mark->setCurrentIndex(int(rule.mark));
    m_isOn->setChecked(rule.isOn);
    m_raisesAlert->setChecked(rule.raisesAlert);
    m_told->setText(wordsOf(m_filter->remark()));
    m_form->setEnabled(isOne);
    m_remove->setEnabled(isOne);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(isOne && row + 1 < int(m_rules.size()));
}

/// What stands in the form becomes the rule; a filter that cannot be read stays in the form alone.
void ColourRulesDialog::takeChosen()
{
    if (m_isShowing || chosen() < 0)
        return;
    m_told->setText(wordsOf(m_filter->remark()));
    ColourRule &rule = m_rules[static_cast<std::size_t>(chosen())];
    ColourRule taken{m_name->text().trimmed(),
                     rule.filter,
                     static_cast<Tone>(m_tone->currentIndex()),
                     static_cast<Mark>(m_mark->currentIndex()),
                     m_isOn->isChecked(),
                     m_raisesAlert->isChecked()};
    if (m_filter->program())
        taken.filter = m_filter->text().trimmed();
    if (taken == rule)
        return;
    rule = taken;
    showRow(chosen());
    Q_EMIT rulesChanged(m_rules);
}

void ColourRulesDialog::add()
{
    if (m_rules.size() >= mostColourRules)
        return;
    const auto place = m_rules.begin() + (chosen() < 0 ? 0 : chosen());
    const auto added = m_rules.insert(place, {tr("New rule"), u"type LIKE '%'"_s, Tone::Active, Mark::Ring, false});
    showRules(static_cast<int>(added - m_rules.begin()));
    m_name->setFocus();
    m_name->selectAll();
    Q_EMIT rulesChanged(m_rules);
}

void ColourRulesDialog::remove()
{
    const int row = chosen();
    m_rules.erase(m_rules.begin() + row);
    showRules(row);
    Q_EMIT rulesChanged(m_rules);
}

void ColourRulesDialog::move(int by)
{
    const int row = chosen();
    std::swap(m_rules[static_cast<std::size_t>(row)], m_rules[static_cast<std::size_t>(row + by)]);
    showRules(row + by);
    Q_EMIT rulesChanged(m_rules);
}

} // namespace curbside
