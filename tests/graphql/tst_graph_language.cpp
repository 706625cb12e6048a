// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/lexer.h"
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_graph_language {

using namespace Qt::StringLiterals;
using namespace curbside;

class GraphLanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsCutIntoTokens_data();
    void aTextIsCutIntoTokens();
    void aStringHasItsValue_data();
    void aStringHasItsValue();
    void aFaultIsNamedWithItsPlace_data();
    void aFaultIsNamedWithItsPlace();
    void whatIsReadIsWrittenTheSame_data();
    void whatIsReadIsWrittenTheSame();
    void aDocumentIsBounded_data();
    void aDocumentIsBounded();
    void aTypeSystemIsRead();
    void extensionsJoinWhatTheyExtend();
    void aWrongSchemaIsRefused_data();
    void aWrongSchemaIsRefused();
};

namespace {

QByteArray tokensOf(const QByteArray &source)
{
    graphql::Lexer lexer({source.constData(), static_cast<std::size_t>(source.size())});
    QByteArray told;
    for (auto token = lexer.next(); token; token = lexer.next()) {
        if (token->kind == graphql::TokenKind::End)
            return told.trimmed();
        told += graphql::bytes(token->text) + ' ';
    }
    return "fault";
}

} // namespace

void GraphLanguageTest::aTextIsCutIntoTokens_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("tokens");
    QTest::newRow("punctuation") << QByteArray("!$&()...:=@[]{|}") << QByteArray("! $ & ( ) ... : = @ [ ] { | }");
    QTest::newRow("names") << QByteArray("_a B2 type") << QByteArray("_a B2 type");
    QTest::newRow("numbers") << QByteArray("0 -1 1.5 -2e3 1E+2") << QByteArray("0 -1 1.5 -2e3 1E+2");
    QTest::newRow("commas, comments and marks are nothing")
        << QByteArray("\xEF\xBB\xBF,a #no,b\r\n\tc") << QByteArray("a c");
    QTest::newRow("strings") << QByteArray(R"("a" """b""")") << QByteArray(R"("a" """b""")");
    QTest::newRow("two dots") << QByteArray("..") << QByteArray("fault");
    QTest::newRow("a leading zero") << QByteArray("01") << QByteArray("fault");
    QTest::newRow("a name after a number") << QByteArray("1a") << QByteArray("fault");
    QTest::newRow("a point without digits") << QByteArray("1.") << QByteArray("fault");
    QTest::newRow("a string over two lines") << QByteArray("\"a\nb\"") << QByteArray("fault");
    QTest::newRow("an unknown character") << QByteArray("a ? b") << QByteArray("fault");
}

void GraphLanguageTest::aTextIsCutIntoTokens()
{
    QFETCH(const QByteArray, source);
    QTEST(tokensOf(source), "tokens");
}

void GraphLanguageTest::aStringHasItsValue_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\n\t")") << QByteArray("\"\\/\n\t");
    QTest::newRow("a code point") << QByteArray(R"("\u00e4\u{1F600}")") << QByteArray("ä😀");
    QTest::newRow("a surrogate pair") << QByteArray(R"("\uD83D\uDE00")") << QByteArray("😀");
    QTest::newRow("a block without its indentation")
        << QByteArray("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"") << QByteArray("a\n  b\n\nc");
    QTest::newRow("a block with quotes") << QByteArray(R"("""a \""" b""")") << QByteArray(R"(a """ b)");
}

void GraphLanguageTest::aStringHasItsValue()
{
    QFETCH(const QByteArray, source);
    graphql::Lexer lexer({source.constData(), static_cast<std::size_t>(source.size())});
    QVERIFY(lexer.next().has_value());
    QTEST(QByteArray::fromStdString(lexer.takeString()), "value");
}

void GraphLanguageTest::aFaultIsNamedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("nothing") << QByteArray("") << QByteArray("Syntax Error: Unexpected <EOF>.") << 1 << 1;
    QTest::newRow("not closed") << QByteArray("{ a") << QByteArray("Syntax Error: Expected Name, found <EOF>.") << 1
                                << 4;
    QTest::newRow("no selection") << QByteArray("{ a {} }") << QByteArray("Syntax Error: Expected Name, found \"}\".")
                                  << 1 << 6;
    QTest::newRow("on the third line") << QByteArray("{\r\n a\n b(c: ) }")
                                       << QByteArray("Syntax Error: Unexpected \")\".") << 3 << 7;
    QTest::newRow("columns count as editors do")
        << QByteArray("{ a(b: \"ä😀\" ?) }") << QByteArray("Syntax Error: Unexpected character: \"?\".") << 1 << 14;
    QTest::newRow("a variable in a default")
        << QByteArray("query ($a: Int = $b) { c }")
        << QByteArray("Syntax Error: Unexpected variable \"$b\" in constant value.") << 1 << 18;
    const auto inQuestion = [](const char *name, const char *value, const char *message, int column) {
        QTest::newRow(name) << QByteArray("{ a(b: ") + value + ") }" << QByteArray("Syntax Error: ") + message << 1
                            << column;
    };
    inQuestion("a character beyond ASCII", "é", "Unexpected character: U+00E9.", 8);
    inQuestion("a character beyond the first plane", "😀", "Unexpected character: U+1F600.", 8);
    inQuestion("a mark of byte order amid", "\xEF\xBB\xBF", "Unexpected character: U+FEFF.", 8);
    inQuestion("such a one in a number", "1.é", "Invalid number, expected digit but got: U+00E9.", 10);
    inQuestion("such a one after a backslash", R"("\é")", R"(Invalid character escape sequence: "\é".)", 9);
    inQuestion("such a one in an escape", R"("\u0é€")", R"(Invalid Unicode escape sequence: "\u0é€".)", 9);
    inQuestion("such a one in a longer escape", R"("\u{12345é€}")", R"(Invalid Unicode escape sequence: "\u{12345é€".)",
               9);
    inQuestion("a code point beyond all, counted round", R"("\u{100000041}")",
               R"(Invalid Unicode escape sequence: "\u{100000041".)", 9);
    QTest::newRow("a fragment named on") << QByteArray("fragment on on A { b }")
                                         << QByteArray("Syntax Error: Unexpected Name \"on\".") << 1 << 10;
}

void GraphLanguageTest::aFaultIsNamedWithItsPlace()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, line);
    QFETCH(const int, column);
    const auto document = graphql::parse(source);
    QVERIFY(!document);
    QTEST(document.error().message, "message");
    QCOMPARE(document.error().locations.front().line, line);
    QCOMPARE(document.error().locations.front().column, column);
}

void GraphLanguageTest::whatIsReadIsWrittenTheSame_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value :
         {"1", "-2.5e3", "\"a \\\"b\\\"\"", "true", "null", "SOME", "[1, [2], \"c\"]", "{a: 1, b: {c: [$d]}}", "$x"})
        QTest::newRow(value) << QByteArray(value);
}

void GraphLanguageTest::whatIsReadIsWrittenTheSame()
{
    QFETCH(const QByteArray, value);
    const auto document = graphql::parse("{ a(b: " + value + ") }");
    QVERIFY(document);
    QCOMPARE(graphql::textOf(document->operations.front().selections.front().arguments.front().value), value);
}

void GraphLanguageTest::aDocumentIsBounded_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("selections in selections")
        << "{a" + QByteArray("{a").repeated(30'000) << QByteArray("nests deeper than 64 levels");
    QTest::newRow("lists in lists") << "{a(b:" + QByteArray(60'000, '[') << QByteArray("nests deeper than 64 levels");
    QTest::newRow("types in types") << "query($a:" + QByteArray(60'000, '[') << QByteArray("nests");
    QTest::newRow("tokens") << "{" + QByteArray("a ").repeated(30'000) + "}" << QByteArray("more than 20000 tokens");
    QTest::newRow("definitions") << QByteArray("fragment a on B{c}").repeated(1000)
                                 << QByteArray("more than 500 definitions");
}

void GraphLanguageTest::aDocumentIsBounded()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, message);
    const auto document = graphql::parse(source);
    QVERIFY(!document);
    QVERIFY2(document.error().message.contains(message), document.error().message.constData());
}

void GraphLanguageTest::aTypeSystemIsRead()
{
    const graphql::TypeDefinition *dog = menagerie().type("Dog");
    QVERIFY(dog);
    QCOMPARE(dog->field("friends")->type.text(), QByteArray("[Pet!]!"));
    QVERIFY(dog->field("knows")->arguments.front().isRequired());
    QCOMPARE(menagerie().possibleTypes(*menagerie().type("Pet")).size(), std::size_t(2));
    QVERIFY(menagerie().directive("often")->isRepeatable);
}

void GraphLanguageTest::extensionsJoinWhatTheyExtend()
{
    const auto schema = graphql::Schema::fromSdl("type Query { a: A } extend type Query { b: Int } type A { c: Int } "
                                                 "extend type A @deprecated { d: Int }");
    QVERIFY(schema);
    QVERIFY(schema->type("Query")->field("b"));
    QVERIFY(schema->type("A")->field("d"));
}

void GraphLanguageTest::aWrongSchemaIsRefused_data()
{
    QTest::addColumn<QByteArray>("sdl");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no query") << QByteArray("type A { b: Int }") << QByteArray("Query root type must be provided.");
    QTest::newRow("an unknown type") << QByteArray("type Query { a: Nix }")
                                     << QByteArray("Unknown type \"Nix\" of Query.a.");
    QTest::newRow("a type twice") << QByteArray("type Query { a: Int } type Query { b: Int }")
                                  << QByteArray("There can be only one type named \"Query\".");
    QTest::newRow("a field twice") << QByteArray("type Query { a: Int a: Int }")
                                   << QByteArray("Field \"Query.a\" can only be defined once.");
    QTest::newRow("an input as output") << QByteArray("type Query { a: I } input I { b: Int }")
                                        << QByteArray("The type of Query.a must be an output type.");
    QTest::newRow("an output as input") << QByteArray("type Query { a(b: Query): Int }")
                                        << QByteArray("The type of Query.a.b must be an input type.");
    QTest::newRow("an interface not kept") << QByteArray("interface I { a: Int } type Query implements I { b: Int }")
                                           << QByteArray("Interface field I.a expected but Query does not provide it.");
}

void GraphLanguageTest::aWrongSchemaIsRefused()
{
    QFETCH(const QByteArray, sdl);
    const auto schema = graphql::Schema::fromSdl(sdl);
    QVERIFY(!schema);
    QTEST(schema.error().message, "message");
}

CURBSIDE_TEST(GraphLanguageTest)

} // namespace tst_graph_language

#include "tst_graph_language.moc"
