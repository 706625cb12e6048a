// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/http_talk.h"

#include "tests/app/program.h"

#include <QHostAddress>

#include <algorithm>

namespace curbside {

namespace {

JsonValue memberOf(const std::optional<JsonDocument> &document, std::string_view member)
{
    return document ? document->root()[member] : JsonValue();
}

std::optional<JsonDocument> parsed(const QByteArray &body)
{
    auto document = JsonDocument::parse(body);
    return document ? std::optional(std::move(*document)) : std::nullopt;
}

bool names(const HttpFields &fields, const QByteArray &name)
{
    return std::any_of(fields.begin(), fields.end(),
                       [&](const auto &field) { return field.first.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace

QByteArray HttpReply::field(const QByteArray &name) const
{
    const auto found = std::ranges::find(fields, name.toLower(), &std::pair<QByteArray, QByteArray>::first);
    return found == fields.end() ? QByteArray() : found->second;
}

QString HttpReply::text(std::string_view member) const
{
    const auto document = parsed(body);
    return memberOf(document, member).toString().value_or(QString());
}

QByteArray HttpReply::json(std::string_view member) const
{
    const auto document = parsed(body);
    const JsonValue value = memberOf(document, member);
    return value.isAbsent() ? QByteArray() : value.toJson();
}

QStringList HttpReply::texts(std::string_view member) const
{
    QStringList all;
    const auto document = parsed(body);
    memberOf(document, "items").forEachItem([&](JsonValue item) {
        all.push_back(item[member].toString().value_or(QString()));
    });
    return all;
}

HttpTalk::HttpTalk(quint16 port, QByteArray token) : m_port(port), m_token(std::move(token))
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    m_socket.waitForConnected(patienceMs);
}

void HttpTalk::sendRaw(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patienceMs)) {
    }
}

void HttpTalk::send(const HttpAsk &ask)
{
    HttpFields fields = ask.fields;
    const auto unlessGiven = [&](const QByteArray &name, const QByteArray &value) {
        if (!names(fields, name))
            fields.emplace_back(name, value);
    };
    unlessGiven("Host", "127.0.0.1:" + QByteArray::number(m_port));
    unlessGiven("Authorization", "Bearer " + m_token);
    if (!ask.body.isEmpty())
        unlessGiven("Content-Type", "application/json");
    if (!ask.body.isEmpty() || ask.method == "POST" || ask.method == "PUT")
        unlessGiven("Content-Length", QByteArray::number(ask.body.size()));
    QByteArray text = ask.method + ' ' + ask.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : fields) {
        if (!value.isEmpty())
            text += name + ": " + value + "\r\n";
    }
    sendRaw(text + "\r\n" + ask.body);
}

bool HttpTalk::readUntil(qsizetype size)
{
    while (m_received.size() < size) {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patienceMs))
            return false;
        m_received += m_socket.readAll();
    }
    return true;
}

HttpReply HttpTalk::receive(const QByteArray &method)
{
    qsizetype end = -1;
    while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
        if (!readUntil(m_received.size() + 1))
            return {};
    }
    HttpReply reply;
    QByteArrayList lines = m_received.first(end).split('\n');
    reply.status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        reply.fields.emplace_back(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = method == "HEAD" ? 0 : reply.field("content-length").toLongLong();
    if (!readUntil(end + 4 + length))
        return {};
    reply.body = m_received.sliced(end + 4, length);
    m_received.remove(0, end + 4 + length);
    return reply;
}

HttpReply HttpTalk::ask(const HttpAsk &ask)
{
    send(ask);
    return receive(ask.method);
}

} // namespace curbside
