// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/traffic/colour_rules.h"
#include "widgets/traffic/entry_record.h"
#include "widgets/traffic/traffic_columns.h"

#include <QAbstractTableModel>

namespace curbside {

/// Entries of a journal as rows: those that pass a filter, in order, with the columns and colours that people have chosen.
/// Where the entries are, and when they are looked at, is for heirs to say.
class TrafficRows : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TrafficRows(QObject *parent = nullptr);

    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &subject)> nameOf) { m_nameOf = std::move(nameOf); }
    void setColumns(std::vector<TrafficColumn> columns);
    [[nodiscard]] const std::vector<TrafficColumn> &columns() const { return m_columns; }
    void setRules(const std::vector<ColourRule> &rules);

    /// Nothing lets every entry pass.
    virtual void setFilter(std::optional<cesql::Program> filter) = 0;
    /// Beside the filter: only what is about events.
    virtual void setEventsOnly(bool isEventsOnly) = 0;
    /// Entries have not yet been looked at with the filter in force.
    [[nodiscard]] virtual bool isLooking() const = 0;
    /// Its own number: entries are counted from 1.
    [[nodiscard]] virtual quint64 numberOf(int row) const = 0;
    /// -1 when it is not shown.
    [[nodiscard]] virtual int rowOf(quint64 number) const = 0;
    /// Valid until the next call.
    [[nodiscard]] virtual const TrafficEntry &entryAt(quint64 number) const = 0;

    [[nodiscard]] const TrafficEntry &entry(int row) const { return entryAt(numberOf(row)); }
    /// What a column shows of a row, as filters know it: missing where it shows nothing. Its text is valid until the next call.
    [[nodiscard]] cesql::Value valueOf(int row, const TrafficColumn &column) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// More has been looked at, or all.
    void looked();

private:
    [[nodiscard]] QString textOf(int row, const TrafficColumn &column) const;
    [[nodiscard]] QVariant lookOf(int row, const TrafficColumn &column, int role) const;

    std::function<QString(const QString &)> m_nameOf;
    std::vector<TrafficColumn> m_columns;
    CompiledRules m_rules;
    mutable cesql::Scratch m_scratch;
};

} // namespace curbside
