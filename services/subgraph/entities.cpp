// SPDX-License-Identifier: GPL-3.0-or-later
// `_entities`: rows for representations, in their order; null for what is not known.
#include "services/subgraph/subgraph.h"

#include <algorithm>

namespace curbside {

namespace {

/// The representations of one type that name the same key: one question to the database.
struct EntityQuestion
{
    std::string_view type;
    std::string_view key;
    QStringList keys{};
    std::unordered_map<std::string, JsonValue> rows{};
};

struct AskedEntity
{
    JsonValue representation;
    std::optional<std::size_t> question; ///< nothing for a type or a key that is not ours
};

void writeEntity(JsonWriter &json, std::string_view type, JsonValue row)
{
    json.beginObject().member("__typename", type);
    row.forEachMember([&json](std::string_view name, JsonValue value) {
        if (name != "__typename")
            value.write(json.key(name));
    });
    json.endObject();
}

std::size_t questionAbout(std::string_view type, std::string_view key, std::vector<EntityQuestion> &questions)
{
    const auto same = std::ranges::find_if(
        questions, [&](const EntityQuestion &question) { return question.type == type && question.key == key; });
    const auto index = static_cast<std::size_t>(same - questions.begin());
    if (same == questions.end())
        questions.push_back({type, key});
    return index;
}

JsonValue rowOf(const EntityQuestion &question, JsonValue representation)
{
    const auto rows = question.rows.find(std::string(representation[question.key].toUtf8().value_or("")));
    JsonValue first;
    if (rows != question.rows.end())
        rows->second.forEachItem([&first](JsonValue row) { first = first.isAbsent() ? row : first; });
    return first;
}

} // namespace

graphql::Resolved Subgraph::entities(const graphql::Batch &batch, graphql::Store &store) const
{
    std::vector<EntityQuestion> questions;
    std::vector<AskedEntity> asked;
    batch.arguments["representations"].forEachItem([&](JsonValue representation) {
        asked.push_back({representation, std::nullopt});
        const auto known = m_entities.find(representation["__typename"].toUtf8().value_or(""));
        if (known == m_entities.end())
            return;
        for (const auto &[key, load] : known->second) {
            const auto value = representation[key].toString();
            if (!value)
                continue;
            asked.back().question = questionAbout(known->first, key, questions);
            questions[*asked.back().question].keys.push_back(*value);
            return;
        }
    });
    for (EntityQuestion &question : questions) {
        question.keys.sort();
        question.keys.removeDuplicates();
        GraphRows rows;
        if (const Load *load = loader(question.type, question.key))
            (*load)(question.keys, rows);
        question.rows = rows.take(store);
    }
    JsonWriter json;
    json.beginArray();
    for (const AskedEntity &one : asked) {
        const EntityQuestion *question = one.question ? &questions[*one.question] : nullptr;
        const bool isKeyOnly = question && !loader(question->type, question->key);
        const JsonValue row = !question ? JsonValue()
            : isKeyOnly                 ? one.representation
                                        : rowOf(*question, one.representation);
        if (row.isAbsent())
            json.null();
        else
            writeEntity(json, question->type, row);
    }
    json.endArray();
    return {{store.keep(json.take())}};
}

} // namespace curbside
