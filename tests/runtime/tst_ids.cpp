// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/ids.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>
#include <QUuid>

namespace tst_ids {

using namespace curbside;

namespace {

constexpr PlatformTime morning = fromMicroseconds(1'772'451'727'318'999); // 2026-03-02T11:42:07.318999Z

UuidSource sourceOf(std::uint64_t seed)
{
    return UuidSource(RandomStream(seed, "ids", 1));
}

std::int64_t millisecondsOf(const Uuid &uuid)
{
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i)
        milliseconds = milliseconds << 8 | uuid.bytes()[i];
    return milliseconds;
}

unsigned counterOf(const Uuid &uuid)
{
    return (uuid.bytes()[6] & 0xfU) << 8 | uuid.bytes()[7];
}

struct Robot;
struct Station;

} // namespace

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void textReadsBack();
    void upperCaseIsRead();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void layoutIsVersionSeven();
    void idsRise_data();
    void idsRise();
    void aSpentCounterBorrowsTheNextMillisecond();
    void aClockThatGoesBackDoesNot();
    void theSameSourceGivesTheSameIds();
    void sourcesDifferInTheirRandomBits();
    void idsOfDifferentThingsDoNotMix();
    void namesCompareAsText();
};

void IdsTest::textReadsBack()
{
    const QByteArray text = "01890a5d-ac96-774b-bcce-b302099a8057";
    const auto uuid = Uuid::fromUtf8(text);
    QVERIFY(uuid);
    QCOMPARE(uuid->toUtf8(), text);
    QCOMPARE(uuid->toString(), QString::fromLatin1(text));
    QCOMPARE(Uuid::fromString(uuid->toString()), uuid);
    QCOMPARE(QUuid::fromRfc4122(QByteArrayView(uuid->bytes())).toByteArray(QUuid::WithoutBraces), text);
    QVERIFY(!uuid->isNull());
    QVERIFY(Uuid().isNull());
    QCOMPARE(Uuid().toUtf8(), QByteArray("00000000-0000-0000-0000-000000000000"));
}

void IdsTest::upperCaseIsRead()
{
    const auto uuid = Uuid::fromString(u"01890A5D-AC96-774B-BCCE-B302099A8057");
    QVERIFY(uuid);
    QCOMPARE(uuid->toUtf8(), QByteArray("01890a5d-ac96-774b-bcce-b302099a8057"));
}

void IdsTest::otherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a digit too few") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a805");
    QTest::newRow("a digit too many") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a80577");
    QTest::newRow("braces") << QStringLiteral("{01890a5d-ac96-774b-bcce-b302099a8057}");
    QTest::newRow("no dashes") << QStringLiteral("01890a5dac96774bbcceb302099a8057");
    QTest::newRow("a dash misplaced") << QStringLiteral("01890a5da-c96-774b-bcce-b302099a8057");
    QTest::newRow("digits for dashes") << QStringLiteral("01890a5d0ac960774b0bcce0b302099a8057");
    QTest::newRow("not a digit") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a805g");
    QTest::newRow("a minus in a group") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a80-7");
    QTest::newRow("a space") << QStringLiteral(" 1890a5d-ac96-774b-bcce-b302099a8057");
    QTest::newRow("full-width digits") << QStringLiteral("\uff101890a5d-ac96-774b-bcce-b302099a8057");
    QTest::newRow("a letter whose low byte is a digit") << QStringLiteral("\u01300890a5d-ac96-774b-bcce-b302099a805");
}

void IdsTest::otherTextIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!Uuid::fromString(text));
    QVERIFY(!Uuid::fromUtf8(text.toUtf8()));
}

void IdsTest::layoutIsVersionSeven()
{
    UuidSource source = sourceOf(1);
    for (int i = 0; i < 10'000; ++i) {
        const Uuid uuid = source.next(morning + i * 1ms);
        QCOMPARE(uuid.bytes()[6] >> 4, 7);
        QCOMPARE(uuid.bytes()[8] >> 6, 2);
        QCOMPARE(millisecondsOf(uuid), toMicroseconds(morning) / 1000 + i);
        QCOMPARE(counterOf(uuid), 0U);
    }
}

void IdsTest::idsRise_data()
{
    QTest::addColumn<int>("microsecondsPerId");
    QTest::newRow("while the clock stands") << 0;
    QTest::newRow("several within a millisecond") << 7;
    QTest::newRow("one a millisecond") << 1'000;
    QTest::newRow("while the clock goes back") << -300;
}

void IdsTest::idsRise()
{
    QFETCH(int, microsecondsPerId);
    UuidSource source = sourceOf(1);
    Uuid last;
    QByteArray lastText;
    for (int i = 0; i < 1'000'000; ++i) {
        const Uuid uuid = source.next(morning + i * Duration{microsecondsPerId});
        if (!(last < uuid))
            QFAIL(qPrintable(QStringLiteral("id %1 does not rise").arg(i)));
        last = uuid;
        if (i % 1'000 == 0) {
            QVERIFY2(lastText < uuid.toUtf8(), "the text does not rise");
            lastText = uuid.toUtf8();
        }
    }
}

void IdsTest::aSpentCounterBorrowsTheNextMillisecond()
{
    UuidSource source = sourceOf(1);
    const std::int64_t now = toMicroseconds(morning) / 1000;
    for (unsigned i = 0; i < 4096; ++i) {
        const Uuid uuid = source.next(morning);
        QCOMPARE(millisecondsOf(uuid), now);
        QCOMPARE(counterOf(uuid), i);
    }
    QCOMPARE(millisecondsOf(source.next(morning)), now + 1);
    QCOMPARE(counterOf(source.next(morning + 1ms)), 1U);
    QCOMPARE(millisecondsOf(source.next(morning + 2ms)), now + 2);
}

void IdsTest::aClockThatGoesBackDoesNot()
{
    UuidSource source = sourceOf(1);
    const Uuid first = source.next(morning);
    const Uuid second = source.next(morning - 1h);
    QVERIFY(first < second);
    QCOMPARE(millisecondsOf(second), millisecondsOf(first));
}

void IdsTest::theSameSourceGivesTheSameIds()
{
    UuidSource source = sourceOf(1);
    QCOMPARE(source.next(morning).toUtf8(), QByteArray("019cae5b-07d6-7000-ab2a-7bc4e7ebc1c6"));
    QCOMPARE(source.next(morning).toUtf8(), QByteArray("019cae5b-07d6-7001-83f7-c2b5b6f06828"));
}

void IdsTest::sourcesDifferInTheirRandomBits()
{
    UuidSource one = sourceOf(1);
    UuidSource other = sourceOf(2);
    QVERIFY(one.next(morning) != other.next(morning));
}

void IdsTest::idsOfDifferentThingsDoNotMix()
{
    static_assert(!std::is_convertible_v<Id<Robot>, Id<Station>>);
    static_assert(!std::is_constructible_v<Id<Robot>, Id<Station>>);
    static_assert(!std::is_constructible_v<Name<Robot>, Name<Station>>);
    const auto id = Id<Robot>::fromString(u"01890a5d-ac96-774b-bcce-b302099a8057");
    QVERIFY(id);
    QCOMPARE(id->toString(), QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057"));
    QVERIFY(std::hash<Id<Robot>>{}(*id) != std::hash<Id<Robot>>{}(Id<Robot>()));
    QVERIFY(!Id<Robot>::fromString(u"R-7"));
}

void IdsTest::namesCompareAsText()
{
    QVERIFY(Name<Robot>(QStringLiteral("R-10")) < Name<Robot>(QStringLiteral("R-9")));
    QVERIFY(Name<Robot>(QStringLiteral("R-9")) == Name<Robot>(QStringLiteral("R-9")));
    QVERIFY(!Name<Robot>::fromString(u""));
    QVERIFY(Name<Robot>().isNull());
}

CURBSIDE_TEST(IdsTest)

} // namespace tst_ids

#include "tst_ids.moc"
