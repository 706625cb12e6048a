// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/robot_condition.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

bool RobotCondition::isOffline() const
{
    return connectivity && connectivity->value == u"Offline";
}

bool RobotCondition::isJammed() const
{
    return lid && lid->value == u"Jammed";
}

} // namespace curbside::operations
