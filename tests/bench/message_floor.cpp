// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/message_floor.h"

#include <QByteArray>
#include <QFile>

#include <sqlite3.h>

namespace curbside {

namespace {

const QByteArray eventId(36, 'e');
const QByteArray traceparent(55, 't');
const QByteArray data(60, 'd');
const QByteArray changes(90, 'c');

void check(bool isGood)
{
    Q_ASSERT_X(isGood, "MessageFloor", "SQLite refuses");
}

sqlite3 *opened(const QString &file)
{
    sqlite3 *handle = nullptr;
    check(sqlite3_open_v2(QFile::encodeName(file).constData(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                          nullptr)
          == SQLITE_OK);
    check(sqlite3_exec(handle, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000", nullptr, nullptr, nullptr)
          == SQLITE_OK);
    return handle;
}

sqlite3_stmt *prepared(sqlite3 *handle, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) == SQLITE_OK);
    return statement;
}

void bindText(sqlite3_stmt *statement, int position, const QByteArray &text)
{
    sqlite3_bind_text(statement, position, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void run(sqlite3_stmt *statement)
{
    check(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
}

constexpr auto insertEvent =
    "INSERT INTO outbox (sequence, event_id, type, subject, time, traceparent, causation_id, data) "
    "VALUES (?, ?, 'curbside.teller.Noted', 'S-1', ?, ?, ?, ?)";

void writeEvent(sqlite3_stmt *statement, qint64 sequence, const QByteArray &id)
{
    sqlite3_bind_int64(statement, 1, sequence);
    bindText(statement, 2, id);
    sqlite3_bind_int64(statement, 3, sequence);
    bindText(statement, 4, traceparent);
    bindText(statement, 5, id);
    bindText(statement, 6, data);
    run(statement);
}

} // namespace

struct MessageFloor::Statements
{
    Statements(sqlite3 *publisher, sqlite3 *consumer)
        : publish(prepared(publisher, insertEvent)), answer(prepared(consumer, insertEvent)),
          position(
              prepared(consumer,
                       "INSERT INTO inbox (source, epoch, position, event_id) VALUES ('floor', 'epoch', ?, ?) ON "
                       "CONFLICT (source) DO UPDATE SET position = excluded.position, event_id = excluded.event_id")),
          update(prepared(consumer,
                          "INSERT INTO note (id, text, changes) VALUES (?, ?, 1) ON CONFLICT (id) DO UPDATE SET text = "
                          "excluded.text, changes = changes + 1")),
          rowChange(prepared(consumer,
                             "INSERT INTO row_change (sequence, message_id, at, tables, changes) VALUES (?, ?, ?, "
                             "'note', ?)"))
    {}
    ~Statements()
    {
        for (sqlite3_stmt *statement : {publish, answer, position, update, rowChange})
            sqlite3_finalize(statement);
    }
    Statements(const Statements &) = delete;
    Statements &operator=(const Statements &) = delete;

    sqlite3_stmt *publish;
    sqlite3_stmt *answer;
    sqlite3_stmt *position;
    sqlite3_stmt *update;
    sqlite3_stmt *rowChange;
};

MessageFloor::MessageFloor(const QString &publisherFile, const QString &consumerFile)
    : m_publisher(opened(publisherFile)), m_consumer(opened(consumerFile)),
      m_statements(new Statements(m_publisher, m_consumer))
{}

MessageFloor::~MessageFloor()
{
    delete m_statements;
    sqlite3_close(m_publisher);
    sqlite3_close(m_consumer);
}

void MessageFloor::writeGroup(int messages)
{
    for (sqlite3 *handle : {m_publisher, m_consumer})
        check(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    for (int i = 0; i < messages; ++i) {
        ++m_sequence;
        const QByteArray id = QByteArray::number(m_sequence) + eventId;
        writeEvent(m_statements->publish, m_sequence, id);
        sqlite3_bind_int64(m_statements->position, 1, m_sequence);
        bindText(m_statements->position, 2, id);
        run(m_statements->position);
        const QByteArray note = QByteArray::number(m_sequence % 1000);
        bindText(m_statements->update, 1, note);
        bindText(m_statements->update, 2, data);
        run(m_statements->update);
        writeEvent(m_statements->answer, m_sequence, id);
        sqlite3_bind_int64(m_statements->rowChange, 1, m_sequence);
        bindText(m_statements->rowChange, 2, id);
        sqlite3_bind_int64(m_statements->rowChange, 3, m_sequence);
        sqlite3_bind_blob(m_statements->rowChange, 4, changes.constData(), static_cast<int>(changes.size()),
                          SQLITE_STATIC);
        run(m_statements->rowChange);
    }
    for (sqlite3 *handle : {m_publisher, m_consumer})
        check(sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK);
}

} // namespace curbside
