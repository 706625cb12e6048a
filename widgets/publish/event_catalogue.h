// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/problem.h"
#include "services/runtime/json/json.h"

#include <QString>

#include <map>
#include <vector>

namespace curbside {

/// The events that the platform's services publish, with the schemas of their data: what GET /asyncapi.json tells.
class EventCatalogue
{
public:
    struct Type
    {
        QString type;
        QString service; ///< that publishes it
        QString summary;
        QByteArray schema; ///< of its data
    };

    /// Empty for what is no such document.
    [[nodiscard]] static EventCatalogue from(const QByteArray &asyncApi);

    [[nodiscard]] const std::vector<Type> &types() const { return m_types; }
    /// Null when no service publishes it.
    [[nodiscard]] const Type *find(const QString &type) const;
    /// Data with every member that such an event has to have, in lines; times are `now`.
    [[nodiscard]] QString firstData(const Type &type, qint64 now) const;
    /// The members that it may have.
    [[nodiscard]] QStringList optionalMembers(const Type &type) const;
    /// What does not fit, each with its pointer below /data.
    [[nodiscard]] std::vector<FieldError> errorsIn(const Type &type, JsonValue data) const;

private:
    [[nodiscard]] QByteArray exampleOf(JsonValue schema, qint64 now, int depth) const;

    std::vector<Type> m_types;
    std::map<QByteArray, QByteArray> m_schemas;
};

} // namespace curbside
