// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json.h"
#include "widgets/traffic/traffic_panel.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int step = 2;

QString lineStart(int depth)
{
    return u'\n' + QString(step * depth, u' ');
}

QString written(const JsonValue &value, int depth)
{
    const bool isObject = value.isObject();
    if (!isObject && !value.isArray())
        return QString::fromUtf8(value.toJson());
    QStringList parts;
    if (isObject)
        value.forEachMember([&](std::string_view name, JsonValue member) {
            parts.append(u"\"%1\": "_s.arg(QString::fromUtf8(name.data(), qsizetype(name.size())))
                         + written(member, depth + 1));
        });
    else
        value.forEachItem([&](JsonValue item) { parts.append(written(item, depth + 1)); });
    const QChar open = isObject ? u'{' : u'[';
    const QChar close = isObject ? u'}' : u']';
    if (parts.isEmpty())
        return QString(open) + close;
    return open + lineStart(depth + 1) + parts.join(u',' + lineStart(depth + 1)) + lineStart(depth) + close;
}

} // namespace

QString indentedJson(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    return document ? written(document->root(), 0) : QString::fromUtf8(json);
}

} // namespace curbside
