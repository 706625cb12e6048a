// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/control_keys.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_control_keys {

using namespace curbside;
using namespace Qt::StringLiterals;

class ControlKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyGivesItsFirstAnswer();
    void theCallForAnOperatorIsKeptToo();
    void aKeyIsForOneRequest_data();
    void aKeyIsForOneRequest();
    void withoutAKeyNothingIsKept();
    void onlyControlIsKept();
    void whatFailedIsNotKept_data();
    void whatFailedIsNotKept();
    void theOldestAreForgotten();

private:
    static Request step(const QByteArray &key)
    {
        Request request;
        request.method = Method::Post;
        request.path = u"/control/step"_s;
        request.body = "{\"count\":2}";
        request.idempotencyKey = key;
        return request;
    }
};

void ControlKeysTest::aKeyGivesItsFirstAnswer()
{
    ControlKeys keys;
    QVERIFY(!keys.find(step("a")));
    keys.keep(step("a"), Response::json("1"));
    keys.keep(step("a"), Response::json("2"));
    QCOMPARE(keys.find(step("a"))->body, QByteArray("1"));
}

void ControlKeysTest::theCallForAnOperatorIsKeptToo()
{
    ControlKeys keys;
    Request call = step("a");
    call.path = u"/deliveries/019cae37-2784-7000-9790-f9cee6b71445/call-operator"_s;
    keys.keep(call, Response::json("1"));
    const auto kept = keys.find(call);
    QVERIFY(kept);
    QCOMPARE(kept->body, QByteArray("1"));
}

void ControlKeysTest::aKeyIsForOneRequest_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("body");
    const QByteArray body("{\"count\":2}");
    QTest::newRow("another path") << u"/control/speed"_s << u""_s << body;
    QTest::newRow("another query") << u"/control/step"_s << u"a"_s << body;
    QTest::newRow("another body") << u"/control/step"_s << u""_s << QByteArray("{\"count\":3}");
}

void ControlKeysTest::aKeyIsForOneRequest()
{
    QFETCH(QString, path);
    QFETCH(QString, query);
    QFETCH(QByteArray, body);
    ControlKeys keys;
    keys.keep(step("a"), Response::json("1"));
    Request other = step("a");
    other.path = path;
    other.body = body;
    if (!query.isEmpty())
        other.query = {{query, {}}};
    QCOMPARE(keys.find(other)->status, 422);
}

void ControlKeysTest::withoutAKeyNothingIsKept()
{
    ControlKeys keys;
    keys.keep(step({}), Response::json("1"));
    QVERIFY(!keys.find(step({})));
}

void ControlKeysTest::onlyControlIsKept()
{
    ControlKeys keys;
    Request cancel = step("a");
    cancel.path = u"/deliveries/1/cancel"_s;
    keys.keep(cancel, Response::json("1"));
    QVERIFY(!keys.find(cancel));
}

void ControlKeysTest::whatFailedIsNotKept_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("unavailable") << 503;
    QTest::newRow("too many at once") << 429;
}

void ControlKeysTest::whatFailedIsNotKept()
{
    QFETCH(const int, status);
    ControlKeys keys;
    keys.keep(step("a"), Response::json("{}", status));
    QVERIFY(!keys.find(step("a")));
}

void ControlKeysTest::theOldestAreForgotten()
{
    ControlKeys keys;
    for (int i = 0; i <= 1000; ++i)
        keys.keep(step(QByteArray::number(i)), Response::json("1"));
    QVERIFY(!keys.find(step("0")));
    QVERIFY(keys.find(step("1")));
    QVERIFY(keys.find(step("1000")));
}

CURBSIDE_TEST(ControlKeysTest)

} // namespace tst_control_keys

#include "tst_control_keys.moc"
