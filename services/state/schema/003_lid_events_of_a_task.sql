-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a lid did for a task is asked for by the task.

CREATE INDEX lid_event_by_task ON lid_event (task_id, id) WHERE task_id IS NOT NULL;
