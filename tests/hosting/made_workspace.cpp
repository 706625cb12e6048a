// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hosting/made_workspace.h"

#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString run(const QString &path, const QString &sql)
{
    const QString name = u"made-workspace"_s;
    QString value;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(path);
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        if (query.next())
            value = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(name);
    return value;
}

/// Simulated once; the tests work on copies.
void simulate(const QTemporaryDir &place)
{
    const auto settings = RunSettings::from(
        {.workspace = {}, .scenario = u"small-busy"_s, .seed = u"1"_s, .runFor = u"3m"_s, .faults = {}});
    if (!settings)
        qFatal("%s", qPrintable(settings.error().text));
    Simulation::Options options;
    options.scenario = settings->scenario;
    options.folder = place.filePath(u"making"_s);
    options.runFor = settings->runFor;
    options.faults = settings->faults;
    auto simulation = Simulation::open(std::move(options));
    if (!simulation || !(*simulation)->run() || !(*simulation)->keepAs(place.filePath(u"w"_s), u"small-busy"_s))
        qFatal("the workspace cannot be made");
}

QString templateFolder()
{
    static const QTemporaryDir place;
    if (!QDir(place.filePath(u"w"_s)).exists())
        simulate(place);
    return place.filePath(u"w"_s);
}

} // namespace

MadeWorkspace::MadeWorkspace()
{
    const QDir source(templateFolder());
    QDir().mkpath(folder());
    for (const QString &name : source.entryList(QDir::Files))
        QFile::copy(source.filePath(name), QDir(folder()).filePath(name));
}

void MadeWorkspace::execute(const QString &database, const QString &sql) const
{
    run(QDir(folder()).filePath(database + u".sqlite"_s), sql);
}

QString MadeWorkspace::value(const QString &database, const QString &sql) const
{
    return run(QDir(folder()).filePath(database + u".sqlite"_s), sql);
}

} // namespace curbside
