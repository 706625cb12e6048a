// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/entities/entity_ref.h"
#include "widgets/panels/panel.h"
#include "widgets/strategies/strategy_rows.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace curbside {

class Entities;
class ListView;
class PlatformLink;
class Selection;

/// The chosen delivery read in the three ways side by side: what each says, how far that is behind its owner, and what it
/// cost. Read again while it is seen, so that one can watch what becomes of each when a service is slow or away.
class StrategiesPanel : public Panel
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 500;

    /// All outlive the panel.
    StrategiesPanel(PlatformLink &link, const Entities &entities, Selection &selection, QWidget *parent = nullptr);
    ~StrategiesPanel() override;

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const EntityTable &table() const { return m_rows; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addColumns();
    void build();
    void addTroubleMenu();
    void makeTrouble(const QByteArray &rule, const QString &told);
    void follow(const EntityRef &chosen);
    void chooseOneUnderWay();
    void read();
    void take(const QString &deliveryId, std::size_t column, int status, const QByteArray &body);
    void showState();

    PlatformLink &m_link;
    const Entities &m_entities;
    Selection &m_selection;
    EntityModel<StrategyRow> m_rows;
    ListView *m_view;
    QStackedWidget *m_stack;
    QPushButton *m_choose;
    QLabel *m_told;
    QTimer m_timer;
    QString m_deliveryId;
    std::array<StrategyAnswer, strategyNames.size()> m_answers;
    std::size_t m_pending = 0; ///< answers of the reading under way
};

} // namespace curbside
