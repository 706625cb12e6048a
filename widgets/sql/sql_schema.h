// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QMap>
#include <QStringList>

namespace curbside {

/// The tables of a database with their columns, for who completes statements.
struct SqlSchema
{
    QMap<QString, QStringList> tables;

    /// What reads it, as a SELECT that may read nothing but tables: a row each, of name and of the statement that made it.
    static const QString question;
    /// By the answer to that, as /query gives it.
    [[nodiscard]] static SqlSchema from(const JsonValue &answer);
    /// The columns that a CREATE TABLE names.
    [[nodiscard]] static QStringList columnsOf(const QString &createStatement);

    /// What may stand at that position of a statement, best first: after "alias." the columns of its table; else the columns of
    /// the tables that the statement names, then tables and keywords.
    [[nodiscard]] QStringList wordsAt(const QString &text, int position) const;
};

} // namespace curbside
