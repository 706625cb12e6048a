// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/packed.h"

#include <zstd.h>

#include <new>

namespace curbside {

namespace {

constexpr int level = 1;
constexpr qint64 mostBytes = 256 << 20; ///< one message's changes can be large; what says that it is larger is broken

template <typename Context>
Context *checked(Context *context)
{
    if (!context)
        throw std::bad_alloc();
    return context;
}

} // namespace

void Packer::Free::operator()(ZSTD_CCtx_s *context) const
{
    ZSTD_freeCCtx(context);
}

Packer::Packer() : m_context(checked(ZSTD_createCCtx())) {}

QByteArray Packer::packed(QByteArrayView bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const std::size_t length = ZSTD_compressCCtx(m_context.get(), packed.data(),
                                                 static_cast<std::size_t>(packed.size()), bytes.data(), size, level);
    if (ZSTD_isError(length) != 0)
        throw std::bad_alloc(); // there is room for any result, so nothing else can fail
    packed.truncate(static_cast<qsizetype>(length));
    return packed;
}

void Unpacker::Free::operator()(ZSTD_DCtx_s *context) const
{
    ZSTD_freeDCtx(context);
}

Unpacker::Unpacker() : m_context(checked(ZSTD_createDCtx())) {}

std::optional<QByteArray> Unpacker::unpacked(QByteArrayView packed, qint64 size)
{
    if (size < 0 || size > mostBytes)
        return std::nullopt;
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t length =
        ZSTD_decompressDCtx(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size()), packed.data(),
                            static_cast<std::size_t>(packed.size()));
    if (ZSTD_isError(length) != 0 || length != static_cast<std::size_t>(size))
        return std::nullopt;
    return bytes;
}

} // namespace curbside
