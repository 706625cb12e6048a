// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/condition.h"
#include "services/runtime/json/json.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/payload_view.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int step = 2;

/// Writes a document in lines, and notes what each of them shows.
class Writer
{
public:
    PayloadText whole(JsonValue root)
    {
        begin(0, "data");
        value(root, "data", 0);
        return std::move(m_made);
    }

private:
    void begin(int depth, const std::string &path)
    {
        if (!m_made.lines.empty())
            m_made.text += u'\n';
        m_made.text += QString(step * depth, u' ');
        m_made.lines.push_back({path, {}});
    }

    void value(JsonValue value, const std::string &path, int depth)
    {
        if (value.isObject() || value.isArray()) {
            several(value, path, depth);
            return;
        }
        m_made.lines.back().filter = ValueFilter::of(path, shown(value));
        m_made.text += QString::fromUtf8(value.toJson());
    }

    void several(JsonValue value, const std::string &path, int depth)
    {
        const bool isObject = value.isObject();
        m_made.text += isObject ? u'{' : u'[';
        std::size_t position = 0;
        const auto part = [&](JsonValue item, const std::string &itemPath, const QString &name) {
            m_made.text += position++ > 0 ? u","_s : QString();
            begin(depth + 1, itemPath);
            m_made.text += name;
            this->value(item, itemPath, depth + 1);
        };
        if (isObject)
            value.forEachMember([&](std::string_view name, JsonValue member) {
                const QString text = visibleText(QString::fromUtf8(name.data(), qsizetype(name.size())));
                part(member, cesql::stepAdded(path, name), u"\"%1\": "_s.arg(text));
            });
        else
            value.forEachItem([&](JsonValue item) { part(item, path + "." + std::to_string(position), QString()); });
        if (position > 0)
            begin(depth, {});
        m_made.text += isObject ? u'}' : u']';
    }

    /// As filters see it.
    cesql::Value shown(JsonValue value)
    {
        m_written = value.toJson();
        if (const auto text = value.toUtf8())
            return cesql::Value::string(*text);
        if (const auto truth = value.toBool())
            return cesql::Value::boolean(*truth);
        if (const auto number = value.toDouble())
            return cesql::Value::number(*number, {m_written.constData(), std::size_t(m_written.size())});
        return {};
    }

    PayloadText m_made;
    QByteArray m_written;
};

} // namespace

PayloadText payloadText(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    return document ? Writer().whole(document->root()) : PayloadText{QString::fromUtf8(json), {}};
}

QString indentedJson(const QByteArray &json)
{
    return payloadText(json).text;
}

} // namespace curbside
