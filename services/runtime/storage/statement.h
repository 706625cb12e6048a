// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/storage/row_bytes.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArrayView>
#include <QString>

#include <concepts>
#include <optional>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace curbside {

class Database;
class Statement;

/// UTF-8 that is bound as text without being copied: it has to outlive the run and its rows.
struct Utf8
{
    QByteArrayView text;
};

/// NULL for what is empty.
[[nodiscard]] inline std::optional<Utf8> utf8OrNull(QByteArrayView text)
{
    return text.isEmpty() ? std::nullopt : std::optional(Utf8{text});
}

/// The rows of one run of a statement; ends the run when it goes out of scope, so that no read transaction is left open.
class Rows
{
public:
    explicit Rows(Statement &statement) : m_statement(&statement) {}
    Rows(Rows &&other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    Rows &operator=(Rows &&) = delete;
    ~Rows();

    /// False at the end; a StorageFault when the rows cannot be read to the end.
    [[nodiscard]] bool next();
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(view(column)); }
    [[nodiscard]] QByteArray bytes(int column) const { return view(column).toByteArray(); }
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] PlatformTime time(int column) const { return fromMicroseconds(integer(column)); }
    /// Text as UTF-8, or a blob; valid until next() or the end of the run.
    [[nodiscard]] QByteArrayView view(int column) const;
    [[nodiscard]] int columns() const;
    /// Whatever is there; valid until next() or the end of the run.
    [[nodiscard]] SqlView value(int column) const;

    /// The column as an id, a name or an enum that was written by a Statement.
    template <typename Value>
    [[nodiscard]] Value get(int column) const
    {
        if constexpr (NamedEnum<Value>)
            return enumerator<Value>(column);
        else if constexpr (std::is_same_v<Value, PlatformTime>)
            return time(column);
        else if constexpr (std::is_same_v<Value, qint64>)
            return integer(column);
        else if constexpr (std::is_same_v<Value, bool>)
            return flag(column);
        else if constexpr (std::is_same_v<Value, QString>)
            return text(column);
        else if constexpr (requires { Value::fromUtf8(view(column)); })
            return Value::fromUtf8(view(column)).value_or(Value{});
        else
            return Value::fromString(text(column)).value_or(Value{});
    }
    template <typename Value>
    [[nodiscard]] std::optional<Value> optional(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(get<Value>(column));
    }

private:
    template <NamedEnum Enum>
    [[nodiscard]] Enum enumerator(int column) const
    {
        const QByteArrayView name = view(column);
        const auto value = fromText<Enum>(std::string_view(name.data(), static_cast<std::size_t>(name.size())));
        if (!value)
            failUnreadable(column);
        return *value;
    }
    /// A word that this version does not know: to take it for another would be worse than to stop.
    [[noreturn]] void failUnreadable(int column) const;

    Statement *m_statement;
};

/// A prepared statement. Make it once, keep it, run it often; on the database's thread. Failures are StorageFaults.
///
/// Stands on the SQLite API: through QSqlQuery, which describes every column anew at every run, a handled message costs
/// twice as much. An absent optional is bound as NULL, a QByteArray as a blob that has to outlive the run and its rows, as
/// Utf8 does; text is never NULL.
class Statement
{
public:
    Statement(Database &database, const QString &sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Runs a statement that changes something; gives the number of changed rows.
    template <typename... Values>
    int run(const Values &...values)
    {
        bindAll(values...);
        return execute();
    }

    /// The number of the row that the last run inserted.
    [[nodiscard]] qint64 lastRowId() const;

    /// The same with as many values as there are; text and blobs have to outlive the run and its rows.
    int runRow(std::span<const SqlView> values);
    [[nodiscard]] Rows queryRow(std::span<const SqlView> values);

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
        (bind(++position, values), ...);
    }
    template <std::integral Integer>
    void bind(int position, Integer value)
    {
        bindInteger(position, static_cast<qint64>(value));
    }
    void bind(int position, double value);
    void bind(int position, QStringView text);
    void bind(int position, const QString &text) { bind(position, QStringView(text)); }
    void bind(int position, const QByteArray &blob);
    void bind(int position, const SqlView &value);
    void bind(int position, Utf8 text);
    void bind(int position, PlatformTime time) { bindInteger(position, toMicroseconds(time)); }
    void bind(int position, const Uuid &uuid);
    template <typename Tag>
    void bind(int position, const Id<Tag> &id)
    {
        bind(position, id.uuid());
    }
    template <typename Tag>
    void bind(int position, const Name<Tag> &name)
    {
        bind(position, QStringView(name.toString()));
    }
    template <NamedEnum Enum>
    void bind(int position, Enum value)
    {
        const std::string_view name = nameOf(value);
        bind(position, Utf8{{name.data(), static_cast<qsizetype>(name.size())}});
    }
    template <typename Value>
    void bind(int position, const std::optional<Value> &value)
    {
        if (value)
            bind(position, *value);
        else
            bindNull(position);
    }
    void bindInteger(int position, qint64 value);
    void bindNull(int position);
    void bindText(int position, QByteArrayView text);
    int execute();
    void start();
    void step();
    void finish();
    void check(int code);
    [[noreturn]] void fail(int code);

    Database &m_database;
    sqlite3_stmt *m_statement = nullptr;
    std::vector<QByteArray> m_texts; ///< what is bound, by position: SQLite reads it where it is
    RowChangeCapture::Mark m_before; ///< of the run under way
    enum class Run { Over, AtFirstRow, Reading };
    Run m_run = Run::Over; ///< AtFirstRow: start() has come to a row that next() has not given yet
};

} // namespace curbside
