// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"

#include <QByteArray>

#include <initializer_list>
#include <map>
#include <string_view>
#include <vector>

namespace curbside {

/// The JSON Schema of a short form: string, uuid, time, integer, number, boolean, object, any, or the capitalised name of
/// a schema of the same description; "Task[]" is a list, "a|b" one of these words.
[[nodiscard]] QByteArray schemaOf(std::string_view type);
/// That of an object with members "id:uuid deliveryId?:uuid stops:Stop[]"; with a question mark one may be absent.
[[nodiscard]] QByteArray objectSchema(std::string_view members);

/// What a route is for, what it takes and what it answers, for those who read the documents; the router refuses query
/// parameters that are not named here. Built up by the functions that return it.
struct RouteDescription
{
    struct Parameter
    {
        QByteArray name;
        QByteArray schema;
        QByteArray text;
    };
    struct Answer
    {
        int status;
        QByteArray contentType; ///< empty: no body
        QByteArray schema;
    };

    QByteArray route; ///< "POST /task/{id}/complete"
    QByteArray summary;
    std::vector<Parameter> query;
    std::vector<Parameter> headers;
    QByteArray body; ///< schema; empty: none is read
    bool isBodyRequired = false;
    std::vector<Answer> answers;
    std::vector<int> problems; ///< besides those that any request can meet

    RouteDescription &asks(std::string_view name, std::string_view type, std::string_view text);
    RouteDescription &reads(std::string_view header, std::string_view text);
    RouteDescription &takes(std::string_view members);
    RouteDescription &mayTake(std::string_view members);
    RouteDescription &answersWith(int status, std::string_view type);
    RouteDescription &answersAs(std::string_view contentType, std::string_view type);
    RouteDescription &answersNothing();
    RouteDescription &refuses(std::initializer_list<int> statuses);
};

/// An event that a service publishes.
struct EventDescription
{
    QByteArray type; ///< "curbside.operations.TaskCompleted"
    QByteArray summary;
    QByteArray schema; ///< of its data
};

/// The one source of a service's documents: its routes, the things they speak of, and the events it publishes. Whatever is
/// registered or published must be in it.
class ApiDescription
{
public:
    /// GET, answered 200 with `type`.
    RouteDescription &get(std::string_view path, std::string_view summary, std::string_view type);
    /// GET of a list by pages of `item`, with `limit` and `cursor`.
    RouteDescription &list(std::string_view path, std::string_view summary, std::string_view item);
    RouteDescription &post(std::string_view path, std::string_view summary);
    RouteDescription &put(std::string_view path, std::string_view summary);
    RouteDescription &remove(std::string_view path, std::string_view summary);
    /// A thing that routes speak of: "Task", "id:uuid …".
    void object(std::string_view name, std::string_view members);
    /// An enum by the names that it is written with.
    template <NamedEnum Enum>
    void names(std::string_view name)
    {
        words(name, EnumNames<Enum>::names.begin(), EnumNames<Enum>::names.end());
    }
    void event(std::string_view type, std::string_view summary, std::string_view members);
    void append(const ApiDescription &other);

    [[nodiscard]] const std::vector<RouteDescription> &routes() const { return m_routes; }
    [[nodiscard]] const std::vector<EventDescription> &events() const { return m_events; }
    [[nodiscard]] const std::map<QByteArray, QByteArray> &schemas() const { return m_schemas; }

private:
    RouteDescription &add(std::string_view method, std::string_view path, std::string_view summary);
    void words(std::string_view name, const std::string_view *first, const std::string_view *last);

    std::vector<RouteDescription> m_routes;
    std::vector<EventDescription> m_events;
    std::map<QByteArray, QByteArray> m_schemas;
};

} // namespace curbside
