// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert.h"

#include <QFrame>
#include <QScrollArea>

class QLabel;
class QToolButton;

namespace curbside {

class ActionButtons;
class ElidedLabel;
class Entities;

/// One alert in full: what happened, since when, what comes of it, what it endangers, and what can be done about it.
class AlertCard : public QFrame
{
    Q_OBJECT

public:
    explicit AlertCard(const Entities &entities, QWidget *parent = nullptr);

    /// `remedies` settle it, `manners` say something to it (take, snooze, close).
    void showAlert(const Alert &alert, const std::vector<QAction *> &remedies, const std::vector<QAction *> &manners);
    /// A flood: what they have in common.
    void showFlood(const AlertGroup &group, const std::vector<QAction *> &manners);
    void showOutcome(const QString &sentence, bool isProblem);
    /// Its controls come next by Tab, from top to bottom.
    void orderTabs(QWidget *after);
    void clearOutcome();

Q_SIGNALS:
    /// A person wants to see one of the deliveries.
    void followed(const QString &delivery);

private:
    void setTitle(Severity severity, bool isOver, const QString &title);
    void setText(QLabel &label, const QString &text);
    void setDeliveries(const QStringList &deliveries);
    void setActions(std::vector<QAction *> remedies, const std::vector<QAction *> &manners);

    const Entities &m_entities;
    QLabel *m_mark;
    ElidedLabel *m_title;
    QLabel *m_what;
    QLabel *m_consequence;
    QLabel *m_marks; ///< who has taken it, until when it sleeps, how it ended
    QWidget *m_deliveries;
    QStringList m_shownDeliveries;
    QString m_shown;
    bool m_hasOtherControls = false; ///< than when their order was set
    ActionButtons *m_buttons;
    QLabel *m_outcome;
};

/// As high as what it holds, where there is room; else that scrolls.
class AlertCardArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit AlertCardArea(QWidget *held, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace curbside
