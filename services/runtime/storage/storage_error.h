// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <stdexcept>

namespace curbside {

/// Why a database could not be opened: a sentence that names the file and says what to do.
struct StorageError
{
    enum class Kind { Machine, Corrupt, NewerFormat, NotOurs };
    Kind kind = Kind::Machine;
    QString text;
};

/// A statement failed inside a transaction. Caught where messages are handled, which rolls back; nowhere else.
class StorageFault : public std::runtime_error
{
public:
    StorageFault(int sqliteCode, const QString &text) : std::runtime_error(text.toStdString()), m_code(sqliteCode) {}
    /// The primary result code (SQLITE_FULL, SQLITE_CONSTRAINT …).
    [[nodiscard]] int code() const { return m_code & 0xff; }
    /// The machine's doing (disk full, I/O error, out of memory), not the statement's: worth trying again.
    [[nodiscard]] bool isMachineFault() const;

private:
    int m_code;
};

} // namespace curbside
