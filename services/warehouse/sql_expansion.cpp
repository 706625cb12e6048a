// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/sql_expansion.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double mostExpansion = 10'000;
constexpr qsizetype mostParts = 100;

/// What a name of SQLite's may consist of; of letters only A to Z are the same as small ones.
const QString &letter()
{
    static const QString letters = u"[\\w$\\x{80}-\\x{10FFFF}]"_s;
    return letters;
}

QString bareName(const QString &quoted)
{
    static const QRegularExpression word(u"^%1+$"_s.arg(letter()));
    return word.match(quoted).hasMatch() ? quoted : QString::fromLatin1(quoted.toUtf8().toHex());
}

/// The text in small letters with spaces for remarks, and with names bare of their quotes; a text may be a name, too.
QString plain(QString sql)
{
    static const QRegularExpression quoted(
        u"--[^\\n]*|/\\*.*?\\*/|'([^']*+(?:''[^']*+)*+)'|\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|`([^`]*+(?:``[^`]*+)*+)`|"
        "\\[([^\\]]*)\\]|(?<!%1)\\x{FEFF}+"_s.arg(letter()),
        QRegularExpression::DotMatchesEverythingOption);
    for (QChar &c : sql)
        c = c >= u'A' && c <= u'Z' ? QChar(c.unicode() + ('a' - 'A')) : c;
    QString text;
    qsizetype from = 0;
    for (auto matches = quoted.globalMatch(sql); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(1).replace(u"''"_s, u"'"_s) + match.captured(2).replace(u"\"\""_s, u"\""_s)
            + match.captured(3).replace(u"``"_s, u"`"_s) + match.captured(4);
        text += QStringView(sql).sliced(from, match.capturedStart() - from);
        text += u' ' + bareName(name) + u' ';
        from = match.capturedEnd();
    }
    return text += QStringView(sql).sliced(from);
}

struct Parts
{
    QSet<QString> names;
    QString whyRefused;
};

/// Only where each name has one meaning do its uses tell how often it is replaced.
Parts partsOf(const QString &text)
{
    static const QRegularExpression token(
        u"(%1+)\\s*(?:\\([^()]*\\)\\s*)?(?<!%1)as\\s*(?:(?:not\\s+)?materialized\\s*)?\\(|(?<!%1)(with)(?!%1)|[()]"_s
            .arg(letter()));
    Parts parts;
    int depth = 0;
    int partDepth = 0; // of the part that is being read; 0: none
    for (auto tokens = token.globalMatch(text); tokens.hasNext();) {
        const auto match = tokens.next();
        const QString name = match.captured(1);
        if (partDepth > 0 && !match.captured(2).isEmpty())
            parts.whyRefused = u"it has a WITH in a part of another: write one WITH with all parts"_s;
        if (parts.names.contains(name))
            parts.whyRefused =
                u"it defines one name twice: give each part of a WITH, and each window, a name of its own"_s;
        if (!name.isEmpty())
            parts.names.insert(name);
        if (match.captured().endsWith(u'('))
            ++depth;
        if (!name.isEmpty() && partDepth == 0)
            partDepth = depth;
        if (match.captured() == u")" && depth-- == partDepth)
            partDepth = 0;
    }
    return parts;
}

/// QString::count would go on within a character beyond the first plane, and find no more.
int usesOf(const QString &name, const QString &text)
{
    const QRegularExpression use(u"(?<![.])(?<!%1)%2(?!%1|\\s*\\.)"_s.arg(letter(), QRegularExpression::escape(name)));
    int count = 0;
    for (auto uses = use.globalMatch(text); uses.hasNext(); uses.next())
        ++count;
    return count;
}

} // namespace

QString whyExplosive(const QString &sql)
{
    const QString text = plain(sql);
    const Parts parts = partsOf(text);
    double expansion = 1;
    for (const QString &name : parts.names) {
        expansion *= std::max(1, usesOf(name, text) - 1); // one is where it is given
        if (parts.names.size() > mostParts || expansion > mostExpansion)
            return u"its WITH parts name each other too often: ask for less at a time"_s;
    }
    return parts.whyRefused;
}

} // namespace curbside
