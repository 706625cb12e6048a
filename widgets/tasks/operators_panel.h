// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/list_panel.h"

namespace curbside {

struct Workbench;
class TasksPanel;

/// Who can look after tasks, and how much each has to do. Choosing one shows their tasks in `tasks`; tasks dropped on one are
/// assigned.
[[nodiscard]] ListPanel *makeOperatorsPanel(Workbench &bench, TasksPanel &tasks);

} // namespace curbside
