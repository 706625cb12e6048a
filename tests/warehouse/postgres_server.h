// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace curbside {

/// A PostgreSQL server of its own, in a temporary folder, that answers at a socket in that folder alone. Stopped with this object.
class PostgresServer
{
public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    /// Why there is none; empty when it answers.
    [[nodiscard]] const QString &missing() const { return m_missing; }
    /// Of a database that its user owns; each call names another, empty schema.
    [[nodiscard]] QString newAddress();
    /// The same for a user who may do everything.
    [[nodiscard]] QString superuserAddress() const;
    void stop();
    void start();

private:
    [[nodiscard]] QString address(const QString &user, const QString &schema) const;
    [[nodiscard]] bool run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    QString m_programs;
    QString m_missing;
    int m_schemas = 0;
    bool m_isRunning = false;
};

/// The one server of a test program, started when first asked for.
[[nodiscard]] PostgresServer &postgresServer();

/// Adds the global column "backend" with a row for each.
void addBackends();
/// Where the row that is being tested has its warehouse: `file`, or a new schema. Empty when the test has been skipped.
[[nodiscard]] QString backendAddress(const QString &file);

} // namespace curbside
