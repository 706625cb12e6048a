// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace curbside {

/// Packs bytes with zstd, fast rather than small. Keeps its memory from one to the next.
class Packer
{
public:
    Packer();

    [[nodiscard]] QByteArray packed(QByteArrayView bytes);

private:
    struct Free
    {
        void operator()(ZSTD_CCtx_s *context) const;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
};

class Unpacker
{
public:
    Unpacker();

    /// The bytes that were packed; nothing when these are not `size` packed bytes, or `size` is more than a chunk can hold.
    [[nodiscard]] std::optional<QByteArray> unpacked(QByteArrayView packed, qint64 size);

private:
    struct Free
    {
        void operator()(ZSTD_DCtx_s *context) const;
    };
    std::unique_ptr<ZSTD_DCtx_s, Free> m_context;
};

} // namespace curbside
