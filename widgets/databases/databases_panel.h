// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_desk.h"
#include "widgets/entities/entity_model.h"
#include "widgets/panels/panel.h"

class QPushButton;
class QStackedWidget;

namespace curbside {

class ListView;

/// A database as a line of the overview.
struct StoreRow
{
    StoreFact store;
    [[nodiscard]] QString key() const { return store.key(); }
    friend bool operator==(const StoreRow &, const StoreRow &) = default;
};

/// All databases of the platform: those of the services, the warehouse, the replicas; how large, how far, how far behind.
class DatabasesPanel : public Panel
{
    Q_OBJECT

public:
    DatabasesPanel(PlatformLink &link, DatabaseDesk &desk, QWidget *parent = nullptr);
    ~DatabasesPanel() override;

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const EntityTable &table() const { return m_rows; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addColumns();
    void build();
    void fitColumns();
    void showStores();
    void showChosen();
    [[nodiscard]] QString details(const StoreFact &store) const;
    void tryTheWall();

    PlatformLink &m_link;
    DatabaseDesk &m_desk;
    EntityModel<StoreRow> m_rows;
    ListView *m_view;
    QStackedWidget *m_stack;
    QLabel *m_details;
    QPushButton *m_wall;
    bool m_isShowing = false;
};

/// What one of them is called: "Operations", "Warehouse", "Operations, replica".
[[nodiscard]] QString storeText(const StoreFact &store);
/// Whether all is well with it.
[[nodiscard]] Cell storeStateCell(const StoreFact &store);

} // namespace curbside
