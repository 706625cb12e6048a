// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/verification.h"

#include "services/runtime/json/json.h"
#include "tests/hosting/made_workspace.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_verifier {

using namespace curbside;
using namespace Qt::StringLiterals;

// What the verifier says of a workspace in the middle of its day, and of the same one after its rows were tampered with.
class VerifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUntouchedWorkspaceHasNoBreach();
    void aTamperedRowIsFound_data();
    void aTamperedRowIsFound();
    void onlyABreachIsUnclean();
    void theJsonSaysTheSameAsTheText();

private:
    static QStringList textsOf(const Verification &verification);
};

QStringList VerifierTest::textsOf(const Verification &verification)
{
    QStringList texts = verification.toText().split(u'\n', Qt::SkipEmptyParts);
    texts.removeLast(); // the counts
    return texts;
}

void VerifierTest::anUntouchedWorkspaceHasNoBreach()
{
    const MadeWorkspace workspace;
    const auto verification = verifyDatabases(workspace.folder());
    QVERIFY(verification);
    QVERIFY2(verification->isClean(), qUtf8Printable(verification->toText()));
    QCOMPARE(verification->count(Finding::Kind::ForAPerson), std::size_t(0));
    QVERIFY(verification->count(Finding::Kind::InFlight) > 0); // the day is not over
}

void VerifierTest::aTamperedRowIsFound_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("found"); // the beginning of a line that was not there before
    const auto row = [](const char *name, const QString &database, const QString &sql, const QString &found) {
        QTest::newRow(name) << database << sql << found;
    };
    row("an event that is gone", u"deliveries"_s, u"DELETE FROM outbox WHERE sequence = 5"_s,
        u"breach: deliveries.outbox:"_s);
    row("more taken over than published", u"deliveries"_s,
        u"UPDATE inbox SET position = position + 1000 WHERE source = 'state'"_s, u"breach: deliveries.inbox:"_s);
    row("less taken over than published", u"deliveries"_s,
        u"UPDATE inbox SET position = position - 1 WHERE source = 'state'"_s, u"in flight: deliveries.inbox:"_s);
    row("an outbox of another epoch", u"state"_s, u"UPDATE meta SET value = 'other' WHERE key = 'epoch'"_s,
        u"in flight: deliveries.inbox: state has a new epoch"_s);
    row("a consumer that expired", u"state"_s, u"UPDATE outbox_consumer SET expired_at = 1 WHERE name = 'dispatch'"_s,
        u"for a person: state.outbox: the consumer dispatch"_s);
    row("an event given up", u"dispatch"_s,
        u"INSERT INTO dead_letter VALUES ('e', 'state', 3, 'T', 'CR-0001', '{}', 'no use', 4, 1, 2, '[]')"_s,
        u"for a person: dispatch.dead_letter: T about CR-0001 was given up after 4 attempts: no use"_s);
    row("an event that is tried again", u"dispatch"_s,
        u"INSERT INTO inbox_parked VALUES ('state', 3, 'e', 'T', 'CR-0001', '{}', 1, 1, 2, 'not now', '[]')"_s,
        u"in flight: dispatch.inbox_parked: T 3 about CR-0001: not now"_s);
    row("an event that nobody will try again", u"dispatch"_s,
        u"INSERT INTO inbox_parked VALUES ('state', 3, 'e', 'T', 'CR-0001', '{}', 1, 1, NULL, 'not now', '[]')"_s,
        u"breach: dispatch.inbox_parked:"_s);
    row("a timer that was forgotten", u"operations"_s,
        u"INSERT INTO timer (kind, subject, due_at) VALUES ('robot-lost', 'CR-0001', 1)"_s,
        u"breach: operations.timer: robot-lost of CR-0001"_s);
    row("a timer of a service that is down", u"operations"_s,
        u"UPDATE message_count SET at = at - 3600000000;"
        "INSERT INTO timer (kind, subject, due_at) SELECT 'robot-lost', 'CR-0001', at + 1000000 FROM message_count"_s,
        u"in flight: operations.timer: robot-lost of CR-0001"_s);
    row("a call that was forgotten", u"deliveries"_s,
        u"INSERT INTO call_intent VALUES ('c', 'k', 's', 'state', 'POST', '/x', '', '', NULL, 2, 1, 1, NULL)"_s,
        u"breach: deliveries.call_intent: POST /x at state"_s);
    row("a saga that waits for a person", u"deliveries"_s, u"UPDATE saga SET state = 'Stuck' WHERE ended_at IS NULL"_s,
        u"for a person: deliveries.saga:"_s);
    row("a delivery without its saga", u"deliveries"_s, u"UPDATE saga SET ended_at = 1 WHERE ended_at IS NULL"_s,
        u"breach: deliveries.delivery:"_s);
    row("an attempt that others name", u"deliveries"_s,
        u"DELETE FROM attempt WHERE id IN (SELECT id FROM attempt ORDER BY id LIMIT 1)"_s,
        u"breach: operations.task: attempt_id"_s);
    row("a copy that is not what it copies", u"integrations"_s,
        u"UPDATE partner_order SET delivery_status = 'Returned' WHERE delivery_status IS NOT NULL"_s,
        u"breach: integrations.partner_order:"_s);
    row("a robot that does nothing though its task is under way", u"state"_s,
        u"UPDATE robot_state SET task_id = NULL"_s, u"breach: state.robot_state: task_id of CR-"_s);
    row("a copy, kept by a robot's name, whose news is on its way", u"deliveries"_s,
        u"INSERT INTO inbox_parked VALUES ('state', 3, 'e', 'T', 'CR-0001', '{}', 1, 1, 2, 'not now', '[]');"
        "UPDATE delivery SET driver_name = 'Anise', robot_lid = 'Jammed'"_s,
        u"in flight: deliveries.delivery: robot_lid of Anise is Jammed here"_s);
}

void VerifierTest::aTamperedRowIsFound()
{
    QFETCH(QString, database);
    QFETCH(QString, sql);
    QFETCH(QString, found);
    const MadeWorkspace workspace;
    const auto before = verifyDatabases(workspace.folder());
    workspace.execute(database, u"PRAGMA foreign_keys = OFF"_s);
    for (const QString &statement : sql.split(u';'))
        workspace.execute(database, statement);
    const auto after = verifyDatabases(workspace.folder());
    QVERIFY(before && after);
    const QStringList known = textsOf(*before);
    const QStringList told = textsOf(*after);
    QVERIFY2(std::any_of(told.begin(), told.end(),
                         [&](const QString &line) { return line.startsWith(found) && !known.contains(line); }),
             qUtf8Printable(after->toText()));
}

void VerifierTest::onlyABreachIsUnclean()
{
    const MadeWorkspace workspace;
    workspace.execute(u"state"_s, u"UPDATE outbox_consumer SET expired_at = 1 WHERE name = 'dispatch'"_s);
    const auto forAPerson = verifyDatabases(workspace.folder());
    QVERIFY(forAPerson && forAPerson->isClean());
    workspace.execute(u"state"_s, u"DELETE FROM outbox WHERE sequence = 5"_s);
    const auto breached = verifyDatabases(workspace.folder());
    QVERIFY(breached && !breached->isClean());
}

void VerifierTest::theJsonSaysTheSameAsTheText()
{
    const MadeWorkspace workspace;
    workspace.execute(u"state"_s, u"DELETE FROM outbox WHERE sequence = 5"_s);
    const auto verification = verifyDatabases(workspace.folder());
    const auto json = JsonDocument::parse(verification->toJson());
    QVERIFY(json);
    QCOMPARE(json->root()["clean"].toJson(), QByteArray("false"));
    QStringList texts;
    json->root()["findings"].forEachItem([&](JsonValue finding) {
        texts += u"%1: %2: %3"_s.arg(finding["kind"].toString().value_or(QString()),
                                     finding["where"].toString().value_or(QString()),
                                     finding["what"].toString().value_or(QString()));
    });
    QCOMPARE(texts, textsOf(*verification));
}

CURBSIDE_TEST(VerifierTest)

} // namespace tst_verifier

#include "tst_verifier.moc"
