// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/warehouse/postgres_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QStandardPaths>
#include <QTest>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// The folder with initdb of the newest version.
QString programFolder()
{
    const QDir debian(u"/usr/lib/postgresql"_s);
    QStringList versions = debian.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(versions.begin(), versions.end(),
              [](const QString &a, const QString &b) { return a.toInt() > b.toInt(); });
    for (const QString &version : versions) {
        if (QFile::exists(debian.filePath(version + u"/bin/initdb"_s)))
            return debian.filePath(version + u"/bin"_s);
    }
    return QFileInfo(QStandardPaths::findExecutable(u"initdb"_s)).path();
}

/// PostgreSQL refuses to work as root.
const passwd *otherUser()
{
    if (::geteuid() != 0)
        return nullptr;
    const passwd *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

} // namespace

PostgresServer::PostgresServer() : m_programs(programFolder())
{
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s)) {
        m_missing = u"Qt's PostgreSQL driver (libqt6sql6-psql) is not installed"_s;
        return;
    }
    if (!QFile::exists(m_programs + u"/initdb"_s)) {
        m_missing = u"PostgreSQL (postgresql) is not installed"_s;
        return;
    }
    if (const passwd *user = otherUser())
        static_cast<void>(::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) == 0);
    m_missing = u"PostgreSQL cannot be started here"_s;
    if (!run(u"initdb"_s,
             {u"-D"_s, m_folder.filePath(u"data"_s), u"-U"_s, u"owner"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
              u"--locale=C"_s, u"--no-sync"_s}))
        return;
    start();
    const QStringList connection{u"-h"_s, m_folder.path(), u"-U"_s, u"owner"_s};
    if (m_isRunning && run(u"createuser"_s, connection + QStringList{u"curbside"_s})
        && run(u"createdb"_s, connection + QStringList{u"-O"_s, u"curbside"_s, u"curbside"_s}))
        m_missing.clear();
}

PostgresServer::~PostgresServer()
{
    stop();
}

bool PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    if (const passwd *user = otherUser())
        process.setChildProcessModifier([uid = user->pw_uid, gid = user->pw_gid] {
            if (::setgid(gid) != 0 || ::setuid(uid) != 0)
                ::_exit(1);
        });
    process.setWorkingDirectory(m_folder.path());
    process.setStandardOutputFile(QProcess::nullDevice()); // the server keeps what it is given open
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(m_programs + u'/' + program, arguments);
    return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void PostgresServer::start()
{
    m_isRunning = run(u"pg_ctl"_s,
                      {u"start"_s, u"-w"_s, u"-D"_s, m_folder.filePath(u"data"_s), u"-l"_s, m_folder.filePath(u"log"_s),
                       u"-o"_s, u"-c listen_addresses='' -c fsync=off -k "_s + m_folder.path()});
}

void PostgresServer::stop()
{
    if (std::exchange(m_isRunning, false))
        static_cast<void>(
            run(u"pg_ctl"_s, {u"stop"_s, u"-w"_s, u"-m"_s, u"immediate"_s, u"-D"_s, m_folder.filePath(u"data"_s)}));
}

QString PostgresServer::address(const QString &user, const QString &schema) const
{
    return u"postgresql:///curbside?host=%1&user=%2&schema=%3"_s.arg(m_folder.path(), user, schema);
}

QString PostgresServer::newAddress()
{
    return address(u"curbside"_s, u"test_%1"_s.arg(++m_schemas));
}

QString PostgresServer::superuserAddress() const
{
    return address(u"owner"_s, u"test"_s);
}

PostgresServer &postgresServer()
{
    static PostgresServer server;
    return server;
}

void addBackends()
{
    QTest::addColumn<bool>("isRemote");
    QTest::newRow("SQLite") << false;
    QTest::newRow("PostgreSQL") << true;
}

QString backendAddress(const QString &file)
{
    const bool isRemote = *static_cast<bool *>(QTest::qGlobalData("isRemote", qMetaTypeId<bool>()));
    if (!isRemote)
        return file;
    if (postgresServer().missing().isEmpty())
        return postgresServer().newAddress();
    QTest::qSkip(qPrintable(postgresServer().missing()), __FILE__, __LINE__);
    return {};
}

} // namespace curbside
