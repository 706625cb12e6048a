-- SPDX-License-Identifier: GPL-3.0-or-later
-- What Deliveries owns: the promise to the customer, and the attempts to keep it. Its sagas follow in 002.

CREATE TABLE delivery (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    order_id TEXT NOT NULL UNIQUE,
    merchant_id TEXT NOT NULL,
    pickup_x INTEGER NOT NULL,
    pickup_y INTEGER NOT NULL,
    dropoff_x INTEGER NOT NULL,
    dropoff_y INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    latest_attempt_id TEXT,
    latest_attempt_status TEXT,
    task_id TEXT,
    task_status TEXT,
    task_status_version INTEGER,
    task_status_as_of INTEGER,
    driver_name TEXT,
    driver_name_version INTEGER,
    driver_name_as_of INTEGER,
    robot_lid TEXT,
    robot_lid_version INTEGER,
    robot_lid_as_of INTEGER,
    demand_id TEXT,
    demand_id_version INTEGER,
    demand_id_as_of INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE attempt (
    id TEXT NOT NULL PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL UNIQUE,
    driver_name TEXT,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    failure_reason TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE INDEX attempt_by_delivery ON attempt (delivery_id, id);
CREATE INDEX attempt_under_way ON attempt (driver_name, id) WHERE ended_at IS NULL AND driver_name IS NOT NULL;
