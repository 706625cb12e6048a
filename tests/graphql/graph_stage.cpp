// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/graphql/graph_stage.h"

#include "services/graphql/validation.h"
#include "services/runtime/json/json_writer.h"

#include <QTest>

namespace curbside {

namespace {

/// Every member of one object, whatever object it is asked of; below it, the members of that name.
class RootValues : public graphql::Resolvers
{
public:
    explicit RootValues(JsonValue root) : m_root(root) {}
    [[nodiscard]] graphql::Resolved resolve(const graphql::Batch &batch, graphql::Store &store) const override
    {
        if (batch.type.name != "Query")
            return Resolvers::resolve(batch, store);
        graphql::Resolved resolved;
        resolved.values.resize(batch.objects.size(), m_root[batch.group.first().name]);
        if (batch.group.first().name == "echo") {
            JsonWriter text;
            text.value(batch.arguments.toJson().replace('"', '\''));
            resolved.values.assign(batch.objects.size(), store.keep(text.take()));
        }
        return resolved;
    }

private:
    JsonValue m_root;
};

} // namespace

const QByteArray &menagerieSdl()
{
    static const QByteArray sdl = R"(
        type Query {
            dog: Dog
            cat: Cat
            pet: Pet
            pets: [Pet!]
            being(id: ID!): Being
            catOrDog: CatOrDog
            keeper: Keeper!
            echo(number: Int = 7, real: Float, text: String, flag: Boolean, id: ID, size: Size, filter: Filter,
                 list: [Int!], needed: Int! = 1): String
            must(needed: Int!, other: [String]!): Boolean
        }
        type Mutation { rename(name: String!): Dog }
        type Subscription { barked: Dog met: Dog }
        interface Being { id: ID! name: String }
        interface Pet implements Being { id: ID! name(short: Boolean): String }
        type Dog implements Being & Pet {
            id: ID! name(short: Boolean): String barks: Boolean! age: Int! friends: [Pet!]! best: Dog
            knows(command: Command!): Boolean! weight: Float
        }
        type Cat implements Being & Pet { id: ID! name(short: Boolean): String meows: Boolean! lives: Int age: String friends: [Pet] }
        type Keeper implements Being { id: ID! name: String dogs: [Dog!] first: Dog! }
        union CatOrDog = Cat | Dog
        enum Command { SIT HEEL @deprecated(reason: "too strict") }
        enum Size { SMALL LARGE }
        input Filter { name: String! sizes: [Size!] = [SMALL] nested: Filter limit: Int = 3 }
        scalar Moment @specifiedBy(url: "https://example.org/moment")
        directive @onField(why: String) on FIELD
        directive @often repeatable on FIELD | QUERY
    )";
    return sdl;
}

const graphql::Schema &menagerie()
{
    static const graphql::Schema schema = [] {
        auto made = graphql::Schema::fromSdl(menagerieSdl());
        if (!made)
            qFatal("%s", made.error().message.constData());
        return std::move(*made);
    }();
    return schema;
}

QStringList faultsOf(const QByteArray &query)
{
    const auto document = graphql::parse(query);
    if (!document)
        return {QString::fromUtf8(document.error().message)};
    QStringList faults;
    for (const graphql::Error &error : graphql::validate(menagerie(), *document))
        faults.append(QString::fromUtf8(error.message));
    return faults;
}

QByteArray answerOf(const QByteArray &query, const QByteArray &root, const QByteArray &variables)
{
    const auto values = JsonDocument::parse(root);
    const auto given = JsonDocument::parse(variables);
    if (!values || !given)
        return "not JSON";
    const auto prepared = graphql::prepare(menagerie(), {query, std::nullopt, given->root()});
    if (!prepared)
        return graphql::errorsOnly(prepared.error());
    const RootValues resolvers(values->root());
    return graphql::responseOf(
        graphql::execute({menagerie(), prepared->document, prepared->operation(), prepared->variables, resolvers}));
}

} // namespace curbside
