// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/traffic/traffic_rows.h"
#include "widgets/traffic/traffic_vocabulary.h"

class QLabel;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace curbside {

class ColumnChooser;
class FilterLine;
class TrafficView;

/// Entries of a journal as a list, through a filter, with the columns and colours that people have chosen. Where they come
/// from is for heirs to say.
class TrafficListPanel : public Panel
{
    Q_OBJECT

public:
    [[nodiscard]] TrafficView &view() { return *m_view; }
    [[nodiscard]] FilterLine &filter() { return *m_filter; }
    [[nodiscard]] const TrafficVocabulary &vocabulary() const { return m_vocabulary; }
    /// Only what passes the filter in force and this condition is shown from now on.
    void narrow(const QString &condition);
    /// In place of the filter in force.
    void showOnly(const QString &filter);
    /// The same, among calls and timers too.
    void showOnlyOfAll(const QString &filter);
    /// An expression of the filters' language.
    void addColumn(const QString &expression);

Q_SIGNALS:
    /// Null when none is chosen any more; `number` is its own in the list.
    void entryChosen(const curbside::TrafficEntry *entry, quint64 number);
    void rulesChanged(const std::vector<curbside::ColourRule> &rules);

protected:
    /// Settings keep columns, colours, saved filters and the filters' history from run to run.
    TrafficListPanel(const QString &name, const QString &title, std::unique_ptr<TrafficRows> rows, QSettings *settings,
                     QWidget *parent);

    void keyPressEvent(QKeyEvent *event) override;
    /// Everything in it, in the order in which one reads and goes through it; heirs' own controls stand in the header. To be
    /// called once.
    void build(QWidget &ownControls);
    [[nodiscard]] static QToolButton *segment(const QString &text, const QString &tip, const QString &place);
    [[nodiscard]] TrafficRows &rows() { return *m_rows; }
    [[nodiscard]] const TrafficRows &rows() const { return *m_rows; }
    /// The entry that was chosen before the rows became others is chosen again, if it is still among them.
    void keepChosen();
    void learn(const JournalBatch &batch) { m_vocabulary.take(batch); }
    /// In place of the list, while that is empty.
    void showMessageIfEmpty(const QString &message);
    [[nodiscard]] bool isFiltered() const;
    /// Another filter is in force.
    virtual void onFilter() {}

private:
    void addLookControls();
    void makeFilter();
    void makeList();
    void onCurrent(const QModelIndex &current);
    void editColours();

    QSettings *m_settings;
    std::unique_ptr<TrafficRows> m_rows;
    TrafficVocabulary m_vocabulary;
    std::vector<ColourRule> m_rules;
    TrafficView *m_view;
    FilterLine *m_filter;
    ColumnChooser *m_columns;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_all;
    quint64 m_chosen = 0; // number of the entry; 0: none
    bool m_isChoosing = false;
};

} // namespace curbside
