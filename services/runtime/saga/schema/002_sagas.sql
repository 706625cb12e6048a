-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an orchestrator of sagas holds in its own database: every step, retry and compensation is a row before it is a call.

CREATE TABLE saga (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    current_step TEXT,
    round INTEGER NOT NULL,
    context TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX saga_by_subject ON saga (subject, type, id);
CREATE INDEX saga_unended ON saga (id) WHERE state IN ('Running', 'Compensating');

-- `undoes` names the step that a compensation undoes; `call_id` the call that is not answered yet.
CREATE TABLE saga_step (
    saga_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    round INTEGER NOT NULL,
    name TEXT NOT NULL,
    undoes TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    call_id TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (saga_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_saga (id, type, subject, state, current_step, started_at, ended_at) AS
    SELECT id, type, subject, state, current_step, started_at, ended_at FROM saga;

CREATE VIEW v_saga_step (saga_id, position, name, state, attempts, started_at, ended_at, error) AS
    SELECT saga_id, position, name, state, attempts, started_at, ended_at, error FROM saga_step;
