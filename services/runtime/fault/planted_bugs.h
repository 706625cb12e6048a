// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace curbside {

/// Mistakes that tests switch on to prove that the checks would notice them. All off in every program.
struct PlantedBugs
{
    bool skipInbox = false; ///< duplicates are handled again
    bool publishBeforeCommit = false; ///< effects leave although the message's changes are rolled back
    bool skipCompensation = false; ///< sagas forget to undo
    bool forgetAcknowledged = false; ///< a crash loses the last answered message
};

} // namespace curbside
