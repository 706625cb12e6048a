// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/event.h"
#include "services/runtime/observe/journal.h"
#include "services/runtime/storage/row_bytes.h"

namespace curbside {

/// A journal record as a capture holds it. What does not apply is empty; the bytes belong to the chunk that it was read from.
struct CapturedRecord
{
    PlatformTime at;
    JournalKind kind = JournalKind::Note;
    QByteArrayView service;
    QByteArrayView peer;
    QByteArrayView type;
    QByteArrayView subject;
    QByteArrayView messageId;
    QByteArrayView causationId;
    std::int64_t sequence = 0;
    int status = 0;
    QByteArrayView detail;
    TraceContext trace;
    QByteArrayView data; ///< of a published event
    QByteArrayView handlerFile; ///< where the handler was registered
    int handlerLine = 0;
    std::int64_t wallNanoseconds = 0;
    bool hasChangedRows = false; ///< the row changes of this service have them under messageId

    /// Of a record of kind Published.
    [[nodiscard]] Event event() const;
};

/// Writes journal records one after the other, in the bytes of docs/capture-format.md.
class RecordEncoder
{
public:
    void add(const JournalRecord &record);
    void clear();
    [[nodiscard]] QByteArrayView bytes() const { return m_bytes.view(); }
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] PlatformTime firstAt() const { return m_firstAt; }
    [[nodiscard]] PlatformTime lastAt() const { return m_lastAt; }

private:
    void put(std::uint64_t number);
    void put(QByteArrayView text);

    ByteBuffer m_bytes;
    qint64 m_count = 0;
    PlatformTime m_firstAt;
    PlatformTime m_lastAt;
};

/// Goes through those bytes without copying any.
class RecordReader
{
public:
    explicit RecordReader(QByteArrayView bytes) : m_reader(bytes) {}

    /// False at the end, and where the bytes are broken.
    bool next();
    [[nodiscard]] bool isBroken() const { return m_reader.isBroken(); }
    [[nodiscard]] const CapturedRecord &record() const { return m_record; }

private:
    ByteReader m_reader;
    CapturedRecord m_record;
    std::int64_t m_at = 0;
};

} // namespace curbside
