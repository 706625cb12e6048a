// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/entity_list.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace curbside {

class ConsistencyDesk;

/// A clean-up, step by step: what a dry run has found and what would be done about it, the same in earnest, and giving it
/// back. The window goes on meanwhile.
class CleanUpDialog : public QDialog
{
    Q_OBJECT

public:
    /// The desk outlives the dialog.
    explicit CleanUpDialog(ConsistencyDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] EntityList &rows() { return *m_rows; }
    /// What is so, as one sentence.
    [[nodiscard]] QString told() const;

private:
    void showState();
    [[nodiscard]] QString sentence() const;

    ConsistencyDesk &m_desk;
    QLabel *m_told;
    EntityList *m_rows;
    QPushButton *m_apply;
    QPushButton *m_undo;
};

} // namespace curbside
