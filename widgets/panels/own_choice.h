// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace curbside {

/// Views make their first row current when they get the focus and none is, as if a person had chosen it. This one waits
/// for a click or a key; a frame says meanwhile that it has the focus.
void chooseOnlyByHand(QAbstractItemView &view);

} // namespace curbside
