// SPDX-License-Identifier: GPL-3.0-or-later
// A colour rule may raise an alert: what it matches is counted, and ends when it is quiet.
#include "tests/support/test_class.h"
#include "tests/widgets/alert_stage.h"

#include <QApplication>

namespace tst_alerts_matched {

using namespace curbside;
using namespace curbside::alert_stage;

namespace {

ColourRule watched(const QString &filter)
{
    return {u"Given up"_s, filter, Tone::Bad, Mark::Cross, true, true};
}

} // namespace

class AlertsMatchedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARuleMatchesIsAnAlert();
    void furtherMatchesAreCounted();
    void onlyRulesInForceThatRaiseAlertsAreWatched_data();
    void onlyRulesInForceThatRaiseAlertsAreWatched();
    void aQuietRuleEndsAndComesAnew();
    void aRuleTakenAwayEnds();
    void whatWasCountedStaysWhenOtherRulesChange();
};

void AlertsMatchedTest::whatARuleMatchesIsAnAlert()
{
    Stage stage;
    stage.alerts.watchFor({watched(u"outcome = 'lost'"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + minute)});
    QTRY_COMPARE(stage.titles(), QStringList{u"Given up"_s});
    const Finding finding = stage.only().finding;
    QCOMPARE(finding.severity, Severity::Bad);
    QCOMPARE(finding.since, start + minute);
    QCOMPARE(finding.what, u"Matched by LidEvent CR-1."_s);
    QCOMPARE(finding.thing, (EntityRef{EntityKind::Robot, u"CR-1"_s}));
    QCOMPARE(finding.filter, u"outcome = 'lost'"_s);
}

void AlertsMatchedTest::furtherMatchesAreCounted()
{
    Stage stage;
    stage.alerts.watchFor({watched(u"outcome = 'lost'"_s)});
    for (int i = 0; i < 3; ++i)
        stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + i * second),
                         journal(JournalKind::Handled, "operations", "state", start + i * second)});
    QTRY_COMPARE(stage.only().finding.what, u"Matched 3 times, the last by LidEvent CR-1."_s);
    QCOMPARE(stage.only().finding.since, start);
}

void AlertsMatchedTest::onlyRulesInForceThatRaiseAlertsAreWatched_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("isOn");
    QTest::addColumn<bool>("raisesAlert");
    QTest::newRow("it raises none") << u"TRUE"_s << true << false;
    QTest::newRow("it is not in force") << u"TRUE"_s << false << true;
    QTest::newRow("it cannot be read") << u"outcome = "_s << true << true;
}

void AlertsMatchedTest::onlyRulesInForceThatRaiseAlertsAreWatched()
{
    QFETCH(QString, filter);
    QFETCH(bool, isOn);
    QFETCH(bool, raisesAlert);
    Stage stage;
    ColourRule rule = watched(filter);
    rule.isOn = isOn;
    rule.raisesAlert = raisesAlert;
    stage.alerts.watchFor({rule, watched(u"outcome = 'lost'"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + minute)});
    QTRY_COMPARE(stage.titles().size(), 1);
    QCOMPARE(stage.only().finding.filter, u"outcome = 'lost'"_s);
}

void AlertsMatchedTest::aQuietRuleEndsAndComesAnew()
{
    Stage stage;
    stage.alerts.watchFor({watched(u"outcome = 'lost'"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + minute)});
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.at(minute + matchQuiet);
    QCOMPARE(stage.titles().size(), 1);
    stage.at(minute + matchQuiet + second);
    QTRY_COMPARE(stage.titles(), QStringList());
    const qint64 later = start + 2 * minute + matchQuiet;
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", later)});
    QTRY_COMPARE(stage.only().finding.what, u"Matched by LidEvent CR-1."_s);
    QCOMPARE(stage.only().finding.since, later);
}

void AlertsMatchedTest::aRuleTakenAwayEnds()
{
    Stage stage;
    stage.alerts.watchFor({watched(u"TRUE"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + minute)});
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.watchFor({});
    QTRY_COMPARE(stage.titles(), QStringList());
}

void AlertsMatchedTest::whatWasCountedStaysWhenOtherRulesChange()
{
    Stage stage;
    stage.alerts.watchFor({watched(u"outcome = 'lost'"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + minute)});
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.watchFor({watched(u"FALSE"_s), watched(u"outcome = 'lost'"_s)});
    stage.link.tell({journal(JournalKind::Lost, "operations", "state", start + 2 * minute)});
    QTRY_COMPARE(stage.only().finding.what, u"Matched 2 times, the last by LidEvent CR-1."_s);
}

CURBSIDE_WINDOW_TEST(AlertsMatchedTest)

} // namespace tst_alerts_matched

#include "tst_alerts_matched.moc"
