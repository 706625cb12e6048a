// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/partner.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::integrations {

/// The table `partner`.
class PartnerStore
{
public:
    explicit PartnerStore(Database &database);

    void insert(Partner &partner, PlatformTime now);
    void save(Partner &partner, PlatformTime now);
    [[nodiscard]] std::optional<Partner> find(PartnerId id);
    [[nodiscard]] std::vector<Partner> list(const QString &cursor, qint64 limit);
    /// Those with one of these ids, a JSON array.
    [[nodiscard]] std::vector<Partner> findAll(const QString &ids);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_list;
};

} // namespace curbside::integrations
