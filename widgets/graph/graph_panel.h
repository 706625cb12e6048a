// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_schema.h"
#include "widgets/graph/plan_rows.h"
#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"
#include "widgets/sql/sql_history.h"

class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QToolButton;

namespace curbside {

class CodeEdit;
class JsonTree;
struct Workbench;

/// A query to the composed graph at the gateway: written with colours and completion, its answer as a tree and as text, and the
/// plan by which the gateway asked the services for it.
class GraphPanel : public Panel
{
    Q_OBJECT

public:
    enum class Look { Tree, Text, Plan };

    explicit GraphPanel(Workbench &bench, QWidget *parent = nullptr);

    [[nodiscard]] CodeEdit &editor() { return *m_editor; }
    [[nodiscard]] CodeEdit &variables() { return *m_variables; }
    [[nodiscard]] JsonTree &tree() { return *m_tree; }
    [[nodiscard]] EntityList &plan() { return *m_plan; }
    /// What the service that the chosen line of the plan is about got.
    [[nodiscard]] QString asked() const;
    [[nodiscard]] QString answerText() const;
    /// What came of the last run.
    [[nodiscard]] QString told() const;
    void run();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void showLook(Look look);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addHeader();
    void build();
    QWidget *makePlan();
    void readSchema();
    void fillHistory();
    void take(int status, const QByteArray &body);
    void takeErrors(const JsonValue &answer, const QString &plan);
    void tell(const QString &text, bool isProblem);
    void showAsked();

    Workbench &m_bench;
    StatementHistory m_history;
    GraphSchema m_schema;
    GraphPlanStory m_story;
    EntityModel<PlanRow> m_planRows;
    CodeEdit *m_editor;
    CodeEdit *m_variables;
    JsonTree *m_tree;
    CodeEdit *m_text;
    EntityList *m_plan;
    CodeEdit *m_asked;
    QStackedWidget *m_stack;
    std::vector<QToolButton *> m_looks;
    QToolButton *m_historyButton;
    QToolButton *m_variablesButton;
    QPushButton *m_run;
    QLabel *m_told;
    bool m_isRunning = false;
};

} // namespace curbside
