// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"

class QPushButton;
class QToolButton;

namespace curbside {

class CleanUpDialog;
class ConsistencyDesk;
class Entities;

/// Every declared reference across services, with those that name nothing, and the clean-up runs over them.
class ReferencesPanel : public Panel
{
    Q_OBJECT

public:
    /// The desk outlives the panel.
    explicit ReferencesPanel(ConsistencyDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] EntityList &references() { return *m_references; }
    [[nodiscard]] EntityList &rows() { return *m_rows; }
    [[nodiscard]] EntityList &runs() { return *m_runs; }
    void showRuns(bool showsRuns);

private:
    QToolButton *segment(const QString &text, const QString &tip, const QString &place, bool showsRuns);
    QWidget *makeFooter();
    void beginDryRun();
    void openRun(const QString &id);
    void openDialog();
    void showState();

    ConsistencyDesk &m_desk;
    EntityList *m_references;
    EntityList *m_rows;
    EntityList *m_runs;
    QStackedWidget *m_stack;
    QToolButton *m_referencesButton;
    QToolButton *m_runsButton;
    QPushButton *m_dryRun;
    ElidedLabel *m_last;
    CleanUpDialog *m_dialog = nullptr;
};

} // namespace curbside
