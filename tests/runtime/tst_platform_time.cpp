// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/platform_time.h"
#include "tests/support/test_class.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTest>

#include <limits>

namespace tst_platform_time {

using namespace curbside;

class PlatformTimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void timesAreRead_data();
    void timesAreRead();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void timesAreWritten_data();
    void timesAreWritten();
    void everyMonthReadsBack();
    void durationsAreRead_data();
    void durationsAreRead();
    void otherDurationsAreRefused_data();
    void otherDurationsAreRefused();
};

void PlatformTimeTest::timesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("microseconds");
    constexpr qint64 moment = 1'772'451'727'000'000;
    const auto row = [](const char *name, const char *text, qint64 microseconds) {
        QTest::newRow(name) << QByteArray(text) << microseconds;
    };
    row("the first", "1970-01-01T00:00:00Z", 0);
    row("the last", "9999-12-31T23:59:59.999999Z", 253'402'300'799'999'999);
    row("seconds", "2026-03-02T11:42:07Z", moment);
    row("milliseconds", "2026-03-02T11:42:07.318Z", moment + 318'000);
    row("one digit", "2026-03-02T11:42:07.3Z", moment + 300'000);
    row("microseconds", "2026-03-02T11:42:07.318001Z", moment + 318'001);
    row("finer is cut", "2026-03-02T11:42:07.3180019999999999999999999Z", moment + 318'001);
    row("lower case", "2026-03-02t11:42:07z", moment);
    row("an offset to the east", "2026-03-02T13:42:07+02:00", moment);
    row("an offset to the west", "2026-03-02T03:12:07-08:30", moment);
    row("an unknown offset", "2026-03-02T11:42:07-00:00", moment);
    row("an offset over midnight", "2026-03-03T11:41:07.5+23:59", moment + 500'000);
    row("a leap day", "2024-02-29T00:00:00Z", 1'709'164'800'000'000);
    row("a leap day of a century", "2000-02-29T00:00:00Z", 951'782'400'000'000);
    row("a leap second", "2016-12-31T23:59:60Z", 1'483'228'800'000'000);
    row("a leap second elsewhere", "1990-12-31T15:59:60.25-08:00", 662'688'000'250'000);
    row("year 1970 only in UTC", "1969-12-31T23:30:00-00:30", 0);
}

void PlatformTimeTest::timesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, microseconds);
    const auto time = fromRfc3339(text);
    QVERIFY(time);
    QCOMPARE(toMicroseconds(*time), microseconds);
}

void PlatformTimeTest::otherTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("a date", "2026-03-02");
    row("no zone", "2026-03-02T11:42:07");
    row("a space for the T", "2026-03-02 11:42:07Z");
    row("no seconds", "2026-03-02T11:42Z");
    row("a comma", "2026-03-02T11:42:07,3Z");
    row("a point without digits", "2026-03-02T11:42:07.Z");
    row("the basic format", "20260302T114207Z");
    row("a short year", "226-03-02T11:42:07Z");
    row("a long year", "10000-01-01T00:00:00Z");
    row("a sign", "+2026-03-02T11:42:07Z");
    row("month 0", "2026-00-02T11:42:07Z");
    row("month 13", "2026-13-02T11:42:07Z");
    row("day 0", "2026-03-00T11:42:07Z");
    row("day 31 of April", "2026-04-31T11:42:07Z");
    row("no leap year", "2026-02-29T11:42:07Z");
    row("no leap year in a century", "2100-02-29T11:42:07Z");
    row("hour 24", "2026-03-02T24:00:00Z");
    row("minute 60", "2026-03-02T11:60:07Z");
    row("second 61", "2016-12-31T23:59:61Z");
    row("a leap second within a day", "2026-03-02T11:42:60Z");
    row("a leap second within a month", "2016-12-30T23:59:60Z");
    row("a leap second at midnight elsewhere", "2016-12-31T23:59:60+01:00");
    row("an offset of 24 hours", "2026-03-02T11:42:07+24:00");
    row("an offset of 60 minutes", "2026-03-02T11:42:07+01:60");
    row("an offset without minutes", "2026-03-02T11:42:07+01");
    row("an offset without a colon", "2026-03-02T11:42:07+0100");
    row("a zone's name", "2026-03-02T11:42:07 CET");
    row("something after it", "2026-03-02T11:42:07Z ");
    row("something before it", " 2026-03-02T11:42:07Z");
    row("a NUL after it", QByteArray("2026-03-02T11:42:07Z\0", 21));
    row("letters for digits", "2O26-03-02T11:42:07Z");
    row("before 1970", "1969-12-31T23:59:59.999999Z");
    row("before 1970 in UTC", "1970-01-01T00:30:00+01:00");
    row("after 9999 in UTC", "9999-12-31T23:59:59-00:01");
    row("cut short", "2026-03-02T11:42:07.318+0");
}

void PlatformTimeTest::otherTextIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromRfc3339(text));
}

void PlatformTimeTest::timesAreWritten_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, qint64 microseconds, const char *text) {
        QTest::newRow(name) << microseconds << QByteArray(text);
    };
    row("the first", 0, "1970-01-01T00:00:00.000Z");
    row("milliseconds", 1'772'451'727'318'000, "2026-03-02T11:42:07.318Z");
    row("finer is cut", 1'772'451'727'318'999, "2026-03-02T11:42:07.318Z");
    row("the last of a day", 1'772'495'999'999'999, "2026-03-02T23:59:59.999Z");
    row("a leap day", 1'709'164'800'000'000, "2024-02-29T00:00:00.000Z");
    row("before 1970", -1, "1969-12-31T23:59:59.999Z");
    row("the last", 253'402'300'799'999'999, "9999-12-31T23:59:59.999Z");
    row("after the last", 253'402'300'800'000'000, "9999-12-31T23:59:59.999Z");
    row("the greatest number", std::numeric_limits<qint64>::max(), "9999-12-31T23:59:59.999Z");
    row("the least number", std::numeric_limits<qint64>::min(), "0000-01-01T00:00:00.000Z");
}

void PlatformTimeTest::timesAreWritten()
{
    QFETCH(qint64, microseconds);
    QFETCH(QByteArray, text);
    QCOMPARE(toRfc3339(fromMicroseconds(microseconds)), text);
}

void PlatformTimeTest::everyMonthReadsBack()
{
    constexpr qint64 aMonthOrLess = 27LL * 86'400'000'000 + 61'001'000;
    for (qint64 microseconds = 0; microseconds < 253'402'300'800'000'000; microseconds += aMonthOrLess) {
        const PlatformTime time = fromMicroseconds(microseconds);
        const QByteArray text = toRfc3339(time);
        QCOMPARE(fromRfc3339(text), std::optional(time));
        const QDateTime byQt = QDateTime::fromMSecsSinceEpoch(microseconds / 1000, Qt::UTC);
        QCOMPARE(QString::fromLatin1(text), byQt.toString(Qt::ISODateWithMs));
    }
}

void PlatformTimeTest::durationsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Duration>("duration");
    QTest::newRow("seconds") << QStringLiteral("90s") << Duration{90s};
    QTest::newRow("minutes") << QStringLiteral("45m") << Duration{45min};
    QTest::newRow("hours") << QStringLiteral("8h") << Duration{8h};
    QTest::newRow("a day") << QStringLiteral("1d") << Duration{24h};
    QTest::newRow("leading zeros") << QStringLiteral("0000000000000000000000007s") << Duration{7s};
    QTest::newRow("the longest in days") << QStringLiteral("10000d") << Duration{240'000h};
    QTest::newRow("the longest in seconds") << QStringLiteral("864000000s") << Duration{240'000h};
}

void PlatformTimeTest::durationsAreRead()
{
    QFETCH(QString, text);
    QFETCH(Duration, duration);
    QCOMPARE(parseDuration(text), std::optional(duration));
}

void PlatformTimeTest::otherDurationsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "s",
                             "90",
                             "0s",
                             "0d",
                             "-1s",
                             "+1s",
                             "1.5h",
                             "1 h",
                             " 1h",
                             "1h ",
                             "1H",
                             "1ms",
                             "1w",
                             "1h30m",
                             "10001d",
                             "864000001s",
                             "240001h",
                             "99999999999999999999999999999999999999d",
                             "1e3s",
                             "\xd9\xa1s"})
        QTest::addRow("'%s'", text) << QString::fromUtf8(text);
}

void PlatformTimeTest::otherDurationsAreRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parseDuration(text));
}

CURBSIDE_TEST(PlatformTimeTest)

} // namespace tst_platform_time

#include "tst_platform_time.moc"
