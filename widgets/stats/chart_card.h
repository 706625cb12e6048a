// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/bar_chart.h"
#include "widgets/stats/chart_answer.h"
#include "widgets/stats/chart_table.h"

#include <QFrame>
#include <QSortFilterProxyModel>

class QLabel;
class QMenu;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace curbside {

class ChartDesk;
class ElidedLabel;
class ListView;

/// One chart: as a picture, as a table of its figures, and as the SQL beneath it.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    enum class Look { Picture, Table, Sql };

    /// The desk outlives it.
    ChartCard(const QString &name, const ChartDesk &desk, QWidget *parent = nullptr);
    ~ChartCard() override;

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] QString title() const;
    /// Beside the title: what is read out, else what the chart says.
    [[nodiscard]] QString note() const;
    [[nodiscard]] BarChart &chart() { return *m_chart; }
    [[nodiscard]] const BarChart &chart() const { return *m_chart; }
    [[nodiscard]] ListView &table() { return *m_table; }
    [[nodiscard]] QString sql() const;
    /// What is shown instead of the chart; empty while it is.
    [[nodiscard]] QString message() const;
    void setLook(Look look);
    [[nodiscard]] Look look() const { return m_look; }
    /// Offers to open the SQL elsewhere too.
    void setOpensSql(bool opens);

Q_SIGNALS:
    void sqlWanted(const QString &sql);
    /// The menu of what can be saved is about to open.
    void savingOffered(QMenu &menu, const QString &name);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeSqlPage();
    QToolButton *makeLookButton(Look look, const QString &icon, const QString &text, const QString &tip);
    void refresh();
    void showNote();
    void fillMenu(QMenu &menu);
    void layOutColumns();

    QString m_name;
    const ChartDesk &m_desk;
    ElidedLabel *m_title;
    ElidedLabel *m_note;
    QStackedWidget *m_stack;
    QLabel *m_message;
    BarChart *m_chart;
    ChartTable m_rows;
    QSortFilterProxyModel m_sorted;
    ListView *m_table;
    QPlainTextEdit *m_sql;
    QToolButton *m_openSql;
    std::vector<QToolButton *> m_looks;
    QString m_summary;
    Look m_look = Look::Picture;
};

} // namespace curbside
