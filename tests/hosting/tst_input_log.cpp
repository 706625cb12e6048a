// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/input_log.h"
#include "services/hosting/parts.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

namespace tst_input_log {

using namespace curbside;
using namespace Qt::StringLiterals;

class InputLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAbsentLogIsEmpty();
    void anInputComesBackAsItWas();
    void aStartComesBackAsItWas();
    void startKeepsItsFaultPlan_data();
    void startKeepsItsFaultPlan();
    void whatIsStruckOutIsPassedOver();
    void aLineCutOffIsPassedOver();
    void aLineCutOffIsWrittenOver();
    void aDamagedLineIsNamed_data();
    void aDamagedLineIsNamed();
    void whatDidNotFitLeavesNothingBehind();

private:
    [[nodiscard]] QString path() const { return m_place->filePath(u"inputs.log"_s); }
    void append(const QByteArray &text) const
    {
        QFile file(path());
        QVERIFY(file.open(QFile::Append));
        file.write(text);
    }
    static Input input(const QByteArray &id);

    std::unique_ptr<QTemporaryDir> m_place;
};

void InputLogTest::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

Input InputLogTest::input(const QByteArray &id)
{
    Request request;
    request.method = Method::Post;
    request.path = u"/order/ü \"1\"/cancel"_s;
    request.query = {{u"a"_s, u"1 & 2"_s}, {u"a"_s, u""_s}};
    request.body = "{\"note\":\"line one\\nline two, ü\"}";
    request.contentType = "application/json";
    request.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    request.idempotencyKey = "key \" 7";
    return {id, 2, fromMicroseconds(1'772'449'200'000'001), "integrations", request};
}

void InputLogTest::anAbsentLogIsEmpty()
{
    const auto entries = InputLog::read(path());
    QVERIFY(entries);
    QVERIFY(entries->empty());
}

void InputLogTest::anInputComesBackAsItWas()
{
    QVERIFY((*InputLog::open(path(), false))->append(input("input-2-1")));
    const auto entries = InputLog::read(path());
    QVERIFY(entries && entries->size() == 1);
    const Input &read = std::get<Input>(entries->front());
    const Input written = input("input-2-1");
    QCOMPARE(read.id, written.id);
    QCOMPARE(read.incarnation, written.incarnation);
    QCOMPARE(toMicroseconds(read.at), toMicroseconds(written.at));
    QCOMPARE(read.service, written.service);
    QCOMPARE(read.request.method, written.request.method);
    QCOMPARE(read.request.path, written.request.path);
    QCOMPARE(read.request.query, written.request.query);
    QCOMPARE(read.request.body, written.request.body);
    QCOMPARE(read.request.contentType, written.request.contentType);
    QCOMPARE(read.request.traceparent, written.request.traceparent);
    QCOMPARE(read.request.idempotencyKey, written.request.idempotencyKey);
}

void InputLogTest::aStartComesBackAsItWas()
{
    const InputLogStart written{3, fromMicroseconds(17), {{"state", 4}, {"world", 5}}, R"([{"kind":"CutOff"}])"};
    QVERIFY((*InputLog::open(path(), true))->append(written));
    const auto entries = InputLog::read(path());
    QVERIFY(entries && entries->size() == 1);
    const auto &read = std::get<InputLogStart>(entries->front());
    QCOMPARE(read.incarnation, written.incarnation);
    QCOMPARE(toMicroseconds(read.at), toMicroseconds(written.at));
    QVERIFY(read.messages == written.messages);
    QCOMPARE(read.settings, written.settings);
}

void InputLogTest::startKeepsItsFaultPlan_data()
{
    QTest::addColumn<QString>("plan");
    QTest::newRow("a built-in one") << u"crashes"_s;
    QTest::newRow("a file of several lines") << QStringLiteral(CURBSIDE_SOURCE_DIR "/resources/faults/lossy.json");
}

void InputLogTest::startKeepsItsFaultPlan()
{
    QFETCH(const QString, plan);
    const auto faults = loadFaults(plan);
    QVERIFY(faults);
    QVERIFY((*InputLog::open(path(), false))->append(InputLogStart{1, PlatformTime{}, {}, *faults}));
    const auto entries = InputLog::read(path());
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().text));
    QCOMPARE(entries->size(), std::size_t(1));
    QCOMPARE(std::get<InputLogStart>(entries->front()).settings, *faults);
}

void InputLogTest::whatIsStruckOutIsPassedOver()
{
    const auto log = InputLog::open(path(), false);
    QVERIFY((*log)->append(input("input-2-1")));
    QVERIFY((*log)->append(input("input-2-2")));
    QVERIFY((*log)->strikeOut("input-2-1"));
    const auto entries = InputLog::read(path());
    QVERIFY(entries && entries->size() == 1);
    QCOMPARE(std::get<Input>(entries->front()).id, QByteArray("input-2-2"));
}

void InputLogTest::aLineCutOffIsPassedOver()
{
    QVERIFY((*InputLog::open(path(), false))->append(input("input-2-1")));
    append("{\"input\":\"input-2-2\",\"incarn");
    const auto entries = InputLog::read(path());
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t(1));
}

void InputLogTest::aLineCutOffIsWrittenOver()
{
    QVERIFY((*InputLog::open(path(), false))->append(input("input-2-1")));
    append("{\"input\":\"input-2-2\",\"incarn");
    QVERIFY((*InputLog::open(path(), false))->append(input("input-2-3")));
    const auto entries = InputLog::read(path());
    QVERIFY(entries && entries->size() == 2);
    QCOMPARE(std::get<Input>(entries->back()).id, QByteArray("input-2-3"));
}

void InputLogTest::aDamagedLineIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("nonsense\n");
    QTest::newRow("an empty line") << QByteArray("\n");
    QTest::newRow("an input without its time")
        << QByteArray(R"({"input":"a","incarnation":1,"service":"state","method":"PUT"})") + '\n';
    for (const QByteArray service : {"nowhere", "gateway", ""})
        QTest::addRow("an input for \"%s\", which is no service", service.constData())
            << QByteArray(R"({"input":"a","incarnation":1,"at":17,"service":")" + service + R"(","method":"PUT"})")
                + '\n';
    QTest::newRow("something else") << QByteArray("{}\n");
}

void InputLogTest::aDamagedLineIsNamed()
{
    QFETCH(QByteArray, line);
    QVERIFY((*InputLog::open(path(), false))->append(input("input-2-1")));
    append(line);
    const auto entries = InputLog::read(path());
    QVERIFY(!entries);
    QCOMPARE(entries.error().status, ExitStatus::Machine);
    QVERIFY(entries.error().text.contains(path() + u":2:"_s));
}

void InputLogTest::whatDidNotFitLeavesNothingBehind()
{
    const auto log = InputLog::open(path(), false);
    QVERIFY(log && (*log)->append(input("input-2-1")));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{static_cast<rlim_t>(QFileInfo(path()).size() + 20), before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    const bool isAppended = (*log)->append(input("input-2-2")).has_value();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!isAppended);
    QVERIFY((*log)->append(input("input-2-3")));
    const auto entries = InputLog::read(path());
    QVERIFY(entries && entries->size() == 2);
    QCOMPARE(std::get<Input>(entries->back()).id, QByteArray("input-2-3"));
}

CURBSIDE_TEST(InputLogTest)

} // namespace tst_input_log

#include "tst_input_log.moc"
