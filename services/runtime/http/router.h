// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <functional>
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
    };

    void add(Method method, const QString &pathTemplate, Handler handler, std::source_location where);

    /// The route, with `request.pathValues` filled; or why there is none: 404, 405 with Allow, 415 or 400 for a body that is
    /// not JSON. HEAD finds GET.
    [[nodiscard]] std::variant<const Route *, Response> match(Request &request) const;
    [[nodiscard]] const std::vector<Route> &routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
};

} // namespace curbside
