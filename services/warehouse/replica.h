// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/mirror.h"

namespace curbside {

/// A read replica of one service: its own tables in a file of their own, as of one of its row changes. Written only by the
/// capture; whoever likes may read it.
class Replica
{
public:
    struct Position
    {
        QByteArray epoch;
        qint64 position = 0;
        qint64 generation = 0; ///< of the snapshot that it was filled after
        PlatformTime at;
    };

    [[nodiscard]] static std::expected<std::unique_ptr<Replica>, StorageError> open(const QString &path,
                                                                                    const QString &source);

    /// Where it stands; an empty epoch before it was first filled.
    [[nodiscard]] Position position();
    /// Makes the tables, or adds what they lack.
    void keep(const std::vector<TableDescription> &tables);

    void begin() { m_store->begin(); }
    [[nodiscard]] MirrorTable &table(std::size_t index) { return *m_tables[index]; }
    void commit(const Position &position);
    void rollback() { m_store->rollback(); }

private:
    std::unique_ptr<Store> m_store;
    std::vector<std::unique_ptr<MirrorTable>> m_tables;
};

} // namespace curbside
