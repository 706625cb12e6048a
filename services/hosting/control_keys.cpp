// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/control_keys.h"

#include <QCryptographicHash>
#include <QDataStream>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostKept = 1000;

bool isKeyed(const Request &request)
{
    return request.method == Method::Post && !request.idempotencyKey.isEmpty()
        && (request.path.startsWith(u"/control/") || request.path.endsWith(u"/call-operator"));
}

QByteArray digestOf(const Request &request)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QDataStream::WriteOnly);
    stream << request.path;
    for (const auto &[name, value] : request.query)
        stream << name << value;
    stream << request.body;
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

std::optional<Response> ControlKeys::find(const Request &request) const
{
    const auto found = isKeyed(request) ? m_kept.find(request.idempotencyKey) : m_kept.end();
    if (found == m_kept.end())
        return std::nullopt;
    if (found->second.request != digestOf(request))
        return Response(Problem{422, u"this Idempotency-Key was used for another request: use a new key"_s, {}});
    return found->second.response;
}

void ControlKeys::keep(const Request &request, const Response &response)
{
    if (!isKeyed(request) || isTryAgain(response.status))
        return;
    if (!m_kept.try_emplace(request.idempotencyKey, Kept{digestOf(request), response}).second)
        return;
    m_order.push_back(request.idempotencyKey);
    if (m_order.size() > mostKept) {
        m_kept.erase(m_order.front());
        m_order.pop_front();
    }
}

} // namespace curbside
