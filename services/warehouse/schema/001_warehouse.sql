-- SPDX-License-Identifier: GPL-3.0-or-later
-- The analytics warehouse. The copies of the services' tables stand beside these, as SOURCE_TABLE, made as they are met.

-- How far each source's row changes have been taken over.
CREATE TABLE capture_position (
    source TEXT NOT NULL PRIMARY KEY,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    state TEXT NOT NULL,
    snapshot_table TEXT,
    snapshot_cursor TEXT,
    snapshot_from INTEGER,
    generation INTEGER NOT NULL,
    renews_after INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    tables TEXT NOT NULL
) STRICT;

-- What the dimensions are made of: each change of a field that they keep the history of.
CREATE TABLE history (
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    place INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (dimension, key, source, at, sequence, place)
) STRICT, WITHOUT ROWID;

-- What the next ETL step has to make anew: dimension members (since `at`), facts, days.
CREATE TABLE etl_pending (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE etl_run (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL
) STRICT;

CREATE TABLE dim_time (
    hour INTEGER NOT NULL PRIMARY KEY,
    day INTEGER NOT NULL,
    date TEXT NOT NULL,
    hour_of_day INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    month INTEGER NOT NULL,
    year INTEGER NOT NULL
) STRICT;

-- One row for each state that a robot was in, from valid_from until valid_to; the present one has no valid_to.
CREATE TABLE dim_robot (
    robot_key INTEGER PRIMARY KEY,
    robot_serial TEXT NOT NULL,
    name TEXT,
    hub TEXT,
    in_service INTEGER,
    held INTEGER,
    on_duty INTEGER,
    connectivity TEXT,
    is_deleted INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    is_current INTEGER NOT NULL GENERATED ALWAYS AS (valid_to IS NULL) VIRTUAL,
    UNIQUE (robot_serial, valid_from)
) STRICT;

CREATE TABLE dim_merchant (
    merchant_key INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    partner_id TEXT,
    name TEXT,
    x INTEGER,
    y INTEGER,
    preparation_minutes INTEGER,
    is_deleted INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    is_current INTEGER NOT NULL GENERATED ALWAYS AS (valid_to IS NULL) VIRTUAL,
    UNIQUE (merchant_id, valid_from)
) STRICT;

CREATE TABLE dim_partner (
    partner_key INTEGER PRIMARY KEY,
    partner_id TEXT NOT NULL,
    name TEXT,
    has_webhook INTEGER,
    is_deleted INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    is_current INTEGER NOT NULL GENERATED ALWAYS AS (valid_to IS NULL) VIRTUAL,
    UNIQUE (partner_id, valid_from)
) STRICT;

CREATE TABLE fact_delivery (
    delivery_id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    order_id TEXT NOT NULL,
    partner_id TEXT,
    partner_key INTEGER,
    merchant_id TEXT NOT NULL,
    merchant_key INTEGER,
    robot_serial TEXT,
    robot_key INTEGER,
    status TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    day INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    loaded_at INTEGER,
    ended_at INTEGER,
    attempts INTEGER NOT NULL,
    order_to_door_seconds INTEGER,
    is_promise_kept INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_delivery_by_day ON fact_delivery (day, hour);
CREATE INDEX fact_delivery_by_merchant ON fact_delivery (merchant_id, placed_at);
CREATE INDEX fact_delivery_by_partner ON fact_delivery (partner_id, placed_at);

CREATE TABLE fact_attempt (
    attempt_id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    delivery_id TEXT NOT NULL,
    robot_serial TEXT,
    robot_key INTEGER,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    ended_at INTEGER,
    seconds INTEGER,
    failure_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_attempt_by_delivery ON fact_attempt (delivery_id);
CREATE INDEX fact_attempt_by_robot ON fact_attempt (robot_serial, started_at);

CREATE TABLE fact_task (
    task_id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    delivery_id TEXT,
    attempt_id TEXT,
    trip_id TEXT,
    robot_serial TEXT NOT NULL,
    robot_key INTEGER,
    operator_id TEXT,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    due_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    seconds INTEGER,
    is_late INTEGER,
    failure_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_task_by_robot ON fact_task (robot_serial, created_at);

CREATE TABLE fact_lid_event (
    lid_event_id TEXT NOT NULL PRIMARY KEY,
    robot_serial TEXT NOT NULL,
    robot_key INTEGER,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    task_id TEXT,
    stop TEXT,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    open_seconds INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_lid_event_by_day ON fact_lid_event (day);
CREATE INDEX fact_lid_event_by_robot ON fact_lid_event (robot_serial, at);

CREATE TABLE fact_trip (
    trip_id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    robot_serial TEXT NOT NULL,
    robot_key INTEGER,
    status TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    stops INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    busy_seconds INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_trip_by_day ON fact_trip (day);
CREATE INDEX fact_trip_by_robot ON fact_trip (robot_serial, planned_at);

CREATE TABLE agg_delivery_hour (
    hour INTEGER NOT NULL PRIMARY KEY,
    day INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    promises_kept INTEGER NOT NULL,
    promises_broken INTEGER NOT NULL,
    door_seconds INTEGER NOT NULL
) STRICT;
CREATE INDEX agg_delivery_hour_by_day ON agg_delivery_hour (day);

CREATE TABLE agg_door_time (
    day INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    PRIMARY KEY (day, minutes)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_attempts (
    day INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    PRIMARY KEY (day, attempts)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_merchant (
    day INTEGER NOT NULL,
    merchant_id TEXT NOT NULL,
    partner_id TEXT,
    placed INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    promises_kept INTEGER NOT NULL,
    promises_broken INTEGER NOT NULL,
    door_seconds INTEGER NOT NULL,
    PRIMARY KEY (day, merchant_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_partner (
    day INTEGER NOT NULL,
    partner_id TEXT NOT NULL,
    placed INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    promises_kept INTEGER NOT NULL,
    promises_broken INTEGER NOT NULL,
    door_seconds INTEGER NOT NULL,
    PRIMARY KEY (day, partner_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_lid_open (
    day INTEGER NOT NULL,
    stop TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    openings INTEGER NOT NULL,
    open_seconds INTEGER NOT NULL,
    PRIMARY KEY (day, stop, seconds)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_robot_use (
    day INTEGER NOT NULL,
    robot_serial TEXT NOT NULL,
    trips INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    busy_seconds INTEGER NOT NULL,
    PRIMARY KEY (day, robot_serial)
) STRICT, WITHOUT ROWID;
