-- SPDX-License-Identifier: GPL-3.0-or-later
-- Robots on their way back to a merchant with goods, by the task that has them do it, until it ends.
CREATE TABLE robot_return (
    task_id TEXT PRIMARY KEY,
    robot_serial TEXT NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX robot_return_by_robot ON robot_return (robot_serial, task_id);
