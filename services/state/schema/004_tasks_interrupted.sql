-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tasks in progress that another task of the same robot, such as a rescue, has come before. robot_state names that one.

CREATE TABLE task_interrupted (
    task_id TEXT NOT NULL PRIMARY KEY,
    robot_serial TEXT NOT NULL REFERENCES robot_state (robot_serial),
    task_version INTEGER NOT NULL,
    as_of INTEGER NOT NULL
) STRICT;
