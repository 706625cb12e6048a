-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the Dispatch Engine owns: demands for transport, the trips that serve them, and its own copy of the robots.

CREATE TABLE demand (
    id TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL,
    attempt_id TEXT NOT NULL UNIQUE,
    merchant_id TEXT NOT NULL,
    trip_id TEXT REFERENCES trip (id),
    pickup_x INTEGER NOT NULL,
    pickup_y INTEGER NOT NULL,
    dropoff_x INTEGER NOT NULL,
    dropoff_y INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    excluded_robots TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE INDEX demand_open ON demand (id) WHERE status IN ('Open', 'Unplannable');
CREATE INDEX demand_by_trip ON demand (trip_id);

CREATE TABLE trip (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    robot_serial TEXT NOT NULL,
    driver_name TEXT NOT NULL,
    status TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    loaded_at INTEGER,
    stops TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE INDEX trip_open_by_robot ON trip (robot_serial, id) WHERE status IN ('Planned', 'Active');

-- Kept by events: registration by Operations, the rest by State; place and free_at also by the robot's own trips.
-- on_duty and lid have events of their own and so versions of their own; state_version is that of place, battery, online.
CREATE TABLE robot_availability (
    robot_serial TEXT PRIMARY KEY,
    driver_name TEXT NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    free_at INTEGER NOT NULL,
    battery INTEGER NOT NULL,
    lid TEXT NOT NULL,
    online INTEGER NOT NULL,
    on_duty INTEGER NOT NULL,
    on_duty_until INTEGER,
    in_service INTEGER NOT NULL,
    held INTEGER NOT NULL,
    registration_version INTEGER NOT NULL,
    registration_as_of INTEGER,
    on_duty_version INTEGER NOT NULL,
    on_duty_as_of INTEGER,
    lid_version INTEGER NOT NULL,
    lid_as_of INTEGER,
    state_version INTEGER NOT NULL,
    state_as_of INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
