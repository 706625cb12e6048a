-- SPDX-License-Identifier: GPL-3.0-or-later
-- A capture: what happened on a platform, and what its databases held meanwhile (docs/capture-format.md).

-- `scenario`, `scenarioDigest`, `seed`, and `beginsAt`: the platform time that moments given as durations are counted from.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One stretch of capturing without a gap. Whole from `started_at` up to and including `covered_to`.
CREATE TABLE segment (
    number INTEGER PRIMARY KEY,
    incarnation INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    covered_to INTEGER NOT NULL,
    is_ended INTEGER NOT NULL
) STRICT;

-- The services' own tables as they were all through a segment.
CREATE TABLE service_column (
    segment INTEGER NOT NULL,
    service TEXT NOT NULL,
    table_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    key_place INTEGER NOT NULL,
    default_value TEXT,
    PRIMARY KEY (segment, service, table_name, position)
) STRICT, WITHOUT ROWID;

-- Journal records, one after the other. `bytes`: zstd; `size`: how many bytes they are unpacked.
CREATE TABLE record_chunk (
    number INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    records INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Row changes of one service, one after the other, without a gap inside a segment.
CREATE TABLE change_chunk (
    number INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    service TEXT NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX change_chunk_by_service ON change_chunk (segment, service, last_sequence);

-- All rows of a service's own tables. They were read between the row changes `from_sequence` and `through_sequence`, the last
-- of them at `at`: with all row changes after the first of the two they are right from the second on.
CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    service TEXT NOT NULL,
    at INTEGER NOT NULL,
    from_sequence INTEGER NOT NULL,
    through_sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX checkpoint_by_service ON checkpoint (service, at);

CREATE TABLE checkpoint_page (
    number INTEGER PRIMARY KEY,
    checkpoint INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    rows INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX checkpoint_page_of ON checkpoint_page (checkpoint);
