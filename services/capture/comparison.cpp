// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/comparison.h"

namespace curbside {

namespace {

std::size_t hashOf(const CapturedRecord &record)
{
    return qHashMulti(0, toMicroseconds(record.at), static_cast<int>(record.kind), record.service, record.peer,
                      record.type, record.subject, record.messageId, record.causationId, record.sequence, record.status,
                      record.detail, record.data);
}

QByteArray lineOf(const CapturedRecord &record)
{
    const std::string_view kind = nameOf(record.kind);
    QByteArray line = toRfc3339(record.at);
    for (const QByteArrayView part :
         {QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size())), record.service, record.peer, record.type,
          record.subject, record.messageId, record.detail, record.data}) {
        if (!part.isEmpty())
            line += "  " + part.toByteArray();
    }
    return line;
}

std::vector<std::pair<QByteArray, QByteArray>> fieldsOf(const CapturedRecord &record)
{
    const std::string_view kind = nameOf(record.kind);
    const auto number = [](std::int64_t value) {
        return value == 0 ? QByteArray() : QByteArray::number(qint64(value));
    };
    return {{"time", toRfc3339(record.at)},
            {"kind", QByteArray(kind.data(), static_cast<qsizetype>(kind.size()))},
            {"service", record.service.toByteArray()},
            {"peer", record.peer.toByteArray()},
            {"type", record.type.toByteArray()},
            {"subject", record.subject.toByteArray()},
            {"id", record.messageId.toByteArray()},
            {"causationid", record.causationId.toByteArray()},
            {"sequence", number(record.sequence)},
            {"status", number(record.status)},
            {"detail", record.detail.toByteArray()},
            {"data", record.data.toByteArray()}};
}

std::expected<std::vector<std::size_t>, StorageError> hashesOf(CaptureReader &capture, const std::stop_token &stop)
{
    std::vector<std::size_t> hashes;
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        if (record.kind != JournalKind::Note)
            hashes.push_back(hashOf(record));
        return !stop.stop_requested();
    });
    if (!read)
        return std::unexpected(read.error());
    return hashes;
}

std::expected<CaptureComparison::Part, StorageError> partAt(CaptureReader &capture, qint64 counted,
                                                            const std::stop_token &stop)
{
    CaptureComparison::Part part;
    qint64 number = -1;
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        ++number;
        if (record.kind == JournalKind::Note || counted-- > 0)
            return !stop.stop_requested();
        part = {number, lineOf(record), fieldsOf(record)};
        return false;
    });
    if (!read)
        return std::unexpected(read.error());
    return part;
}

} // namespace

std::expected<CaptureComparison, StorageError> CaptureComparison::of(CaptureReader &left, CaptureReader &right,
                                                                     const std::stop_token &stop)
{
    const auto leftHashes = hashesOf(left, stop);
    if (!leftHashes)
        return std::unexpected(leftHashes.error());
    const auto rightHashes = hashesOf(right, stop);
    if (!rightHashes)
        return std::unexpected(rightHashes.error());
    CaptureComparison comparison;
    comparison.same = std::ranges::mismatch(*leftHashes, *rightHashes).in1 - leftHashes->begin();
    auto leftPart = partAt(left, comparison.same, stop);
    if (!leftPart)
        return std::unexpected(leftPart.error());
    auto rightPart = partAt(right, comparison.same, stop);
    if (!rightPart)
        return std::unexpected(rightPart.error());
    comparison.left = std::move(*leftPart);
    comparison.right = std::move(*rightPart);
    return comparison;
}

} // namespace curbside
