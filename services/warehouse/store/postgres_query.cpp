// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/store/postgres_query.h"

#include "services/runtime/json/json.h"
#include "services/warehouse/store/dialect.h"
#include "services/warehouse/store/postgres_connection.h"

#include <QSqlField>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// A question on its way through the steps that answer it.
class PostgresQuestion
{
public:
    PostgresQuestion(const SqlQuery &query, PostgresConnection &connection) : m_query(query), m_connection(connection)
    {}

    std::expected<SqlQuery::Result, Problem> run()
    {
        const bool isOpen = m_connection.execute(u"BEGIN READ ONLY"_s)
            && step(u"SELECT set_config('curbside.question', %1, true)"_s.arg(quotedLiteral(m_query.sql)))
            && step(u"DO $$ DECLARE question refcursor := 'question'; BEGIN "
                    "OPEN question NO SCROLL FOR EXECUTE current_setting('curbside.question'); END $$"_s);
        if (!isOpen || !describe() || !read()) {
            const QSqlError error = m_connection.error();
            return std::unexpected(problemOf(error));
        }
        m_result.milliseconds =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_start).count();
        return std::move(m_result);
    }

private:
    /// What a question may set for itself does not outlast a step.
    bool limitTime()
    {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            m_query.timeLimit - (std::chrono::steady_clock::now() - m_start));
        return m_connection.execute(u"SET LOCAL statement_timeout = %1"_s.arg(std::max<qint64>(1, left.count())));
    }

    bool step(const QString &sql) { return limitTime() && m_connection.execute(sql); }

    bool describe()
    {
        const auto none = limitTime() ? m_connection.query(u"FETCH 0 FROM question"_s) : std::unexpected(QSqlError());
        if (!none)
            return false;
        const QSqlRecord record = none->record();
        for (int column = 0; column < record.count(); ++column) {
            m_result.columns.push_back(record.fieldName(column));
            m_types.push_back(record.field(column).metaType().id());
        }
        return true;
    }

    bool read()
    {
        auto lines = limitTime() ? m_connection.query(u"SELECT answered_rows(%1, %2, %3)"_s.arg(m_query.mostRows + 1)
                                                          .arg(SqlQuery::mostBytes)
                                                          .arg(SqlQuery::mostInValue))
                                 : std::unexpected(QSqlError());
        if (!lines)
            return false;
        while (lines->next()) {
            m_result.isCut = lines->isNull(0) || static_cast<qint64>(m_result.rows.size()) == m_query.mostRows;
            if (m_result.isCut)
                break;
            addRow(lines->value(0).toString().toUtf8());
        }
        return true;
    }

    void addRow(const QByteArray &line)
    {
        const auto values = JsonDocument::parse(line);
        std::vector<SqlView> &row = m_result.rows.emplace_back();
        if (!values)
            return;
        values->root().forEachItem([&](JsonValue value) {
            const std::size_t column = row.size();
            const int type = column < m_types.size() ? m_types[column] : QMetaType::UnknownType;
            row.push_back(valueOf(value.toString(), type));
        });
    }

    /// Types as SQLite has them.
    SqlView valueOf(const std::optional<QString> &text, int type)
    {
        if (!text)
            return {};
        if (type == QMetaType::Bool)
            return SqlView::ofInteger(*text == u"true" ? 1 : 0);
        bool isNumber = false;
        const bool isNumeric = type == QMetaType::Int || type == QMetaType::LongLong || type == QMetaType::Double
            || type == QMetaType::UInt;
        if (const qint64 integer = text->toLongLong(&isNumber); isNumeric && isNumber)
            return SqlView::ofInteger(integer);
        if (const double real = text->toDouble(&isNumber); isNumeric && isNumber)
            return {SqlView::Type::Real, 0, real, {}};
        const bool isBlob = type == QMetaType::QByteArray && text->startsWith(u"\\x");
        m_result.bytes.push_back(isBlob ? QByteArray::fromHex(text->mid(2).toLatin1()) : text->toUtf8());
        return {isBlob ? SqlView::Type::Blob : SqlView::Type::Text, 0, 0, m_result.bytes.back()};
    }

    /// PostgreSQL's own words; where it shows the place, that comes first.
    static Problem problemOf(const QSqlError &error)
    {
        const QString state = error.nativeErrorCode();
        const QStringList lines = error.databaseText().split(u'\n');
        QString message = lines.front().section(u':', 1).trimmed();
        if (state.isEmpty())
            return Problem::unavailable(u"PostgreSQL has ended the connection: ask again"_s);
        if (state == u"57014")
            message = u"it took too long and was stopped: narrow it by WHERE, or ask the agg_ tables"_s;
        else if (message.contains(u"multi-query"))
            message = u"one SELECT at a time"_s;
        else if (state == u"25006" || state == u"42P11" || state == u"42501")
            message = u"only reading is allowed here (%1): ask with one SELECT"_s.arg(message);
        return Problem::unprocessable(u"/sql"_s, placed(lines, message));
    }

    /// "LINE 2:   colour FROM …" and, beneath, a caret.
    static QString placed(const QStringList &lines, const QString &message)
    {
        for (qsizetype i = 1; i + 1 < lines.size(); ++i) {
            const QString &shown = lines[i];
            const qsizetype start = shown.indexOf(u": "_s) + 2;
            const qsizetype column = lines[i + 1].indexOf(u'^') - start + 1;
            if (!shown.startsWith(u"LINE ") || column < 1)
                continue;
            const QString line = shown.mid(5, start - 7);
            return shown.mid(start).startsWith(u"...") ? u"line %1: %2"_s.arg(line, message)
                                                       : u"line %1, column %2: %3"_s.arg(line).arg(column).arg(message);
        }
        return message;
    }

    const SqlQuery &m_query;
    PostgresConnection &m_connection;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::vector<int> m_types; ///< of the columns
    SqlQuery::Result m_result;
};

} // namespace

std::expected<SqlQuery::Result, Problem> runOnPostgres(const SqlQuery &query)
{
    const auto connection = PostgresConnection::open(query.path);
    if (!connection)
        return std::unexpected(Problem::unavailable(connection.error()));
    return PostgresQuestion(query, **connection).run(); // closed without a commit
}

} // namespace curbside
