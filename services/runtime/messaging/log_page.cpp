// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/log_page.h"

#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::expected<qint64, Problem> number(const Request &request, QStringView name, qint64 absent, qint64 least,
                                      qint64 most)
{
    const auto text = request.queryValue(name);
    if (!text)
        return absent;
    bool isNumber = false;
    const qint64 value = text->toLongLong(&isNumber);
    if (!isNumber || value < least || value > most)
        return std::unexpected(
            Problem::unprocessable(u"?%1"_s.arg(name), u"is not a number from %1 to %2"_s.arg(least).arg(most)));
    return value;
}

} // namespace

std::expected<LogPage, Problem> LogPage::from(const Request &request, const QByteArray &epoch, qint64 first,
                                              qint64 last, qint64 mostItems)
{
    const auto after = number(request, u"after", first - 1, 0, std::numeric_limits<qint64>::max());
    if (!after)
        return std::unexpected(after.error());
    const auto limit = number(request, u"limit", 100, 0, mostItems);
    if (!limit)
        return std::unexpected(limit.error());
    const auto wanted = request.queryValue(u"epoch");
    if (wanted && !wanted->isEmpty() && wanted->toUtf8() != epoch)
        return std::unexpected(
            Problem::conflict(u"the log has another epoch, %1: read the lists and go on from the last entry, %2"_s
                                  .arg(QString::fromLatin1(epoch))
                                  .arg(last)));
    if (*after > last)
        return std::unexpected(Problem::conflict(
            u"the log ends at %1: it was rolled back; read the lists and go on from there"_s.arg(last)));
    if (*after + 1 < first)
        return std::unexpected(Problem{
            410, u"the log begins at %1: read the lists and go on from the last entry, %2"_s.arg(first).arg(last), {}});
    return LogPage{*after, *limit};
}

Response LogPage::write(const QByteArray &epoch, qint64 first, qint64 last,
                        const std::function<void(JsonWriter &)> &writeItems) const
{
    JsonWriter json;
    json.beginObject();
    json.member("epoch", epoch);
    json.member("first", first);
    json.member("last", last);
    json.key("items").beginArray();
    writeItems(json);
    json.endArray().endObject();
    return Response::json(json.take());
}

} // namespace curbside
