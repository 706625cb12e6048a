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

std::expected<std::vector<std::size_t>, StorageError> hashesOf(CaptureReader &capture)
{
    std::vector<std::size_t> hashes;
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        if (record.kind != JournalKind::Note)
            hashes.push_back(hashOf(record));
        return true;
    });
    if (!read)
        return std::unexpected(read.error());
    return hashes;
}

std::expected<QByteArray, StorageError> lineAt(CaptureReader &capture, qint64 number)
{
    QByteArray line;
    const auto read = capture.forEachRecord([&](const CapturedRecord &record) {
        if (record.kind == JournalKind::Note || number-- > 0)
            return true;
        line = lineOf(record);
        return false;
    });
    if (!read)
        return std::unexpected(read.error());
    return line;
}

} // namespace

std::expected<CaptureComparison, StorageError> CaptureComparison::of(CaptureReader &left, CaptureReader &right)
{
    const auto leftHashes = hashesOf(left);
    if (!leftHashes)
        return std::unexpected(leftHashes.error());
    const auto rightHashes = hashesOf(right);
    if (!rightHashes)
        return std::unexpected(rightHashes.error());
    CaptureComparison comparison;
    comparison.same = std::ranges::mismatch(*leftHashes, *rightHashes).in1 - leftHashes->begin();
    auto leftLine = lineAt(left, comparison.same);
    if (!leftLine)
        return std::unexpected(leftLine.error());
    auto rightLine = lineAt(right, comparison.same);
    if (!rightLine)
        return std::unexpected(rightLine.error());
    comparison.left = std::move(*leftLine);
    comparison.right = std::move(*rightLine);
    return comparison;
}

} // namespace curbside
