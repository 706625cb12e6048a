// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/request_parser.h"

#include <utility> // before Asio, whose 1.74 forgets it

#include <boost/beast/http/basic_parser.hpp>

namespace curbside {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

Problem lineTooLong()
{
    return {414, QStringLiteral("The request line is longer than is accepted."), {}};
}

Problem headTooLong()
{
    return {431, QStringLiteral("The header is larger than is accepted."), {}};
}

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

QByteArray bytes(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

/// The library's parser: it calls back for each part, and is told by an error code to stop.
class RequestParser::Beast final : public http::basic_parser<true>
{
public:
    explicit Beast(const HttpServer::Limits &limits) : m_limits(limits)
    {
        eager(false); // stops after the header, so that it can be judged before the body is read
        header_limit(std::numeric_limits<std::uint32_t>::max()); // ours are exact
        body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    Progress take(QByteArray &input);
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    [[nodiscard]] QByteArray takeBody() { return std::move(m_body); }
    [[nodiscard]] const Problem &fault() const { return m_fault; }
    [[nodiscard]] bool isBodyTooLong() const
    {
        return is_header_done() && content_length().value_or(0) > m_limits.bodyBytes;
    }

private:
    [[nodiscard]] qsizetype leastUsefulBytes() const;
    Progress fail(Problem problem);
    Progress onHeadDone();
    Progress onNeedMore(QByteArrayView pending);
    void stopWith(Problem problem, error_code &error);
    void countField(error_code &error);

    void on_request_impl(http::verb verb, beast::string_view method, beast::string_view target, int version,
                         error_code &error) override;
    void on_field_impl(http::field field, beast::string_view name, beast::string_view value,
                       error_code &error) override;
    // Overrides something only in later versions of the library, which tell trailers apart.
    // NOLINTNEXTLINE(readability-identifier-naming)
    void on_trailer_field_impl(http::field, beast::string_view, beast::string_view, error_code &error)
    {
        countField(error);
    }
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &error) override;
    std::size_t on_body_impl(beast::string_view piece, error_code &error) override;
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view piece, error_code &error) override
    {
        return on_body_impl(piece, error);
    }
    void on_response_impl(int, beast::string_view, int, error_code &) override {}
    void on_header_impl(error_code &) override {}
    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code &) override {}
    void on_finish_impl(error_code &) override {}

    const HttpServer::Limits &m_limits;
    RequestHead m_head;
    QByteArray m_body;
    Problem m_fault;
    bool m_isFaulty = false;
    std::size_t m_lineBytes = 0; // with its line ending
    std::size_t m_headBytes = 0; // with the request line
    std::size_t m_fieldCount = 0;
};

/// The library's 1.74 asserts that a last chunk, once it has begun, comes in five bytes or more. As long as chunks come at
/// all, at least so many are still to come.
qsizetype RequestParser::Beast::leastUsefulBytes() const
{
    return is_header_done() && chunked() ? 5 : 1;
}

RequestParser::Progress RequestParser::Beast::take(QByteArray &input)
{
    while (!is_done() && !m_isFaulty) {
        if (input.size() < leastUsefulBytes())
            return Progress::NeedsMore;
        const bool wasHead = !is_header_done();
        error_code error;
        const std::size_t taken = put(asio::buffer(input.constData(), static_cast<std::size_t>(input.size())), error);
        input.remove(0, static_cast<qsizetype>(taken));
        m_headBytes += wasHead ? taken : 0;
        if (error == http::error::need_more)
            return onNeedMore(input);
        if (error == http::error::body_limit)
            return fail(bodyTooLong());
        if (error)
            return fail(Problem::badRequest(
                QStringLiteral("The request is not HTTP/1.1: %1.").arg(QString::fromStdString(error.message()))));
        if (wasHead && is_header_done())
            return onHeadDone();
    }
    return m_isFaulty ? Progress::Faulty : Progress::Done;
}

/// The first fault stays.
RequestParser::Progress RequestParser::Beast::fail(Problem problem)
{
    if (!std::exchange(m_isFaulty, true))
        m_fault = std::move(problem);
    return Progress::Faulty;
}

RequestParser::Progress RequestParser::Beast::onHeadDone()
{
    if (m_headBytes > m_lineBytes + m_limits.headerBytes)
        return fail(headTooLong());
    if (auto problem = framingFault(m_head))
        return fail(std::move(*problem));
    body_limit(m_limits.bodyBytes); // counts chunks
    return Progress::HeadDone;
}

/// Bytes that wait for the rest of their line or header are held back by these limits alone.
RequestParser::Progress RequestParser::Beast::onNeedMore(QByteArrayView pending)
{
    const auto waiting = static_cast<std::size_t>(pending.size());
    if (is_header_done())
        return waiting > m_limits.headerBytes ? fail(headTooLong()) : Progress::NeedsMore;
    const std::size_t longestLine = m_limits.requestLine + 2;
    if (m_lineBytes == 0 && waiting > longestLine
        && pending.first(static_cast<qsizetype>(longestLine)).indexOf("\r\n") < 0)
        return fail(lineTooLong());
    return m_headBytes + waiting > longestLine + m_limits.headerBytes ? fail(headTooLong()) : Progress::NeedsMore;
}

void RequestParser::Beast::stopWith(Problem problem, error_code &error)
{
    fail(std::move(problem));
    error = http::error::header_limit;
}

void RequestParser::Beast::countField(error_code &error)
{
    if (++m_fieldCount > m_limits.headerCount)
        stopWith(headTooLong(), error);
}

void RequestParser::Beast::on_request_impl(http::verb, beast::string_view method, beast::string_view target,
                                           int version, error_code &error)
{
    constexpr std::size_t spacesAndVersionBytes = 10;
    m_lineBytes = method.size() + target.size() + spacesAndVersionBytes + 2;
    m_head.method = bytes(method);
    m_head.target = bytes(target);
    m_head.isHttp11 = version == 11;
    if (m_lineBytes > m_limits.requestLine + 2)
        stopWith(lineTooLong(), error);
}

void RequestParser::Beast::on_field_impl(http::field, beast::string_view name, beast::string_view value,
                                         error_code &error)
{
    countField(error);
    if (!is_header_done()) // what trails the body was not there when the head was judged
        m_head.addField(view(name), view(value));
}

void RequestParser::Beast::on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &)
{
    constexpr std::uint64_t mostReserved = 65'536; // more when it is there
    m_body.reserve(static_cast<qsizetype>(std::min(length.value_or(0), mostReserved)));
}

std::size_t RequestParser::Beast::on_body_impl(beast::string_view piece, error_code &)
{
    m_body.append(piece.data(), static_cast<qsizetype>(piece.size()));
    return piece.size();
}

RequestParser::RequestParser(const HttpServer::Limits &limits) : m_beast(std::make_unique<Beast>(limits)) {}
RequestParser::RequestParser(RequestParser &&) noexcept = default;
RequestParser &RequestParser::operator=(RequestParser &&) noexcept = default;
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::take(QByteArray &input)
{
    return m_beast->take(input);
}

const RequestHead &RequestParser::head() const
{
    return m_beast->head();
}

QByteArray RequestParser::takeBody()
{
    return m_beast->takeBody();
}

bool RequestParser::hasBegun() const
{
    return m_beast->got_some();
}

bool RequestParser::isBodyTooLong() const
{
    return m_beast->isBodyTooLong();
}

bool RequestParser::persists() const
{
    return m_beast->is_header_done() && m_beast->keep_alive();
}

const Problem &RequestParser::fault() const
{
    return m_beast->fault();
}

Problem RequestParser::bodyTooLong()
{
    return {413, QStringLiteral("The body is larger than is accepted."), {}};
}

} // namespace curbside
