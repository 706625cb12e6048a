// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/colour_rules.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace curbside {

class ElidedLabel;
class ExpressionEdit;
class TrafficVocabulary;

/// Edits the colour rules: their order, what each looks for, and how it looks. What is changed is in force at once.
class ColourRulesDialog : public QDialog
{
    Q_OBJECT

public:
    ColourRulesDialog(std::vector<ColourRule> rules, const TrafficVocabulary &vocabulary, QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<ColourRule> &rules() const { return m_rules; }

Q_SIGNALS:
    void rulesChanged(const std::vector<curbside::ColourRule> &rules);

private:
    QWidget *makeList();
    QWidget *makeForm();
    void fillLooks();
    void showRules(int current);
    void showChosen();
    void takeChosen();
    void add();
    void remove();
    void move(int by);
    [[nodiscard]] int chosen() const;
    void showRow(int row);

    std::vector<ColourRule> m_rules;
    QListWidget *m_list;
    QLineEdit *m_name;
    ExpressionEdit *m_filter;
    ElidedLabel *m_told;
    QComboBox *m_tone;
    QComboBox *m_mark;
    QCheckBox *m_isOn;
    QCheckBox *m_raisesAlert;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QWidget *m_form = nullptr;
    bool m_isShowing = false;
};

} // namespace curbside
