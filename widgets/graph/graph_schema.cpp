// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_schema.h"

#include "widgets/entities/rows.h"

#include <QRegularExpression>

#include <vector>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString nameOfType(JsonValue type)
{
    while (type["ofType"].isObject())
        type = type["ofType"];
    return textIn(type, "name");
}

QMap<QString, QString> argumentsOf(const JsonValue &field)
{
    QMap<QString, QString> arguments;
    field["args"].forEachItem(
        [&](JsonValue argument) { arguments.insert(textIn(argument, "name"), nameOfType(argument["type"])); });
    return arguments;
}

/// Follows a query up to a place, and knows what may stand there.
class Cursor
{
public:
    explicit Cursor(const GraphSchema &schema) : m_schema(schema) {}

    void take(const QString &token)
    {
        if (token == u"(")
            ++m_parentheses;
        else if (token == u")")
            m_parentheses = std::max(0, m_parentheses - 1);
        else if (m_parentheses > 0)
            takeArgument(token);
        else if (token == u"{")
            enter();
        else if (token == u"}")
            leave();
        else if (token[0].isLetter() || token[0] == u'_')
            takeName(token);
        m_before = token;
    }

    [[nodiscard]] QStringList words() const
    {
        if (m_parentheses > 0)
            return m_before == u":" ? valuesOf(arguments().value(m_argument)) : QStringList(arguments().keys());
        if (m_before == u"on")
            return objects();
        if (m_types.empty())
            return {u"query"_s, u"fragment"_s};
        return QStringList(m_schema.types.value(m_types.back()).fields.keys()) << u"__typename"_s;
    }

private:
    void takeName(const QString &name)
    {
        if (m_before == u"on")
            m_pendingType = name;
        else if (m_before != u"@" && m_before != u"...")
            m_field = name;
    }
    void takeArgument(const QString &token)
    {
        if (token == u":" && m_before != u")")
            m_argument = m_before;
    }
    void enter()
    {
        QString type;
        if (!m_pendingType.isEmpty())
            type = std::exchange(m_pendingType, QString());
        else if (m_types.empty())
            type = m_schema.root;
        else if (m_before == u"...")
            type = m_types.back();
        else
            type = m_schema.types.value(m_types.back()).fields.value(m_field).type;
        m_types.push_back(type);
    }
    void leave()
    {
        if (!m_types.empty())
            m_types.pop_back();
    }
    [[nodiscard]] QMap<QString, QString> arguments() const
    {
        return m_types.empty() ? QMap<QString, QString>()
                               : m_schema.types.value(m_types.back()).fields.value(m_field).arguments;
    }
    [[nodiscard]] QStringList valuesOf(const QString &type) const
    {
        return type == u"Boolean" ? QStringList{u"true"_s, u"false"_s} : m_schema.types.value(type).values;
    }
    [[nodiscard]] QStringList objects() const
    {
        QStringList names;
        for (auto type = m_schema.types.begin(); type != m_schema.types.end(); ++type) {
            if (!type->fields.isEmpty() && !type.key().startsWith(u"__"))
                names += type.key();
        }
        return names;
    }

    const GraphSchema &m_schema;
    std::vector<QString> m_types; ///< of the selections that are open
    QString m_pendingType; ///< named by "on"
    QString m_field;
    QString m_argument;
    QString m_before; ///< the last token
    int m_parentheses = 0;
};

} // namespace

const QString GraphSchema::question =
    u"{ __schema { queryType { name } types { name kind enumValues { name } fields { name args { name type { ...T } } "
    "type { ...T } } } } } fragment T on __Type { name ofType { name ofType { name ofType { name } } } }"_s;

GraphSchema GraphSchema::from(const JsonValue &answer)
{
    GraphSchema schema;
    const JsonValue told = answer["data"]["__schema"];
    schema.root = textIn(told["queryType"], "name");
    told["types"].forEachItem([&](JsonValue item) {
        Type type;
        type.kind = textIn(item, "kind");
        item["fields"].forEachItem([&](JsonValue field) {
            type.fields.insert(textIn(field, "name"), {nameOfType(field["type"]), argumentsOf(field)});
        });
        item["enumValues"].forEachItem([&](JsonValue value) { type.values += textIn(value, "name"); });
        schema.types.insert(textIn(item, "name"), type);
    });
    return schema;
}

QStringList GraphSchema::wordsAt(const QString &text, int position) const
{
    static const QRegularExpression lastWord(uR"(\w*$)"_s);
    static const QRegularExpression tokens(
        uR"(#[^\n]*|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\.\.\.|[A-Za-z_]\w*|[{}():@$])"_s);
    const QString before = text.left(position).remove(lastWord);
    Cursor cursor(*this);
    for (auto each = tokens.globalMatch(before); each.hasNext();) {
        const QString token = each.next().captured();
        if (token[0] != u'#' && token[0] != u'"')
            cursor.take(token);
    }
    return cursor.words();
}

} // namespace curbside
