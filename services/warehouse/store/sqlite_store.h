// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/store/store.h"

namespace curbside {

/// A Store in a file of its own.
class SqliteStore final : public Store
{
public:
    [[nodiscard]] static std::expected<std::unique_ptr<SqliteStore>, StorageError> open(const Options &options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
    [[nodiscard]] bool isThere() const override;
    [[nodiscard]] std::unique_ptr<StoreStatement> prepare(const QString &sql) override;
    void execute(const QString &sql) override { m_database->execute(sql); }
    void begin() override { m_database->begin(); }
    void commit() override { m_database->commit(); }
    void rollback() override { m_database->rollback(); }
    [[nodiscard]] QStringList columnsOf(const QString &table) override;

    [[nodiscard]] Database &database() { return *m_database; }

private:
    std::unique_ptr<Database> m_database;
};

} // namespace curbside
