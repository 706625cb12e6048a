// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/panels/panel.h"
#include "widgets/traffic/traffic_hints.h"

#include <QAbstractTableModel>
#include <QTimer>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace curbside {

class ListView;

/// Rows of cells, each with the filter that shows what it is about.
class FindingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        std::vector<Cell> cells;
        QString filter;
        friend bool operator==(const Row &, const Row &) = default;
    };

    using Titles = std::vector<std::pair<QString, QString>>;
    /// Titles are keys, for programs, and what people read. `figures`: columns from that one on stand at the right.
    FindingsModel(Titles titles, int figures, QObject *parent = nullptr);

    /// Rows that are the same stay as they are.
    void setRows(std::vector<Row> rows);
    [[nodiscard]] const QString &filterOf(int row) const { return m_rows[static_cast<std::size_t>(row)].filter; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QStringList keyOf(const Row &row) const;

    Titles m_titles;
    int m_figures;
    std::vector<Row> m_rows;
};

/// What stands out in the traffic, ranked, and its figures by type and service. A double click or Return shows the entries.
class ExpertPanel : public Panel
{
    Q_OBJECT

public:
    explicit ExpertPanel(PlatformLink &link, QWidget *parent = nullptr);

Q_SIGNALS:
    void filterWished(const QString &filter);

protected:
    void showEvent(QShowEvent *event) override;

private:
    ListView *makeList(FindingsModel &model, const QString &name, int stretched, const std::vector<int> &widths);
    void makeSegments();
    void look(bool isAtFigures);
    void refresh();

    TrafficHints m_findings;
    FindingsModel m_hints;
    FindingsModel m_figures;
    ListView *m_hintList;
    ListView *m_figureList;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_hintButton;
    QToolButton *m_figureButton;
    QTimer m_refreshTimer;
    bool m_isAtFigures = false;
};

} // namespace curbside
