// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of the whole window takes in mode Events while 50,000 entries of the journal come each second, 60 frames a
// second: taken in, filtered, counted, drawn.
#include "tests/bench/frame_times.h"
#include "tests/support/scripted_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 entriesASecond = 50'000;
constexpr int framesASecond = 60;
constexpr int measuredFrames = 600;

/// Events that five services publish, each handled by two; three entries each.
class Stream
{
public:
    std::vector<TrafficEntry> next(std::size_t count)
    {
        std::vector<TrafficEntry> entries;
        entries.reserve(count);
        while (entries.size() < count)
            entries.push_back(entry(m_next++));
        return entries;
    }
    [[nodiscard]] qint64 now() const { return start + m_next * 1'000'000 / entriesASecond; }

private:
    static constexpr qint64 start = 1'772'449'200'000'000;

    [[nodiscard]] static TrafficEntry entry(qint64 number)
    {
        static const QByteArrayList services{"integrations", "deliveries", "dispatch", "operations", "state"};
        const qint64 event = number / 3;
        TrafficEntry made;
        made.at = start + number * 1'000'000 / entriesASecond;
        made.kind = number % 3 == 0 ? JournalKind::Published : JournalKind::Handled;
        const QByteArray publisher = services[event % 5];
        made.service = number % 3 == 0 ? publisher : services[(event + number) % 5];
        made.peer = number % 3 == 0 ? QByteArray() : publisher;
        made.type = "curbside." + publisher + (event % 2 == 0 ? ".LidEvent" : ".TaskStatusChanged");
        made.subject = "CR-" + QByteArray::number(event % 400);
        made.payload = R"({"version":)" + QByteArray::number(event) + R"(,"kind":"Opened","x":120.5,"y":340.25})";
        made.messageId = "0199-" + QByteArray::number(event);
        made.sequence = event;
        made.trace = TraceContext::restored(0, quint64(event / 20 + 1), quint64(number + 1));
        made.latency = number % 3 == 0 ? -1 : 7000;
        return made;
    }

    qint64 m_next = 0;
};

void liveTraffic(benchmark::State &state, const QString &filter)
{
    ScriptedLink link;
    MainWindow window(link);
    window.resize(1440, 900);
    window.showMode(u"events"_s);
    window.show();
    link.open();
    if (!filter.isEmpty())
        window.findChild<TrafficPanel *>()->filter().setFilter(filter);
    Stream stream;
    const auto goOn = [&](std::vector<TrafficEntry> entries) {
        PlatformStatus status = link.status();
        status.now = stream.now();
        link.setStatus(status);
        link.tell(std::move(entries));
        QCoreApplication::processEvents();
    };
    for (int i = 0; i < 3 * framesASecond; ++i) // until what is kept is full
        goOn(stream.next(entriesASecond / framesASecond));
    FrameTimes times;
    for (auto _ : state) {
        auto entries = stream.next(entriesASecond / framesASecond);
        times.measure(state, [&] { goOn(std::move(entries)); });
    }
    times.tell(state);
}

BENCHMARK_CAPTURE(liveTraffic, all, QString())
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measuredFrames);
BENCHMARK_CAPTURE(liveTraffic, filtered, u"type LIKE '%Lid%' AND data.version > 10"_s)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measuredFrames);

} // namespace

} // namespace curbside
