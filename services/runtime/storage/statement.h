// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/storage/row_change.h"
#include "services/runtime/time/platform_time.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <optional>

namespace curbside {

class Database;
class Statement;

// How values become SQL values. An absent optional is NULL; text is never NULL.
inline QVariant toSql(qint64 value)
{
    return value;
}
inline QVariant toSql(int value)
{
    return value;
}
inline QVariant toSql(bool value)
{
    return value ? 1 : 0;
}
inline QVariant toSql(double value)
{
    return value;
}
inline QVariant toSql(const QString &text)
{
    return text.isNull() ? QVariant(QStringLiteral("")) : QVariant(text);
}
inline QVariant toSql(QStringView text)
{
    return toSql(text.toString());
}
inline QVariant toSql(const QByteArray &blob)
{
    return blob.isNull() ? QVariant(QByteArrayLiteral("")) : QVariant(blob);
}
inline QVariant toSql(PlatformTime time)
{
    return toMicroseconds(time);
}
inline QVariant toSql(const Uuid &uuid)
{
    return uuid.toString();
}
template <typename Tag>
QVariant toSql(const Id<Tag> &id)
{
    return id.toString();
}
template <typename Tag>
QVariant toSql(const Name<Tag> &name)
{
    return toSql(name.toString());
}
template <NamedEnum Enum>
QVariant toSql(Enum value)
{
    return toText(value);
}
template <typename Value>
QVariant toSql(const std::optional<Value> &value)
{
    return value ? toSql(*value) : QVariant();
}

/// The rows of one run of a statement; ends the run when it goes out of scope, so that no read transaction is left open.
class Rows
{
public:
    explicit Rows(Statement &statement);
    Rows(Rows &&other) noexcept : m_statement(other.m_statement), m_query(std::exchange(other.m_query, nullptr)) {}
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    Rows &operator=(Rows &&) = delete;
    ~Rows();

    /// False at the end; a StorageFault when the rows cannot be read to the end.
    [[nodiscard]] bool next();
    [[nodiscard]] bool isNull(int column) const { return m_query->isNull(column); }
    [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    [[nodiscard]] qint64 integer(int column) const { return m_query->value(column).toLongLong(); }
    [[nodiscard]] double real(int column) const { return m_query->value(column).toDouble(); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] PlatformTime time(int column) const { return fromMicroseconds(integer(column)); }

    /// The column as an id, a name or an enum that was written by toSql().
    template <typename Value>
    [[nodiscard]] Value get(int column) const
    {
        if constexpr (NamedEnum<Value>)
            return fromText<Value>(text(column)).value_or(Value{});
        else if constexpr (std::is_same_v<Value, PlatformTime>)
            return time(column);
        else if constexpr (std::is_same_v<Value, qint64>)
            return integer(column);
        else if constexpr (std::is_same_v<Value, bool>)
            return flag(column);
        else if constexpr (std::is_same_v<Value, QString>)
            return text(column);
        else
            return Value::fromString(text(column)).value_or(Value{});
    }
    template <typename Value>
    [[nodiscard]] std::optional<Value> optional(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(get<Value>(column));
    }

private:
    Statement *m_statement;
    QSqlQuery *m_query;
};

/// A prepared statement. Make it once, keep it, run it often; on the database's thread. Failures are StorageFaults.
class Statement
{
public:
    Statement(Database &database, const QString &sql);

    /// Runs a statement that changes something; gives the number of changed rows.
    template <typename... Values>
    int run(const Values &...values)
    {
        bindAll(values...);
        return execute();
    }

    /// Runs a statement that yields rows. Only one result of a statement may be alive at a time.
    template <typename... Values>
    [[nodiscard]] Rows query(const Values &...values)
    {
        bindAll(values...);
        start();
        return Rows(*this);
    }

private:
    friend class Rows;

    template <typename... Values>
    void bindAll(const Values &...values)
    {
        int position = 0;
        (m_query.bindValue(position++, toSql(values)), ...);
    }
    int execute();
    void start();
    [[noreturn]] void fail() const;

    Database *m_database;
    QSqlQuery m_query;
    RowChangeCapture::Mark m_before; ///< of the run under way
};

} // namespace curbside
