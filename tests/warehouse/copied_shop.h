// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/capture.h"
#include "tests/support/service_fixture.h"

namespace curbside {

/// A scripted service "shop", and what a warehouse has copied of it.
class CopiedShop
{
public:
    /// `warehouse`: postgresql://… without a schema, which is chosen anew; empty for a file.
    explicit CopiedShop(const QString &warehouse = {});
    ~CopiedShop();

    [[nodiscard]] ServiceFixture &platform() { return m_platform; }
    /// Changes rows in a message of the service.
    void change(const QString &sql);
    /// Writes that many notes, each in a message of its own.
    void writeNotes(int count);
    /// Changes the service's file behind its back.
    void changeByHand(const QStringList &statements);

    [[nodiscard]] Capture &capture() { return *m_capture; }
    [[nodiscard]] Response ask(const Request &request);
    Capture::Outcome step() { return m_capture->take(ask(m_capture->wanted())); }
    void catchUp();
    /// The capture's process is gone, and another one goes on with the files.
    void killCapture();

    /// All rows of the service's table, of the warehouse's copy, and of the replica's: sorted, as text.
    [[nodiscard]] QStringList sourceRows(const QString &table);
    [[nodiscard]] QStringList copiedRows(const QString &table);
    [[nodiscard]] QStringList replicaRows(const QString &table);
    [[nodiscard]] Store &warehouse() { return *m_warehouse; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    void openWarehouse();
    [[nodiscard]] static QString selectOf(const QString &storedAs, const QStringList &columns);
    static void addRow(QStringList &texts, std::span<const SqlView> row);
    [[nodiscard]] static QStringList rowsOf(Database &database, const QString &storedAs, const QStringList &columns);
    [[nodiscard]] QStringList columnsOfSource(const QString &table);

    QTemporaryDir m_folder;
    ServiceFixture m_platform;
    QString m_address;
    std::unique_ptr<Store> m_warehouse;
    std::unique_ptr<Capture> m_capture;
    int m_notes = 0;
};

} // namespace curbside
