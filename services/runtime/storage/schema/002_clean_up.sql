-- SPDX-License-Identifier: GPL-3.0-or-later
-- Runs over the references to other services, and what each found and did.

CREATE TABLE clean_up (
    id TEXT PRIMARY KEY,
    is_dry_run INTEGER NOT NULL,
    state TEXT NOT NULL,
    reference INTEGER NOT NULL,
    after TEXT NOT NULL,
    asked INTEGER NOT NULL,
    problem TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE clean_up_orphan (
    clean_up_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    target TEXT NOT NULL,
    row_key TEXT NOT NULL,
    value TEXT NOT NULL,
    outcome TEXT NOT NULL,
    new_value TEXT NOT NULL,
    row_updated_at INTEGER NOT NULL,
    undone_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (clean_up_id, position)
) STRICT, WITHOUT ROWID;
