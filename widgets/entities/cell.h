// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

#include <QString>
#include <QVariant>

#include <optional>

namespace curbside {

/// What one cell of a list says, and how that stands.
struct Cell
{
    QString text;
    std::optional<Tone> tone;
    std::optional<Mark> mark;
    std::optional<double> share; ///< 0 to 1, drawn as a bar
    QVariant sortKey; ///< by the text when not set
    friend bool operator==(const Cell &, const Cell &) = default;
};

/// What the lists' models give beside text.
enum CellRole {
    KeyRole = Qt::UserRole, ///< what tells the row apart
    SortRole,
    ToneRole, ///< int
    MarkRole, ///< int
    ShareRole, ///< double
    PlainTextRole, ///< the text as it came, for copying and searching
    ColumnKeyRole, ///< of a column's header: what programs call it
};

} // namespace curbside
