// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/input_log.h"
#include "services/hosting/parts.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace curbside;

class InputLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startKeepsItsFaultPlan_data();
    void startKeepsItsFaultPlan();
};

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
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"inputs.log"_s);
    auto log = InputLog::open(path, false);
    QVERIFY(log);
    QVERIFY((*log)->append(InputLogStart{1, PlatformTime{}, {}, *faults}));

    const auto entries = InputLog::read(path);
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().text));
    QCOMPARE(entries->size(), std::size_t(1));
    QCOMPARE(std::get<InputLogStart>(entries->front()).settings, *faults);
}

QTEST_GUILESS_MAIN(InputLogTest)
#include "tst_input_log.moc"
