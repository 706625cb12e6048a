-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a scripted service keeps.

CREATE TABLE note (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A row for each handling, so that handling twice shows.
CREATE TABLE heard (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    source TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
