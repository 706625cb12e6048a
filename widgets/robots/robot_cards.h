// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

#include <QListView>

namespace curbside {

/// The robots as small cards: name, serial, lid as a drawing, link, battery, errand, how it stands,
/// and where. Shows a model whose rows are keyed by serials.
[[nodiscard]] QListView *makeRobotCards(const Entities &entities);

} // namespace curbside
