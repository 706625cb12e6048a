// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/sequence_model.h"
#include "widgets/panels/panel.h"
#include "widgets/traffic/expert_panel.h"

class QMenu;
class QToolButton;

namespace curbside {

class SequenceView;

/// The flow of what is chosen as a sequence diagram, what of a reference it lacks, and the diagram as a file.
class SequencePanel : public Panel
{
    Q_OBJECT

public:
    explicit SequencePanel(FlowDesk &desk, QWidget *parent = nullptr);
    ~SequencePanel() override;

    [[nodiscard]] SequenceView &view() { return *m_view; }
    /// Instead of the diagram; empty while that is shown.
    [[nodiscard]] QString message() const;
    /// What went wrong, or nothing.
    [[nodiscard]] QString save(const QString &file) const;

private:
    void makeHeader();
    void makeMissing();
    void fillComparing(QMenu &menu);
    void fillSaving(QMenu &menu);
    void askAndSave(const QString &ending, const QString &name);
    void showState();
    void showComparison();

    FlowDesk &m_desk;
    SequenceModel m_model;
    SequenceView *m_view;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_toScale;
    QToolButton *m_compare;
    QToolButton *m_save;
    QWidget *m_difference;
    ElidedLabel *m_verdict;
    FindingsModel m_missing;
    ListView *m_missingList;
    QString m_outcome; // of saving, until the flow is another
};

/// What can be done to a step wherever it is shown.
void addStepActions(QMenu &menu, FlowDesk &desk, int id);
/// What a panel of flows says while it has none to show.
[[nodiscard]] QString emptyFlowText(const FlowDesk &desk);

} // namespace curbside
