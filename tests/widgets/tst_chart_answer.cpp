// SPDX-License-Identifier: GPL-3.0-or-later
// How the warehouse's answers are read.
#include "tests/support/test_class.h"
#include "widgets/stats/chart_answer.h"

#include <QTest>

namespace tst_chart_answer {

using namespace Qt::StringLiterals;
using namespace curbside;

class ChartAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMomentIsWhatItIsAnywhere_data();
    void aMomentIsWhatItIsAnywhere();
};

void ChartAnswerTest::aMomentIsWhatItIsAnywhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("an hour that the viewer's clock leaves out") << u"2026-03-29T02:00Z"_s << qint64(1'774'749'600);
    QTest::newRow("a day") << u"2026-03-29"_s << qint64(1'774'742'400);
    QTest::newRow("no moment") << u"soon"_s << qint64(0);
}

void ChartAnswerTest::aMomentIsWhatItIsAnywhere()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, seconds);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Europe/Berlin");
    tzset();
    const qint64 moment = ChartAnswer::momentOf(text);
    before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
    QCOMPARE(moment, seconds * 1'000'000);
}

CURBSIDE_TEST(ChartAnswerTest)

} // namespace tst_chart_answer

#include "tst_chart_answer.moc"
