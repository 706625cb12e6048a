// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/partner_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

const QString partnerColumns = u"id, name, webhook_url, api_key_hash, created_at, updated_at, version"_s;

Partner partnerOf(const Rows &rows)
{
    Partner partner;
    partner.id = rows.get<PartnerId>(0);
    partner.name = rows.text(1);
    partner.webhookUrl = rows.optional<QString>(2);
    partner.apiKeyHash = rows.optional<QString>(3);
    partner.createdAt = rows.time(4);
    partner.updatedAt = rows.time(5);
    partner.version = rows.integer(6);
    return partner;
}

} // namespace

PartnerStore::PartnerStore(Database &database)
    : m_database(database),
      m_insert(database, u"INSERT INTO partner (%1) VALUES (?, ?, ?, ?, ?, ?, ?)"_s.arg(partnerColumns)),
      m_save(database,
             u"UPDATE partner SET name = ?, webhook_url = ?, api_key_hash = ?, updated_at = ?, version = ? "
             "WHERE id = ?"_s),
      m_find(database, u"SELECT %1 FROM partner WHERE id = ? AND deleted_at IS NULL"_s.arg(partnerColumns)),
      m_list(database,
             u"SELECT %1 FROM partner WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?"_s.arg(partnerColumns))
{}

void PartnerStore::insert(Partner &partner, PlatformTime now)
{
    partner.createdAt = partner.updatedAt = now;
    m_insert.run(partner.id, partner.name, partner.webhookUrl, partner.apiKeyHash, now, now, partner.version);
}

void PartnerStore::save(Partner &partner, PlatformTime now)
{
    partner.updatedAt = now;
    ++partner.version;
    m_save.run(partner.name, partner.webhookUrl, partner.apiKeyHash, now, partner.version, partner.id);
}

std::optional<Partner> PartnerStore::find(PartnerId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(partnerOf(rows)) : std::nullopt;
}

std::vector<Partner> PartnerStore::list(const QString &cursor, qint64 limit)
{
    std::vector<Partner> partners;
    for (Rows rows = m_list.query(cursor, limit); rows.next();)
        partners.push_back(partnerOf(rows));
    return partners;
}

std::vector<Partner> PartnerStore::findAll(const QString &ids)
{
    std::vector<Partner> partners;
    Statement select(
        m_database,
        u"SELECT %1 FROM partner WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY id"_s.arg(
            partnerColumns));
    for (Rows rows = select.query(ids); rows.next();)
        partners.push_back(partnerOf(rows));
    return partners;
}

} // namespace curbside::integrations
