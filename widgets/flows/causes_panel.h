// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/causes_model.h"
#include "widgets/panels/panel.h"

class QStackedWidget;
class QTreeView;

namespace curbside {

/// The flow of what is chosen as a tree of causes.
class CausesPanel : public Panel
{
    Q_OBJECT

public:
    explicit CausesPanel(FlowDesk &desk, QWidget *parent = nullptr);
    ~CausesPanel() override;

    [[nodiscard]] QTreeView &tree() { return *m_tree; }
    [[nodiscard]] const CausesModel &model() const { return m_model; }
    /// Instead of the tree; empty while that is shown.
    [[nodiscard]] QString message() const;

private:
    void makeTree();
    void showState();
    void showChosen();
    void choose(const QModelIndex &index);
    void openMenu(const QPoint &place);

    FlowDesk &m_desk;
    CausesModel m_model;
    QTreeView *m_tree;
    QLabel *m_message;
    QStackedWidget *m_stack;
    bool m_isShowing = false; // what was chosen elsewhere
};

} // namespace curbside
