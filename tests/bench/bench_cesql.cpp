// SPDX-License-Identifier: GPL-3.0-or-later
// A million records of the journal through a filter, on every processor.
#include "services/cesql/batch.h"

#include <benchmark/benchmark.h>

#include <array>

namespace curbside {

namespace {

constexpr std::size_t recordCount = 1'000'000;

struct Sample
{
    std::string id;
    std::string_view type;
    std::string subject;
    std::string payload;
};

/// About as large as what the platform publishes, in the proportions of a busy hour.
const std::vector<Sample> &samples()
{
    static const std::vector<Sample> all = [] {
        constexpr std::array<std::string_view, 5> types{
            "curbside.state.RobotStateChanged", "curbside.operations.TaskStatusChanged",
            "curbside.deliveries.DeliveryStatusChanged", "curbside.state.LidEvent", "curbside.dispatch.TripPlanned"};
        std::vector<Sample> made(recordCount);
        for (std::size_t i = 0; i < recordCount; ++i) {
            const std::string number = std::to_string(i);
            made[i] = {"0192f3c4-7d2e-7c3a-9a1b-" + number, types[i % types.size()], "CR-" + std::to_string(i % 997),
                       R"({"version":)" + number + R"(,"robotSerial":"CR-)" + std::to_string(i % 997)
                           + R"(","place":{"x":12034,"y":)" + number + R"(},"battery":)" + std::to_string(i % 100)
                           + R"(.5,"lid":"Closed","tripId":"0192f3c4-7d2e-7c3a-9a1b-000000000000","kind":")"
                           + (i % 50 == 3 ? "Jammed" : "Opened") + R"(","at":1772449200000000})"};
        }
        return made;
    }();
    return all;
}

class SampleView : public cesql::Record
{
public:
    const cesql::Record &show(std::size_t number)
    {
        m_sample = &samples()[number];
        return *this;
    }
    [[nodiscard]] cesql::Value attribute(cesql::Attribute which, std::string_view, cesql::Texts &) const override
    {
        switch (which) {
        case cesql::Attribute::Id: return cesql::Value::string(m_sample->id);
        case cesql::Attribute::Type: return cesql::Value::string(m_sample->type);
        case cesql::Attribute::Subject: return cesql::Value::string(m_sample->subject);
        default: return {};
        }
    }
    [[nodiscard]] std::string_view payload() const override { return m_sample->payload; }

private:
    const Sample *m_sample = nullptr;
};

void filter(benchmark::State &state, const char *expression)
{
    samples();
    std::size_t found = 0;
    for (auto _ : state) {
        const auto program = cesql::Program::compile(expression);
        found = cesql::matchesAmong(*program, recordCount, [] { return SampleView(); }).size();
    }
    state.counters["matches"] = double(found);
    state.counters["records_per_second"] =
        benchmark::Counter(double(recordCount), benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK_CAPTURE(filter, ofAType, "type = 'curbside.state.LidEvent'")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(filter, byPattern, "type LIKE '%Lid%' AND subject != 'CR-3'")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(filter, intoSomePayloads, "type = 'curbside.state.LidEvent' AND data.kind = 'Jammed'")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(filter, intoEveryPayload, "data.kind = 'Jammed'")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(filter, twiceIntoEveryPayload, "data.battery < 20 AND data.kind = 'Jammed'")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

} // namespace

} // namespace curbside
