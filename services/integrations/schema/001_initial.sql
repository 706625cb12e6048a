-- SPDX-License-Identifier: GPL-3.0-or-later
-- What Integrations owns: partners, their merchants, their orders, and what they are told.

CREATE TABLE partner (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    webhook_url TEXT,
    api_key_hash TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE merchant (
    id TEXT NOT NULL PRIMARY KEY,
    partner_id TEXT NOT NULL REFERENCES partner (id),
    name TEXT NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    preparation_minutes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE INDEX merchant_by_partner ON merchant (partner_id);

CREATE TABLE partner_order (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    partner_id TEXT NOT NULL REFERENCES partner (id),
    external_id TEXT NOT NULL,
    merchant_id TEXT NOT NULL REFERENCES merchant (id),
    dropoff_x INTEGER NOT NULL,
    dropoff_y INTEGER NOT NULL,
    placed_at INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    delivery_id TEXT,
    delivery_status TEXT,
    delivery_status_version INTEGER,
    delivery_status_as_of INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    deleted_at INTEGER,
    UNIQUE (partner_id, external_id)
) STRICT;

-- One for each status of the delivery that a partner with a webhook is told; `next_at` is empty once it is settled.
CREATE TABLE notification (
    id TEXT NOT NULL PRIMARY KEY,
    partner_order_id TEXT NOT NULL REFERENCES partner_order (id),
    delivery_status TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
