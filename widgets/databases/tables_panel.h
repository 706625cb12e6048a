// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_desk.h"
#include "widgets/entities/entity_model.h"
#include "widgets/panels/panel.h"

class QStackedWidget;

namespace curbside {

class ListView;

struct TableRow
{
    TableFact table;
    [[nodiscard]] QString key() const { return table.name; }
    friend bool operator==(const TableRow &, const TableRow &) = default;
};

/// The tables of the chosen database, with how many rows each has.
class TablesPanel : public Panel
{
    Q_OBJECT

public:
    explicit TablesPanel(DatabaseDesk &desk, QWidget *parent = nullptr);
    ~TablesPanel() override;

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const EntityTable &table() const { return *m_rows; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeRows();
    void showTables();

    DatabaseDesk &m_desk;
    std::unique_ptr<EntityModel<TableRow>> m_rows;
    ListView *m_view;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QString m_store;
    bool m_isShowing = false;
};

} // namespace curbside
