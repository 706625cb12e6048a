// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

class BreakpointsPanel;
class PublishPanel;
class TrafficPanel;

/// What can be done with an event of the traffic: its menu gets commands that lead to the panels.
void connectBreakpoints(Workbench &bench, TrafficPanel &traffic, BreakpointsPanel &breakpoints);
void connectPublishing(Workbench &bench, TrafficPanel &traffic, PublishPanel &publishing);

} // namespace curbside
