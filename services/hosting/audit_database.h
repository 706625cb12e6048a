// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <QSqlDatabase>
#include <QStringList>
#include <QVariant>

#include <expected>
#include <memory>
#include <vector>

namespace curbside {

/// One database of a workspace, opened read-only by those who check it from outside while no service is asked: the verifier
/// and the comparison of runs.
class AuditDatabase
{
public:
    using Row = QStringList;

    /// The databases that a platform has, in a fixed order.
    [[nodiscard]] static const QStringList &names();
    /// Those of them that a workspace's folder holds.
    [[nodiscard]] static QStringList namesIn(const QString &folder);
    [[nodiscard]] static std::expected<std::unique_ptr<AuditDatabase>, Failure> open(const QString &folder,
                                                                                     const QString &name);
    ~AuditDatabase();
    AuditDatabase(const AuditDatabase &) = delete;
    AuditDatabase &operator=(const AuditDatabase &) = delete;

    /// NULL reads as a null QString.
    [[nodiscard]] std::expected<std::vector<Row>, Failure> rows(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] std::expected<std::vector<Row>, Failure> sortedRows(const QString &sql);
    /// The service's own tables, without the machinery's.
    [[nodiscard]] QStringList ownTables();
    [[nodiscard]] const QString &name() const { return m_name; }

private:
    AuditDatabase() = default;
    [[nodiscard]] std::unexpected<Failure> failure(const QString &why) const;

    QString m_name;
    QString m_path;
    QString m_connectionName;
    QSqlDatabase m_connection;
};

} // namespace curbside
