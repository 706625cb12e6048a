// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert_list_model.h"
#include "widgets/alerts/alert_remedies.h"

#include <QFrame>

class QLabel;
class QStackedWidget;

namespace curbside {

class AlertCard;
class AlertListView;
class AuditLog;
class ChipBar;
class PersonName;

/// The alerts: a list, the worst first, and the chosen one in full. Choosing one chooses its thing in the whole window, and
/// the other way round. Under the mouse the list holds still.
class AlertPanel : public QFrame
{
    Q_OBJECT

public:
    AlertPanel(Workbench &bench, Alerts &alerts, AlertRemedies &remedies, PersonName &person, AuditLog &audit,
               QWidget *parent = nullptr);

    [[nodiscard]] const AlertListModel &model() const { return m_model; }
    [[nodiscard]] AlertListView &view() { return *m_view; }
    [[nodiscard]] ChipBar &chips() { return *m_chips; }
    /// The next one down, from the top again after the last; the mouse does not hold it back.
    void chooseNext();
    /// An alert stands open in it, with what can be done and what came of it.
    [[nodiscard]] bool showsCard() const;

Q_SIGNALS:
    /// A person does not want to see them.
    void hideWished();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Shows { Open, Snoozed, Ended };

    void buildHeader(QLayout &layout);
    void buildBody(QLayout &layout);
    void makeManners();
    void refreshSoon();
    void refresh();
    void refreshHeader();
    [[nodiscard]] std::vector<AlertRow> wantedRows() const;
    [[nodiscard]] QString emptyText() const;
    void choose(const QString &key);
    void onChosen();
    void onSelection(const EntityRef &ref);
    void fold(const QModelIndex &index, std::optional<bool> unfolds);
    void showCard();
    void fillCard();
    void showEnded(const QString &key);
    [[nodiscard]] std::vector<QAction *> mannersFor(const QStringList &ids) const;
    [[nodiscard]] QStringList chosenIds() const;
    void openMenu(const QPoint &place);
    void take();
    void giveBack();
    void snoozeMenu();
    void snooze(qint64 duration);
    void wake();
    void close();
    [[nodiscard]] QStringList unended(QStringList ids) const;
    void note(const QString &action, const QString &reason = {});

    Workbench &m_bench;
    Alerts &m_alerts;
    AlertRemedies &m_remedies;
    PersonName &m_person;
    AuditLog &m_audit;
    AlertListModel m_model;
    QTimer m_refresh; // a few times a second at the most
    QSet<QString> m_unfolded;
    QString m_chosen; // key of a row; stays when its row goes
    std::optional<Alert> m_lastShown;
    Shows m_shows = Shows::Open;
    bool m_isHovered = false;
    bool m_isChoosing = false;
    QLabel *m_note;
    ChipBar *m_chips;
    QStackedWidget *m_stack;
    QLabel *m_message;
    AlertListView *m_view;
    AlertCard *m_card;
    QAction *m_take;
    QAction *m_giveBack;
    QAction *m_snooze;
    QAction *m_wake;
    QAction *m_close;
};

} // namespace curbside
