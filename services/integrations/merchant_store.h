// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/merchant.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::integrations {

/// The table `merchant`.
class MerchantStore
{
public:
    explicit MerchantStore(Database &database);

    void insert(Merchant &merchant, PlatformTime now);
    void save(Merchant &merchant, PlatformTime now);
    [[nodiscard]] std::optional<Merchant> find(MerchantId id);
    [[nodiscard]] std::vector<Merchant> list(const QString &cursor, qint64 limit);
    enum class Key { Id, Partner };
    /// Those with one of these keys, a JSON array: by key, in the order of their ids.
    [[nodiscard]] std::vector<Merchant> findAll(Key key, const QString &keys);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_list;
};

} // namespace curbside::integrations
