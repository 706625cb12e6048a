// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QByteArray>
#include <QTcpSocket>

#include <optional>
#include <utility>
#include <vector>

namespace curbside {

using HttpFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// What an HTTP server answered; status 0 when it did not.
struct HttpReply
{
    int status = 0;
    HttpFields fields;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const;
    /// A member of the body, as text or as JSON; empty when there is none.
    [[nodiscard]] QString text(std::string_view member) const;
    [[nodiscard]] QByteArray json(std::string_view member) const;
    /// The members of that name of each of the body's items.
    [[nodiscard]] QStringList texts(std::string_view member) const;
};

/// What is sent: fields given here come before, and instead of, those that are sent by themselves (Host, Authorization,
/// Content-Type with a body). A field with an empty value is left out.
struct HttpAsk
{
    QByteArray method = "GET";
    QByteArray target;
    QByteArray body{};
    HttpFields fields{};
};

/// A connection of its own to one port of a platform, kept open between requests.
class HttpTalk
{
public:
    HttpTalk(quint16 port, QByteArray token);

    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const HttpAsk &ask);
    void sendRaw(const QByteArray &bytes);
    /// `method` is that of the request: the answer to HEAD has no body.
    [[nodiscard]] HttpReply receive(const QByteArray &method = "GET");
    [[nodiscard]] HttpReply ask(const HttpAsk &ask);

private:
    bool readUntil(qsizetype size);

    quint16 m_port;
    QByteArray m_token;
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace curbside
