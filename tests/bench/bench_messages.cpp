// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/message_floor.h"
#include "tests/support/service_fixture.h"

#include <QElapsedTimer>

#include <benchmark/benchmark.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int group = 64;
constexpr int groups = 200;

/// `teller` publishes; `listener` updates a row and publishes at each.
class Pair
{
public:
    Pair() : m_platform(FixtureOptions{.durability = Database::Durability::Normal, .keepsRecords = false})
    {
        m_platform.addNeighbour("teller");
        m_platform.addNeighbour("listener").made = [](Neighbour &listener) {
            listener.on("teller", "curbside.teller.Noted", [&listener](const IncomingEvent &event) -> Handled {
                listener.write(QString::fromUtf8(event.event.subject),
                               event.data["text"].toString().value_or(QString()));
                listener.publish({"curbside.listener.Noted", event.event.subject, event.event.data});
                return {};
            });
        };
        m_platform.start();
    }

    /// Handles `groups` groups; gives how long that took.
    double run()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < groups; ++i) {
            for (int j = 0; j < group; ++j)
                publish();
            m_platform.environment().commits.closeWindow();
            m_platform.runFor(leastLatency);
        }
        m_platform.runFor(2 * mostLatency);
        return static_cast<double>(timer.nsecsElapsed()) / 1e9;
    }

    [[nodiscard]] QString pathOf(const QByteArray &service) const { return m_platform.pathOf(service); }
    [[nodiscard]] qint64 handled() { return qint64(m_platform.environment().journal.count(JournalKind::Handled)); }

private:
    void publish()
    {
        const QByteArray subject = QByteArray::number(++m_number % 1000);
        m_platform.process("teller").run([&](Service &service) {
            static_cast<Neighbour &>(service).tell({"curbside.teller.Noted", subject, m_data});
        });
    }

    ServiceFixture m_platform;
    QByteArray m_data = R"({"text":"all is well at the corner of Oak Ave","version":1})";
    qint64 m_number = 0;
};

double floorSeconds(MessageFloor &floor)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < groups; ++i)
        floor.writeGroup(group);
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// Publish, outbox, bus, inbox, a handler with one update and one publish, row change: in groups of 64, durable, beside the
/// floor that writes the same rows with the SQLite API.
void handledMessages(benchmark::State &state)
{
    Pair model; // lends its schema to the floor
    double platform = 0;
    double floor = 0;
    qint64 rounds = 0;
    MessageFloor raw(model.pathOf("teller"), model.pathOf("listener"));
    Pair pair;
    for (auto _ : state) {
        const double seconds = pair.run();
        platform += seconds;
        floor += floorSeconds(raw);
        ++rounds;
        state.SetIterationTime(seconds);
    }
    Q_ASSERT_X(pair.handled() == rounds * group * groups, "handledMessages", "not every message was handled");
    const double messages = static_cast<double>(rounds * group * groups);
    state.counters["handledPerSecond"] = messages / platform;
    state.counters["floorPerSecond"] = messages / floor;
    state.counters["ratio"] = floor / platform;
}

BENCHMARK(handledMessages)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(8);

} // namespace

} // namespace curbside
