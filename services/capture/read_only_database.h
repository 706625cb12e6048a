// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/row_bytes.h"
#include "services/runtime/storage/storage_error.h"

#include <QString>

#include <expected>
#include <functional>
#include <memory>

struct sqlite3;

namespace curbside {

/// A database file that is only looked at: a capture, or a service's own while a platform works with it or none does. All
/// that one object reads is of one moment.
class ReadOnlyDatabase
{
public:
    [[nodiscard]] static std::expected<std::unique_ptr<ReadOnlyDatabase>, StorageError> open(const QString &path);
    ~ReadOnlyDatabase();
    ReadOnlyDatabase(const ReadOnlyDatabase &) = delete;
    ReadOnlyDatabase &operator=(const ReadOnlyDatabase &) = delete;

    /// Calls `visit` with each row of a SELECT, until it returns false. The values are gone after each call.
    std::expected<void, StorageError> forEach(const QString &sql, std::span<const SqlView> values,
                                              const std::function<bool(std::span<const SqlView>)> &visit);
    /// The first value of the first row, as a number; 0 when there is none.
    [[nodiscard]] std::expected<qint64, StorageError> number(const QString &sql, std::span<const SqlView> values = {});
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    ReadOnlyDatabase() = default;
    [[nodiscard]] std::unexpected<StorageError> failure(int code) const;
    [[nodiscard]] std::expected<void, StorageError> beginReading();

    QString m_path;
    sqlite3 *m_handle = nullptr;
};

} // namespace curbside
