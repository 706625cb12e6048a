// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_desk.h"
#include "widgets/databases/live_rows.h"
#include "widgets/databases/row_desk.h"
#include "widgets/entities/entity_model.h"
#include "widgets/entities/entity_ref.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/mode.h"

class QStackedWidget;
class QToolButton;

namespace curbside {

class ListView;
class WrittenBy;

struct ColumnRow
{
    ColumnFact column;
    [[nodiscard]] QString key() const { return column.name; }
    friend bool operator==(const ColumnRow &, const ColumnRow &) = default;
};

/// The chosen table: its rows by pages, kept current, the newest first; or its structure. Below, by which message the current
/// value was written.
class RowsPanel : public Panel
{
    Q_OBJECT

public:
    RowsPanel(Workbench &bench, DatabaseDesk &desk, QWidget *parent = nullptr);
    ~RowsPanel() override;

    [[nodiscard]] ListView &rowsView() { return *m_rowsView; }
    [[nodiscard]] ListView &structureView() { return *m_structureView; }
    [[nodiscard]] const TableRowsModel &rows() const { return m_rows; }
    [[nodiscard]] const LiveRows &live() const { return m_live; }
    [[nodiscard]] WrittenBy &writtenBy() { return *m_writtenBy; }
    void showStructure(bool isStructure);
    /// Chooses its table, and the row itself once it is read.
    void showRow(const RowRef &row);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHeader();
    void buildBody();
    QToolButton *segment(const QString &text, const QString &tip, const QString &place);
    QToolButton *pageButton(const QString &icon, const QString &name, const QString &tip);
    void makeStructure(const TableFact &table);
    void showTable();
    void showState();
    void showWriter();
    void noteChoice();
    void putChoiceBack();
    [[nodiscard]] QString message() const;
    [[nodiscard]] EntityRef refAt(const QModelIndex &index) const;
    void fillMenu(QMenu &menu, const QModelIndex &index);
    void widenColumns();
    void seekRow();
    void goToEvent(const QString &id);

    struct Choice
    {
        QString table;
        QStringList key;
        int column = 0;
    };

    Workbench &m_bench;
    DatabaseDesk &m_desk;
    TableRowsModel m_rows;
    LiveRows m_live;
    std::unique_ptr<EntityModel<ColumnRow>> m_columns;
    ListView *m_rowsView;
    ListView *m_structureView;
    QLabel *m_message;
    QStackedWidget *m_stack;
    WrittenBy *m_writtenBy;
    QToolButton *m_rowsButton;
    QToolButton *m_structureButton;
    QToolButton *m_newer;
    QToolButton *m_older;
    Choice m_choice; // while all rows come anew
    std::optional<RowRef> m_wanted; // to be shown
    bool m_isSought = false; // its page is asked for
    QString m_wideOf; // the table whose columns have been given their widths
};

} // namespace curbside
