-- SPDX-License-Identifier: GPL-3.0-or-later
-- A person may want a demand to go with one robot.

ALTER TABLE demand ADD COLUMN wished_robot TEXT;
