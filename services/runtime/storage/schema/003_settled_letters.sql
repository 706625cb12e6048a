-- SPDX-License-Identifier: GPL-3.0-or-later
-- What has become of dead letters that people settled: their events are handled by no message of their own.

CREATE TABLE settled_letter (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled_at INTEGER NOT NULL
) STRICT;
