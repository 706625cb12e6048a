// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/mdrp_table.h"

#include "services/world/source_text.h"

#include <QFileInfo>

#include <algorithm>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostTableBytes = 16LL * 1024 * 1024;
constexpr std::size_t maxRows = 200'000;
constexpr qsizetype maxWordLength = 100;

std::vector<QByteArrayView> split(QByteArrayView text, char separator)
{
    std::vector<QByteArrayView> parts;
    qsizetype start = 0;
    for (qsizetype end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
        parts.push_back(text.sliced(start, end - start));
        start = end + 1;
    }
    parts.push_back(text.sliced(start));
    return parts;
}

QString shown(QByteArrayView cell)
{
    return quotedForMessage(QString::fromUtf8(cell.first(qMin(cell.size(), maxWordLength))));
}

/// A decimal number in thousandths, if it has no more than `decimals` of them.
std::optional<qint64> thousandths(QByteArrayView text, int decimals)
{
    const bool isNegative = text.startsWith('-');
    if (isNegative)
        text = text.sliced(1);
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    const QByteArrayView fraction = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    const auto isDigit = [](char character) { return character >= '0' && character <= '9'; };
    const bool fits =
        !whole.isEmpty() && whole.size() <= 12 && fraction.size() <= decimals && (point < 0 || !fraction.isEmpty());
    if (!fits || !std::ranges::all_of(whole, isDigit) || !std::ranges::all_of(fraction, isDigit))
        return std::nullopt;
    const qint64 value = (whole.toByteArray() + fraction.toByteArray().leftJustified(3, '0')).toLongLong();
    return isNegative ? -value : value;
}

} // namespace

std::expected<MdrpTable, QString> MdrpTable::read(const QString &folder, const QString &name,
                                                  std::span<const char *const> columns)
{
    MdrpTable table;
    table.m_path = folder + u'/' + name;
    if (!QFileInfo::exists(table.m_path))
        return std::unexpected(
            u"%1: no such file; the folder of an MDRP day has orders.txt, couriers.txt, restaurants.txt "
            "and instance_parameters.txt"_s.arg(quotedForMessage(table.m_path)));
    auto bytes = readSourceText(table.m_path, mostTableBytes);
    if (!bytes)
        return std::unexpected(bytes.error());
    table.m_bytes = std::move(*bytes);
    if (auto error = table.readLines(columns))
        return std::unexpected(*error);
    return table;
}

std::optional<QString> MdrpTable::readLines(std::span<const char *const> columns)
{
    if (QByteArrayView(m_bytes).trimmed().isEmpty())
        return at(1, u"is empty; the first line names the columns"_s);
    const QByteArrayView text(m_bytes);
    constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
    int number = 0;
    for (QByteArrayView line : split(text.startsWith(byteOrderMark) ? text.sliced(3) : text, '\n')) {
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        if (number == 1) {
            if (auto error = readHeader(line, columns))
                return error;
        } else if (!line.trimmed().isEmpty()) {
            if (auto error = readRow(line, number))
                return error;
        }
    }
    if (m_rows.empty())
        return at(1, u"has no row below the names of the columns; add at least one"_s);
    return std::nullopt;
}

std::optional<QString> MdrpTable::readHeader(QByteArrayView line, std::span<const char *const> columns)
{
    const auto names = split(line, '\t');
    m_width = static_cast<qsizetype>(names.size());
    for (const char *column : columns) {
        const auto isColumn = [&](QByteArrayView name) { return name.trimmed() == QByteArrayView(column); };
        const auto found = std::ranges::find_if(names, isColumn);
        m_columns.push_back(QString::fromLatin1(column));
        if (found == names.end())
            return at(
                1,
                u"has no column \"%1\"; name it in the first line, columns separated by tabs"_s.arg(m_columns.back()));
        if (std::ranges::count_if(names, isColumn) > 1)
            return at(1, u"names the column \"%1\" twice; keep one"_s.arg(m_columns.back()));
        m_positions.push_back(found - names.begin());
    }
    return std::nullopt;
}

std::optional<QString> MdrpTable::readRow(QByteArrayView text, int line)
{
    const auto cells = split(text, '\t');
    if (static_cast<qsizetype>(cells.size()) != m_width)
        return at(line,
                  u"has %1 columns where the first line names %2; separate them by single tabs"_s.arg(cells.size())
                      .arg(m_width));
    if (m_rows.size() >= maxRows)
        return at(line, u"is beyond the %1 rows that a file may have"_s.arg(maxRows));
    Row row{line, {}};
    for (const qsizetype position : m_positions)
        row.cells.push_back(cells[static_cast<std::size_t>(position)].trimmed());
    m_rows.push_back(std::move(row));
    return std::nullopt;
}

QString MdrpTable::word(std::size_t row, std::size_t column)
{
    const QByteArrayView text = cell(row, column);
    if (text.isEmpty())
        refuse(row, column, u"is empty; give a name"_s);
    else if (!text.isValidUtf8())
        refuse(row, column, u"is not UTF-8 text; save the file as UTF-8"_s);
    else if (text.size() > maxWordLength)
        refuse(row, column, u"is longer than %1 bytes; shorten it"_s.arg(maxWordLength));
    const QString word = QString::fromUtf8(text);
    if (std::ranges::any_of(word, [](QChar character) { return character.isSpace() || !character.isPrint(); }))
        refuse(row, column, u"\"%1\" holds a space or control character; remove it"_s.arg(shown(text)));
    return word;
}

qint64 MdrpTable::number(std::size_t row, std::size_t column, qint64 lowest, qint64 highest)
{
    const QByteArrayView text = cell(row, column);
    const auto value = thousandths(text, 0);
    if (!value)
        refuse(row, column, u"\"%1\" is not a whole number"_s.arg(shown(text)));
    else if (*value < lowest * 1000 || *value > highest * 1000)
        refuse(row, column,
               u"%1 is out of range; it must be from %2 to %3"_s.arg(shown(text), QString::number(lowest),
                                                                     QString::number(highest)));
    else
        return *value / 1000;
    return lowest;
}

qint64 MdrpTable::millimeters(std::size_t row, std::size_t column)
{
    constexpr qint64 farthest = 10'000'000'000; // millimetres: 10,000 km
    const QByteArrayView text = cell(row, column);
    const auto value = thousandths(text, 3);
    if (!value)
        refuse(row, column, u"\"%1\" is not a number of metres with at most three decimals"_s.arg(shown(text)));
    else if (qAbs(*value) > farthest)
        refuse(row, column, u"%1 is out of range; it must be within 10000000 metres of the origin"_s.arg(shown(text)));
    else
        return *value;
    return 0;
}

void MdrpTable::refuse(std::size_t row, std::size_t column, const QString &detail)
{
    if (!m_error)
        m_error = at(m_rows[row].line, m_columns[column] + u": "_s + detail);
}

QString MdrpTable::at(int line, const QString &detail) const
{
    return quotedForMessage(m_path) + u':' + QString::number(line) + u": "_s + detail;
}

} // namespace curbside
