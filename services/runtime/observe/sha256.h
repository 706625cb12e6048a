// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct evp_md_ctx_st;

namespace curbside {

/// SHA-256 as it goes. By OpenSSL, which uses the processor's instructions for it: QCryptographicHash is some ten times slower.
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    /// In hexadecimal; ends it.
    [[nodiscard]] QByteArray result();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace curbside
