// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_facts.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace curbside {

/// A table in the diagram, with those of its columns that are keys, refer to something or are referred to; or all.
struct DiagramBox
{
    struct Line
    {
        QString column; ///< empty: the last line, which counts the columns that are left out
        QString note; ///< "key", "→ operations"
        int leftOut = 0;
        bool isKey = false;
    };

    static constexpr double width = 172;
    static constexpr double headerHeight = 24;
    static constexpr double lineHeight = 17;

    QString service;
    QString table;
    std::vector<Line> lines;
    QRectF place;

    /// The middle of the line of that column; of the header when it is not shown.
    [[nodiscard]] double lineAt(const QString &column) const;
};

/// A column that names a row of another table.
struct DiagramEdge
{
    std::size_t from = 0; ///< the box that refers
    QString fromColumn;
    std::size_t to = 0;
    QString toColumn;
    bool isAcross = false; ///< to another service: nothing enforces it
    bool isOptional = false; ///< it may name nothing
    std::vector<QPointF> points; ///< from the referring line to the other, level and upright in turn
};

/// The tables of one service.
struct DiagramGroup
{
    QString service;
    QRectF place;
};

/// All tables of the services and what refers to what, in places of its own measure.
struct Diagram
{
    std::vector<DiagramBox> boxes;
    std::vector<DiagramEdge> edges;
    std::vector<DiagramGroup> groups;
    QRectF bounds;

    /// -1 when there is none.
    [[nodiscard]] int find(const QString &service, const QString &table) const;
};

/// A column of boxes for each service, in the order that keeps references short; the same for the same tables, whatever the
/// order they are given in.
[[nodiscard]] Diagram layOutDiagram(const std::vector<StoreFact> &stores, bool hasAllColumns);

} // namespace curbside
