// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/working_platform.h"

#include "services/runtime/json/json.h"

#include <QDir>
#include <QFile>

#include <sys/socket.h>
#include <sys/time.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostAnswer = 64 << 20;

std::unexpected<Failure> silent(quint16 port, const QString &why)
{
    return std::unexpected(Failure{
        ExitStatus::Machine,
        u"the platform at 127.0.0.1:%1 does not answer (%2): try again, or stop it first"_s.arg(port).arg(why)});
}

/// A socket, closed with this object.
class Connection
{
public:
    explicit Connection(quint16 port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{.tv_sec = 60, .tv_usec = 0}; // without a byte
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        m_isOpen = ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] bool send(const QByteArray &bytes) const
    {
        return m_isOpen
            && ::send(m_socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL)
            == bytes.size();
    }
    /// Everything until the other side closes; nothing when it does not.
    [[nodiscard]] std::optional<QByteArray> receiveAll() const
    {
        QByteArray all;
        char part[1 << 14];
        for (;;) {
            const ssize_t read = ::recv(m_socket, part, sizeof part, 0);
            if (read < 0 || all.size() > mostAnswer)
                return std::nullopt;
            if (read == 0)
                return all;
            all.append(part, static_cast<qsizetype>(read));
        }
    }

private:
    int m_socket;
    bool m_isOpen = false;
};

} // namespace

std::optional<WorkingPlatform> WorkingPlatform::find(const QString &folder)
{
    const QString path = QDir(folder).filePath(u"lock"_s);
    const int lock = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return std::nullopt;
    const bool isHeld = ::flock(lock, LOCK_SH | LOCK_NB) != 0;
    ::close(lock);
    if (!isHeld)
        return std::nullopt;
    WorkingPlatform platform;
    QFile said(path);
    if (said.open(QFile::ReadOnly)) {
        if (const auto json = JsonDocument::parse(said.read(4096)))
            json->root()["ports"].forEachItem(
                [&](JsonValue port) { platform.ports.push_back(static_cast<quint16>(port.toInteger().value_or(0))); });
    }
    QFile token(QDir(folder).filePath(u"token"_s));
    if (token.open(QFile::ReadOnly))
        platform.token = token.read(4096).trimmed();
    return platform;
}

std::expected<QByteArray, Failure> WorkingPlatform::get(std::size_t endpoint, const QByteArray &path) const
{
    const quint16 port = ports.at(endpoint);
    const Connection connection(port);
    if (!connection.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
                         + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n"))
        return silent(port, u"no connection"_s);
    const auto answer = connection.receiveAll();
    const qsizetype head = answer ? answer->indexOf("\r\n\r\n") : -1;
    if (head < 0)
        return silent(port, u"nothing came"_s);
    const QByteArray body = answer->sliced(head + 4);
    const int status = answer->sliced(0, head).split(' ').value(1).toInt();
    if (status == 200)
        return body;
    const auto problem = JsonDocument::parse(body);
    return silent(port,
                  problem ? problem->root()["detail"].toString().value_or(QString::number(status))
                          : QString::number(status));
}

} // namespace curbside
