-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the world has to remember to go on after a crash: who is doing what, and what has been heard of the platform.

CREATE TABLE progress (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE placed_order (
    position INTEGER PRIMARY KEY,
    external_id TEXT NOT NULL,
    merchant_id TEXT NOT NULL,
    dropoff_x INTEGER NOT NULL,
    dropoff_y INTEGER NOT NULL,
    order_id TEXT,
    delivery_id TEXT UNIQUE,
    told_status TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX placed_order_unmatched ON placed_order (merchant_id, dropoff_x, dropoff_y, position) WHERE delivery_id IS NULL;
CREATE INDEX placed_order_by_external_id ON placed_order (external_id);

CREATE TABLE robot (
    serial TEXT PRIMARY KEY,
    on_duty_until INTEGER NOT NULL,
    on_duty INTEGER NOT NULL,
    held INTEGER NOT NULL,
    service_version INTEGER NOT NULL,
    lid TEXT NOT NULL,
    step TEXT NOT NULL,
    stop_id INTEGER,
    task_id TEXT,
    has_jammed INTEGER NOT NULL,
    due_at INTEGER,
    silent_from INTEGER,
    silent_until INTEGER,
    leg_number INTEGER NOT NULL,
    leg_kind TEXT NOT NULL,
    leg_from_x INTEGER NOT NULL,
    leg_from_y INTEGER NOT NULL,
    leg_to_x INTEGER NOT NULL,
    leg_to_y INTEGER NOT NULL,
    leg_starts_at INTEGER NOT NULL,
    leg_ends_at INTEGER NOT NULL,
    leg_heading INTEGER NOT NULL,
    leg_battery INTEGER NOT NULL,
    battery_drops_at INTEGER,
    battery_drop INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX robot_on_duty ON robot (on_duty_until) WHERE on_duty = 1;

-- Where a robot is to go, in the order of its driving.
CREATE TABLE stop (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    robot_serial TEXT NOT NULL,
    trip_id TEXT,
    task_id TEXT,
    kind TEXT NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    planned_arrival INTEGER NOT NULL,
    status TEXT NOT NULL,
    waits_since INTEGER,
    arrived_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
-- Word for word as the queries ask: an IN of three makes a table of its own at each change.
CREATE INDEX stop_open ON stop (robot_serial, id)
    WHERE status = 'Waiting' OR status = 'Underway' OR status = 'Serving';
CREATE INDEX stop_by_trip ON stop (trip_id, id);
CREATE INDEX stop_by_task ON stop (task_id) WHERE task_id IS NOT NULL;

-- The goods of one attempt, which a robot is to fetch and hand over.
CREATE TABLE errand (
    attempt_id TEXT PRIMARY KEY,
    delivery_id TEXT,
    robot_serial TEXT NOT NULL,
    order_position INTEGER,
    goods TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stop_errand (
    stop_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    attempt_id TEXT NOT NULL,
    PRIMARY KEY (stop_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX stop_errand_by_attempt ON stop_errand (attempt_id, stop_id);

-- The platform's tasks as far as robots and operators have heard of them, and what they want to come of them.
CREATE TABLE task (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    robot_serial TEXT NOT NULL,
    attempt_id TEXT,
    delivery_id TEXT,
    operator_key TEXT,
    status TEXT NOT NULL,
    wish TEXT NOT NULL,
    reason TEXT NOT NULL,
    is_calling INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX task_by_attempt ON task (attempt_id, type) WHERE attempt_id IS NOT NULL AND type <> 'Rescue';
CREATE INDEX task_to_rescue ON task (created_at, id)
    WHERE type = 'Rescue' AND (status = 'Pending' OR status = 'Assigned' OR status = 'InProgress');

CREATE TABLE operator (
    key TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    task_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
