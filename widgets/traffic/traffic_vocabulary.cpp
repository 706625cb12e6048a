// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_vocabulary.h"

#include "services/cesql/condition.h"
#include "services/cesql/functions.h"
#include "widgets/traffic/entry_record.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostTypes = 500;
constexpr std::size_t mostServices = 50;
constexpr std::size_t mostPaths = 1000;
constexpr std::size_t mostValues = 12; // of a path
constexpr qsizetype longestValue = 32; // ids are longer
constexpr int payloadsOfAType = 40;
constexpr int deepest = 4;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList operators()
{
    return {u"="_s, u"!="_s, u"LIKE"_s, u"IN"_s, u"AND"_s, u"OR"_s, u"NOT LIKE"_s, u"NOT IN"_s,
            u"<"_s, u"<="_s, u">"_s,    u">="_s, u"XOR"_s, u"+"_s,  u"-"_s};
}

QString literalOf(const QByteArray &text)
{
    return textOf(cesql::literalOf(viewOf(text)));
}

} // namespace

void TrafficVocabulary::take(const JournalBatch &batch)
{
    for (const TrafficEntry &entry : batch.entries)
        take(entry);
}

void TrafficVocabulary::take(const TrafficEntry &entry)
{
    if (m_services.size() < mostServices)
        m_services.insert(entry.service);
    if (entry.kind != JournalKind::Published)
        return;
    const auto known = m_types.find(entry.type);
    if (known == m_types.end() && m_types.size() >= mostTypes)
        return;
    int &payloads = known == m_types.end() ? m_types[entry.type] : known->second;
    if (++payloads > payloadsOfAType)
        return;
    if (const auto document = JsonDocument::parse(entry.payload))
        takePayload("data", document->root(), 0);
}

void TrafficVocabulary::takePayload(const std::string &path, JsonValue value, int depth)
{
    if (depth > deepest || m_paths.size() >= mostPaths)
        return;
    if (value.isObject()) {
        value.forEachMember([&](std::string_view name, JsonValue member) {
            takePayload(cesql::stepAdded(path, name), member, depth + 1);
        });
        return;
    }
    if (value.isArray()) {
        bool isFirst = true;
        value.forEachItem([&](JsonValue item) {
            if (std::exchange(isFirst, false))
                takePayload(path + ".0", item, depth + 1);
        });
        return;
    }
    auto &values = m_paths[path];
    if (values.size() >= mostValues)
        return;
    if (const auto text = value.toString(); text && text->size() <= longestValue)
        values.insert(cesql::literalOf(text->toStdString()));
    else if (const auto truth = value.toBool())
        values.insert(*truth ? "TRUE" : "FALSE");
}

QStringList TrafficVocabulary::names() const
{
    QStringList all;
    for (const std::string_view name : cesql::attributeNames)
        all.append(textOf(name));
    for (const auto &[path, values] : m_paths)
        all.append(QString::fromStdString(path));
    return all;
}

QStringList TrafficVocabulary::valuesOf(const std::string &subject) const
{
    QStringList values;
    const QString name = QString::fromStdString(subject).toLower();
    if (name == u"type"_s) {
        for (const auto &[type, payloads] : m_types)
            values.append(literalOf(type));
    } else if (name == u"source"_s || name == u"handledby"_s) {
        for (const QByteArray &service : m_services)
            values.append(literalOf(name == u"source"_s ? "/services/" + service : service));
    } else if (name == u"outcome"_s) {
        for (std::size_t kind = 0; kind < EnumNames<JournalKind>::names.size(); ++kind)
            values.append(u'\'' + textOf(outcomeOf(static_cast<JournalKind>(kind))) + u'\'');
    } else if (const auto path = m_paths.find(subject); path != m_paths.end()) {
        for (const std::string &value : path->second)
            values.append(QString::fromStdString(value));
    }
    values.removeAll(QString());
    return values;
}

QStringList TrafficVocabulary::candidates(const cesql::Gap &gap) const
{
    switch (gap.wanted) {
    case cesql::Wanted::Attribute: return names();
    case cesql::Wanted::Operator: return operators();
    case cesql::Wanted::Opening: return {u"("_s};
    case cesql::Wanted::Literal: return valuesOf(gap.subject);
    case cesql::Wanted::Pattern: {
        QStringList patterns = valuesOf(gap.subject);
        for (const auto &[type, payloads] : m_types) {
            if (gap.subject == "type")
                patterns.append(literalOf("%" + type.mid(type.lastIndexOf('.'))));
        }
        return patterns;
    }
    case cesql::Wanted::Value: break;
    }
    QStringList all = names() + QStringList{u"NOT"_s, u"EXISTS"_s, u"TRUE"_s, u"FALSE"_s};
    for (const cesql::Function &function : cesql::functions())
        all.append(textOf(function.name) + u'(');
    return all;
}

QStringList TrafficVocabulary::suggestions(const cesql::Gap &gap, QStringView written) const
{
    QStringList begins;
    QStringList contains;
    const QStringView word = written.startsWith(u'\'') || written.startsWith(u'"') ? written.mid(1) : written;
    for (const QString &candidate : candidates(gap)) {
        const bool isWhole = candidate.compare(written, Qt::CaseInsensitive) == 0;
        if (isWhole)
            continue;
        if (candidate.startsWith(written, Qt::CaseInsensitive))
            begins.append(candidate);
        else if (candidate.contains(word, Qt::CaseInsensitive))
            contains.append(candidate);
    }
    return (begins + contains).mid(0, mostSuggested);
}

} // namespace curbside
