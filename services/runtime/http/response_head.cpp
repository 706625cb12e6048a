// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/response_head.h"

namespace curbside {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void appendTwoDigits(QByteArray &text, unsigned number)
{
    text.append(static_cast<char>('0' + number / 10)).append(static_cast<char>('0' + number % 10));
}

void append(QByteArray &text, std::string_view piece)
{
    text.append(piece.data(), static_cast<qsizetype>(piece.size()));
}

bool fitsOnALine(const QByteArray &text)
{
    return std::ranges::none_of(
        text, [](char byte) { return (static_cast<unsigned char>(byte) < 0x20 && byte != '\t') || byte == 0x7f; });
}

void appendField(QByteArray &head, const QByteArray &name, const QByteArray &value)
{
    if (fitsOnALine(name) && fitsOnALine(value))
        head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

QByteArray httpDate(std::chrono::sys_seconds time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const auto seconds = static_cast<unsigned>((time - day).count());
    QByteArray text;
    append(text, weekdays[std::chrono::weekday{day}.c_encoding()]);
    text.append(", ");
    appendTwoDigits(text, static_cast<unsigned>(date.day()));
    text.append(' ');
    append(text, months[static_cast<unsigned>(date.month()) - 1]);
    text.append(' ').append(QByteArray::number(static_cast<int>(date.year())).rightJustified(4, '0')).append(' ');
    appendTwoDigits(text, seconds / 3600);
    text.append(':');
    appendTwoDigits(text, seconds / 60 % 60);
    text.append(':');
    appendTwoDigits(text, seconds % 60);
    return text.append(" GMT");
}

bool hasBody(int status)
{
    return status != 204 && status != 304;
}

QByteArray responseHead(const Response &response, Persistence persistence, QByteArrayView date)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status).toLatin1();
    head.append("\r\nDate: ").append(date).append("\r\n");
    if (!response.contentType.isEmpty() && hasBody(response.status))
        appendField(head, QByteArrayLiteral("Content-Type"), response.contentType);
    if (response.stream)
        appendField(head, QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
    if (hasBody(response.status) && !response.stream)
        head.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    for (const auto &[name, value] : response.headers)
        appendField(head, name, value);
    if (persistence == Persistence::Close)
        head.append("Connection: close\r\n");
    else if (persistence == Persistence::OpenAsAsked)
        head.append("Connection: keep-alive\r\n");
    return head.append("\r\n");
}

} // namespace curbside
