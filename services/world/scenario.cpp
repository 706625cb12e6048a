// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/scenario.h"

#include "services/runtime/json/json.h"
#include "services/world/json_lines.h"
#include "services/world/mdrp_day.h"
#include "services/world/scenario_definition.h"
#include "services/world/scenario_generator.h"
#include "services/world/scenario_schema.h"
#include "services/world/source_text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostScenarioBytes = 1024LL * 1024;
constexpr int maxValues = 100'000;

const QStringList &builtInNames()
{
    static const QStringList names{
        QString::fromUtf16(defaultScenarioName),
        u"quiet-morning"_s,
        u"lid-trouble"_s,
        u"operations-outage"_s,
        u"duplicate-storm"_s,
        u"small-busy"_s,
        u"scale-1k"_s,
        u"scale-10k"_s,
    };
    return names;
}

QByteArray resource(const QString &name)
{
    QFile file(u":/scenarios/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not compiled in", qPrintable(file.fileName()));
    return file.readAll();
}

QString located(const QString &file, int line, const QString &pointer, const QString &detail)
{
    const QString where = quotedForMessage(file) + u':' + QString::number(line) + u": "_s;
    return pointer.isEmpty() ? where + detail : where + quotedForMessage(pointer) + u": "_s + detail;
}

/// The first, in the order of the text, of what is wrong.
template <typename Breach>
QString firstOf(const std::vector<Breach> &breaches, const QString &file, const QByteArray &text)
{
    const Breach *first = nullptr;
    int firstLine = 0;
    for (const Breach &breach : breaches) {
        const int line = lineOfPointer(text, breach.pointer);
        if (first && line >= firstLine)
            continue;
        first = &breach;
        firstLine = line;
    }
    return located(file, firstLine, first->pointer, first->detail);
}

/// Changes when the file changes, or the common names, or how scenarios are made of them (then count up the version).
QByteArray definitionDigest(const QByteArray &text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayLiteral("curbside scenario 1\n"));
    hash.addData(QByteArray::number(text.size()) + '\n' + text);
    hash.addData(resource(u"names.json"_s));
    return hash.result().toHex();
}

std::expected<JsonDocument, QString> parseScenario(const QByteArray &text, const QString &file)
{
    if (text.trimmed().isEmpty())
        return std::unexpected(located(file, 1, {}, u"is empty; see docs/scenario-format.md for an example"_s));
    if (const auto fault = findJsonFault(text, maxValues))
        return std::unexpected(located(file, fault->line, fault->pointer, fault->detail));
    auto document = JsonDocument::parse(text);
    if (!document)
        return std::unexpected(located(file, 1, {}, u"is not JSON: "_s + document.error().detail));
    if (const auto breaches = schemaBreaches(text, u":/scenarios/scenario.schema.json"_s); !breaches.empty())
        return std::unexpected(firstOf(breaches, file, text));
    return std::move(*document);
}

std::expected<Scenario, QString> loadScenarioText(const QByteArray &text, const QString &file, std::uint64_t seed)
{
    const auto document = parseScenario(text, file);
    if (!document)
        return std::unexpected(document.error());
    const auto names = JsonDocument::parse(resource(u"names.json"_s));
    const auto definition = readScenarioDefinition(document->root(), readCommonNames(names->root()));
    if (!definition)
        return std::unexpected(firstOf(definition.error(), file, text));
    Scenario scenario = generateScenario(*definition, seed);
    scenario.digest = definitionDigest(text);
    return scenario;
}

} // namespace

std::vector<ScenarioSummary> builtInScenarios()
{
    std::vector<ScenarioSummary> summaries;
    for (const QString &name : builtInNames()) {
        const auto document = JsonDocument::parse(resource(name + u".json"_s));
        const JsonValue root = document->root();
        summaries.push_back(
            {name, root["title"].toString().value_or(name), root["description"].toString().value_or(name)});
    }
    return summaries;
}

std::expected<Scenario, QString> loadScenario(QStringView nameOrPath, std::uint64_t seed)
{
    const QString path = nameOrPath.toString();
    const QString builtIn = builtInNames().join(u", "_s);
    if (path.isEmpty())
        return std::unexpected(u"no scenario is named; choose one of %1, or give a path"_s.arg(builtIn));
    if (builtInNames().contains(path))
        return loadScenarioText(resource(path + u".json"_s), path + u".json"_s, seed);
    const QFileInfo info(path);
    if (info.isDir())
        return loadMdrpDay(path, seed);
    if (!info.exists())
        return std::unexpected(
            u"%1: no built-in scenario of this name and no such file or folder; choose one of %2, or "
            "check the path"_s.arg(quotedForMessage(path), builtIn));
    const auto text = readSourceText(path, mostScenarioBytes);
    if (!text)
        return std::unexpected(text.error());
    return loadScenarioText(*text, path, seed);
}

} // namespace curbside
