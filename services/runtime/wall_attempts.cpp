// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/wall_attempts.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"

#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

struct Way
{
    const char *name;
    QString sql;
    QString undo; ///< of what must not have succeeded; empty: it would leave nothing behind
};

std::vector<Way> waysTo(const QString &file, const QString &neighbour)
{
    const QString quotedFile = u'\'' + QString(file).replace(u'\'', u"''"_s) + u'\'';
    const QString quotedName = u'"' + neighbour + u'"';
    return {
        {"Attach", u"ATTACH DATABASE %1 AS %2"_s.arg(quotedFile, quotedName), u"DETACH DATABASE "_s + quotedName},
        {"Read", u"SELECT count(*) FROM %1.sqlite_schema"_s.arg(quotedName), {}},
        {"CopyOver", u"VACUUM INTO "_s + quotedFile, {}},
        {"Extension", u"SELECT load_extension(%1)"_s.arg(quotedFile), {}},
    };
}

/// What SQLite says, without the connection's name and the statement, which the answer has apart.
QString messageOf(const Database &database, const StorageFault &fault, const QString &sql)
{
    QString text = QString::fromUtf8(fault.what());
    const QString lead = database.name() + u": "_s;
    if (text.startsWith(lead))
        text.remove(0, lead.size());
    for (const QString &tail : {u" (%1)"_s.arg(sql), u" ()"_s}) {
        if (text.endsWith(tail))
            text.chop(tail.size());
    }
    return text;
}

void writeAttempt(JsonWriter &json, Database &database, const Way &way)
{
    json.beginObject().member("way", way.name).member("sql", way.sql);
    try {
        database.execute(way.sql);
        if (!way.undo.isEmpty())
            database.execute(way.undo);
        json.member("refused", false);
    } catch (const StorageFault &fault) {
        json.member("refused", true);
        const QString message = messageOf(database, fault, way.sql);
        // A function that is refused is told of by words alone.
        const bool isByAuthorizer = fault.code() == SQLITE_AUTH || message.startsWith(u"not authorized");
        json.member("mechanism", isByAuthorizer ? "Authorizer" : "Schema").member("message", message);
    }
    json.endObject();
}

} // namespace

Response wallResponse(Database &database, const Request &request)
{
    const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    if (!body)
        return Problem::badRequest(body.error().detail);
    Fields fields(body->root());
    const QString neighbour = fields.required<QString>("neighbour");
    if (auto problem = fields.problem())
        return std::move(*problem);
    const bool isName = !neighbour.isEmpty()
        && std::ranges::all_of(neighbour, [](QChar letter) { return letter >= u'a' && letter <= u'z'; });
    const QString file = QFileInfo(database.path()).path() + u'/' + neighbour + u".sqlite"_s;
    if (!isName || neighbour == database.name() || !QFileInfo::exists(file))
        return Problem::unprocessable(u"/neighbour"_s, u"is not another service whose database is here"_s);
    JsonWriter json;
    json.beginObject().member("service", database.name()).member("neighbour", neighbour).key("attempts").beginArray();
    for (const Way &way : waysTo(file, neighbour))
        writeAttempt(json, database, way);
    json.endArray().endObject();
    return Response::json(json.take());
}

} // namespace curbside
