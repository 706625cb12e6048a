// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/graph_http.h"

namespace curbside {

namespace {

constexpr QByteArrayView graphMediaType = "application/graphql-response+json";
constexpr QByteArrayView jsonMediaType = "application/json";

/// How much of a media type the client likes, by the most specific of the ranges that cover it; 0 where it likes none.
double qualityOf(const QByteArray &accepted, QByteArrayView mediaType)
{
    double quality = 0;
    int specific = -1;
    for (const QByteArray &range : accepted.split(',')) {
        const QList<QByteArray> parts = range.split(';');
        const QByteArray name = parts.first().trimmed().toLower();
        const int level = name == mediaType ? 2 : name == "application/*" ? 1 : name == "*/*" ? 0 : -1;
        if (level <= specific)
            continue;
        specific = level;
        quality = 1;
        for (const QByteArray &parameter : parts.mid(1)) {
            if (parameter.trimmed().toLower().startsWith("q="))
                quality = parameter.trimmed().mid(2).toDouble();
        }
    }
    return quality;
}

/// Nothing when the client takes neither.
std::optional<QByteArrayView> negotiated(const QByteArray &accepted)
{
    if (accepted.trimmed().isEmpty())
        return jsonMediaType;
    const double graph = qualityOf(accepted, graphMediaType);
    const double json = qualityOf(accepted, jsonMediaType);
    if (graph <= 0 && json <= 0)
        return std::nullopt;
    const bool isNamed = accepted.toLower().contains(graphMediaType);
    return graph > json || (graph == json && isNamed) ? graphMediaType : jsonMediaType;
}

/// The members of a request, wherever they came from, and the documents that they stand in.
struct Parameters
{
    graphql::Request request;
    JsonValue extensions;
    std::vector<JsonDocument> documents;
};

std::unexpected<QByteArray> wrong(const char *what)
{
    return std::unexpected(QByteArray(what));
}

std::expected<void, QByteArray> takeObjects(Parameters &parameters, JsonValue variables, JsonValue extensions)
{
    const auto isObjectOrNothing = [](JsonValue value) {
        return value.isAbsent() || value.isNull() || value.isObject();
    };
    if (!isObjectOrNothing(variables))
        return wrong("\"variables\" is not an object.");
    if (!isObjectOrNothing(extensions))
        return wrong("\"extensions\" is not an object.");
    parameters.request.variables = variables.isObject() ? variables : JsonValue();
    parameters.extensions = extensions.isObject() ? extensions : JsonValue();
    return {};
}

std::expected<Parameters, QByteArray> parametersOfBody(const QByteArray &body)
{
    auto document = JsonDocument::parse(body);
    if (!document)
        return std::unexpected("The body is not JSON: " + document.error().detail.toUtf8());
    Parameters parameters;
    const JsonValue root = document->root();
    const auto query = root["query"].toUtf8();
    const JsonValue name = root["operationName"];
    if (!root.isObject())
        return wrong("The body is not a JSON object.");
    if (!query)
        return wrong("\"query\" is missing, or no text.");
    if (!name.isAbsent() && !name.isNull() && !name.isString())
        return wrong("\"operationName\" is no text.");
    parameters.request.query = graphql::bytes(*query);
    if (const auto text = name.toUtf8())
        parameters.request.operationName = graphql::bytes(*text);
    if (auto taken = takeObjects(parameters, root["variables"], root["extensions"]); !taken)
        return std::unexpected(taken.error());
    parameters.documents.push_back(std::move(*document));
    return parameters;
}

std::expected<Parameters, QByteArray> parametersOfQuery(const Request &request)
{
    Parameters parameters;
    const auto query = request.queryValue(u"query");
    if (!query)
        return wrong("The parameter \"query\" is missing.");
    parameters.request.query = query->toUtf8();
    if (const auto name = request.queryValue(u"operationName"); name && !name->isEmpty())
        parameters.request.operationName = name->toUtf8();
    std::array<JsonValue, 2> objects;
    const std::array<QStringView, 2> names{u"variables", u"extensions"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto text = request.queryValue(names[i]);
        if (!text || text->isEmpty())
            continue;
        auto document = JsonDocument::parse(text->toUtf8());
        if (!document)
            return std::unexpected('"' + names[i].toUtf8() + "\" is not JSON.");
        objects[i] = document->root();
        parameters.documents.push_back(std::move(*document));
    }
    if (auto taken = takeObjects(parameters, objects[0], objects[1]); !taken)
        return std::unexpected(taken.error());
    return parameters;
}

Response response(QByteArrayView mediaType, int status, QByteArray body)
{
    Response made = Response::json(std::move(body), status);
    made.contentType = mediaType.toByteArray() + "; charset=utf-8";
    return made;
}

} // namespace

GraphAnswer refused(const std::vector<graphql::Error> &errors)
{
    return {graphql::errorsOnly(errors), false};
}

Response answerOverHttp(const Request &request,
                        const std::function<GraphAnswer(const graphql::Request &, JsonValue extensions)> &answer)
{
    const auto mediaType = negotiated(request.accept);
    if (!mediaType)
        return Problem{406, QStringLiteral("The answer is application/graphql-response+json or application/json."), {}};
    const bool isPost = request.method == Method::Post;
    const auto parameters = isPost ? parametersOfBody(request.body) : parametersOfQuery(request);
    if (!parameters)
        return response(*mediaType, 400, graphql::errorsOnly({{parameters.error()}}));
    const auto kind = isPost ? std::nullopt : graphql::operationKindOf(parameters->request);
    if (kind && *kind != graphql::OperationKind::Query)
        return response(*mediaType, 405, graphql::errorsOnly({{"A GET asks; only a POST may change something."}}))
            .withHeader("Allow", "POST");
    GraphAnswer made = answer(parameters->request, parameters->extensions);
    const bool isTold = made.isExecuted || *mediaType == jsonMediaType;
    return response(*mediaType, isTold ? 200 : 400, std::move(made.json));
}

ApiDescription graphApi()
{
    ApiDescription api;
    api.get("/graphql", "A query of the graph, in the path.", "object")
        .asks("query", "string", "The document.")
        .asks("operationName", "string", "Which of its operations.")
        .asks("variables", "string", "Their values, a JSON object.")
        .asks("extensions", "string", "A JSON object; {\"plan\": true} asks for the plan.")
        .refuses({400});
    api.post("/graphql", "A query of the graph.")
        .takes("query:string operationName?:string variables?:object extensions?:object")
        .answersWith(200, "object");
    return api;
}

} // namespace curbside
