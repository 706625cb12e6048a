-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clean-up goes through what is referred to, in order.

CREATE INDEX demand_by_delivery ON demand (delivery_id);
