// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/warehouse.h"

#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"

using namespace Qt::StringLiterals;

namespace curbside {

Warehouse::Warehouse()
{
    m_router.add(Method::Get, u"/health"_s,
                 [](const Request &) { return Response::json(R"({"status":"ok","service":"warehouse"})"); }, {});
    m_router.add(Method::Get, u"/openapi.json"_s,
                 [this](const Request &) { return Response::json(describeApi("warehouse", m_router)); }, {});
    m_router.add(Method::Get, u"/metrics"_s,
                 [](const Request &) {
                     return metricsResponse({{"curbside_warehouse_up", "gauge", "Whether the warehouse answers.", 1}});
                 },
                 {});
}

Response Warehouse::look(Request request) const
{
    auto match = m_router.match(request);
    if (auto *refusal = std::get_if<Response>(&match))
        return std::move(*refusal);
    return std::get<const Router::Route *>(match)->handle(request);
}

} // namespace curbside
