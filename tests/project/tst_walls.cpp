// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace tst_walls {

using namespace Qt::StringLiterals;

// The walls are kept by the build: with the include path that CMake gives to a floor, the header of a neighbour is not there.
class WallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aNeighboursHeaderDoesNotCompile_data();
    void aNeighboursHeaderDoesNotCompile();
    void aServicesOwnHeaderIsFound_data();
    void aServicesOwnHeaderIsFound();
};

namespace {

const QStringList services{u"integrations"_s, u"deliveries"_s, u"dispatch"_s, u"operations"_s, u"state"_s};
const QStringList outsiders{u"runtime"_s, u"cesql"_s,     u"graphql"_s, u"subgraph"_s, u"world"_s,
                            u"gateway"_s, u"warehouse"_s, u"capture"_s, u"widgets"_s};

// The include path of a floor, as the build has it; empty for one that is not built.
QStringList includePath(const QString &floor)
{
    QFile file(QStringLiteral(CURBSIDE_INCLUDE_PATHS "/") + floor);
    if (!file.open(QFile::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QString aHeaderOf(const QString &service)
{
    const QString folder = u"services/%1/"_s.arg(service);
    const QDir dir(QStringLiteral(CURBSIDE_SOURCE_DIR "/") + folder);
    const QStringList headers = dir.entryList({u"*.h"_s}, QDir::Files, QDir::Name);
    return headers.isEmpty() ? QString() : folder + headers.first();
}

bool isBuilt(const QString &service)
{
    return !includePath(service).isEmpty() && !aHeaderOf(service).isEmpty();
}

struct Compilation
{
    int exitCode = -1;
    QString errors;
};

// Only so far as to find the headers that the one line itself names.
Compilation compiled(const QString &floor, const QString &header)
{
    QStringList arguments{u"-std=c++23"_s, u"-E"_s, u"-fdirectives-only"_s, u"-x"_s, u"c++"_s,
                          u"-"_s,          u"-o"_s, u"/dev/null"_s};
    for (const QString &folder : includePath(floor))
        arguments += {u"-I"_s, folder};
    QProcess compiler;
    compiler.setProcessEnvironment([] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, u"C"_s);
        return environment;
    }());
    // A quoted include is looked for in the working folder too: it must not be the root of the repository.
    compiler.setWorkingDirectory(QStringLiteral(CURBSIDE_INCLUDE_PATHS));
    compiler.start(QStringLiteral(CURBSIDE_COMPILER), arguments);
    compiler.write(u"#include \"%1\"\n"_s.arg(header).toUtf8());
    compiler.closeWriteChannel();
    if (!compiler.waitForFinished() || compiler.exitStatus() != QProcess::NormalExit)
        return {};
    return {compiler.exitCode(), QString::fromUtf8(compiler.readAllStandardError())};
}

} // namespace

void WallsTest::initTestCase()
{
    if (std::none_of(services.begin(), services.end(), isBuilt))
        QSKIP("no service is built, so there is no wall to try");
}

void WallsTest::aNeighboursHeaderDoesNotCompile_data()
{
    QTest::addColumn<QString>("floor");
    QTest::addColumn<QString>("neighbour");
    for (const QString &floor : services + outsiders) {
        for (const QString &neighbour : services) {
            if (floor != neighbour && isBuilt(neighbour) && !includePath(floor).isEmpty())
                QTest::addRow("%s cannot see %s", qPrintable(floor), qPrintable(neighbour)) << floor << neighbour;
        }
    }
}

void WallsTest::aNeighboursHeaderDoesNotCompile()
{
    QFETCH(const QString, floor);
    QFETCH(const QString, neighbour);
    const QString header = aHeaderOf(neighbour);
    const Compilation result = compiled(floor, header);
    QVERIFY2(result.exitCode > 0, "the wall has a hole: it compiles");
    QVERIFY2(result.errors.contains(u"%1: No such file"_s.arg(header)), qPrintable(result.errors));
}

void WallsTest::aServicesOwnHeaderIsFound_data()
{
    QTest::addColumn<QString>("service");
    for (const QString &service : services) {
        if (isBuilt(service))
            QTest::newRow(qPrintable(service)) << service;
    }
}

void WallsTest::aServicesOwnHeaderIsFound()
{
    QFETCH(const QString, service);
    const Compilation result = compiled(service, aHeaderOf(service));
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
}

CURBSIDE_TEST(WallsTest)

} // namespace tst_walls

#include "tst_walls.moc"
