// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/problem.h"

#include "services/runtime/http/uri_reference.h"
#include "services/runtime/json/json_writer.h"

namespace curbside {

namespace {

struct Phrase
{
    int status;
    std::string_view text;
};

constexpr std::array phrases{
    Phrase{100, "Continue"},
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{304, "Not Modified"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{417, "Expectation Failed"},
    Phrase{422, "Unprocessable Content"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Gateway Timeout"},
    Phrase{505, "HTTP Version Not Supported"},
    Phrase{507, "Insufficient Storage"},
};

} // namespace

QString reasonPhrase(int status)
{
    for (const Phrase &phrase : phrases) {
        if (phrase.status == status)
            return QString::fromLatin1(phrase.text.data(), static_cast<qsizetype>(phrase.text.size()));
    }
    return QStringLiteral("Unknown Status");
}

Problem Problem::notFound(QStringView thing, QStringView id)
{
    return {404, QStringLiteral("There is no %1 %2.").arg(thing, id), {}};
}

Problem Problem::deleted(QStringView thing, QStringView id)
{
    return {410, QStringLiteral("The %1 %2 was deleted.").arg(thing, id), {}};
}

Problem Problem::illegalMove(const QString &from, const QString &to)
{
    return conflict(QStringLiteral("What is %1 cannot become %2.").arg(from, to));
}

Problem Problem::unprocessable(std::vector<FieldError> errors)
{
    const QString detail = errors.size() == 1 ? QStringLiteral("A field is missing or wrong.")
                                              : QStringLiteral("%1 fields are missing or wrong.").arg(errors.size());
    return {422, detail, std::move(errors)};
}

Problem Problem::unprocessable(QString pointer, QString detail)
{
    return unprocessable({FieldError{std::move(pointer), std::move(detail)}});
}

QByteArray Problem::toJson(QStringView instance, QByteArrayView traceId) const
{
    JsonWriter writer;
    writer.beginObject();
    writer.member("type", "about:blank").member("title", reasonPhrase(status)).member("status", status);
    writer.member("detail", detail);
    if (!instance.isEmpty())
        writer.member("instance", uriReference(instance.toString()));
    if (!traceId.isEmpty())
        writer.member("traceId", traceId.toByteArray());
    if (!errors.empty()) {
        writer.key("errors").beginArray();
        for (const FieldError &error : errors) {
            writer.beginObject().member("pointer", error.pointer).member("detail", error.detail);
            writer.endObject();
        }
        writer.endArray();
    }
    writer.endObject();
    return writer.take();
}

} // namespace curbside
