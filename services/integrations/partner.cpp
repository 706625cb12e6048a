// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/partner.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

bool isWebhookOfTheWorld(const QString &url)
{
    static const QString root = u"/webhook/"_s;
    return url.startsWith(root) && url.size() > root.size();
}

} // namespace

void writeTo(JsonWriter &json, const Partner &partner)
{
    json.beginObject()
        .member("id", partner.id)
        .member("name", partner.name)
        .member("webhookUrl", partner.webhookUrl)
        .member("createdAt", partner.createdAt)
        .member("updatedAt", partner.updatedAt)
        .member("version", partner.version)
        .endObject();
}

void readInto(Partner &partner, Fields &fields)
{
    partner.name = fields.required<QString>("name");
    partner.webhookUrl = fields.optional<QString>("webhookUrl");
    if (partner.webhookUrl && !isWebhookOfTheWorld(*partner.webhookUrl))
        fields.refuse("webhookUrl", u"is not a route of the world: /webhook/…"_s);
    if (const auto key = fields.optional<QString>("apiKey")) {
        const QByteArray hash = QCryptographicHash::hash(key->toUtf8(), QCryptographicHash::Sha256);
        partner.apiKeyHash = QString::fromLatin1(hash.toHex());
    }
}

} // namespace curbside::integrations
