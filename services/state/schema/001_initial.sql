-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where the robots are and what their lids do.

CREATE TABLE robot_state (
    robot_serial TEXT NOT NULL PRIMARY KEY,
    driver_name TEXT NOT NULL UNIQUE,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    heading INTEGER NOT NULL, -- degrees, clockwise from north
    speed INTEGER NOT NULL, -- millimetres a second
    battery INTEGER NOT NULL, -- per cent
    lid TEXT NOT NULL,
    connectivity TEXT NOT NULL,
    on_duty INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    task_id TEXT,
    task_id_version INTEGER,
    task_id_as_of INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE lid_event (
    id TEXT PRIMARY KEY,
    robot_serial TEXT NOT NULL REFERENCES robot_state (robot_serial),
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    task_id TEXT,
    at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE INDEX lid_event_by_robot ON lid_event (robot_serial, id);
CREATE INDEX lid_event_by_time ON lid_event (at);
