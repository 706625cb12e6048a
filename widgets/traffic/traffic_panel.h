// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/traffic/payload_view.h"
#include "widgets/traffic/traffic_model.h"
#include "widgets/traffic/traffic_vocabulary.h"

class QLabel;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace curbside {

class ColumnChooser;
class FilterLine;
class TrafficView;

/// The event traffic, following its end or holding still, through a filter.
class TrafficPanel : public Panel
{
    Q_OBJECT

public:
    /// Settings keep columns, colours, saved filters and the filters' history from run to run.
    explicit TrafficPanel(PlatformLink &link, QSettings *settings = nullptr, QWidget *parent = nullptr);

    [[nodiscard]] TrafficView &view() { return *m_view; }
    [[nodiscard]] FilterLine &filter() { return *m_filter; }
    [[nodiscard]] const TrafficModel &model() const { return m_model; }
    [[nodiscard]] const TrafficVocabulary &vocabulary() const { return m_vocabulary; }
    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &)> nameOf) { m_model.setNames(std::move(nameOf)); }
    void setFollowing(bool isFollowing);
    /// Only what passes the filter in force and this condition is shown from now on.
    void narrow(const QString &condition);
    /// In place of the filter in force.
    void showOnly(const QString &filter);
    /// The same, among calls and timers too.
    void showOnlyOfAll(const QString &filter);
    /// An expression of the filters' language.
    void addColumn(const QString &expression);
    /// Shows what is told first of that message, and holds still; false where nothing of it is in the list.
    bool showMessage(const QByteArray &messageId);

Q_SIGNALS:
    /// Null when none is chosen any more; `number` is its own in the list.
    void entryChosen(const curbside::TrafficEntry *entry, quint64 number);
    void rulesChanged(const std::vector<curbside::ColourRule> &rules);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeHeader();
    void makeFilter();
    void makeList();
    void onJournal(const JournalBatch &batch);
    void onCurrent(const QModelIndex &current);
    void keepChosen();
    void editColours();
    void showState();
    QToolButton *segment(const QString &text, const QString &tip, const QString &place);

    QSettings *m_settings;
    TrafficModel m_model;
    TrafficVocabulary m_vocabulary;
    std::vector<ColourRule> m_rules;
    TrafficView *m_view;
    FilterLine *m_filter;
    ColumnChooser *m_columns;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_follow;
    QToolButton *m_hold;
    QToolButton *m_all;
    quint64 m_chosen = 0; // number of the entry; 0: none
    bool m_isChoosing = false;
};

/// What an entry carried, as text.
class PayloadPanel : public Panel
{
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget *parent = nullptr);

    void show(const TrafficEntry *entry, quint64 number = 0);
    /// Of an event that is not in the list.
    void showPayload(const QString &type, const QByteArray &payload);
    [[nodiscard]] PayloadView &view() { return *m_view; }

Q_SIGNALS:
    void filterWished(const QString &condition);
    void columnWished(const QString &path);

private:
    PayloadView *m_view;
};

} // namespace curbside
