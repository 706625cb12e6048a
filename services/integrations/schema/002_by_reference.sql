-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clean-up goes through what is referred to, in order.

CREATE INDEX order_by_delivery ON partner_order (delivery_id) WHERE delivery_id IS NOT NULL;
