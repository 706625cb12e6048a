-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clean-up goes through what is referred to, in order.

CREATE INDEX delivery_by_task ON delivery (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX delivery_by_demand ON delivery (demand_id) WHERE demand_id IS NOT NULL;
