// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/database.h"
#include "services/warehouse/store/dialect.h"

#include <deque>

namespace curbside {

/// The values of one run of a statement, with the text that they are views of where somebody has to keep it.
class StoreValues
{
public:
    template <typename... Values>
    explicit StoreValues(const Values &...values)
    {
        (add(values), ...);
    }
    [[nodiscard]] std::span<const SqlView> views() const { return m_views; }

private:
    template <std::integral Integer>
    void add(Integer value)
    {
        m_views.push_back(SqlView::ofInteger(static_cast<qint64>(value)));
    }
    void add(PlatformTime time) { m_views.push_back(SqlView::ofInteger(toMicroseconds(time))); }
    void add(Utf8 text) { m_views.push_back(SqlView::ofText(text.text)); }
    void add(const QString &text)
    {
        m_kept.push_back(text.toUtf8());
        m_views.push_back(SqlView::ofText(m_kept.back()));
    }

    std::deque<QByteArray> m_kept; // whose items stay where they are
    std::vector<SqlView> m_views;
};

/// A prepared statement of a Store. Failures are StorageFaults.
class StoreStatement
{
public:
    using Visit = std::function<void(std::span<const SqlView>)>; ///< of a row; its values are valid during the call

    virtual ~StoreStatement() = default;
    /// It may be carried out later, but before anything is read and before commit() returns.
    virtual void run(std::span<const SqlView> values) = 0;
    /// `visit` must not use the store.
    virtual void query(std::span<const SqlView> values, const Visit &visit) = 0;

    template <typename... Values>
    void runWith(const Values &...values)
    {
        run(StoreValues(values...).views());
    }
};

/// A fault as one line that says what to do.
[[nodiscard]] QString troubleOf(const StorageFault &fault);
/// Whether a file is not, or not whole, what it should be.
[[nodiscard]] bool isDamage(const StorageFault &fault);

/// Where the warehouse's tables are: a file of SQLite's, or a schema of a PostgreSQL database. The one connection that writes
/// them; lives on the thread that opened it.
///
/// Statements are SQL that both backends take, with `?` for values; what they do not share is in dialect.h.
class Store
{
public:
    struct Options
    {
        QString address; ///< path of a file, made when absent, or postgresql://…
        QString name; ///< for messages
        Database::Durability durability = Database::Durability::Normal;
        std::vector<Migration> migrations{}; ///< written for SQLite
        DatabaseKind kind = DatabaseKind::Warehouse;
    };

    [[nodiscard]] static std::expected<std::unique_ptr<Store>, StorageError> open(const Options &options);
    /// Whether an address is not a file's.
    [[nodiscard]] static bool isRemote(const QString &address);
    virtual ~Store() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;
    /// False when its file has been deleted beneath it.
    [[nodiscard]] virtual bool isThere() const = 0;
    [[nodiscard]] virtual std::unique_ptr<StoreStatement> prepare(const QString &sql) = 0;
    /// Runs one statement that is not worth keeping.
    virtual void execute(const QString &sql) = 0;
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() = 0;
    /// The columns of a table; none when there is no such table.
    [[nodiscard]] virtual QStringList columnsOf(const QString &table) = 0;

    template <typename... Values>
    void run(const QString &sql, const Values &...values)
    {
        prepare(sql)->run(StoreValues(values...).views());
    }
    template <typename... Values>
    void query(const QString &sql, const StoreStatement::Visit &visit, const Values &...values)
    {
        prepare(sql)->query(StoreValues(values...).views(), visit);
    }
};

} // namespace curbside
