// SPDX-License-Identifier: GPL-3.0-or-later
#define VALIJSON_USE_EXCEPTIONS 1
#include "services/world/scenario_schema.h"

#include "services/world/json_lines.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <cmath>
#include <map>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

// The validator says where a breach is; what it is, is said here, in words that name the limits. So the schema keeps to
// the keywords that are known here: type, properties, required, additionalProperties: false, items, minimum, maximum,
// minItems, maxItems, minLength, maxLength, enum, and $ref to a definition.

QJsonObject resolved(const QJsonObject &schema, const QJsonObject &rule)
{
    const QString reference = rule["$ref"_L1].toString();
    if (reference.isEmpty())
        return rule;
    return schema["definitions"_L1].toObject()[reference.section(u'/', -1)].toObject();
}

QString typeInWords(const QString &type)
{
    static const std::map<QString, QString> words{
        {u"object"_s, u"an object"_s},       {u"array"_s, u"a list"_s},    {u"string"_s, u"text"_s},
        {u"integer"_s, u"a whole number"_s}, {u"number"_s, u"a number"_s}, {u"boolean"_s, u"true or false"_s},
    };
    const auto found = words.find(type);
    return found == words.end() ? type : found->second;
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == "object"_L1)
        return value.isObject();
    if (type == "array"_L1)
        return value.isArray();
    if (type == "string"_L1)
        return value.isString();
    if (type == "boolean"_L1)
        return value.isBool();
    if (type == "number"_L1)
        return value.isDouble();
    const double number = value.toDouble(0.5);
    return std::floor(number) == number;
}

/// "from 1 to 9", "at least 1", "at most 9", or nothing when `size` keeps to the limits under these keywords.
QString limitBroken(const QJsonObject &rule, double size, QLatin1StringView minimum, QLatin1StringView maximum)
{
    const QJsonValue low = rule[minimum];
    const QJsonValue high = rule[maximum];
    if (!(low.isDouble() && size < low.toDouble()) && !(high.isDouble() && size > high.toDouble()))
        return {};
    const auto shown = [](const QJsonValue &limit) { return QString::number(limit.toDouble(), 'f', 0); };
    if (low.isDouble() && high.isDouble())
        return u"from %1 to %2"_s.arg(shown(low), shown(high));
    return low.isDouble() ? u"at least %1"_s.arg(shown(low)) : u"at most %1"_s.arg(shown(high));
}

QString enumInWords(const QJsonArray &allowed)
{
    QStringList words;
    for (const QJsonValue value : allowed)
        words += value.isString() ? value.toString() : QString::number(value.toDouble());
    return words.size() == 1 ? u"must be %1"_s.arg(words.first()) : u"must be one of %1"_s.arg(words.join(u", "_s));
}

void explainMembers(const QJsonObject &rule, const QJsonObject &object, const QString &pointer,
                    std::vector<SchemaBreach> &breaches)
{
    const QJsonObject known = rule["properties"_L1].toObject();
    const std::size_t breachesBefore = breaches.size();
    for (const QString &name : object.keys()) {
        if (rule["additionalProperties"_L1].toBool(true) || known.contains(name))
            continue;
        breaches.push_back(
            {pointer + u'/' + pointerToken(name),
             u"is not known here; remove it or correct its name (known: %1)"_s.arg(known.keys().join(u", "_s))});
    }
    if (breaches.size() > breachesBefore) // what is missing may well be what was misspelt
        return;
    for (const QJsonValue name : rule["required"_L1].toArray()) {
        if (!object.contains(name.toString()))
            breaches.push_back({pointer + u'/' + pointerToken(name.toString()), u"is missing; add it"_s});
    }
}

/// What `rule` itself, without the rules for its members and items, has against `value`.
void explain(const QJsonObject &rule, const QJsonValue &value, const QString &pointer,
             std::vector<SchemaBreach> &breaches)
{
    const auto breach = [&](const QString &detail) { breaches.push_back({pointer, detail}); };
    const QString type = rule["type"_L1].toString();
    if (!type.isEmpty() && !hasType(value, type)) {
        breach(u"must be %1"_s.arg(typeInWords(type)));
        return;
    }
    if (const QJsonArray allowed = rule["enum"_L1].toArray(); !allowed.isEmpty() && !allowed.contains(value)) {
        breach(enumInWords(allowed));
        return;
    }
    if (value.isDouble()) {
        if (const QString limit = limitBroken(rule, value.toDouble(), "minimum"_L1, "maximum"_L1); !limit.isEmpty())
            breach(u"must be %1"_s.arg(limit));
    } else if (value.isString()) {
        const auto length = static_cast<double>(value.toString().toUcs4().size());
        if (const QString limit = limitBroken(rule, length, "minLength"_L1, "maxLength"_L1); !limit.isEmpty())
            breach(u"must be %1 characters long"_s.arg(limit));
    } else if (value.isArray()) {
        const auto size = static_cast<double>(value.toArray().size());
        if (const QString limit = limitBroken(rule, size, "minItems"_L1, "maxItems"_L1); !limit.isEmpty())
            breach(u"must have %1 items"_s.arg(limit));
    } else if (value.isObject()) {
        explainMembers(rule, value.toObject(), pointer, breaches);
    }
}

/// A step of the validator's path without its brackets; a member's name stands in quotation marks there, or not, as the
/// validator's version has it.
QString memberName(const QString &step, const QJsonObject &object)
{
    return object.contains(step) || step.size() < 2 ? step : step.sliced(1).chopped(1);
}

/// Follows the validator's path ("<root>", "[robots]", "[0]") and explains what is found at its end.
void explainAt(const std::vector<std::string> &path, const QJsonObject &schema, const QJsonValue &document,
               std::vector<SchemaBreach> &breaches)
{
    QJsonObject rule = schema;
    QJsonValue value = document;
    QString pointer;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const QString step = QString::fromStdString(path[i]).sliced(1).chopped(1);
        const bool isMember = value.isObject();
        const QString name = isMember ? memberName(step, value.toObject()) : step;
        value = isMember ? value.toObject()[name] : QJsonValue(value.toArray().at(step.toInt()));
        rule = isMember ? rule["properties"_L1].toObject()[name].toObject() : rule["items"_L1].toObject();
        rule = resolved(schema, rule);
        pointer += u'/' + pointerToken(name);
    }
    explain(rule, value, pointer, breaches);
}

QJsonObject readSchema(const QString &schemaFile)
{
    QFile file(schemaFile);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not compiled in", qPrintable(schemaFile));
    return QJsonDocument::fromJson(file.readAll()).object();
}

valijson::ValidationResults validate(const QJsonObject &schema, const QJsonValue &document, bool &valid)
{
    valijson::Schema compiled;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    const QJsonValue schemaValue(schema);
    parser.populateSchema(valijson::adapters::QtJsonAdapter(schemaValue), compiled);
    valijson::Validator validator;
    valijson::ValidationResults results;
    valid = validator.validate(compiled, valijson::adapters::QtJsonAdapter(document), &results);
    return results;
}

} // namespace

std::vector<SchemaBreach> schemaBreaches(QByteArrayView json, const QString &schemaFile)
{
    const QJsonObject schema = readSchema(schemaFile);
    // Qt reads no bare value at the root; inside a list it does.
    const QJsonDocument wrapped = QJsonDocument::fromJson('[' + json.toByteArray() + ']');
    if (!wrapped.isArray())
        return {{QString(), u"is not JSON that can be checked"_s}};
    const QJsonValue document = wrapped.array().at(0);

    bool valid = false;
    std::vector<SchemaBreach> breaches;
    const valijson::ValidationResults results = validate(schema, document, valid);
    if (valid)
        return {};
    constexpr std::size_t enough = 50; // nobody reads more, and each costs a walk through the text
    for (auto error = results.begin(); error != results.end() && breaches.size() < enough; ++error)
        explainAt(error->context, schema, document, breaches);
    if (breaches.empty())
        breaches.push_back({QString(), u"does not keep to the schema"_s});
    return breaches;
}

} // namespace curbside
