-- SPDX-License-Identifier: GPL-3.0-or-later
-- The machinery that every service's database holds beside the service's own tables.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What this service has published: the record of it, gapless.
CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    time INTEGER NOT NULL,
    traceparent TEXT NOT NULL,
    causation_id TEXT,
    data TEXT NOT NULL
) STRICT;

-- How far each declared consumer has taken this service's events over, by its own report.
CREATE TABLE outbox_consumer (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    reported_at INTEGER NOT NULL,
    expired_at INTEGER
) STRICT, WITHOUT ROWID;

-- How far this service has taken over each publisher's events.
CREATE TABLE inbox (
    source TEXT PRIMARY KEY,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    event_id TEXT
) STRICT, WITHOUT ROWID;

-- Events taken over but not handled yet: one that failed and is tried again, and those of its subject that wait behind it.
CREATE TABLE inbox_parked (
    source TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    event TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    next_at INTEGER,
    reason TEXT,
    history TEXT NOT NULL,
    PRIMARY KEY (source, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_parked_by_subject ON inbox_parked (source, subject, sequence);

-- Events given up, with why and the history of the attempts.
CREATE TABLE dead_letter (
    event_id TEXT NOT NULL,
    source TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    event TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    history TEXT NOT NULL,
    PRIMARY KEY (event_id)
) STRICT, WITHOUT ROWID;

-- Every change of a row of the service's own tables, a blob a message (docs/row-changes.md).
CREATE TABLE row_change (
    sequence INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    tables TEXT NOT NULL,
    changes BLOB NOT NULL
) STRICT;

CREATE TABLE timer (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- Calls to make: a row before it is a call, until it is answered.
CREATE TABLE call_intent (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    service TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    traceparent TEXT NOT NULL,
    causation_id TEXT,
    attempts INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    give_up_at INTEGER
) STRICT, WITHOUT ROWID;

-- Answers kept under the key of the request that they answered, the oldest first.
CREATE TABLE idempotency_key (
    position INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    message_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;

-- The numbers that people see (D-1044), counted by their owner.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW v_outbox (sequence, event_id, type, subject, time, passed_by_all) AS
    SELECT sequence, event_id, type, subject, time,
        sequence <= coalesce((SELECT min(position) FROM outbox_consumer WHERE expired_at IS NULL), sequence)
    FROM outbox;

CREATE VIEW v_inbox (source, epoch, handled_up_to, event_id) AS
    SELECT source, epoch, position, event_id FROM inbox;

CREATE VIEW v_parked (source, sequence, type, subject, attempts, next_at, reason) AS
    SELECT source, sequence, type, subject, attempts, next_at, reason FROM inbox_parked;

CREATE VIEW v_dead_letter (event_id, source, type, subject, reason, attempts, first_at, last_at) AS
    SELECT event_id, source, type, subject, reason, attempts, first_at, last_at FROM dead_letter;

CREATE VIEW v_row_change (sequence, message_id, at, tables) AS
    SELECT sequence, message_id, at, tables FROM row_change;

-- What this service says of itself at each start, for those who check or draw it from outside.
CREATE TABLE declared_reference (
    position INTEGER PRIMARY KEY,
    column_name TEXT NOT NULL,
    target TEXT NOT NULL
) STRICT;

CREATE TABLE declared_copy (
    position INTEGER PRIMARY KEY,
    column_name TEXT NOT NULL,
    key_column TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL
) STRICT;
