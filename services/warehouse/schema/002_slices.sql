-- SPDX-License-Identifier: GPL-3.0-or-later
-- The aggregates by slices of time, in three grains (minutes: 5, 60 and 1440), so that any stretch is put together of a few
-- rows. Those of deliveries are kept for all of them (scope 'all', no member), by merchant and by partner.

CREATE TABLE agg_delivery_slice (
    scope TEXT NOT NULL,
    grain INTEGER NOT NULL,
    member TEXT NOT NULL,
    start INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    promises_kept INTEGER NOT NULL,
    promises_broken INTEGER NOT NULL,
    door_seconds INTEGER NOT NULL,
    PRIMARY KEY (scope, grain, member, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX agg_delivery_slice_by_start ON agg_delivery_slice (scope, grain, start);

CREATE TABLE agg_door_time_slice (
    scope TEXT NOT NULL,
    grain INTEGER NOT NULL,
    member TEXT NOT NULL,
    start INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    PRIMARY KEY (scope, grain, member, start, minutes)
) STRICT, WITHOUT ROWID;
CREATE INDEX agg_door_time_slice_by_start ON agg_door_time_slice (scope, grain, start);

CREATE TABLE agg_attempts_slice (
    scope TEXT NOT NULL,
    grain INTEGER NOT NULL,
    member TEXT NOT NULL,
    start INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    PRIMARY KEY (scope, grain, member, start, attempts)
) STRICT, WITHOUT ROWID;
CREATE INDEX agg_attempts_slice_by_start ON agg_attempts_slice (scope, grain, start);

CREATE TABLE agg_lid_open_slice (
    grain INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    openings INTEGER NOT NULL,
    open_seconds INTEGER NOT NULL,
    PRIMARY KEY (grain, start, stop, seconds)
) STRICT, WITHOUT ROWID;

CREATE TABLE agg_robot_use_slice (
    grain INTEGER NOT NULL,
    robot_serial TEXT NOT NULL,
    start INTEGER NOT NULL,
    trips INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    busy_seconds INTEGER NOT NULL,
    PRIMARY KEY (grain, robot_serial, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX agg_robot_use_slice_by_start ON agg_robot_use_slice (grain, start);

-- By which the facts of a slice are found.
CREATE INDEX fact_delivery_by_time ON fact_delivery (placed_at);
CREATE INDEX fact_lid_event_by_time ON fact_lid_event (at);
CREATE INDEX fact_trip_by_time ON fact_trip (planned_at);

-- Facts that are here already are in no slice yet.
INSERT INTO etl_pending (kind, id, at)
SELECT DISTINCT 'slice', '' || (placed_at - placed_at % 300000000), placed_at - placed_at % 300000000 FROM fact_delivery WHERE true ON CONFLICT DO NOTHING;
INSERT INTO etl_pending (kind, id, at)
SELECT DISTINCT 'slice', '' || (at - at % 300000000), at - at % 300000000 FROM fact_lid_event WHERE true ON CONFLICT DO NOTHING;
INSERT INTO etl_pending (kind, id, at)
SELECT DISTINCT 'slice', '' || (planned_at - planned_at % 300000000), planned_at - planned_at % 300000000 FROM fact_trip WHERE true ON CONFLICT DO NOTHING;
