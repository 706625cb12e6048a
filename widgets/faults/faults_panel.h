// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/faults/fault_desk.h"
#include "widgets/panels/panel.h"

class QPushButton;
class QStackedWidget;
class QToolButton;

namespace curbside {

class EntityList;
class FaultForm;
struct TroubleSpot;

/// A rule, as the list has it.
struct FaultRow
{
    QString id;
    FaultFact fault;
    quint64 madeGood = 0; ///< hits
    quint64 forPerson = 0;
    quint64 underWay = 0;
    QString state;
    bool isOver = false;

    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const FaultRow &, const FaultRow &) = default;
};

/// How many hits of a rule one mechanism has made good.
struct AbsorbedRow
{
    QString id; ///< rule and mechanism
    qint64 rule = 0;
    QString what;
    Absorption how = Absorption::UnderWay;
    bool isUnseen = false; ///< counted by the plan, and in no entry that was seen
    quint64 count = 0;
    QByteArray lastMessage;

    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const AbsorbedRow &, const AbsorbedRow &) = default;
};

/// What is made to go wrong, with hits so far, and which mechanism made each hit good.
class FaultsPanel : public Panel
{
    Q_OBJECT

public:
    explicit FaultsPanel(FaultDesk &desk, QWidget *parent = nullptr);
    ~FaultsPanel() override;

    /// Asks what is to go wrong there.
    void open(const TroubleSpot &spot);
    void openForm();
    void showAbsorbed(bool isAbsorbed);
    [[nodiscard]] EntityList &rules() { return *m_rules; }
    [[nodiscard]] EntityList &absorbed() { return *m_absorbed; }
    /// Rows are read anew.
    void refresh();

Q_SIGNALS:
    /// The last message that a mechanism has mended.
    void messageWished(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeHeader();
    void makeBody();
    QPushButton *addButton(QLayout &layout, const QString &text, const QString &tip);
    void takeBackChosen();
    void fitButtons();
    [[nodiscard]] std::vector<FaultRow> faultRows() const;
    [[nodiscard]] std::vector<AbsorbedRow> absorbedRows() const;

    FaultDesk &m_desk;
    EntityModel<FaultRow> m_ruleRows;
    EntityModel<AbsorbedRow> m_absorbedRows;
    EntityList *m_rules;
    EntityList *m_absorbed;
    QStackedWidget *m_stack;
    QToolButton *m_rulesButton;
    QToolButton *m_absorbedButton;
    QLabel *m_told;
    QPushButton *m_takeBack = nullptr;
    QPushButton *m_takeAllBack = nullptr;
    FaultForm *m_form = nullptr;
};

/// "fetched from the outbox"
[[nodiscard]] QString absorptionText(Absorption how);

} // namespace curbside
