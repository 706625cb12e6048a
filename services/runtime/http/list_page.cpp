// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/list_page.h"

#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<ListPage, Problem> ListPage::from(const Request &request)
{
    ListPage page;
    if (const auto limit = request.queryValue(u"limit")) {
        bool isNumber = false;
        page.limit = limit->toLongLong(&isNumber);
        if (!isNumber || page.limit < 1 || page.limit > mostItems)
            return std::unexpected(
                Problem::unprocessable(u"?limit"_s, u"is not a number from 1 to %1"_s.arg(mostItems)));
    }
    page.cursor = request.queryValue(u"cursor").value_or(QString());
    return page;
}

Response ListPage::write(const std::function<QString(JsonWriter &)> &writeNext) const
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    QString last;
    QString next;
    for (qint64 written = 0; written <= limit; ++written) {
        JsonWriter item;
        const QString key = writeNext(item);
        if (key.isEmpty())
            break;
        if (written == limit) {
            next = last;
            break;
        }
        json.raw(item.take());
        last = key;
    }
    json.endArray();
    if (!next.isEmpty())
        json.member("next", next);
    json.endObject();
    return Response::json(json.take());
}

} // namespace curbside
