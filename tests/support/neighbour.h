// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/service.h"

#include <functional>
#include <memory>
#include <vector>

namespace curbside {

/// What a stand-in for a neighbour does and has seen; outlives its crashes.
struct NeighbourScript
{
    /// Answers every request that is not the runtime's own (GET /outbox and the like).
    std::function<Response(const Request &)> answer;
    std::vector<Request> requests; ///< those, in the order they came
};

/// Stands in for a service that the service under test listens to or calls: it publishes what the test says.
class Neighbour : public Service
{
public:
    Neighbour(ServiceContext &context, std::shared_ptr<NeighbourScript> script);

    /// In a message of its own.
    void tell(const EventDraft &event);

private:
    Response take(const Request &request);

    std::shared_ptr<NeighbourScript> m_script;
    int m_told = 0;
};

} // namespace curbside
