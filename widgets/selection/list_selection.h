// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/selection/selection.h"

namespace curbside {

class EntityActions;
class ListPanel;

/// Ties a list of one kind of thing to the window's selection, both ways, and puts what can be done into its menu.
void tieToSelection(ListPanel &panel, EntityKind kind, Selection &selection, EntityActions &actions);

} // namespace curbside
