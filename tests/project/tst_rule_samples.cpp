// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/house_rules.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_rule_samples {

using namespace Qt::StringLiterals;
using namespace curbside;

// The rules against small files: each must see what breaks it, and nothing else.
class RuleSamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleSeesWhatBreaksIt_data();
    void aRuleSeesWhatBreaksIt();
};

// rule (a part of its name), path, text, how many breaches
static void row(const char *name, const char *rule, const QString &path, const QString &text, int breaches)
{
    QTest::newRow(name) << QString::fromUtf8(rule) << path << text << breaches;
}

static QString including(const QString &header)
{
    return u"#include \"%1\"\n"_s.arg(header);
}

static void lengthsAndLicences()
{
    const QString licence = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
    row("600 lines", "600 lines", u"a.cpp"_s, u"int i;\n"_s.repeated(600), 0);
    row("601 lines", "600 lines", u"a.cpp"_s, u"int i;\n"_s.repeated(601), 1);
    row("601 lines of prose", "600 lines", u"a.md"_s, u"word\n"_s.repeated(601), 0);
    row("a function of 60 lines", "60 lines", u"a.h"_s, u"void f()\n{\n%1}\n"_s.arg(u"\n"_s.repeated(57)), 0);
    row("a function of 61 lines", "60 lines", u"a.h"_s, u"void f()\n{\n%1}\n"_s.arg(u"\n"_s.repeated(58)), 1);
    row("braces that do not pair", "60 lines", u"a.h"_s, u"}"_s, 1);
    row("a licence line", "licence", u"a.h"_s, licence, 0);
    row("a licence line after the shebang", "licence", u"a.sh"_s, u"#!/bin/sh\n# "_s + licence, 0);
    row("no licence line", "licence", u"services/CMakeLists.txt"_s, u"add_library(a)\n"_s, 1);
    row("a licence line too late", "licence", u"a.sql"_s, u"--\n"_s.repeated(5) + licence, 1);
    row("an empty file", "licence", u"a.cpp"_s, QString(), 1);
    row("JSON has none", "licence", u"a.json"_s, u"{}"_s, 0);
}

static void includes()
{
    row("from the root", "names a file", u"app/a.cpp"_s, including(u"services/runtime/ids.h"_s), 0);
    row("of a file that is not there", "names a file", u"app/a.cpp"_s, including(u"services/runtime/gone.h"_s), 1);
    row("by way of a folder above", "names a file", u"app/a.cpp"_s, including(u"../services/runtime/ids.h"_s), 1);
    row("of a library", "names a file", u"app/a.cpp"_s, u"#include <QString>\n"_s, 0);
    row("in a comment", "names a file", u"app/a.cpp"_s, u"// #include \"../a.h\"\n"_s, 0);
}

static void walls()
{
    row("a service and itself", "below it", u"services/state/a.cpp"_s, including(u"services/state/b.h"_s), 0);
    row("a service and the runtime", "below it", u"services/state/a.cpp"_s, including(u"services/runtime/ids.h"_s), 0);
    row("a service and its neighbour", "below it", u"services/state/a.cpp"_s, including(u"services/dispatch/b.h"_s), 1);
    row("a service and the world", "below it", u"services/state/a.cpp"_s, including(u"services/world/b.h"_s), 1);
    row("the runtime and a service", "below it", u"services/runtime/http/a.h"_s, including(u"services/state/b.h"_s), 1);
    row("the world and a service", "below it", u"services/world/a.cpp"_s, including(u"services/state/b.h"_s), 1);
    row("the gateway and the warehouse", "below it", u"services/gateway/a.h"_s, including(u"services/warehouse/b.h"_s),
        1);
    row("the warehouse and the runtime", "below it", u"services/warehouse/a.h"_s, including(u"services/runtime/b.h"_s),
        0);
    row("hosting and a service", "below it", u"services/hosting/a.cpp"_s, including(u"services/state/b.h"_s), 0);
    row("hosting and a widget", "below it", u"services/hosting/a.cpp"_s, including(u"widgets/frame/b.h"_s), 1);
    row("a widget and hosting", "below it", u"widgets/robots/a.cpp"_s, including(u"services/hosting/b.h"_s), 0);
    row("a widget and a service", "below it", u"widgets/robots/a.cpp"_s, including(u"services/state/b.h"_s), 1);
    row("a widget and a program", "below it", u"widgets/robots/a.cpp"_s, including(u"app/b.h"_s), 1);
    row("a program and a widget", "below it", u"app/a.cpp"_s, including(u"widgets/frame/b.h"_s), 0);
    row("a test and a service", "below it", u"tests/services/a.cpp"_s, including(u"services/state/b.h"_s), 0);
    row("a widget that queries", "neither store nor call", u"widgets/data/a.cpp"_s, u"#include <QSqlQuery>\n"_s, 1);
    row("a widget that calls", "neither store nor call", u"widgets/data/a.h"_s, u"#include <QNetworkReply>\n"_s, 1);
    row("a widget that draws", "draw nothing", u"widgets/data/a.h"_s, u"#include <QPainter>\n"_s, 0);
    row("a service that draws", "draw nothing", u"services/state/a.cpp"_s, u"#include <QPainter>\n"_s, 1);
    row("a service that queries", "draw nothing", u"services/state/a.cpp"_s, u"#include <QSqlQuery>\n"_s, 0);
}

static void runtimeWords()
{
    const QString path = u"services/runtime/messaging/a.h"_s;
    row("a robot in the runtime", "knows nothing", path, u"RobotSerial serial; int robotCount; QString robot_name;\n"_s,
        3);
    row("a robot in a literal", "knows nothing", path, u"auto s = u\"robot\"_s;\n"_s, 1);
    row("a robot in a comment", "knows nothing", path, u"int a; // such as a robot\n"_s, 0);
    row("a robot in its service", "knows nothing", u"services/state/a.h"_s, u"RobotSerial serial;\n"_s, 0);
    row("a valid name", "knows nothing", path, u"bool isValid(); Task<int> t; int strip; auto delivery = f();\n"_s, 0);
    row("the id of a delivery", "knows nothing", path, u"DeliveryId id;\n"_s, 1);
}

static void words()
{
    row("a manager", "what a thing is", u"app/a.h"_s, u"class RobotManager;\nstruct Utils {};\n"_s, 2);
    row("a manager in a comment", "what a thing is", u"app/a.h"_s, u"// class RobotManager\n"_s, 0);
    row("a file in camel case", "what a thing is", u"app/robotGrid.cpp"_s, QString(), 1);
    row("the wall clock", "no chance", u"services/state/a.cpp"_s, u"auto n = std::chrono::system_clock::now();\n"_s, 1);
    row("the wall clock as a type", "no chance", u"services/state/a.cpp"_s,
        u"std::chrono::system_clock::time_point t;\n"_s, 0);
    row("a random id", "no chance", u"services/world/a.cpp"_s, u"auto i = QUuid::createUuid();\n"_s, 1);
    row("the wall clock in the console", "no chance", u"widgets/a.cpp"_s, u"auto n = QDateTime::currentDateTime();\n"_s,
        0);
    row("a sleep", "do not sleep", u"tests/a/tst_a.cpp"_s, u"QTest::qWait(5);\nQTest::qSleep (5);\n"_s, 2);
    row("waiting for a condition", "do not sleep", u"tests/a/tst_a.cpp"_s, u"QTRY_VERIFY(a); QTest::qWaitFor(f);\n"_s,
        0);
    row("a link to a file", "what is there", u"docs/"_s + u"a.md"_s,
        u"[a](../services/runtime/ids.h), [b](https://b.org/c)\n"_s, 0);
    row("a link to a folder", "what is there", u"a.md"_s, u"[a](services/runtime)\n"_s, 0);
    row("a link to nothing", "what is there", u"docs/"_s + u"a.md"_s,
        u"see [a](b.md) and [c](services/runtime/ids.h#d)\n"_s, 2);
    row("a page named in a comment", "what is there", u"a.h"_s, u"// see docs/"_s + u"gone.md\n"_s, 1);
    row("a page that is there", "what is there", u"a.h"_s, u"// see docs/"_s + u"is.md\n"_s, 0);
    row("unfinished work", "left for later", u"a.cmake"_s, u"# TO"_s + u"DO: more\n# FIX"_s + u"ME\n"_s, 2);
    row("a word that only looks so", "left for later", u"a.cmake"_s, u"# TODOS MONTHS XXXL\n"_s, 0);
    row("a path of a machine", "of one machine", u"a.md"_s, u"see /"_s + u"home/ada/x and /"_s + u"root/.config\n"_s,
        2);
    row("a route that only looks so", "of one machine", u"a.md"_s, u"${prefix}/"_s + u"home/x, a/"_s + u"work/y\n"_s,
        0);
}

void RuleSamplesTest::aRuleSeesWhatBreaksIt_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("breaches");
    lengthsAndLicences();
    includes();
    walls();
    runtimeWords();
    words();
}

void RuleSamplesTest::aRuleSeesWhatBreaksIt()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    QFETCH(const int, breaches);
    const std::vector<HouseRule> rules = houseRules({u"services/runtime/ids.h"_s, u"docs/"_s + u"is.md"_s});
    const auto isMeant = [&](const HouseRule &each) { return QString::fromUtf8(each.name).contains(rule); };
    QCOMPARE(std::count_if(rules.begin(), rules.end(), isMeant), 1);
    const QStringList found = std::find_if(rules.begin(), rules.end(), isMeant)->breaches({path, text});
    QVERIFY2(found.size() == breaches, qPrintable(u"found: "_s + found.join(u"; "_s)));
}

CURBSIDE_TEST(RuleSamplesTest)

} // namespace tst_rule_samples

#include "tst_rule_samples.moc"
