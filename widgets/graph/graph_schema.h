// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QMap>
#include <QStringList>

namespace curbside {

/// The composed graph's types, for who completes queries.
struct GraphSchema
{
    struct Field
    {
        QString type; ///< its name, without lists and non-nulls
        QMap<QString, QString> arguments; ///< with the names of their types
    };
    struct Type
    {
        QString kind; ///< OBJECT, ENUM, …
        QMap<QString, Field> fields;
        QStringList values; ///< of an enum
    };

    QString root; ///< the type of queries
    QMap<QString, Type> types;

    /// The query that asks for it.
    static const QString question;
    /// By the answer to that.
    [[nodiscard]] static GraphSchema from(const JsonValue &answer);

    /// What may stand at that position of a query: fields of the type that it is inside of, arguments, values of an enum, or
    /// types.
    [[nodiscard]] QStringList wordsAt(const QString &text, int position) const;
};

} // namespace curbside
