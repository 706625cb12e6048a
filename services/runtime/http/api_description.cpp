// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/api_description.h"

#include "services/runtime/http/list_page.h"
#include "services/runtime/json/json_writer.h"

namespace curbside {

namespace {

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray wordsSchema(const QByteArrayList &words)
{
    JsonWriter json;
    json.beginObject().member("type", "string").key("enum").beginArray();
    for (const QByteArray &word : words)
        json.value(word);
    return json.endArray().endObject().take();
}

constexpr std::string_view anyJson = "application/json";

} // namespace

QByteArray schemaOf(std::string_view type)
{
    static const std::map<std::string_view, QByteArray> plain{
        {"string", R"({"type":"string"})"},
        {"uuid", R"({"type":"string","format":"uuid"})"},
        {"time", R"({"type":"string","format":"date-time"})"},
        {"integer", R"({"type":"integer"})"},
        {"number", R"({"type":"number"})"},
        {"boolean", R"({"type":"boolean"})"},
        {"object", R"({"type":"object"})"},
        {"any", "{}"},
    };
    if (type.ends_with("[]"))
        return R"({"type":"array","items":)" + schemaOf(type.substr(0, type.size() - 2)) + '}';
    if (type.find('|') != std::string_view::npos)
        return wordsSchema(bytesOf(type).split('|'));
    if (const auto found = plain.find(type); found != plain.end())
        return found->second;
    return R"({"$ref":"#/components/schemas/)" + bytesOf(type) + R"("})";
}

QByteArray objectSchema(std::string_view members)
{
    JsonWriter properties;
    JsonWriter required;
    properties.beginObject();
    required.beginArray();
    bool isAnyRequired = false;
    const QByteArrayList all = bytesOf(members).simplified().split(' ');
    for (const QByteArray &member : all) {
        const qsizetype colon = member.indexOf(':');
        if (colon < 0)
            continue;
        const bool isOptional = member.at(colon - 1) == '?';
        const QByteArray name = member.left(isOptional ? colon - 1 : colon);
        properties.rawMember(name.toStdString(), schemaOf(member.mid(colon + 1).toStdString()));
        if (!isOptional) {
            required.value(name);
            isAnyRequired = true;
        }
    }
    properties.endObject();
    required.endArray();
    JsonWriter json;
    json.beginObject().member("type", "object").rawMember("properties", properties.take());
    const QByteArray names = required.take();
    if (isAnyRequired)
        json.rawMember("required", names);
    return json.endObject().take();
}

RouteDescription &RouteDescription::asks(std::string_view name, std::string_view type, std::string_view text)
{
    query.push_back({bytesOf(name), schemaOf(type), bytesOf(text)});
    return *this;
}

RouteDescription &RouteDescription::reads(std::string_view header, std::string_view text)
{
    headers.push_back({bytesOf(header), schemaOf("string"), bytesOf(text)});
    return *this;
}

RouteDescription &RouteDescription::takes(std::string_view members)
{
    isBodyRequired = true;
    body = objectSchema(members);
    return refuses({400, 415, 422});
}

RouteDescription &RouteDescription::mayTake(std::string_view members)
{
    takes(members);
    isBodyRequired = false;
    return *this;
}

RouteDescription &RouteDescription::answersWith(int status, std::string_view type)
{
    answers.push_back({status, bytesOf(anyJson), schemaOf(type)});
    return *this;
}

RouteDescription &RouteDescription::answersAs(std::string_view contentType, std::string_view type)
{
    answers.assign({Answer{200, bytesOf(contentType), schemaOf(type)}});
    return *this;
}

RouteDescription &RouteDescription::answersNothing()
{
    answers.push_back({204, {}, {}});
    return *this;
}

RouteDescription &RouteDescription::refuses(std::initializer_list<int> statuses)
{
    problems.insert(problems.end(), statuses);
    return *this;
}

RouteDescription &ApiDescription::add(std::string_view method, std::string_view path, std::string_view summary)
{
    RouteDescription route;
    route.route = bytesOf(method) + ' ' + bytesOf(path);
    route.summary = bytesOf(summary);
    m_routes.push_back(std::move(route));
    return m_routes.back();
}

RouteDescription &ApiDescription::get(std::string_view path, std::string_view summary, std::string_view type)
{
    return add("GET", path, summary).answersWith(200, type);
}

RouteDescription &ApiDescription::list(std::string_view path, std::string_view summary, std::string_view item)
{
    const QByteArray page = bytesOf(item) + "Page";
    m_schemas[page] = objectSchema("items:" + std::string(item) + "[] next?:string");
    RouteDescription &route = get(path, summary, page.toStdString()).refuses({422});
    const QByteArray limit = R"({"type":"integer","minimum":1,"maximum":)" + QByteArray::number(ListPage::mostItems)
        + R"(,"default":)" + QByteArray::number(ListPage::defaultLimit) + '}';
    route.query.push_back({"limit", limit, "How many items at most."});
    return route.asks("cursor", "string", "The `next` of the page before.");
}

RouteDescription &ApiDescription::post(std::string_view path, std::string_view summary)
{
    return add("POST", path, summary);
}

RouteDescription &ApiDescription::put(std::string_view path, std::string_view summary)
{
    return add("PUT", path, summary);
}

RouteDescription &ApiDescription::remove(std::string_view path, std::string_view summary)
{
    return add("DELETE", path, summary);
}

void ApiDescription::object(std::string_view name, std::string_view members)
{
    m_schemas[bytesOf(name)] = objectSchema(members);
}

void ApiDescription::words(std::string_view name, const std::string_view *first, const std::string_view *last)
{
    QByteArrayList all;
    for (; first != last; ++first)
        all.append(bytesOf(*first));
    m_schemas[bytesOf(name)] = wordsSchema(all);
}

void ApiDescription::event(std::string_view type, std::string_view summary, std::string_view members)
{
    m_events.push_back({bytesOf(type), bytesOf(summary), objectSchema(members)});
}

void ApiDescription::append(const ApiDescription &other)
{
    m_routes.insert(m_routes.end(), other.m_routes.begin(), other.m_routes.end());
    m_events.insert(m_events.end(), other.m_events.begin(), other.m_events.end());
    m_schemas.insert(other.m_schemas.begin(), other.m_schemas.end());
}

} // namespace curbside
