// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace curbside {

/// A column of this service that names a row of another service: nothing enforces it.
struct Reference
{
    QString column; ///< "task.delivery_id"
    QString target; ///< "deliveries:delivery.id"
    /// Where the owner lists what the column ought to name, for a row that names nothing: "/tasks?delivery={id}", with the
    /// referring row's own columns in braces: the item that started last, or the first if none has. Empty: nobody can say.
    QString repairFrom{};
    QStringList repairTypes{}; ///< of these types; empty: of any
    /// "status": the copy "task_status" (with its version and time) is taken from the same item. Empty: there is none.
    QString repairCopy{};
};

} // namespace curbside
