// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/timeline.h"
#include "widgets/selection/selected_trip.h"

#include <QFrame>
#include <QTimer>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace curbside {

class EntityActions;

/// What is chosen, anywhere in the window: what it is, how it stands, its life, what it refers to, and what can be done.
class Inspector : public QFrame
{
    Q_OBJECT

public:
    Inspector(PlatformLink &link, const Entities &entities, Selection &selection, SelectedTrip &trip,
              EntityActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] const Timeline &timeline() const { return *m_timeline; }

private:
    void buildHeader(QLayout &layout);
    void buildBody(QLayout &layout);
    void buildFooter(QLayout &layout);
    void show();
    void showDelivery(const QString &id);
    void showTask(const QString &id);
    void showRobot(const QString &serial);
    void showMerchant(const QString &id);
    void showNothing();
    void setTitle(const QString &number, const Cell &status, const QString &heading, const QString &subheading);
    void beginFacts();
    void addFact(const QString &name, const Cell &value);
    void addLink(const QString &name, const EntityRef &ref, const QString &text);
    void readLife();
    void takeLife(const QString &id, const QByteArray &body);
    void showLife();
    void showActions();
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
    QWidget *m_facts;
    QGridLayout *m_factLayout;
    Timeline *m_timeline;
    QLabel *m_outcome;
    QWidget *m_buttons;
    QTimer m_refresh; // many rows change in one turn of the loop: shown once
    QByteArray m_joined; // the gateway's answer of the delivery that is shown
    QByteArray m_saga;
    QString m_lifeOf;
    int m_nextFact = 0;
};

} // namespace curbside
