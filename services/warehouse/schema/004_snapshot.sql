-- SPDX-License-Identifier: GPL-3.0-or-later
-- The last row change that any page of the snapshot is as of: a log that is shorter was rolled back meanwhile.
ALTER TABLE capture_position ADD COLUMN snapshot_last INTEGER NOT NULL DEFAULT 0;
