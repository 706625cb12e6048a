// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/working_platform.h"
#include "services/hosting/workspace.h"

#include "tests/hosting/made_workspace.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace tst_workspace {

using namespace curbside;
using namespace Qt::StringLiterals;

class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAbsentFolderBecomesAWorkspace();
    void itsTokenStaysTheSame();
    void onlyOneHoldsIt();
    void anotherScenarioIsRefused();
    void anotherSeedIsRefused();
    void whatEndedInOrderIsRemembered();
    void whatWasNewIsTakenBack();
    void whatWasThereIsNotTakenBack();
    void onlyTheNewestEndsAreKept();
    void aWorkedInWorkspaceNeedsItsFiles_data();
    void aWorkedInWorkspaceNeedsItsFiles();
    void aWorkspaceThatWasNeverWorkedInNeedsNone();
    void aWarehouseIsNotedWithoutItsPassword();
    void portsAreFoundWhileItIsHeld();

private:
    [[nodiscard]] QString folder() const { return m_place->filePath(u"w"_s); }
    static WorkspaceDescription wanted() { return {u"small-busy"_s, "abc", 3, {}}; }

    std::unique_ptr<QTemporaryDir> m_place;
};

void WorkspaceTest::init()
{
    m_place = std::make_unique<QTemporaryDir>();
}

void WorkspaceTest::anAbsentFolderBecomesAWorkspace()
{
    const auto workspace = Workspace::open(m_place->filePath(u"some/where/w"_s), wanted());
    QVERIFY(workspace);
    const auto read = WorkspaceDescription::read((*workspace)->folder());
    QVERIFY(read);
    QCOMPARE(read->scenario, u"small-busy"_s);
    QCOMPARE(read->scenarioDigest, QByteArray("abc"));
    QCOMPARE(read->seed, quint64(3));
    QVERIFY(read->ended.empty());
}

void WorkspaceTest::itsTokenStaysTheSame()
{
    const QByteArray first = (*Workspace::open(folder(), wanted()))->token();
    QCOMPARE(first.size(), 64);
    QCOMPARE((*Workspace::open(folder(), wanted()))->token(), first);
}

void WorkspaceTest::onlyOneHoldsIt()
{
    const auto first = Workspace::open(folder(), wanted());
    const auto second = Workspace::open(folder(), wanted());
    QVERIFY(first);
    QVERIFY(!second);
    QCOMPARE(second.error().status, ExitStatus::Machine);
}

void WorkspaceTest::anotherScenarioIsRefused()
{
    QVERIFY(Workspace::open(folder(), wanted()));
    WorkspaceDescription other = wanted();
    other.scenarioDigest = "def";
    const auto refused = Workspace::open(folder(), other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().status, ExitStatus::WrongUsage);
}

void WorkspaceTest::anotherSeedIsRefused()
{
    QVERIFY(Workspace::open(folder(), wanted()));
    WorkspaceDescription other = wanted();
    other.seed = 4;
    const auto refused = Workspace::open(folder(), other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().status, ExitStatus::WrongUsage);
}

void WorkspaceTest::whatEndedInOrderIsRemembered()
{
    QVERIFY((*Workspace::open(folder(), wanted()))->noteEnded({1, fromMicroseconds(17), "digest"}));
    const auto again = Workspace::open(folder(), wanted());
    const auto &ended = (*again)->description().ended;
    QCOMPARE(ended.size(), std::size_t(1));
    QCOMPARE(ended.front().number, 1);
    QCOMPARE(toMicroseconds(ended.front().endedAt), 17);
    QCOMPARE(ended.front().digest, QByteArray("digest"));
}

void WorkspaceTest::whatWasNewIsTakenBack()
{
    (*Workspace::open(folder(), wanted()))->discardIfNew();
    QVERIFY(!QFile::exists(folder()));
}

void WorkspaceTest::whatWasThereIsNotTakenBack()
{
    QVERIFY(Workspace::open(folder(), wanted()));
    (*Workspace::open(folder(), wanted()))->discardIfNew();
    QVERIFY(WorkspaceDescription::read(folder()));
}

void WorkspaceTest::onlyTheNewestEndsAreKept()
{
    QVERIFY(Workspace::open(folder(), wanted()));
    WorkspaceDescription crowded = wanted();
    for (qint64 number = 1; number <= 10'000; ++number)
        crowded.ended.push_back({number, {}, {}});
    QVERIFY(crowded.write(folder()));
    const auto again = Workspace::open(folder(), wanted());
    QVERIFY((*again)->noteEnded({10'001, {}, {}}));
    QCOMPARE((*again)->description().ended.size(), std::size_t(10'000));
    QCOMPARE((*again)->description().ended.back().number, 10'001);
}

void WorkspaceTest::aWorkedInWorkspaceNeedsItsFiles_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"inputs.log", "operations.sqlite", "deliveries.sqlite", "state.sqlite", "dispatch.sqlite",
                             "integrations.sqlite", "world.sqlite"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void WorkspaceTest::aWorkedInWorkspaceNeedsItsFiles()
{
    QFETCH(QString, name);
    const MadeWorkspace workspace;
    QVERIFY(checkFiles(workspace.folder()));
    QVERIFY(QFile::remove(QDir(workspace.folder()).filePath(name)));
    const auto checked = checkFiles(workspace.folder());
    QVERIFY(!checked);
    QCOMPARE(checked.error().status, ExitStatus::Machine);
    QVERIFY(checked.error().text.contains(name));
}

void WorkspaceTest::aWorkspaceThatWasNeverWorkedInNeedsNone()
{
    const auto workspace = Workspace::open(folder(), wanted());
    QVERIFY(checkFiles(folder()));
}

void WorkspaceTest::aWarehouseIsNotedWithoutItsPassword()
{
    WorkspaceDescription wish = wanted();
    wish.warehouse = u"postgresql://user:secret@host/base?schema=one&password=secret"_s;
    const auto kept = [&](const WorkspaceDescription &description) {
        const auto workspace = Workspace::open(folder(), description);
        return workspace ? (*workspace)->description().warehouse : workspace.error().text;
    };
    QCOMPARE(kept(wish), u"postgresql://user@host/base?schema=one"_s);
    QCOMPARE(kept(wanted()), u"postgresql://user@host/base?schema=one"_s); // who wishes nothing changes nothing
    QCOMPARE(WorkspaceDescription::read(folder())->warehouse, u"postgresql://user@host/base?schema=one"_s);
    QFile file(folder() + u"/workspace.json"_s);
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
    wish.warehouse = u"sqlite"_s;
    QCOMPARE(kept(wish), QString());
    QCOMPARE(kept(wanted()), QString());
}

void WorkspaceTest::portsAreFoundWhileItIsHeld()
{
    QVERIFY(!WorkingPlatform::find(folder()));
    {
        const auto workspace = Workspace::open(folder(), wanted());
        QVERIFY(workspace);
        QVERIFY(WorkingPlatform::find(folder())->ports.empty());
        (*workspace)->noteServing({4001, 4002});
        QVERIFY(!Workspace::open(folder(), wanted())); // and leaves word as it is
        const auto found = WorkingPlatform::find(folder());
        QCOMPARE(found->ports, (std::vector<quint16>{4001, 4002}));
        QCOMPARE(found->token, (*workspace)->token());
    }
    QVERIFY(!WorkingPlatform::find(folder()));
    QCOMPARE(QFileInfo(folder() + u"/lock"_s).size(), 0);
}

CURBSIDE_TEST(WorkspaceTest)

} // namespace tst_workspace

#include "tst_workspace.moc"
