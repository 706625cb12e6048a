-- SPDX-License-Identifier: GPL-3.0-or-later
-- The message of the row change at `position`: a log that was rolled back and went on has another one there. Empty: not known.
ALTER TABLE capture_position ADD COLUMN message_id TEXT NOT NULL DEFAULT '';
