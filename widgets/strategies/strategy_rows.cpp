// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/strategies/strategy_rows.h"

#include "services/runtime/json/json.h"
#include "services/runtime/time/platform_time.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(curbside::StrategyRows)
};

QString attemptWord(const QString &status)
{
    static const QHash<QString, QString> words{
        {u"Created"_s, Words::tr("Created")},        {u"Assigned"_s, Words::tr("Assigned")},
        {u"ToPickup"_s, Words::tr("To the pickup")}, {u"AtPickup"_s, Words::tr("At the pickup")},
        {u"Loaded"_s, Words::tr("Loaded")},          {u"ToDropoff"_s, Words::tr("To the door")},
        {u"AtDropoff"_s, Words::tr("At the door")},  {u"Completed"_s, Words::tr("Completed")},
        {u"Failed"_s, Words::tr("Failed")},          {u"Cancelled"_s, Words::tr("Cancelled")}};
    return words.value(status, status);
}

Cell cell(const QString &text, Tone tone, Mark mark)
{
    return {text, tone, mark, {}, {}};
}

struct Field
{
    const char *part;
    const char *name;
    QString title;
    QString (*word)(const QString &value);
};

std::vector<Field> fields()
{
    return {
        {"delivery", "status", Words::tr("Delivery"),
         [](const QString &value) { return deliveryStatusCell(value).text; }},
        {"attempt", "status", Words::tr("Attempt"), attemptWord},
        {"attempt", "driverName", Words::tr("Robot"), [](const QString &value) { return value; }},
        {"task", "status", Words::tr("Task"), [](const QString &value) { return taskStatusCell(value).text; }},
        {"robot", "lid", Words::tr("Lid"), [](const QString &value) { return lidCell(value).text; }},
    };
}

/// What a strategy says of a field, and how far that is behind its owner.
Cell fieldCell(JsonValue answer, const Field &field)
{
    const QString name = QString::fromLatin1(field.part) + u'.' + QString::fromLatin1(field.name);
    const QString value = answer["view"][field.part][field.name].toString().value_or(QString());
    const QString word = value.isEmpty() ? u"–"_s : field.word(value);
    const JsonValue behind = answer["staleness"][name.toStdString()];
    if (const auto milliseconds = behind.toDouble()) {
        if (*milliseconds <= 0)
            return value.isEmpty() ? cell(word, Tone::Idle, Mark::Ring) : cell(word, Tone::Good, Mark::Check);
        return cell(Words::tr("%1, %2 behind").arg(word, spanText(*milliseconds)), Tone::Warning, Mark::Warning);
    }
    if (value.isEmpty() && answer["view"][field.part]["problem"].isObject())
        return cell(Words::tr("not known"), Tone::Bad, Mark::Cross);
    bool isEnded = false;
    answer["ended"].forEachItem([&](JsonValue ended) { isEnded = isEnded || ended.toString() == name; });
    if (isEnded)
        return cell(Words::tr("the copy ended with the attempt"), Tone::Idle, Mark::Ring);
    if (value.isEmpty())
        return cell(Words::tr("no event has told of it yet"), Tone::Warning, Mark::Dotted);
    const QString asOf = answer["copies"][name.toStdString()]["asOf"].toString().value_or(QString());
    const auto time = fromRfc3339(asOf.toUtf8());
    return cell(time ? Words::tr("%1, as of %2").arg(word, clockText(toMicroseconds(*time)))
                     : Words::tr("%1, of unknown age").arg(word),
                Tone::Warning, Mark::Dotted);
}

/// Whether it answers all of it, some, or nothing, and why.
Cell verdictCell(const StrategyAnswer &answer, JsonValue root)
{
    if (answer.status != 200) {
        const QString why = root["detail"].toString().value_or(QString());
        return cell(why.isEmpty() ? Words::tr("nothing") : Words::tr("nothing: %1").arg(why), Tone::Bad, Mark::Cross);
    }
    QStringList parts;
    root["problems"].forEachItem([&](JsonValue problem) {
        const QString detail = problem["problem"]["detail"].toString().value_or(QString());
        if (!parts.contains(detail))
            parts.append(detail);
    });
    if (parts.isEmpty())
        return cell(Words::tr("everything"), Tone::Good, Mark::Check);
    return cell(Words::tr("a part: %1").arg(parts.join(u"; "_s)), Tone::Warning, Mark::Warning);
}

QString servicesText(JsonValue root)
{
    QStringList names;
    root["cost"]["services"].forEachItem([&](JsonValue name) { names.append(name.toString().value_or(QString())); });
    return names.join(u", "_s);
}

void fill(std::vector<StrategyRow> &rows, std::size_t column, const StrategyAnswer &answer)
{
    const auto document = JsonDocument::parse(answer.body);
    if (answer.status == 0 || !document)
        return;
    const JsonValue root = document->root();
    std::size_t row = 0;
    const bool isRead = answer.status == 200;
    for (const Field &field : fields())
        rows[row++].cells[column] = isRead ? fieldCell(root, field) : cell(u"–"_s, Tone::Idle, Mark::Ring);
    const auto milliseconds = root["cost"]["milliseconds"].toDouble();
    rows[row++].cells[column] = textCell(milliseconds ? spanText(*milliseconds) : QString());
    const auto calls = root["cost"]["calls"].toInteger();
    rows[row++].cells[column] = textCell(calls ? QString::number(*calls) : QString());
    rows[row++].cells[column] = textCell(servicesText(root));
    rows[row++].cells[column] = verdictCell(answer, root);
}

} // namespace

QString spanText(double milliseconds)
{
    const QLocale locale;
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(locale.toString(milliseconds, 'f', milliseconds < 100 ? 1 : 0));
    if (milliseconds < 60'000)
        return Words::tr("%1 s").arg(locale.toString(milliseconds / 1000, 'f', 1));
    return Words::tr("%1 min").arg(locale.toString(milliseconds / 60'000, 'f', 0));
}

std::vector<StrategyRow> strategyRows(const std::array<StrategyAnswer, strategyNames.size()> &answers)
{
    std::vector<StrategyRow> rows;
    for (const Field &field : fields())
        rows.push_back({QString::fromLatin1(field.part) + u'.' + QString::fromLatin1(field.name), field.title, {}});
    rows.push_back({u"milliseconds"_s, Words::tr("Time it takes"), {}});
    rows.push_back({u"calls"_s, Words::tr("Calls"), {}});
    rows.push_back({u"services"_s, Words::tr("Services asked"), {}});
    rows.push_back({u"answers"_s, Words::tr("Answers"), {}});
    for (std::size_t column = 0; column < answers.size(); ++column)
        fill(rows, column, answers[column]);
    return rows;
}

} // namespace curbside
