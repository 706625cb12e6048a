// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_graph_validation {

using namespace Qt::StringLiterals;
using namespace curbside;

// Each rule for executable documents (section 5 of the specification): what it refuses, and what it must not.
class GraphValidationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRightPasses_data();
    void whatIsRightPasses();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void errorsAreBounded();
};

void GraphValidationTest::whatIsRightPasses_data()
{
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char *name, const char *query) { QTest::newRow(name) << QByteArray(query); };
    row("fields of an interface", "{ being(id: 1) { id name } }");
    row("a fragment on what it may be", "{ pet { ... on Dog { barks } ... on Cat { meows } __typename } }");
    row("a union by its members", "{ catOrDog { __typename ...d } } fragment d on Dog { barks }");
    row("an interface inside another", "{ being(id: 1) { ... on Pet { name(short: true) } } }");
    row("a list from one value", "{ echo(list: 1) }");
    row("a number where a real is wanted", "{ echo(real: 1) }");
    row("an id by a number", "{ echo(id: 12) }");
    row("an input object", "{ echo(filter: {name: \"a\", sizes: SMALL, nested: {name: \"b\"}}) }");
    row("a variable with its default", "query ($n: Int = 3) { echo(needed: $n) }");
    row("a variable where the place has a default", "query ($n: Int) { echo(needed: $n) }");
    row("a variable in a list", "query ($n: Int!) { echo(list: [1, $n]) }");
    row("a variable used by a fragment", "query ($s: Boolean) { dog { ...f } } fragment f on Dog { name(short: $s) }");
    row("directives", "query @often @often { dog @onField(why: \"x\") { name @skip(if: true) } }");
    row("the same field twice", "{ dog { name name } dog { age } }");
    row("different fields of different objects", "{ pet { ... on Dog { a: barks } ... on Cat { a: meows } } }");
    row("introspection", "{ __schema { types { name } } __type(name: \"Dog\") { kind } }");
    row("operations by name", "query a { dog { name } } mutation b { rename(name: \"x\") { name } }");
    row("a subscription to one field", "subscription { barked { name } }");
}

void GraphValidationTest::whatIsRightPasses()
{
    QFETCH(const QByteArray, query);
    QCOMPARE(faultsOf(query), QStringList());
}

namespace {

void row(const char *name, const char *query, const QString &fault)
{
    QTest::newRow(name) << QByteArray(query) << fault;
}

void addFieldFaults()
{
    row("an unknown field", "{ dog { wings } }", u"Cannot query field \"wings\" on type \"Dog\"."_s);
    row("a field of what it may be", "{ pet { barks } }", u"Cannot query field \"barks\" on type \"Pet\"."_s);
    row("a field of a union", "{ catOrDog { name } }", u"Cannot query field \"name\" on type \"CatOrDog\"."_s);
    row("a selection of a scalar", "{ dog { name { x } } }",
        u"Field \"name\" must not have a selection since type \"String\" has no subfields."_s);
    row("no selection of an object", "{ dog }",
        u"Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you mean \"dog { ... }\"?"_s);
    row("an unknown argument", "{ dog { name(long: true) } }", u"Unknown argument \"long\" on field \"Dog.name\"."_s);
    row("an argument twice", "{ dog { name(short: true, short: true) } }",
        u"There can be only one argument named \"short\"."_s);
    row("a required argument", "{ dog { knows } }",
        u"Field \"knows\" argument \"command\" of type \"Command!\" is required, but it was not provided."_s);
    row("null where there is none", "{ echo(needed: null) }", u"Expected value of type \"Int!\", found null."_s);
    row("a text for a number", "{ echo(number: \"1\") }", u"Int cannot represent non-integer value: \"1\""_s);
    row("a number too large", "{ echo(number: 2147483648) }",
        u"Int cannot represent non 32-bit signed integer value: 2147483648"_s);
    row("a number for a text", "{ echo(text: 1) }", u"String cannot represent a non string value: 1"_s);
    row("an unknown enum value", "{ dog { knows(command: FLY) } }",
        u"Value \"FLY\" does not exist in \"Command\" enum."_s);
    row("a text for an enum value", "{ dog { knows(command: \"SIT\") } }",
        u"Enum \"Command\" cannot represent non-enum value: \"SIT\"."_s);
    row("an unknown input field", "{ echo(filter: {name: \"a\", tail: 1}) }",
        u"Field \"tail\" is not defined by type \"Filter\"."_s);
    row("a required input field", "{ echo(filter: {}) }",
        u"Field \"Filter.name\" of required type \"String!\" was not provided."_s);
    row("an input field twice", "{ echo(filter: {name: \"a\", name: \"b\"}) }",
        u"There can be only one input field named \"name\"."_s);
}

void addFragmentFaults()
{
    row("an unknown fragment", "{ dog { ...f } }", u"Unknown fragment \"f\"."_s);
    row("a fragment never used", "{ dog { name } } fragment f on Dog { name }", u"Fragment \"f\" is never used."_s);
    row("a fragment twice", "{ dog { ...f } } fragment f on Dog { name } fragment f on Dog { name }",
        u"There can be only one fragment named \"f\"."_s);
    row("a fragment of an unknown type", "{ dog { ... on Nix { name } } }", u"Unknown type \"Nix\"."_s);
    row("a fragment of a scalar", "{ dog { ... on Int { name } } }",
        u"Fragment cannot condition on non composite type \"Int\"."_s);
    row("a fragment that cannot be", "{ dog { ... on Cat { name } } }",
        u"Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\"."_s);
    row("a spread that cannot be", "{ dog { ...c } } fragment c on Cat { name }",
        u"Fragment \"c\" cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\"."_s);
    row("a fragment within itself", "{ dog { ...f } } fragment f on Dog { ...f }",
        u"Cannot spread fragment \"f\" within itself."_s);
    row("fragments within each other", "{ dog { ...f } } fragment f on Dog { ...g } fragment g on Dog { ...f }",
        u"Cannot spread fragment \"f\" within itself via \"g\"."_s);
    row("an operation twice", "query a { dog { name } } query a { dog { name } }",
        u"There can be only one operation named \"a\"."_s);
    row("two operations without names", "{ dog { name } } query a { dog { name } }",
        u"This anonymous operation must be the only defined operation."_s);
    row("a type system", "{ dog { name } } type A { b: Int }", u"The \"A\" definition is not executable."_s);
}

void addVariableFaults()
{
    row("a variable twice", "query ($s: Boolean, $s: Boolean) { dog { name(short: $s) } }",
        u"There can be only one variable named \"$s\"."_s);
    row("a variable of an output type", "query ($d: Dog) { dog { name } }",
        u"Variable \"$d\" cannot be non-input type \"Dog\".\nVariable \"$d\" is never used."_s);
    row("a variable never used", "query q($s: Boolean) { dog { name } }",
        u"Variable \"$s\" is never used in operation \"q\"."_s);
    row("a variable that is not defined", "query q { dog { name(short: $s) } }",
        u"Variable \"$s\" is not defined by operation \"q\"."_s);
    row("a variable that a fragment lacks", "query q { dog { ...f } } fragment f on Dog { name(short: $s) }",
        u"Variable \"$s\" is not defined by operation \"q\"."_s);
    row("a variable of another type", "query ($s: Int) { dog { name(short: $s) } }",
        u"Variable \"$s\" of type \"Int\" used in position expecting type \"Boolean\"."_s);
    row("a variable that may be null", "query ($c: Command) { dog { knows(command: $c) } }",
        u"Variable \"$c\" of type \"Command\" used in position expecting type \"Command!\"."_s);
    row("a wrong default", "query ($s: Boolean = 1) { dog { name(short: $s) } }",
        u"Boolean cannot represent a non boolean value: 1"_s);
    row("an unknown directive", "{ dog @nix { name } }", u"Unknown directive \"@nix\"."_s);
    row("a directive out of place", "{ dog { name @often ... on Dog @onField { age } } }",
        u"Directive \"@onField\" may not be used on INLINE_FRAGMENT."_s);
    row("a directive twice", "{ dog { name @skip(if: true) @skip(if: false) } }",
        u"The directive \"@skip\" can only be used once at this location."_s);
    row("a directive without its argument", "{ dog { name @skip } }",
        u"Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not provided."_s);
    row("fields that are not the same", "{ dog { x: name x: barks } }",
        u"Fields \"x\" conflict because they return conflicting types \"String\" and \"Boolean!\". Use different "
        u"aliases "
        "on the fields to fetch both if this was intentional."_s);
    row("one key for two fields", "{ dog { name: best { age } best { age } } x: dog { age } x: cat { lives } }",
        u"Fields \"x\" conflict because \"dog\" and \"cat\" are different fields. Use different aliases on the fields "
        u"to "
        "fetch both if this was intentional."_s);
    row("one field with two arguments", "{ dog { name(short: true) name(short: false) } }",
        u"Fields \"name\" conflict because they have differing arguments. Use different aliases on the fields to fetch "
        "both if this was intentional."_s);
    row("two shapes of different objects", "{ pet { ... on Dog { a: age } ... on Cat { a: age } } }",
        u"Fields \"a\" conflict because they return conflicting types \"Int!\" and \"String\". Use different aliases "
        u"on "
        "the fields to fetch both if this was intentional."_s);
    row("a conflict below merged fields", "{ dog { best { x: name } } dog { best { x: barks } } }",
        u"Fields \"x\" conflict because they return conflicting types \"String\" and \"Boolean!\". Use different "
        u"aliases "
        "on the fields to fetch both if this was intentional."_s);
    row("a subscription to two", "subscription { barked { name } met { name } }",
        u"Anonymous Subscription must select only one top level field."_s);
}

} // namespace

void GraphValidationTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("fault");
    addFieldFaults();
    addFragmentFaults();
    addVariableFaults();
}

void GraphValidationTest::whatIsWrongIsNamed()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, fault);
    QCOMPARE(faultsOf(query), fault.split(u'\n'));
}

void GraphValidationTest::errorsAreBounded()
{
    const QStringList faults = faultsOf("{ " + QByteArray("nix ").repeated(5000) + "}");
    QVERIFY2(faults.size() <= 102, qPrintable(QString::number(faults.size())));
    QVERIFY(faults.contains(u"Too many validation errors, error limit reached. Validation aborted."_s));
}

CURBSIDE_TEST(GraphValidationTest)

} // namespace tst_graph_validation

#include "tst_graph_validation.moc"
