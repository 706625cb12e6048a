// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/saga/saga_runner.h"
#include "services/runtime/service.h"

namespace curbside {

/// A service with one kind of saga, made for tests: book at `shop`, hear "Ready" from it, fetch at `courier`, hear "Handed"
/// from the courier. Booking and fetching can be undone. POST /errands {subject} begins one.
class ErrandService : public Service
{
public:
    explicit ErrandService(ServiceContext &context);

    /// What becomes of an errand that is undone: how often it goes again.
    static constexpr qint64 mostRounds = 2;

private:
    Response postErrand(const Request &request);
    Response getSaga(const Request &request);
    Response act(const Request &request);
    Handled onReady(const IncomingEvent &event);
    Handled onHanded(const IncomingEvent &event);
    [[nodiscard]] SagaPlan plan();
    [[nodiscard]] std::optional<Saga> errandOf(const IncomingEvent &event);

    SagaRunner m_sagas;
};

} // namespace curbside
