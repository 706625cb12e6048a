// SPDX-License-Identifier: GPL-3.0-or-later
// A flow of 10,000 steps: a frame of its diagram wherever one looks, a step that comes while it is shown, and another flow
// held against it.
#include "tests/widgets/flow_script.h"
#include "widgets/flows/causes_panel.h"
#include "widgets/flows/sequence_panel.h"
#include "widgets/flows/sequence_view.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int stepCount = 10'000;

FlowScript longFlow(quint64 trace)
{
    FlowScript script(trace);
    const QByteArray prefix = QByteArray::number(trace) + '-';
    script.published("state", prefix + '0', {}, 0);
    for (int i = 1; i < stepCount / 2; ++i) {
        const QByteArray service = "s" + QByteArray::number(i % 7);
        const QByteArray publisher = i == 1 ? "state" : "s" + QByteArray::number((i - 1) % 7);
        const QByteArray cause = prefix + QByteArray::number(i - 1);
        script.handled(service, publisher, cause, i * 20)
            .published(service, prefix + QByteArray::number(i), cause, i * 20);
    }
    return script;
}

struct FlowScene
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk{link, selection};
    SequencePanel sequence{desk};
    CausesPanel causes{desk};

    FlowScene()
    {
        link.tell(longFlow(1).entries);
        sequence.resize(900, 520);
        causes.resize(900, 520);
        sequence.show();
        causes.show();
        selection.select({EntityKind::Event, u"1-0"_s});
        QCoreApplication::processEvents();
    }
};

void flowFrame(benchmark::State &state)
{
    FlowScene scene;
    QScrollBar *bar = scene.sequence.view().verticalScrollBar();
    int step = 0;
    for (auto _ : state) {
        bar->setValue(int(qint64(bar->maximum()) * (step++ % 100) / 100));
        benchmark::DoNotOptimize(scene.sequence.view().viewport()->grab());
    }
}

void flowExtending(benchmark::State &state)
{
    FlowScene scene;
    int step = stepCount;
    for (auto _ : state) {
        scene.link.tell(FlowScript(1).published("state", "1-" + QByteArray::number(step), "1-1", step * 20).entries);
        QCoreApplication::processEvents();
        ++step;
    }
}

void flowComparing(benchmark::State &state)
{
    FlowScene scene;
    scene.desk.keepAsReference();
    scene.link.tell(longFlow(2).entries);
    int step = 0;
    for (auto _ : state)
        scene.selection.select({EntityKind::Event, ++step % 2 ? u"2-0"_s : u"1-0"_s});
}

BENCHMARK(flowFrame)->Unit(benchmark::kMillisecond);
BENCHMARK(flowExtending)->Unit(benchmark::kMillisecond);
BENCHMARK(flowComparing)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace curbside
