// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/copied_rows.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isNumber(const QString &text)
{
    bool isOne = false;
    text.toDouble(&isOne);
    return isOne;
}

/// Spreadsheets look past blanks, and take the wide forms for the narrow ones.
bool wouldBeFormula(const QString &text)
{
    static const QString leads = u"=+-@\t\r|%＝＋－＠"_s;
    const auto first = std::ranges::find_if(text, [](QChar letter) { return letter != u' '; });
    return first != text.end() && leads.contains(*first) && !isNumber(text);
}

QString csvField(QString text)
{
    if (wouldBeFormula(text))
        text.prepend(u'\'');
    const bool isQuoted = std::ranges::any_of(text, [](QChar letter) { return u"\",\r\n"_s.contains(letter); })
        || text.startsWith(u' ') || text.endsWith(u' ');
    return isQuoted ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QString csvLine(const QStringList &fields)
{
    QStringList written;
    for (const QString &field : fields)
        written.append(csvField(field));
    return written.join(u',') + u"\r\n"_s;
}

} // namespace

QString CopiedRows::asText() const
{
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList cells = row;
        cells.replaceInStrings(u"\t"_s, u" "_s).replaceInStrings(u"\n"_s, u" "_s);
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString CopiedRows::asCsv() const
{
    QString text = csvLine(titles);
    for (const QStringList &row : rows)
        text += csvLine(row);
    return text;
}

QString CopiedRows::asJson() const
{
    JsonWriter json;
    json.beginArray();
    for (const QStringList &row : rows) {
        json.beginObject();
        for (qsizetype column = 0; column < row.size(); ++column)
            json.member(keys[column].toStdString(), row[column]);
        json.endObject();
    }
    json.endArray();
    return QString::fromUtf8(json.take());
}

} // namespace curbside
