// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sql/sql_schema.h"

#include "widgets/editor/code_highlighter.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Splits what stands inside the outermost parentheses at the commas of that depth.
QStringList partsOf(const QString &statement)
{
    QStringList parts;
    int depth = 0;
    qsizetype from = -1;
    for (qsizetype at = 0; at < statement.size(); ++at) {
        const QChar letter = statement[at];
        if (letter == u'(' && ++depth == 1)
            from = at + 1;
        else if (letter == u')' && --depth == 0)
            return parts << statement.mid(from, at - from);
        else if (letter == u',' && depth == 1) {
            parts += statement.mid(from, at - from);
            from = at + 1;
        }
    }
    return parts;
}

/// The tables that a statement names, by the names that it gives them.
QHash<QString, QString> tablesNamed(const QString &text)
{
    static const QRegularExpression named(
        uR"re(\b(?:from|join)\s+"?(\w+)"?(?:\s+(?:as\s+)?(?!(?:on|using|join|left|inner|cross|where|group|order|limit|)re"
        uR"re(natural)\b)(\w+))?)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    QHash<QString, QString> found;
    for (auto each = named.globalMatch(text); each.hasNext();) {
        const auto match = each.next();
        found.insert(match.captured(1).toLower(), match.captured(1).toLower());
        if (match.capturedLength(2) > 0)
            found.insert(match.captured(2).toLower(), match.captured(1).toLower());
    }
    return found;
}

} // namespace

const QString SqlSchema::question =
    u"SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"_s;

SqlSchema SqlSchema::from(const JsonValue &answer)
{
    SqlSchema schema;
    answer["rows"].forEachItem([&](JsonValue row) {
        QStringList cells;
        row.forEachItem([&](JsonValue cell) { cells += cell.toString().value_or(QString()); });
        if (cells.size() == 2)
            schema.tables.insert(cells[0].toLower(), columnsOf(cells[1]));
    });
    return schema;
}

QStringList SqlSchema::columnsOf(const QString &createStatement)
{
    static const QSet<QString> constraints{u"constraint"_s, u"primary"_s, u"unique"_s, u"foreign"_s, u"check"_s};
    static const QRegularExpression name(uR"re(^\s*(?:"([^"]+)"|(\w+)))re"_s);
    static const QRegularExpression comment(u"--[^\\n]*"_s);
    QStringList columns;
    for (const QString &part : partsOf(QString(createStatement).remove(comment))) {
        const auto match = name.match(part);
        const QString column = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        if (!column.isEmpty() && !constraints.contains(column.toLower()))
            columns += column;
    }
    return columns;
}

QStringList SqlSchema::wordsAt(const QString &text, int position) const
{
    static const QRegularExpression qualified(uR"re("?(\w+)"?\.\w*$)re"_s);
    const QHash<QString, QString> named = tablesNamed(text);
    if (const auto match = qualified.match(text.left(position)); match.hasMatch()) {
        const QString name = match.captured(1).toLower();
        return tables.value(named.value(name, name));
    }
    static const QRegularExpression afterFrom(uR"(\b(?:from|join)\s+\w*$)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    const QStringList tableNames = tables.keys();
    if (afterFrom.match(text.left(position)).hasMatch())
        return tableNames;
    QStringList words;
    for (const QString &table : named)
        words += tables.value(table);
    words.removeDuplicates();
    words.sort();
    QStringList keywords;
    for (const QString &keyword : sqlLanguage().keywords)
        keywords += keyword.toUpper();
    keywords.sort();
    return words + tableNames + keywords;
}

} // namespace curbside
