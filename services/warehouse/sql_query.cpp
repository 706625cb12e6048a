// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/sql_query.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/table_routes.h"
#include "services/warehouse/sql_expansion.h"
#include "services/warehouse/store/postgres_query.h"
#include "services/warehouse/store/store.h"

#include <QFile>
#include <QRegularExpression>

#include <memory>
#include <set>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostLetters = 100'000;

/// How a run is stopped: by time, or because nobody wants the answer any more.
struct Stop
{
    std::chrono::steady_clock::time_point deadline;
    const std::function<bool()> &isCancelled;

    [[nodiscard]] bool isDue() const
    {
        return std::chrono::steady_clock::now() >= deadline || (isCancelled && isCancelled());
    }
};

using Connection = std::unique_ptr<sqlite3, int (*)(sqlite3 *)>;
using Prepared = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)>;

/// What the functions that a question calls may take together. Between two rows they are not broken off.
class FunctionCost
{
public:
    static constexpr int most = 300; ///< calls; so many take less than the limit of time

    void add(std::string_view function)
    {
        const bool isSlow = function == "trim" || function == "ltrim" || function == "rtrim"; // length by length
        m_cost += isSlow ? most / 10 : 1;
        m_isPrinting = m_isPrinting || function == "printf" || function == "format";
    }
    [[nodiscard]] bool isPrinting() const { return m_isPrinting; }
    [[nodiscard]] bool isTooMuch() const { return m_cost > most; }
    void forget() { *this = {}; }

private:
    int m_cost = 0;
    bool m_isPrinting = false;
};

/// Reading and computing, and nothing else: not even a PRAGMA.
int authorize(void *cost, int action, const char *, const char *second, const char *, const char *)
{
    static const std::set<std::string_view> refused{"load_extension", "readfile", "writefile", "edit",
                                                    "fts3_tokenizer"};
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: break;
    default: return SQLITE_DENY;
    }
    auto *functions = static_cast<FunctionCost *>(cost);
    functions->add(second ? second : "");
    return (second && refused.contains(second)) || functions->isTooMuch() ? SQLITE_DENY : SQLITE_OK;
}

/// A width is counted out, character by character, before anything asks whether that is too much.
bool areWidthsSmall(const QString &sql)
{
    static const QRegularExpression name(u"\\b(?:printf|format)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression call(u"\\b(?:printf|format)\\s*\\(\\s*'((?:[^']|'')*)'\\s*[,)]"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression large(u"\\*|\\d{4}"_s);
    qsizetype unread = 0;
    for (auto each = name.globalMatch(sql); each.hasNext(); each.next()) // QString::count() stops at some letters
        ++unread;
    for (auto each = call.globalMatch(sql); each.hasNext(); --unread) {
        if (each.next().captured(1).contains(large))
            return false;
    }
    return unread == 0;
}

void limit(sqlite3 *handle)
{
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, SqlQuery::mostInValue);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, mostLetters);
    sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 200);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 50);
    sqlite3_limit(handle, SQLITE_LIMIT_FUNCTION_ARG, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

/// "line 2, column 7: …", counted in characters.
QString placed(const QByteArray &sql, qsizetype offset, const QString &what)
{
    if (offset < 0 || offset > sql.size())
        return what;
    const QByteArrayView before = QByteArrayView(sql).first(offset);
    const qsizetype line = before.count('\n') + 1;
    const qsizetype start = before.lastIndexOf('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(start)).size() + 1;
    return u"line %1, column %2: %3"_s.arg(line).arg(column).arg(what);
}

Problem refused(const QByteArray &sql, qsizetype offset, const QString &what)
{
    return Problem::unprocessable(u"/sql"_s, placed(sql, offset, what));
}

Problem wrong(sqlite3 *handle, const QByteArray &sql, int code)
{
    const QString message = QString::fromUtf8(sqlite3_errmsg(handle));
    if ((code & 0xff) == SQLITE_AUTH)
        return refused(sql, -1, u"only reading is allowed here (%1): ask with one SELECT"_s.arg(message));
    if ((code & 0xff) == SQLITE_INTERRUPT)
        return refused(sql, -1, u"it took too long and was stopped: narrow it by WHERE, or ask the agg_ tables"_s);
    return refused(sql, sqlite3_error_offset(handle), message);
}

std::expected<Connection, Problem> connect(const QString &path, FunctionCost &cost)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(handle, sqlite3_close_v2);
    if (code != SQLITE_OK)
        return std::unexpected(
            Problem::unavailable(u"the warehouse cannot be opened: it is filled when the platform runs"_s));
    sqlite3_busy_timeout(handle, 1000);
    sqlite3_exec(handle, "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cache_size = -16000", nullptr,
                 nullptr, nullptr);
    limit(handle);
    sqlite3_set_authorizer(handle, authorize, &cost);
    return connection;
}

/// The one statement that `sql` has to be.
std::expected<Prepared, Problem> prepare(sqlite3 *handle, const QByteArray &sql, FunctionCost &cost)
{
    const QString why = sql.size() <= mostLetters ? whyExplosive(QString::fromUtf8(sql)) : QString();
    if (!why.isEmpty())
        return std::unexpected(refused(sql, -1, why));
    sqlite3_stmt *statement = nullptr;
    const char *tail = nullptr;
    int code = sqlite3_prepare_v2(handle, sql.constData(), static_cast<int>(sql.size()), &statement, &tail);
    Prepared prepared(statement, sqlite3_finalize);
    if (cost.isTooMuch())
        return std::unexpected(
            refused(sql, -1,
                    u"it calls more than %1 functions, where trimming counts for many: ask for less at a time"_s.arg(
                        FunctionCost::most)));
    if (cost.isPrinting() && !areWidthsSmall(QString::fromUtf8(sql)))
        return std::unexpected(
            refused(sql, -1, u"printf() and format() want their format written out, with widths below 1000"_s));
    cost.forget(); // it may be prepared again, when a table changes
    if (code != SQLITE_OK)
        return std::unexpected(wrong(handle, sql, code));
    if (!statement)
        return std::unexpected(refused(sql, -1, u"there is nothing to run: ask with one SELECT"_s));
    const qsizetype end = tail - sql.constData();
    sqlite3_stmt *second = nullptr;
    code = sqlite3_prepare_v2(handle, tail, static_cast<int>(sql.size() - end), &second, nullptr);
    const Prepared more(second, sqlite3_finalize);
    if (code != SQLITE_OK || second)
        return std::unexpected(refused(sql, end, u"a second statement begins here: one SELECT at a time"_s));
    if (!sqlite3_stmt_readonly(statement) || sqlite3_column_count(statement) == 0)
        return std::unexpected(refused(sql, -1, u"only reading is allowed here: ask with one SELECT"_s));
    return prepared;
}

/// The value at a column; its bytes are kept in `kept`.
SqlView valueOf(sqlite3_stmt *statement, int column, std::vector<QByteArray> &kept)
{
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_INTEGER)
        return SqlView::ofInteger(sqlite3_column_int64(statement, column));
    if (type == SQLITE_FLOAT)
        return {SqlView::Type::Real, 0, sqlite3_column_double(statement, column), {}};
    if (type == SQLITE_NULL)
        return {};
    const auto *data = static_cast<const char *>(sqlite3_column_blob(statement, column));
    kept.emplace_back(data, data ? sqlite3_column_bytes(statement, column) : 0);
    return {type == SQLITE_TEXT ? SqlView::Type::Text : SqlView::Type::Blob, 0, 0, kept.back()};
}

/// False when it does not fit into the answer any more, and is left out.
bool addRow(sqlite3_stmt *statement, SqlQuery::Result &result, qsizetype &bytes)
{
    std::vector<SqlView> row;
    for (std::size_t column = 0; column < static_cast<std::size_t>(result.columns.size()); ++column) {
        row.push_back(valueOf(statement, static_cast<int>(column), result.bytes));
        bytes += row.back().bytes.size() + 8;
        if (bytes > SqlQuery::mostBytes)
            return false;
    }
    result.rows.push_back(std::move(row));
    return true;
}

} // namespace

std::expected<SqlQuery::Result, Problem> SqlQuery::run() const
{
    if (Store::isRemote(path))
        return runOnPostgres(*this);
    const auto start = std::chrono::steady_clock::now();
    const QByteArray text = sql.toUtf8();
    FunctionCost cost;
    const auto connection = connect(path, cost);
    if (!connection)
        return std::unexpected(connection.error());
    Stop stop{start + timeLimit, isCancelled};
    sqlite3_progress_handler(
        connection->get(), 100, [](void *given) { return static_cast<const Stop *>(given)->isDue() ? 1 : 0; }, &stop);
    const auto statement = prepare(connection->get(), text, cost);
    if (!statement)
        return std::unexpected(statement.error());
    Result result;
    const int columns = sqlite3_column_count(statement->get());
    for (int column = 0; column < columns; ++column)
        result.columns.push_back(QString::fromUtf8(sqlite3_column_name(statement->get(), column)));
    qsizetype bytes = 0;
    int code = SQLITE_ROW;
    while (!result.isCut && (code = sqlite3_step(statement->get())) == SQLITE_ROW)
        result.isCut = static_cast<qint64>(result.rows.size()) == mostRows || !addRow(statement->get(), result, bytes);
    if (result.isCut && result.rows.empty())
        return std::unexpected(
            refused(text, -1, u"one row is larger than a whole answer may be: name fewer columns"_s));
    if (!result.isCut && code != SQLITE_DONE) {
        const bool isGivenUp = code == SQLITE_INTERRUPT && isCancelled && isCancelled();
        return std::unexpected(isGivenUp ? refused(text, -1, u"it was cancelled"_s)
                                         : wrong(connection->get(), text, code));
    }
    result.milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    return result;
}

void SqlQuery::Result::write(JsonWriter &json) const
{
    json.key("columns").beginArray();
    for (const QString &column : columns)
        json.value(column);
    json.endArray().key("rows").beginArray();
    for (const std::vector<SqlView> &row : rows) {
        json.beginArray();
        for (const SqlView &value : row)
            writeValue(json, value);
        json.endArray();
    }
    json.endArray().member("cut", isCut).member("milliseconds", milliseconds);
}

} // namespace curbside
