// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/shell/mode.h"
#include "widgets/stats/chart_desk.h"

#include <functional>

class QBoxLayout;
class QComboBox;
class QDateTimeEdit;
class QGridLayout;
class QMenu;
class QScrollArea;
class QToolButton;

namespace curbside {

class ChartCard;

/// All charts of the warehouse over one stretch of time, and of everyone, one merchant or one partner.
class ChartsPanel : public Panel
{
    Q_OBJECT

public:
    explicit ChartsPanel(Workbench &bench);

    [[nodiscard]] ChartDesk &desk() { return m_desk; }
    [[nodiscard]] ChartCard *card(const QString &name) const;
    /// What is shown in words: time, and whose.
    [[nodiscard]] QString filterText() const;
    void chooseTime(ChartFilter::Time time);
    /// A chart's SQL is also offered to be opened elsewhere.
    void setSqlOpener(std::function<void(const QString &sql)> open);
    /// Writes a chart, or all of them, into a file; the format is the file's ending: csv, png, svg, pdf. What went wrong, or
    /// nothing.
    [[nodiscard]] QString saveChart(const QString &name, const QString &file) const;
    [[nodiscard]] QString saveReport(const QString &file) const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addBar();
    void addTimes(QBoxLayout &line);
    void addRange();
    void addMembers(QBoxLayout &line);
    void addCards();
    void addSaving();
    void layOut();
    void takeRange();
    void takeMember();
    void offerMembers();
    void showState();
    void offerSaving(QMenu &menu, const QString &name);
    void askAndSave(const QString &title, const QString &name, const QString &ending,
                    const std::function<QString(const QString &file)> &save);
    [[nodiscard]] QDateTimeEdit *makeMoment(const QString &name);

    ChartDesk m_desk;
    std::vector<ChartCard *> m_cards;
    std::vector<QToolButton *> m_times; ///< as ChartFilter::Time
    QFrame *m_range = nullptr;
    QDateTimeEdit *m_from = nullptr;
    QDateTimeEdit *m_to = nullptr;
    QComboBox *m_member = nullptr;
    QScrollArea *m_scroll = nullptr;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    std::function<void(const QString &sql)> m_openSql;
    QString m_outcome; ///< of the last saving
};

} // namespace curbside
