// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/code_highlighter.h"

#include "widgets/theme/theme.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int insideComment = 1;

QSet<QString> wordSet(const QString &text)
{
    const QStringList list = text.split(u' ', Qt::SkipEmptyParts);
    return {list.begin(), list.end()};
}

QTextCharFormat lookOf(const QColor &color, bool isStrong = false, bool isSlanted = false)
{
    QTextCharFormat made;
    made.setForeground(color);
    if (isStrong)
        made.setFontWeight(QFont::DemiBold);
    made.setFontItalic(isSlanted);
    return made;
}

} // namespace

const CodeLanguage &sqlLanguage()
{
    static const CodeLanguage language{
        wordSet(
            u"select from where join left right inner outer cross full on using group by order having limit offset as "
            "and or not in is null like glob between case when then else end distinct all union intersect except with "
            "recursive exists cast collate asc desc over partition window rows range preceding following filter values "
            "natural escape isnull notnull current row true false nulls first last"_s),
        false,
        QRegularExpression(uR"((?<comment>--.*$|/\*.*?\*/)|(?<text>'(?:[^']|'')*'?)|(?<number>\b\d+(?:\.\d+)?\b)|)"
                           uR"((?<word>"[^"]*"?|[A-Za-z_]\w*))"_s),
        u"/*"_s, u"*/"_s};
    return language;
}

const CodeLanguage &graphLanguage()
{
    static const CodeLanguage language{
        wordSet(u"query mutation subscription fragment on true false null"_s),
        true,
        QRegularExpression(uR"((?<comment>#.*$)|(?<text>"(?:\\.|[^"\\])*"?|\$[A-Za-z_]\w*)|)"
                           uR"((?<number>-?\b\d+(?:\.\d+)?\b)|(?<word>@?[A-Za-z_]\w*))"_s),
        {},
        {}};
    return language;
}

const CodeLanguage &jsonLanguage()
{
    static const CodeLanguage language{
        wordSet(u"true false null"_s),
        true,
        QRegularExpression(uR"((?<word>"(?:\\.|[^"\\])*"(?=\s*:)|[a-z]+)|)"
                           uR"((?<text>"(?:\\.|[^"\\])*"?)|(?<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?))"_s),
        {},
        {}};
    return language;
}

CodeHighlighter::CodeHighlighter(const CodeLanguage &language, QTextDocument *document)
    : QSyntaxHighlighter(document), m_language(language)
{}

/// Where a comment that goes on from the line before ends; the line's end when it does not.
int CodeHighlighter::skipComment(const QString &text, int from)
{
    const qsizetype end = text.indexOf(m_language.commentEnd, from);
    const qsizetype after = end < 0 ? text.size() : end + m_language.commentEnd.size();
    setCurrentBlockState(end < 0 ? insideComment : 0);
    setFormat(from, int(after) - from, lookOf(tokens().secondary, false, true));
    return int(after);
}

void CodeHighlighter::colour(const QRegularExpressionMatch &token)
{
    const Tokens &t = tokens();
    const auto paint = [&](const QString &group, const QTextCharFormat &look) {
        if (token.capturedLength(group) > 0)
            setFormat(int(token.capturedStart(group)), int(token.capturedLength(group)), look);
    };
    paint(u"comment"_s, lookOf(t.secondary, false, true));
    paint(u"text"_s, lookOf(t.good));
    paint(u"number"_s, lookOf(t.warning));
    const QString word = token.captured(u"word"_s);
    if (m_language.keywords.contains(m_language.isCaseSensitive ? word : word.toLower()))
        paint(u"word"_s, lookOf(t.accent, true));
}

void CodeHighlighter::highlightBlock(const QString &text)
{
    setCurrentBlockState(0);
    int from = previousBlockState() == insideComment ? skipComment(text, 0) : 0;
    for (auto token = m_language.tokens.match(text, from); token.hasMatch();
         token = m_language.tokens.match(text, from)) {
        const qsizetype begin = m_language.commentBegin.isEmpty() ? -1 : text.indexOf(m_language.commentBegin, from);
        if (begin >= 0 && begin <= token.capturedStart()) {
            from = skipComment(text, int(begin));
            continue;
        }
        colour(token);
        from = int(token.capturedEnd());
    }
}

} // namespace curbside
