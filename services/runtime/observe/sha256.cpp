// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/observe/sha256.h"

#include <openssl/evp.h>

namespace curbside {

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    // EVP_sha256() would look the algorithm up again at every start.
    static const EVP_MD *algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const int isReady = EVP_DigestInit_ex(m_context.get(), algorithm, nullptr);
    Q_ASSERT_X(isReady == 1, "Sha256", "OpenSSL has no SHA-256");
}

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
}

QByteArray Sha256::result()
{
    QByteArray hash(32, '\0');
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(hash.data()), nullptr);
    return hash.toHex();
}

} // namespace curbside
