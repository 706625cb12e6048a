// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/merchant_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

const QString merchantColumns = u"id, partner_id, name, x, y, preparation_minutes, created_at, updated_at, version"_s;

Merchant merchantOf(const Rows &rows)
{
    Merchant merchant;
    merchant.id = rows.get<MerchantId>(0);
    merchant.partnerId = rows.get<PartnerId>(1);
    merchant.name = rows.text(2);
    merchant.place = {rows.integer(3), rows.integer(4)};
    merchant.preparationMinutes = rows.integer(5);
    merchant.createdAt = rows.time(6);
    merchant.updatedAt = rows.time(7);
    merchant.version = rows.integer(8);
    return merchant;
}

} // namespace

MerchantStore::MerchantStore(Database &database)
    : m_database(database),
      m_insert(database, u"INSERT INTO merchant (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(merchantColumns)),
      m_save(database,
             u"UPDATE merchant SET partner_id = ?, name = ?, x = ?, y = ?, preparation_minutes = ?, "
             "updated_at = ?, version = ? WHERE id = ?"_s),
      m_find(database, u"SELECT %1 FROM merchant WHERE id = ? AND deleted_at IS NULL"_s.arg(merchantColumns)),
      m_list(database,
             u"SELECT %1 FROM merchant WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?"_s.arg(merchantColumns))
{}

void MerchantStore::insert(Merchant &merchant, PlatformTime now)
{
    merchant.createdAt = merchant.updatedAt = now;
    m_insert.run(merchant.id, merchant.partnerId, merchant.name, merchant.place.x, merchant.place.y,
                 merchant.preparationMinutes, now, now, merchant.version);
}

void MerchantStore::save(Merchant &merchant, PlatformTime now)
{
    merchant.updatedAt = now;
    ++merchant.version;
    m_save.run(merchant.partnerId, merchant.name, merchant.place.x, merchant.place.y, merchant.preparationMinutes, now,
               merchant.version, merchant.id);
}

std::optional<Merchant> MerchantStore::find(MerchantId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(merchantOf(rows)) : std::nullopt;
}

std::vector<Merchant> MerchantStore::list(const QString &cursor, qint64 limit)
{
    std::vector<Merchant> merchants;
    for (Rows rows = m_list.query(cursor, limit); rows.next();)
        merchants.push_back(merchantOf(rows));
    return merchants;
}

std::vector<Merchant> MerchantStore::findAll(Key key, const QString &keys)
{
    std::vector<Merchant> merchants;
    Statement select(
        m_database,
        u"SELECT %1 FROM merchant WHERE %2 IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY %2, id"_s
            .arg(merchantColumns, key == Key::Id ? u"id"_s : u"partner_id"_s));
    for (Rows rows = select.query(keys); rows.next();)
        merchants.push_back(merchantOf(rows));
    return merchants;
}

} // namespace curbside::integrations
