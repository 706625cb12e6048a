// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed over and kept: the page is about this shift, what does not fit is counted, and no line of the audit log is
// lost where several consoles write to it.
#include "tests/support/test_class.h"
#include "tests/widgets/alert_stage.h"
#include "widgets/alerts/handover.h"
#include "widgets/audit/person_name.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

namespace tst_handover {

using namespace curbside;
using namespace curbside::alert_stage;

namespace {

AuditEntry entryOf(const QString &action)
{
    AuditEntry entry;
    entry.action = action;
    return entry;
}

} // namespace

class HandoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void actionsOfOtherRunsAreNotHandedOver_data();
    void actionsOfOtherRunsAreNotHandedOver();
    void actionsBeyondThePageAreCounted();
    void twoConsolesLoseNoLine();

private:
    [[nodiscard]] std::unique_ptr<AuditLog> openLog();
    [[nodiscard]] QByteArray keptLines() const;
    void keep(const QByteArray &line);
    [[nodiscard]] HandoverReport::Section actionsOf(const AuditLog &log) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<PersonName> m_person;
    std::unique_ptr<Stage> m_stage;
};

void HandoverTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"curbside.ini"_s), QSettings::IniFormat);
    m_person = std::make_unique<PersonName>(nullptr);
    m_stage = std::make_unique<Stage>();
}

std::unique_ptr<AuditLog> HandoverTest::openLog()
{
    return std::make_unique<AuditLog>(m_stage->link, m_stage->entities, *m_person, m_settings.get());
}

QByteArray HandoverTest::keptLines() const
{
    QFile file(m_folder->filePath(u"audit.jsonl"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void HandoverTest::keep(const QByteArray &line)
{
    QFile file(m_folder->filePath(u"audit.jsonl"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write(line + '\n');
}

HandoverReport::Section HandoverTest::actionsOf(const AuditLog &log) const
{
    return handoverReport(m_stage->link, m_stage->entities, m_stage->alerts, log, {}).sections.back();
}

void HandoverTest::actionsOfOtherRunsAreNotHandedOver_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("another scenario") << QByteArray(
        R"({"at":"2026-03-02T11:00:30.000Z","scenario":"elsewhere","action":"Hold robot","answer":"done"})");
    QTest::newRow("later than now, so of another run") << QByteArray(
        R"({"at":"2026-03-02T18:00:00.000Z","scenario":"scripted","action":"Hold robot","answer":"done"})");
}

void HandoverTest::actionsOfOtherRunsAreNotHandedOver()
{
    QFETCH(const QByteArray, line);
    keep(line);
    const auto log = openLog();
    QCOMPARE(log->entries.rowCount(), 1);
    QCOMPARE(actionsOf(*log).lines.size(), 0U);
    log->note(entryOf(u"Release robot"_s));
    QCOMPARE(actionsOf(*log).lines.size(), 1U);
    QCOMPARE(actionsOf(*log).leftOut, 0U);
}

void HandoverTest::actionsBeyondThePageAreCounted()
{
    const auto log = openLog();
    for (int i = 0; i < 27; ++i)
        log->note(entryOf(u"Release robot"_s));
    const auto section = actionsOf(*log);
    QCOMPARE(section.lines.size(), 20U);
    QCOMPARE(section.leftOut, 7U);
}

void HandoverTest::twoConsolesLoseNoLine()
{
    keep(QByteArray("{}\n").repeated(2 * AuditLog::mostKept - 1) + "{}");
    const auto first = openLog();
    const auto second = openLog();
    for (int i = 0; i < 10; ++i)
        second->note(entryOf(u"Hold robot"_s));
    first->note(entryOf(u"Take alert"_s));
    const QByteArray lines = keptLines();
    QCOMPARE(lines.count("Hold robot"), 10);
    QCOMPARE(lines.count("Take alert"), 1);
    QVERIFY(lines.count('\n') < 2 * qsizetype(AuditLog::mostKept)); // what is too old was taken out
}

CURBSIDE_WINDOW_TEST(HandoverTest)

} // namespace tst_handover

#include "tst_handover.moc"
