// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"
#include "widgets/sql/sql_history.h"
#include "widgets/sql/sql_result.h"
#include "widgets/sql/sql_schema.h"

class QComboBox;
class QPushButton;
class QToolButton;

namespace curbside {

class CodeEdit;
struct Workbench;
class PlatformLink;

/// One SELECT over all that the warehouse has captured: written with colours and completion, run, cancelled, and its rows as a
/// list that sorts, copies and is saved. What is wrong is told under the statement and marked in it.
class SqlPanel : public Panel
{
    Q_OBJECT

public:
    explicit SqlPanel(Workbench &bench, QWidget *parent = nullptr);

    [[nodiscard]] CodeEdit &editor() { return *m_editor; }
    [[nodiscard]] EntityList &rows() { return *m_rows; }
    void run();
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// What came of the last run: rows and time, or why not.
    [[nodiscard]] QString told() const;
    /// All rows of the answer, as a file. Why it could not be written; empty when it was.
    [[nodiscard]] QString save(const QString &path, ListView::CopyFormat format);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void addHeader();
    void addExport(QToolButton *button);
    void fillHistory();
    void readSchema();
    void takeWaiting();
    void take(int status, const QByteArray &body);
    void tell(const QString &text, bool isProblem);
    void showState();
    void saveAs(ListView::CopyFormat format);
    void copyAll(ListView::CopyFormat format);

    Workbench &m_bench;
    StatementHistory m_history;
    SqlSchema m_schema;
    SqlResult m_result;
    CodeEdit *m_editor;
    EntityList *m_rows;
    QComboBox *m_limit;
    QPushButton *m_run;
    QPushButton *m_cancel;
    QToolButton *m_historyButton;
    QToolButton *m_export;
    QLabel *m_told;
    int m_round = 0;
    bool m_isRunning = false;
};

} // namespace curbside
