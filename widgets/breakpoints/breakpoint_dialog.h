// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace curbside {

class BreakpointDesk;
class ElidedLabel;
class ExpressionEdit;

/// A breakpoint by hand: before an event, or when a row changes; at which hit, and whether only once.
class BreakpointDialog : public QDialog
{
    Q_OBJECT

public:
    BreakpointDialog(BreakpointDesk &desk, const QString &filter, QWidget *parent = nullptr);

    /// What would be added now, as POST /control/breakpoints takes it.
    [[nodiscard]] QByteArray wish() const;

private:
    QFormLayout *makeForm();
    void showKind();
    void readTables();
    void takeTables(const QByteArray &answer);
    void showColumns();
    void showRead();
    void add();
    [[nodiscard]] bool isOfRow() const;

    BreakpointDesk &m_desk;
    QComboBox *m_kind;
    QComboBox *m_service;
    QComboBox *m_table;
    QComboBox *m_column;
    QLineEdit *m_key;
    ExpressionEdit *m_filter;
    QSpinBox *m_atHit;
    QCheckBox *m_once;
    ElidedLabel *m_told;
    QPushButton *m_add = nullptr;
    std::vector<QWidget *> m_ofRow; ///< with their labels
    std::optional<JsonDocument> m_tables; ///< of the chosen service
};

} // namespace curbside
