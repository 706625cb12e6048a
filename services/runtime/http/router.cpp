// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/router.h"

#include "services/runtime/json/json.h"

#include <set>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isVariable(const QString &segment)
{
    return segment.startsWith(u'{');
}

std::vector<QStringView> segmentsOf(QStringView path)
{
    std::vector<QStringView> segments;
    for (qsizetype start = 1; start <= path.size();) {
        qsizetype end = path.indexOf(u'/', start);
        if (end < 0)
            end = path.size();
        segments.push_back(path.sliced(start, end - start));
        start = end + 1;
    }
    return segments;
}

bool matches(const std::vector<QString> &pattern, const std::vector<QStringView> &segments)
{
    if (pattern.size() != segments.size())
        return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (isVariable(pattern[i]) ? segments[i].isEmpty() : segments[i] != pattern[i])
            return false;
    }
    return true;
}

/// Of two templates of the same length: which is literal where the other is not yet.
bool isMoreLiteral(const std::vector<QString> &left, const std::vector<QString> &right)
{
    if (left.size() != right.size())
        return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (isVariable(left[i]) != isVariable(right[i]))
            return !isVariable(left[i]);
    }
    return false;
}

Response methodNotAllowed(const std::set<QByteArray> &allowed)
{
    QByteArray list;
    for (const QByteArray &method : allowed)
        list += (list.isEmpty() ? "" : ", ") + method;
    return Response(Problem{405, u"this path takes %1"_s.arg(QString::fromLatin1(list)), {}}).withHeader("Allow", list);
}

std::optional<Problem> refuseBody(const Request &request)
{
    if (request.body.isEmpty())
        return std::nullopt;
    const qsizetype parameters = request.contentType.indexOf(';');
    const QByteArray mediaType =
        request.contentType.first(parameters < 0 ? request.contentType.size() : parameters).trimmed().toLower();
    if (mediaType != "application/json" && !mediaType.endsWith("+json"))
        return Problem{415, u"the body must be application/json"_s, {}};
    if (const auto document = JsonDocument::parse(request.body); !document)
        return Problem::badRequest(u"the body is not JSON: %1"_s.arg(document.error().detail));
    return std::nullopt;
}

std::optional<Problem> refuseQuery(const Request &request, const RouteDescription &told)
{
    QStringList known;
    for (const auto &parameter : told.query)
        known.append(QString::fromUtf8(parameter.name));
    std::vector<FieldError> errors;
    for (const auto &[name, value] : request.query) {
        if (!known.contains(name))
            errors.push_back({u'?' + name,
                              known.isEmpty() ? u"is not known here: nothing can be asked of this path"_s
                                              : u"is not known here; known: %1"_s.arg(known.join(u", "_s))});
    }
    if (errors.empty())
        return std::nullopt;
    return Problem::unprocessable(std::move(errors));
}

} // namespace

void Router::describe(const ApiDescription &api)
{
    for (const RouteDescription &told : api.routes()) {
        const auto route = std::ranges::find(m_routes, told.route, &Route::name);
        Q_ASSERT_X(route != m_routes.end(), "Router::describe", told.route.constData());
        route->description = std::make_shared<const RouteDescription>(told);
    }
    m_schemas.insert(api.schemas().begin(), api.schemas().end());
}

void Router::add(Method method, const QString &pathTemplate, Handler handler, std::source_location where)
{
    Route route{
        method, pathTemplate,         toText(method).toUtf8() + ' ' + pathTemplate.toUtf8(), {}, std::move(handler),
        where,  method == Method::Get};
    for (const QStringView segment : segmentsOf(pathTemplate))
        route.segments.push_back(segment.toString());
    const auto place = std::find_if(m_routes.begin(), m_routes.end(),
                                    [&](const Route &other) { return isMoreLiteral(route.segments, other.segments); });
    m_routes.insert(place, std::move(route));
}

void Router::addQuestion(const QString &pathTemplate, Handler handler, std::source_location where)
{
    add(Method::Post, pathTemplate, std::move(handler), where);
    const auto isIt = [&](const Route &route) {
        return route.method == Method::Post && route.pathTemplate == pathTemplate;
    };
    std::ranges::find_if(m_routes, isIt)->isLooking = true;
}

std::variant<const Router::Route *, Response> Router::match(Request &request) const
{
    const Method method = request.method == Method::Head ? Method::Get : request.method;
    const std::vector<QStringView> segments = segmentsOf(request.path);
    std::set<QByteArray> allowed;
    for (const Route &route : m_routes) {
        if (!matches(route.segments, segments))
            continue;
        if (route.method != method) {
            allowed.insert(toText(route.method).toUtf8());
            if (route.method == Method::Get)
                allowed.insert("HEAD");
            continue;
        }
        if (auto problem = refuseBody(request))
            return Response(std::move(*problem));
        if (auto problem = route.description ? refuseQuery(request, *route.description) : std::nullopt)
            return Response(std::move(*problem));
        request.pathValues.clear();
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (isVariable(route.segments[i]))
                request.pathValues.emplace_back(route.segments[i].mid(1, route.segments[i].size() - 2),
                                                segments[i].toString());
        }
        return &route;
    }
    if (!allowed.empty())
        return methodNotAllowed(allowed);
    return Response(Problem{404, u"there is nothing at %1"_s.arg(request.path), {}});
}

} // namespace curbside
