// SPDX-License-Identifier: GPL-3.0-or-later
// A capture of 1,000,000 records in its window: until its first rows are there, until all of it has been looked at, and until
// a filter has found the last of what it finds.
#include "tests/widgets/written_capture.h"
#include "widgets/captures/capture_window.h"
#include "widgets/traffic/filter_line.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int eventsInChunk = 600;

/// Resident memory of this process, mebibytes.
double memory()
{
    long all = 0;
    long resident = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &all, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return static_cast<double>(resident) * 4096 / (1 << 20);
}

double millisecondsUntil(const std::function<bool()> &isDone)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void openCapture(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"million.curbside"_s);
    {
        WrittenCapture capture(path);
        for (int i = 0; i < state.range(0) / 2; ++i) { // two records each
            capture.happened(i % 50 == 0 ? "curbside.state.LidEvent" : "curbside.state.RobotMoved",
                             R"({"robot":"R-17","kind":"Opened","x":1234,"y":5678,"battery":)"
                                 + QByteArray::number(i % 100) + '}');
            if (i % eventsInChunk == 0)
                capture.nextChunk();
        }
        capture.end();
    }
    for (auto _ : state) {
        const double before = memory();
        QElapsedTimer timer;
        timer.start();
        CaptureWindow window(path, nullptr);
        window.show();
        CaptureRows &rows = window.records().capture();
        millisecondsUntil([&] { return rows.rowCount() > 0; });
        state.counters["firstRowsMilliseconds"] = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        millisecondsUntil([&] { return !rows.isLooking(); });
        state.counters["allRowsMilliseconds"] = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        state.counters["rows"] = rows.rowCount();
        state.counters["mebibytes"] = memory() - before;
        window.records().showOnly(u"type LIKE '%LidEvent' AND data.battery = 50"_s);
        state.counters["filterMilliseconds"] = millisecondsUntil([&] { return !rows.isLooking(); });
        state.counters["found"] = rows.rowCount();
    }
}

BENCHMARK(openCapture)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

} // namespace curbside
