// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/http_server.h"
#include "services/runtime/http/request_head.h"

#include <QByteArray>

#include <memory>

namespace curbside {

/// Takes one HTTP/1.1 request out of a stream of bytes, as far as the limits allow. Strict: whatever could be understood in
/// two ways is a fault.
class RequestParser
{
public:
    enum class Progress {
        NeedsMore, ///< more bytes, that is
        HeadDone, ///< once, before the body is looked at
        Done,
        Faulty ///< for good: where the next request begins is not known
    };

    /// `limits` must outlive the parser.
    explicit RequestParser(const HttpServer::Limits &limits);
    RequestParser(RequestParser &&) noexcept;
    RequestParser &operator=(RequestParser &&) noexcept;
    ~RequestParser();

    /// Takes off `input` what it understood.
    Progress take(QByteArray &input);

    [[nodiscard]] const RequestHead &head() const;
    [[nodiscard]] QByteArray takeBody();
    [[nodiscard]] bool hasBegun() const;
    [[nodiscard]] bool isBodyTooLong() const; ///< as its length was announced
    [[nodiscard]] bool persists() const; ///< whether the client wants the connection to stay open
    [[nodiscard]] const Problem &fault() const; ///< only when Faulty

    static Problem bodyTooLong();

private:
    class Beast;
    std::unique_ptr<Beast> m_beast;
};

} // namespace curbside
