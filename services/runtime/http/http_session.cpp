// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/http_session.h"

#include "services/runtime/http/response_head.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace curbside {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::string_view continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

asio::const_buffer bufferOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// The way back for one answer, to the connection that waits for it.
class PendingAnswer
{
public:
    PendingAnswer(std::shared_ptr<HttpServerCore> core, std::weak_ptr<HttpSession> session, std::uint64_t request)
        : m_core(std::move(core)), m_session(std::move(session)), m_request(request)
    {}
    PendingAnswer(PendingAnswer &&) = default;
    PendingAnswer &operator=(PendingAnswer &&) = delete;
    ~PendingAnswer()
    {
        if (m_core)
            (*this)(Problem::unavailable(QStringLiteral("The request was dropped without an answer.")));
    }

    void operator()(Response response)
    {
        const auto core = std::exchange(m_core, nullptr);
        if (!core)
            return;
        asio::post(core->io, [session = m_session, request = m_request, response = std::move(response)]() mutable {
            if (const auto waiting = session.lock())
                waiting->deliver(request, std::move(response));
            else if (response.stream)
                response.stream->abandon();
        });
    }

private:
    std::shared_ptr<HttpServerCore> m_core;
    std::weak_ptr<HttpSession> m_session;
    std::uint64_t m_request;
};

} // namespace

HttpSession::HttpSession(const std::shared_ptr<HttpServerCore> &core, QString endpoint, quint16 port,
                         tcp::socket socket)
    : m_core(*core), m_weakCore(core), m_endpoint(std::move(endpoint)), m_port(port), m_socket(std::move(socket)),
      m_timer(core->io), m_parser(core->limits)
{
    m_core.sessions.insert(this);
}

HttpSession::~HttpSession()
{
    m_core.sessions.erase(this);
    if (m_stream)
        m_stream->abandon();
}

void HttpSession::start()
{
    enter(Phase::Receiving, m_core.limits.headerTime);
    read();
}

void HttpSession::refuseAtOnce()
{
    respond(Problem::unavailable(QStringLiteral("There are too many connections.")), true);
}

void HttpSession::deliver(std::uint64_t request, Response response)
{
    if (m_socket.is_open() && m_phase == Phase::Answering && request == m_requestNumber)
        respond(std::move(response), false);
    else if (response.stream)
        response.stream->abandon(); // nobody is there any more, or was told something else
}

void HttpSession::close()
{
    error_code ignored;
    m_socket.close(ignored);
    m_timer.cancel();
    if (m_stream)
        m_stream->abandon();
}

void HttpSession::enter(Phase phase, std::chrono::milliseconds time)
{
    m_phase = phase;
    m_isOverdue = false;
    m_timer.expires_after(time);
    m_timer.async_wait([self = shared_from_this()](error_code error) { self->onTimer(error); });
}

void HttpSession::onTimer(error_code error)
{
    // The wait for an earlier deadline may end, uncancelled, after a later one was set.
    if (error || !m_socket.is_open() || std::chrono::steady_clock::now() < m_timer.expiry())
        return;
    if (m_phase == Phase::Answering) {
        respond(Problem::unavailable(QStringLiteral("The answer took too long.")), false);
    } else if (m_phase == Phase::Streaming && !m_isSendingPiece) {
        sendPiece(m_stream->idlePiece());
    } else if (m_phase == Phase::Streaming) {
        close(); // the client takes nothing
    } else {
        m_isOverdue = true;
        m_socket.cancel(error);
    }
}

void HttpSession::onOverdue()
{
    if (m_phase == Phase::Receiving && hasBegun())
        respond(Problem{408, QStringLiteral("The request did not come in time."), {}}, true);
    else
        close();
}

void HttpSession::read()
{
    m_socket.async_read_some(asio::buffer(m_piece), [self = shared_from_this()](error_code error, std::size_t bytes) {
        self->onRead(error, bytes);
    });
}

void HttpSession::onRead(error_code error, std::size_t bytes)
{
    if (!m_socket.is_open())
        return;
    m_input.append(m_piece.data(), static_cast<qsizetype>(bytes));
    if (m_isOverdue) {
        onOverdue();
    } else if (error == asio::error::eof && m_phase == Phase::Receiving && hasBegun()) {
        respond(Problem::badRequest(QStringLiteral("The request is cut short.")), true);
    } else if (error) {
        close();
    } else {
        if (m_phase == Phase::Idle)
            enter(Phase::Receiving, m_core.limits.headerTime);
        advance();
    }
}

void HttpSession::advance()
{
    RequestParser::Progress progress = m_parser.take(m_input);
    if (progress == RequestParser::Progress::HeadDone) {
        if (!judgeHead())
            return;
        progress = m_parser.take(m_input);
    }
    if (progress == RequestParser::Progress::Done)
        dispatch();
    else if (progress == RequestParser::Progress::Faulty)
        respond(m_parser.fault(), true);
    else
        read();
}

/// Decides by the head whether the body is read; false when something else goes on instead.
bool HttpSession::judgeHead()
{
    const RequestHead &head = m_parser.head();
    auto admitted = admit(head, m_port, m_core.token);
    if (!admitted) {
        respond(std::move(admitted.error()), head.hasBody());
        return false;
    }
    if (m_parser.isBodyTooLong()) {
        respond(RequestParser::bodyTooLong(), true);
        return false;
    }
    m_request = std::move(*admitted);
    if (!head.hasBody())
        return true;
    enter(Phase::Receiving, m_core.limits.headerTime);
    if (!head.expectsContinue() || !m_input.isEmpty())
        return true;
    sendContinue();
    return false;
}

void HttpSession::sendContinue()
{
    asio::async_write(m_socket, asio::buffer(continueLine), [self = shared_from_this()](error_code error, std::size_t) {
        if (!self->m_socket.is_open())
            return;
        if (self->m_isOverdue)
            self->onOverdue();
        else if (error)
            self->close();
        else
            self->advance();
    });
}

void HttpSession::dispatch()
{
    enter(Phase::Answering, m_core.limits.answerTime);
    m_request.body = m_parser.takeBody();
    m_core.onRequest(m_endpoint, std::exchange(m_request, {}),
                     PendingAnswer(m_weakCore.lock(), weak_from_this(), ++m_requestNumber));
}

void HttpSession::respond(Response response, bool isLast)
{
    m_isLast = isLast || response.stream || !m_parser.persists(); // a stream ends with its connection
    complete(response);
    send(response);
}

void HttpSession::complete(Response &response)
{
    const auto isRetryAfter = [](const auto &field) {
        return field.first.compare("Retry-After", Qt::CaseInsensitive) == 0;
    };
    if (response.status == 503 && std::ranges::none_of(response.headers, isRetryAfter))
        response.headers.emplace_back("Retry-After", "1");
    if (!response.problem)
        return;
    const RequestHead &head = m_parser.head();
    TraceContext trace = TraceContext::fromTraceparent(head[HeadField::Traceparent].value);
    if (trace.isNull())
        trace = m_core.newTrace();
    response.renderProblem(pathForProblem(head.target), trace.traceId());
}

void HttpSession::send(const Response &response)
{
    const RequestHead &head = m_parser.head();
    const Persistence open = head.isHttp11 ? Persistence::Open : Persistence::OpenAsAsked;
    m_responseHead = responseHead(response, m_isLast ? Persistence::Close : open, m_core.date());
    m_responseBody = head.method == "HEAD" || !hasBody(response.status) ? QByteArray() : response.body;
    m_stream = head.method == "HEAD" ? nullptr : response.stream;
    enter(Phase::Sending, m_core.limits.headerTime);
    const std::array<asio::const_buffer, 2> pieces{bufferOf(m_responseHead), bufferOf(m_responseBody)};
    asio::async_write(m_socket, pieces,
                      [self = shared_from_this()](error_code error, std::size_t) { self->onSent(error); });
}

void HttpSession::onSent(error_code error)
{
    m_responseHead.clear();
    m_responseBody.clear();
    if (error || !m_socket.is_open())
        close();
    else if (m_stream)
        beginStream();
    else if (m_isLast)
        linger();
    else
        next();
}

void HttpSession::beginStream()
{
    enter(Phase::Streaming, m_core.limits.heartbeatTime);
    m_stream->listen([core = m_weakCore, session = weak_from_this()] {
        if (const auto alive = core.lock())
            asio::post(alive->io, [session] {
                if (const auto self = session.lock())
                    self->continueStream();
            });
    });
    watchClient();
}

/// While a stream goes on, whatever the client sends is left aside; that it has closed is noticed.
void HttpSession::watchClient()
{
    m_socket.async_read_some(asio::buffer(m_piece), [self = shared_from_this()](error_code error, std::size_t) {
        if (self->m_phase != Phase::Streaming)
            return;
        if (error)
            self->close();
        else if (self->m_socket.is_open())
            self->watchClient();
    });
}

void HttpSession::continueStream()
{
    if (m_phase != Phase::Streaming || m_isSendingPiece || !m_socket.is_open())
        return;
    ResponseStream::Piece piece = m_stream->take();
    if (!piece.bytes.isEmpty())
        sendPiece(std::move(piece.bytes));
    else if (piece.isLast)
        linger();
}

void HttpSession::sendPiece(QByteArray bytes)
{
    m_isSendingPiece = true;
    m_responseBody = std::move(bytes);
    enter(Phase::Streaming, m_core.limits.headerTime);
    asio::async_write(m_socket, bufferOf(m_responseBody),
                      [self = shared_from_this()](error_code error, std::size_t) { self->onPieceSent(error); });
}

void HttpSession::onPieceSent(error_code error)
{
    m_isSendingPiece = false;
    m_responseBody.clear();
    if (error || !m_socket.is_open()) {
        close();
        return;
    }
    enter(Phase::Streaming, m_core.limits.heartbeatTime);
    continueStream();
}

void HttpSession::next()
{
    m_parser = RequestParser(m_core.limits);
    if (m_input.isEmpty()) {
        m_input = QByteArray();
        enter(Phase::Idle, m_core.limits.idleTime);
        read();
    } else {
        enter(Phase::Receiving, m_core.limits.headerTime);
        advance();
    }
}

/// To close at once would reset the connection while the client still sends, and take the answer with it.
void HttpSession::linger()
{
    error_code error;
    m_socket.shutdown(tcp::socket::shutdown_send, error);
    m_input = QByteArray();
    if (error) {
        close();
    } else {
        enter(Phase::Lingering, m_core.limits.lingerTime);
        discard();
    }
}

void HttpSession::discard()
{
    m_socket.async_read_some(asio::buffer(m_piece), [self = shared_from_this()](error_code error, std::size_t) {
        if (error || self->m_isOverdue)
            self->close();
        else if (self->m_socket.is_open())
            self->discard();
    });
}

} // namespace curbside
