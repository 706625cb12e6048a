-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clean-up goes through what is referred to, in order.

CREATE INDEX task_by_trip ON task (trip_id) WHERE trip_id IS NOT NULL;
