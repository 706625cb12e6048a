// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/rows_printing.h"

#include "services/capture/event_export.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/table_routes.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString printableText(QString text)
{
    for (QChar &letter : text) {
        if (letter.unicode() < 0x20 || (letter.unicode() >= 0x7f && letter.unicode() < 0xa0))
            letter = u'.';
    }
    return text;
}

void printLine(const QByteArrayList &fields)
{
    std::printf("%s\n", fields.join(',').constData());
}

} // namespace

void PrintedRows::printCsv() const
{
    QByteArrayList names;
    for (const QString &column : columns)
        names.push_back(csvField(column.toUtf8()));
    printLine(names);
    for (const std::span<const SqlView> row : rows) {
        QByteArrayList fields;
        for (const SqlView &value : row)
            fields.push_back(csvField(value.toText().toUtf8()));
        printLine(fields);
    }
}

QByteArray PrintedRows::jsonOf(std::span<const SqlView> row) const
{
    JsonWriter json;
    json.beginObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json.key(columns[static_cast<qsizetype>(i)].toStdString());
        writeValue(json, row[i]);
    }
    json.endObject();
    return json.take();
}

void PrintedRows::printJsonLines() const
{
    for (const std::span<const SqlView> row : rows)
        std::printf("%s\n", jsonOf(row).constData());
}

void PrintedRows::printTable() const
{
    constexpr qsizetype widest = 60;
    std::vector<QStringList> lines{{}};
    for (const QString &column : columns)
        lines.front().push_back(printableText(column));
    for (const std::span<const SqlView> row : rows) {
        QStringList &texts = lines.emplace_back();
        for (const SqlView &value : row)
            texts.push_back(printableText(value.toText()));
    }
    std::vector<qsizetype> widths(static_cast<std::size_t>(columns.size()), 0);
    for (const QStringList &line : lines) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::min(widest, std::max(widths[i], line[static_cast<qsizetype>(i)].size()));
    }
    for (const QStringList &line : lines) {
        QString text;
        for (std::size_t i = 0; i < widths.size(); ++i)
            text += line[static_cast<qsizetype>(i)].leftJustified(widths[i]) + u"  "_s;
        std::printf("%s\n", qUtf8Printable(text.trimmed().isEmpty() ? QString() : text.remove(text.size() - 2, 2)));
    }
}

void PrintedRows::print(const std::string &format) const
{
    if (format == "csv")
        printCsv();
    else if (format == "jsonl")
        printJsonLines();
    else
        printTable();
}

std::expected<void, Failure> checkFormat(const std::string &format, const char *another)
{
    if (format == "table" || format == "jsonl" || format == "csv")
        return {};
    const QString known =
        another ? u"table, jsonl, csv and %1"_s.arg(QString::fromLatin1(another)) : u"table, jsonl and csv"_s;
    return std::unexpected(
        Failure{ExitStatus::WrongUsage, u"--format %1: is none of %2"_s.arg(QString::fromStdString(format), known)});
}

} // namespace curbside
