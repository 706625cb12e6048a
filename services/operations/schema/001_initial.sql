-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a task means operationally, and who works: robots and operators.

CREATE TABLE robot (
    serial TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hub TEXT NOT NULL,
    in_service INTEGER NOT NULL,
    held INTEGER NOT NULL,
    on_duty_from INTEGER,
    on_duty_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE operator (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    on_shift INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE task (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    type TEXT NOT NULL,
    delivery_id TEXT,
    attempt_id TEXT,
    trip_id TEXT,
    robot_serial TEXT NOT NULL REFERENCES robot (serial),
    operator_id TEXT REFERENCES operator (id),
    status TEXT NOT NULL,
    due_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    failure_reason TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

-- One task an attempt and type, whoever asks again.
CREATE UNIQUE INDEX task_of_attempt ON task (attempt_id, type) WHERE attempt_id IS NOT NULL;

-- A robot is rescued once at a time, and charged once at a time.
CREATE UNIQUE INDEX task_once_a_robot ON task (robot_serial, type)
    WHERE type IN ('Charge', 'Rescue') AND ended_at IS NULL;

CREATE INDEX task_open ON task (robot_serial, id) WHERE ended_at IS NULL;
CREATE INDEX task_by_robot ON task (robot_serial, id);
CREATE INDEX task_by_operator ON task (operator_id, id);
CREATE INDEX task_by_delivery ON task (delivery_id, id);

-- Copies of what State says of a robot: they decide when its tasks are given up.
CREATE TABLE robot_condition (
    robot_serial TEXT PRIMARY KEY,
    connectivity TEXT,
    connectivity_version INTEGER,
    connectivity_as_of INTEGER,
    lid TEXT,
    lid_version INTEGER,
    lid_as_of INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
