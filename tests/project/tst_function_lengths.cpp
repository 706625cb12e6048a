// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/function_lengths.h"
#include "tests/project/source_text.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_function_lengths {

using namespace Qt::StringLiterals;
using namespace curbside;

// What is found, a line each: "name line+lines".
static QString found(const FunctionLengths &lengths)
{
    QStringList rows;
    for (const FunctionLength &function : lengths.functions)
        rows.append(u"%1 %2+%3"_s.arg(function.name).arg(function.line).arg(function.lines));
    return rows.join(u'\n');
}

class FunctionLengthsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFunctionIsMeasuredFromItsHeadToItsBrace_data();
    void aFunctionIsMeasuredFromItsHeadToItsBrace();
    void bracesThatDoNotPairAreNoticed_data();
    void bracesThatDoNotPairAreNoticed();
    void commentsAndLiteralsAreBlanked_data();
    void commentsAndLiteralsAreBlanked();
};

static void classesAndNamespaces()
{
    QTest::newRow("a member with its class before it")
        << u"void Widget::paint(int x)\n{\n    draw(x);\n}\n"_s << u"Widget::paint 1+4"_s;
    QTest::newRow("functions in a namespace")
        << u"namespace curbside {\nnamespace {\nint a()\n{\n}\n} // namespace\n\nint b() { return 1; }\n}\n"_s
        << u"a 3+3\nb 8+1"_s;
    QTest::newRow("a class is no function, its members are")
        << u"class A : public B\n{\n    Q_OBJECT\n\npublic:\n    int a() const\n    {\n        return 1;\n    }\n};\n"_s
        << u"a 6+4"_s;
    QTest::newRow("a member after a macro that stands alone")
        << u"struct A\n{\n    Q_GADGET\n    int a() { return 1; }\n    int b = {3};\n    int c{4};\n};\n"_s
        << u"a 4+1"_s;
    QTest::newRow("attributes on a class and on a function")
        << u"struct [[nodiscard]] P\n{\n};\n[[nodiscard]] int f()\n{\n}\n"_s << u"f 4+3"_s;
    QTest::newRow("a function that returns a struct by its full name") << u"struct tm f(int a)\n{\n}\n"_s << u"f 1+3"_s;
    QTest::newRow("a template, its requirement and its class")
        << u"template <typename T = int>\n    requires(!std::same_as<T, bool>)\nint f(T t)\n{\n}\ntemplate <typename "
           u"T>\n"
           "struct S<std::pair<T, T>>\n{\n};\n"_s
        << u"f 1+5"_s;
    QTest::newRow("C linkage") << u"extern \"C\" {\nint f(void)\n{\n}\n}\n"_s << u"f 2+3"_s;
}

static void initialisers()
{
    QTest::newRow("a constructor with braces in its initialisers")
        << u"A::A(int a)\n    : m_a{a}, m_b(a), m_c{{1, 2}}\n{\n    work();\n}\n"_s << u"A::A 1+5"_s;
    QTest::newRow("a table is no function")
        << u"constexpr std::array names{\"a\", \"b\"};\nconst auto moves = Moves<S>{\n    {S::A, {S::B}},\n};\nint f()\n{\n}\n"_s
        << u"f 5+3"_s;
    QTest::newRow("a concept is no function")
        << u"template <typename E>\nconcept Named = requires(E e) { e.name(); };\nvoid f()\n{\n}\n"_s << u"f 3+3"_s;
    QTest::newRow("a default argument in braces")
        << u"void f(std::vector<int> v = {},\n       P p = {1, 2})\n{\n}\n"_s << u"f 1+4"_s;
    QTest::newRow("an enumeration is no function")
        << u"enum class Kind : int { A, B };\nint f() { return 1; }\n"_s << u"f 2+1"_s;
}

static void bodies()
{
    QTest::newRow("a lambda inside belongs to its function")
        << u"void f()\n{\n    const auto g = [](int x) {\n        return x;\n    };\n    if (g(1)) {\n    }\n}\n"_s
        << u"f 1+8"_s;
    QTest::newRow("a lambda outside counts by itself")
        << u"const auto g = [](int x) -> int {\n    return x;\n};\nint f()\n{\n}\n"_s << u"lambda 1+3\nf 4+3"_s;
    QTest::newRow("operators") << u"bool operator==(A a, A b)\n{\n}\nA &operator=(A &&a) noexcept { return *this; }\n"
                                  "int operator()(int a) const\n{\n}\n"_s
                               << u"operator_ 1+3\noperator_ 4+1\noperator_ 5+3"_s;
    QTest::newRow("a trailing return type") << u"auto f() -> std::optional<int>\n{\n}\n"_s << u"f 1+3"_s;
    QTest::newRow("braces in literals and comments do not count")
        << u"int f() // {\n{\n    /* { */ return g(\"{\", '{', R\"x({ \" )x\") + 1'000;\n}\n"_s << u"f 1+4"_s;
    QTest::newRow("braces in directives do not count")
        << u"#define BEGIN {\n#define LONG \\\n    {\nint f()\n{\n}\n"_s << u"f 4+3"_s;
    QTest::newRow("a declaration is none") << u"int f();\nint g() = delete;\nint h()\n{\n}\n"_s << u"h 3+3"_s;
}

void FunctionLengthsTest::aFunctionIsMeasuredFromItsHeadToItsBrace_data()
{
    QTest::addColumn<QString>("cpp");
    QTest::addColumn<QString>("expected");
    classesAndNamespaces();
    initialisers();
    bodies();
    QTest::newRow("sixty-one lines") << u"void f()\n{\n%1}\n"_s.arg(u"    g();\n"_s.repeated(58)) << u"f 1+61"_s;
}

void FunctionLengthsTest::aFunctionIsMeasuredFromItsHeadToItsBrace()
{
    QFETCH(const QString, cpp);
    QFETCH(const QString, expected);
    const FunctionLengths lengths = functionLengths(cpp);
    QVERIFY(lengths.balanced);
    QCOMPARE(found(lengths), expected);
}

void FunctionLengthsTest::bracesThatDoNotPairAreNoticed_data()
{
    QTest::addColumn<QString>("cpp");
    QTest::newRow("one too many") << u"int f()\n{\n}\n}\n"_s;
    QTest::newRow("one too few") << u"int f()\n{\n"_s;
}

void FunctionLengthsTest::bracesThatDoNotPairAreNoticed()
{
    QFETCH(const QString, cpp);
    QVERIFY(!functionLengths(cpp).balanced);
}

void FunctionLengthsTest::commentsAndLiteralsAreBlanked_data()
{
    QTest::addColumn<QString>("cpp");
    QTest::addColumn<QString>("withoutComments");
    QTest::addColumn<QString>("withoutEither");
    QTest::newRow("a comment to the end of its line") << u"a // b\nc"_s << u"a     \nc"_s << u"a     \nc"_s;
    QTest::newRow("a comment over two lines") << u"a /* b\nc */ d"_s << u"a     \n     d"_s << u"a     \n     d"_s;
    QTest::newRow("a comment sign in a literal") << u"\"//\" b"_s << u"\"//\" b"_s << u"     b"_s;
    QTest::newRow("an escaped quote") << u"\"a\\\"//\" b"_s << u"\"a\\\"//\" b"_s << u"        b"_s;
    QTest::newRow("a raw literal") << u"uR\"(a\"//)\" b"_s << u"uR\"(a\"//)\" b"_s << u"u          b"_s;
    QTest::newRow("separated digits") << u"1'000 + 'x'"_s << u"1'000 + 'x'"_s << u"1'000 +    "_s;
}

void FunctionLengthsTest::commentsAndLiteralsAreBlanked()
{
    QFETCH(const QString, cpp);
    QFETCH(const QString, withoutComments);
    QFETCH(const QString, withoutEither);
    QCOMPARE(blanked(cpp, Blank::Comments), withoutComments);
    QCOMPARE(blanked(cpp, Blank::CommentsAndLiterals), withoutEither);
}

CURBSIDE_TEST(FunctionLengthsTest)

} // namespace tst_function_lengths

#include "tst_function_lengths.moc"
