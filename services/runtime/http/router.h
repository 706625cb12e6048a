// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"
#include "services/runtime/http/message.h"

#include <functional>
#include <memory>
#include <source_location>
#include <variant>
#include <vector>

namespace curbside {

/// Finds the handler of a request by method and path template ("/task/{id}/complete"). A literal segment goes before a
/// variable one.
class Router
{
public:
    using Handler = std::function<Response(const Request &)>;

    struct Route
    {
        Method method;
        QString pathTemplate;
        QByteArray name; ///< "POST /task/{id}/complete"
        std::vector<QString> segments;
        Handler handle;
        std::source_location where;
        bool isLooking; ///< changes nothing
        std::shared_ptr<const RouteDescription> description{}; ///< null while nothing was told of it
    };

    void add(Method method, const QString &pathTemplate, Handler handler, std::source_location where);
    /// A POST that only asks: what is asked is too long for a path.
    void addQuestion(const QString &pathTemplate, Handler handler, std::source_location where);
    /// Tells of routes that have been added. Of one that is told of, only the query parameters that are named are taken.
    void describe(const ApiDescription &api);

    /// The route, with `request.pathValues` filled; or why there is none: 404, 405 with Allow, 415 or 400 for a body that is
    /// not JSON, 422 for a query parameter that is not known. HEAD finds GET.
    [[nodiscard]] std::variant<const Route *, Response> match(Request &request) const;
    [[nodiscard]] const std::vector<Route> &routes() const { return m_routes; }
    /// The things that the routes speak of, by name, as JSON Schema.
    [[nodiscard]] const std::map<QByteArray, QByteArray> &schemas() const { return m_schemas; }

private:
    std::vector<Route> m_routes;
    std::map<QByteArray, QByteArray> m_schemas;
};

} // namespace curbside
