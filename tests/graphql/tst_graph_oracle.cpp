// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/validation.h"
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <random>

namespace tst_graph_oracle {

using namespace Qt::StringLiterals;
using namespace curbside;

// Our parser, rules, execution and introspection against those of graphql-js, on queries written by hand and on thousands made
// of them by chance. Needs node, and in CURBSIDE_CHECKS a folder with the npm package graphql 16.
class GraphOracleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothParseTheSame();
    void bothFindTheSameFaults();
    void bothAnswerTheSame();
    void bothDescribeTheSame();

private:
    QStringList m_queries;
    std::unique_ptr<JsonDocument> m_theirs;
    std::vector<JsonValue> m_answers; ///< one a query
};

namespace {

const QByteArray root = R"({
    "dog": {"id": "1", "name": "Rex", "barks": true, "age": 3, "weight": 2.5, "knows": false, "friends": [
        {"__typename": "Cat", "id": "c1", "name": "Tom", "meows": true, "lives": null, "age": "4", "friends": null},
        {"__typename": "Dog", "id": "d2", "name": null, "barks": false, "age": 5, "friends": []}],
        "best": {"id": "d2", "name": "Bo", "age": null, "barks": true, "friends": []}},
    "cat": null, "pet": {"__typename": "Dog", "id": "d3", "name": "Pet", "barks": true, "age": 1, "friends": []},
    "catOrDog": {"__typename": "Cat", "id": "c9", "meows": false},
    "being": {"__typename": "Keeper", "id": "k2", "name": "Kay"},
    "keeper": {"id": "k", "name": "Kim", "dogs": [{"id": "x", "age": 1}, {"id": "y", "age": null}], "first": {"id": "z", "age": 2, "name": "x"}},
    "pets": [{"__typename": "Dog", "id": "p", "name": "Rex", "barks": false, "age": 2}, {"__typename": "Cat", "id": "q", "name": "Tom", "meows": true}],
    "must": true
})";

const QStringList seeds{
    u"{ dog { id name(short: true) barks age weight friends { __typename id ... on Cat { meows lives } } } }"_s,
    u"query q($s: Boolean = true, $c: Command!) { dog { name(short: $s) knows(command: $c) } }"_s,
    u"{ pet { ...d ...c } catOrDog { __typename ... on Dog { barks } } } fragment d on Dog { barks best { age } } fragment c on Cat { meows }"_s,
    u"{ echo(number: 1, real: 2.5, text: \"a\\u00e4\", flag: true, id: 7, size: SMALL, list: [1, 2], filter: {name: \"n\", sizes: [LARGE], nested: {name: \"m\"}}) }"_s,
    u"{ a: dog { x: name } b: dog { x: age } being(id: \"1\") { id name ... on Pet { name(short: false) } } }"_s,
    u"{ keeper { name dogs { age } first { age name } } pets { name ... on Dog { age barks } ... on Cat { age meows } } }"_s,
    u"query ($no: Boolean! = false) { dog { name @skip(if: $no) id @include(if: $no) @onField(why: \"x\") ... @skip(if: true) { age } } }"_s,
    u"{ __schema { queryType { name } } __type(name: \"Dog\") { name kind fields { name type { name kind ofType { name } } } } }"_s,
    u"{ must(needed: 1, other: [\"a\"]) dog { best { ...f } ...f } } fragment f on Dog { name friends { id ...g } } fragment g on Pet { name }"_s,
    u"mutation m { rename(name: \"x\") { name } } query n { dog { name } }"_s,
    u"subscription { barked { name } }"_s,
    u"{ dog { name } dog { name age } dog { best { name } } dog { best { id } } }"_s,
    u"{ pet { ... on Dog { a: barks } ... on Cat { a: meows } } pets { ... on Dog { n: name } ... on Cat { n: name(short: true) } } }"_s,
    u"query a($f: Filter, $l: [Int!]!, $n: Int) { echo(filter: $f, list: $l, needed: $n) } query b { dog { age } }"_s,
};

/// A name of the query is exchanged for another, or a word is left out, doubled, or moved.
QString changed(const QString &query, std::mt19937 &chance)
{
    static const QStringList names{
        u"dog"_s,     u"cat"_s,   u"pet"_s, u"name"_s,    u"age"_s,  u"barks"_s,  u"meows"_s,  u"best"_s,
        u"friends"_s, u"id"_s,    u"Dog"_s, u"Cat"_s,     u"Pet"_s,  u"Being"_s,  u"Int"_s,    u"String"_s,
        u"Boolean"_s, u"short"_s, u"f"_s,   u"g"_s,       u"d"_s,    u"n"_s,      u"s"_s,      u"true"_s,
        u"SMALL"_s,   u"skip"_s,  u"if"_s,  u"onField"_s, u"null"_s, u"Filter"_s, u"Keeper"_s, u"lives"_s};
    static const QRegularExpression name(u"[A-Za-z]+"_s);
    const auto below = [&](qsizetype limit) {
        return static_cast<qsizetype>(chance() % static_cast<std::size_t>(limit));
    };
    if (below(10) < 7) {
        std::vector<QRegularExpressionMatch> found;
        for (auto matches = name.globalMatch(query); matches.hasNext();)
            found.push_back(matches.next());
        const QRegularExpressionMatch &match = found[static_cast<std::size_t>(below(qsizetype(found.size())))];
        QString other = query;
        return other.replace(match.capturedStart(), match.capturedLength(), names[below(names.size())]);
    }
    QStringList words = query.split(u' ');
    const qsizetype place = below(words.size());
    const qsizetype kind = below(3);
    if (kind == 0)
        words.removeAt(place);
    else if (kind == 1)
        words.insert(place, words[place]);
    else
        words.swapItemsAt(place, below(words.size()));
    return words.join(u' ');
}

QStringList madeQueries()
{
    constexpr int count = 6000;
    std::mt19937 chance(7); // NOLINT: the same queries at every run
    QStringList made = seeds;
    while (made.size() < count) {
        QString query = made[static_cast<qsizetype>(chance() % static_cast<std::size_t>(seeds.size()))];
        for (auto changes = 1 + chance() % 3; changes > 0 && query.size() > 1; --changes)
            query = changed(query, chance);
        made.append(query);
    }
    return made;
}

struct Verdict
{
    bool parses = false;
    std::vector<graphql::Error> errors{};
};

Verdict verdictOn(const QString &query)
{
    const auto document = graphql::parse(query.toUtf8());
    if (!document)
        return {false, {document.error()}};
    return {true, graphql::validate(menagerie(), *document)};
}

QString placeOf(int line, int column)
{
    return u"%1:%2"_s.arg(line).arg(column);
}

/// The places of the faults, each once, in order.
QStringList places(const std::vector<graphql::Error> &errors)
{
    QStringList found;
    for (const graphql::Error &error : errors)
        found +=
            error.locations.empty() ? u"0:0"_s : placeOf(error.locations.front().line, error.locations.front().column);
    found.sort();
    found.removeDuplicates();
    return found;
}

QStringList places(JsonValue errors)
{
    QStringList found;
    errors.forEachItem([&](JsonValue error) {
        found += placeOf(static_cast<int>(error["line"].toInteger().value_or(0)),
                         static_cast<int>(error["column"].toInteger().value_or(0)));
    });
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

void GraphOracleTest::initTestCase()
{
    const QString folder = qEnvironmentVariable("CURBSIDE_CHECKS");
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (folder.isEmpty() || node.isEmpty() || !QFileInfo::exists(folder + u"/node_modules/graphql"_s))
        QSKIP("needs node, and in CURBSIDE_CHECKS a folder with the npm package graphql");
    m_queries = madeQueries();
    // Their query for introspection is asked of us first.
    JsonWriter json;
    json.beginObject().member("folder", folder).member("sdl", menagerieSdl()).rawMember("root", root);
    json.key("queries").beginArray();
    for (const QString &query : std::as_const(m_queries))
        json.value(query);
    json.endArray();
    const QByteArray introspection = answerOf(graphql::bytes(R"({ __schema { description queryType { name }
        mutationType { name } subscriptionType { name } types { ...T } directives { name description isRepeatable locations
        args(includeDeprecated: true) { ...I } } } }
        fragment T on __Type { kind name description specifiedByURL fields(includeDeprecated: true) { name description
        args(includeDeprecated: true) { ...I } type { ...R } isDeprecated deprecationReason }
        inputFields(includeDeprecated: true) { ...I } interfaces { ...R } enumValues(includeDeprecated: true) { name
        description isDeprecated deprecationReason } possibleTypes { ...R } }
        fragment I on __InputValue { name description type { ...R } defaultValue isDeprecated deprecationReason }
        fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } })"),
                                              "{}");
    const auto ours = JsonDocument::parse(introspection);
    QVERIFY2(ours && !ours->root()["data"].isAbsent(), introspection.left(300).constData());
    json.rawMember("introspection", ours->root()["data"].toJson()).endObject();
    QProcess oracle;
    oracle.start(node, {QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/graphql/oracle.mjs")});
    oracle.write(json.take());
    oracle.closeWriteChannel();
    QVERIFY(oracle.waitForFinished(60'000));
    auto told = JsonDocument::parse(oracle.readAllStandardOutput());
    QVERIFY2(told, oracle.readAllStandardError().constData());
    m_theirs = std::make_unique<JsonDocument>(std::move(*told));
    m_theirs->root()["answers"].forEachItem([this](JsonValue answer) { m_answers.push_back(answer); });
    QCOMPARE(qsizetype(m_answers.size()), m_queries.size());
}

void GraphOracleTest::bothParseTheSame()
{
    for (qsizetype i = 0; i < m_queries.size(); ++i) {
        const JsonValue theirs = m_answers[static_cast<std::size_t>(i)];
        const Verdict ours = verdictOn(m_queries[i]);
        QVERIFY2(ours.parses == theirs["parses"].toBool(), qPrintable(m_queries[i]));
        if (!ours.parses)
            QVERIFY2(places(ours.errors) == places(theirs["errors"]),
                     qPrintable(m_queries[i] + u" → "_s + QString::fromUtf8(ours.errors.front().message)
                                + u" theirs: "_s + QString::fromUtf8(theirs["errors"].toJson())));
    }
}

void GraphOracleTest::bothFindTheSameFaults()
{
    int faulty = 0;
    int sameplaces = 0;
    for (qsizetype i = 0; i < m_queries.size(); ++i) {
        const JsonValue theirs = m_answers[static_cast<std::size_t>(i)];
        const Verdict ours = verdictOn(m_queries[i]);
        if (!ours.parses)
            continue;
        const bool isFaulty = !ours.errors.empty();
        QVERIFY2(isFaulty == (theirs["errors"].size() > 0),
                 qPrintable(m_queries[i] + u" → "_s
                            + (isFaulty ? QString::fromUtf8(ours.errors.front().message) : u"right"_s) + u" theirs: "_s
                            + QString::fromUtf8(theirs["errors"].toJson())));
        faulty += isFaulty ? 1 : 0;
        sameplaces += isFaulty && places(ours.errors) == places(theirs["errors"]) ? 1 : 0;
    }
    QVERIFY2(faulty > 300, "too few faulty queries were made to tell");
    // Of several conflicts below one another, either may be named.
    QVERIFY2(sameplaces * 100 >= faulty * 97,
             qPrintable(u"%1 of %2 faulty queries in the same places"_s.arg(sameplaces).arg(faulty)));
}

void GraphOracleTest::bothAnswerTheSame()
{
    int answered = 0;
    for (qsizetype i = 0; i < m_queries.size(); ++i) {
        const JsonValue theirs = m_answers[static_cast<std::size_t>(i)];
        if (theirs["data"].isAbsent())
            continue;
        const QByteArray text = answerOf(m_queries[i].toUtf8(), root);
        const auto ours = JsonDocument::parse(text);
        QVERIFY(ours);
        if (ours->root()["data"].isAbsent())
            continue; // a variable without a value: ours is refused before execution
        ++answered;
        QVERIFY2(ours->root()["data"].toJson() == theirs["data"].toJson(),
                 qPrintable(m_queries[i] + u"\n"_s + QString::fromUtf8(text) + u"\n"_s
                            + QString::fromUtf8(theirs["data"].toJson())));
        QVERIFY2(ours->root()["errors"].size() == theirs["faults"].size(), qPrintable(m_queries[i]));
    }
    QVERIFY2(answered > 100, "too few queries were answered to tell");
}

void GraphOracleTest::bothDescribeTheSame()
{
    const JsonValue schemas = m_theirs->root()["schemas"];
    QCOMPARE(schemas["ours"].toString().value_or(QString()), schemas["theirs"].toString().value_or(u"?"_s));
}

CURBSIDE_TEST(GraphOracleTest)

} // namespace tst_graph_oracle

#include "tst_graph_oracle.moc"
