// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/consistency_desk.h"

#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

namespace curbside {

ConsistencyDesk::ConsistencyDesk(Workbench &bench, QObject *parent)
    : QObject(parent), watch(bench.link), cleanUps(bench.link, watch, bench.entities), m_bench(bench)
{
    watch.differing.setColumns(differingColumns(bench.entities));
    watch.dangling.setColumns(danglingColumns(bench.entities));
}

void ConsistencyDesk::choose(const QString &rowKey)
{
    if (const EntityRef ref = m_bench.entities.refOf(rowKey); ref.kind != EntityKind::None)
        m_bench.selection.select(ref);
}

} // namespace curbside
