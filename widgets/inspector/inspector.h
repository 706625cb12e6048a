// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/fact_list.h"
#include "widgets/inspector/timeline.h"
#include "widgets/selection/selected_trip.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace curbside {

class ActionButtons;
class EntityActions;

/// What is chosen, anywhere in the window: what it is, how it stands, its life, what it refers to, and what can be done.
class Inspector : public QFrame
{
    Q_OBJECT

public:
    Inspector(PlatformLink &link, const Entities &entities, Selection &selection, SelectedTrip &trip,
              EntityActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] const Timeline &timeline() const { return *m_timeline; }

protected:
    void changeEvent(QEvent *event) override;

private:
    /// What is known here of the chosen delivery: while it is the same, so is its life.
    struct LifeStamp
    {
        DeliveryRow delivery;
        std::vector<TaskRow> tasks;
        std::optional<RobotRow> robot; ///< while it is under way
        friend bool operator==(const LifeStamp &, const LifeStamp &) = default;
    };

    void buildHeader(QLayout &layout);
    void buildBody(QLayout &layout);
    void buildFooter(QLayout &layout);
    void show();
    void showDelivery(const QString &id);
    void showTask(const QString &id);
    void showRobot(const QString &serial);
    void showMerchant(const QString &id);
    void showEvent(const QString &id);
    void showNothing();
    void setTitle(const QString &number, const Cell &status, const QString &heading, const QString &subheading);
    void addFact(const QString &name, const Cell &value);
    void addLink(const QString &name, const EntityRef &ref, const QString &text);
    [[nodiscard]] std::optional<LifeStamp> lifeStamp() const;
    [[nodiscard]] bool isLifeOf(const QString &id) const { return m_life && m_life->delivery.id == id; }
    void followLife();
    void readLife();
    void readLifeAgain();
    void takeLife(const QString &id, int status, const QByteArray &body);
    void takeSaga(const QString &id, int status, const QByteArray &body);
    void endLifeReading();
    void showLife();
    void showActions();
    void orderTabs();
    void showOutcome(const QString &sentence, bool isProblem);

    PlatformLink &m_link;
    const Entities &m_entities;
    Selection &m_selection;
    SelectedTrip &m_trip;
    EntityActions &m_actions;
    QLabel *m_number;
    QLabel *m_status;
    QLabel *m_heading;
    QLabel *m_subheading;
    QToolButton *m_back;
    QToolButton *m_forward;
    FactList *m_facts;
    Timeline *m_timeline;
    QLabel *m_outcome;
    ActionButtons *m_buttons;
    QTimer m_refresh; // many rows change in one turn of the loop: shown once
    QTimer m_lifeAgain; // a service did not answer
    QByteArray m_joined; // the gateway's answer of the delivery that is shown
    QByteArray m_saga;
    EntityRef m_shown;
    std::vector<FactLine> m_lines;
    std::optional<LifeStamp> m_life; // that m_joined was asked for
    bool m_isLifeStale = false;
    bool m_isReadingLife = false; // one reading at a time; what changes meanwhile is read after it
};

} // namespace curbside
