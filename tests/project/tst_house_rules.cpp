// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/house_rules.h"
#include "tests/support/test_class.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

namespace tst_house_rules {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString root = QStringLiteral(CURBSIDE_SOURCE_DIR "/");

QStringList pathsByGit()
{
    QProcess git;
    git.setWorkingDirectory(root);
    git.start(u"git"_s, {u"ls-files"_s, u"-z"_s, u"--cached"_s, u"--others"_s, u"--exclude-standard"_s});
    if (!git.waitForFinished() || git.exitStatus() != QProcess::NormalExit || git.exitCode() != 0)
        return {};
    return QString::fromUtf8(git.readAllStandardOutput()).split(u'\0', Qt::SkipEmptyParts);
}

// For a checkout without git, such as an unpacked archive.
QStringList pathsByWalking()
{
    QStringList paths;
    QDirIterator walk(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next().mid(root.size());
        if (!path.startsWith(u"build/"_s) && !path.startsWith(u".git/"_s) && !path.startsWith(u".cache/"_s))
            paths.append(path);
    }
    return paths;
}

bool isText(const QString &path)
{
    static const QStringList pictures{u"png"_s, u"sqlite"_s, u"curbside"_s, u"zst"_s, u"ttf"_s, u"ico"_s};
    const QFileInfo file(root + path);
    return file.isFile() && !file.isSymLink() && !pictures.contains(file.suffix()) && !path.contains(u"/samples/"_s);
}

} // namespace

class HouseRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileKeeps_data();
    void everyFileKeeps();
    void licencesAreDeclared();

private:
    std::vector<SourceFile> m_files;
    std::vector<HouseRule> m_rules;
};

void HouseRulesTest::initTestCase()
{
    QStringList paths = pathsByGit();
    if (paths.isEmpty())
        paths = pathsByWalking();
    paths.sort();
    m_rules = houseRules(QSet<QString>(paths.begin(), paths.end()));
    for (const QString &path : paths) {
        QFile file(root + path);
        if (isText(path) && file.open(QFile::ReadOnly))
            m_files.push_back({path, QString::fromUtf8(file.readAll())});
    }
    QVERIFY2(m_files.size() > 20, "hardly any file was found: the rules would hold of nothing");
}

void HouseRulesTest::everyFileKeeps_data()
{
    QTest::addColumn<qsizetype>("rule");
    for (std::size_t i = 0; i < m_rules.size(); ++i)
        QTest::newRow(m_rules[i].name) << static_cast<qsizetype>(i);
}

void HouseRulesTest::everyFileKeeps()
{
    QFETCH(const qsizetype, rule);
    QStringList breaches;
    for (const SourceFile &file : m_files)
        breaches += m_rules[static_cast<std::size_t>(rule)].breaches(file);
    QVERIFY2(breaches.isEmpty(), qPrintable(u'\n' + breaches.join(u'\n')));
}

void HouseRulesTest::licencesAreDeclared()
{
    QVERIFY(QFileInfo::exists(root + u"REUSE.toml"_s));
    QFile licence(root + u"LICENSE"_s);
    QVERIFY(licence.open(QFile::ReadOnly));
    QVERIFY(licence.readAll().contains("GNU GENERAL PUBLIC LICENSE\n                       Version 3"));
}

CURBSIDE_TEST(HouseRulesTest)

} // namespace tst_house_rules

#include "tst_house_rules.moc"
