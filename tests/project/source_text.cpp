// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/source_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Walks through C++ once and blanks what is not code.
class Blanker
{
public:
    Blanker(const QString &cpp, Blank parts) : m_text(cpp), m_blanksLiterals(parts == Blank::CommentsAndLiterals) {}

    QString run()
    {
        while (m_at < m_text.size())
            step();
        return m_text;
    }

private:
    void step()
    {
        if (startsWith(u"//"))
            blankTo(endOfLineComment());
        else if (startsWith(u"/*"))
            blankTo(after(u"*/"_s, m_at + 2));
        else if (startsWith(u"R\"") && !isWordBefore())
            literalTo(endOfRawString());
        else if (m_text[m_at] == u'"')
            literalTo(endOfQuoted(u'"'));
        else if (m_text[m_at] == u'\'' && !isDigitBefore())
            literalTo(endOfQuoted(u'\''));
        else
            ++m_at;
    }

    [[nodiscard]] bool startsWith(QStringView start) const { return QStringView(m_text).mid(m_at).startsWith(start); }

    // In u8R"…" the R is no name of its own, but in FOR"…" it is the end of one.
    [[nodiscard]] bool isWordBefore() const
    {
        static const QRegularExpression word(u"(?<![A-Za-z0-9_])[A-Za-z0-9_]+$"_s);
        const auto before = word.match(m_text.mid(qMax<qsizetype>(0, m_at - 40), qMin<qsizetype>(m_at, 40)));
        return before.hasMatch() && !QStringList{u"u8"_s, u"u"_s, u"U"_s, u"L"_s}.contains(before.captured());
    }

    // 1'000 and 0xff'ff, but not u'x' or L'x'.
    [[nodiscard]] bool isDigitBefore() const
    {
        static const QRegularExpression number(u"(?<![A-Za-z0-9_])[0-9][A-Za-z0-9']*$"_s);
        return number.match(m_text.mid(qMax<qsizetype>(0, m_at - 40), qMin<qsizetype>(m_at, 40))).hasMatch();
    }

    [[nodiscard]] qsizetype after(const QString &mark, qsizetype from) const
    {
        const qsizetype found = m_text.indexOf(mark, from);
        return found < 0 ? m_text.size() : found + mark.size();
    }

    [[nodiscard]] qsizetype endOfLineComment() const
    {
        qsizetype end = m_text.indexOf(u'\n', m_at);
        while (end > 0 && m_text[end - 1] == u'\\')
            end = m_text.indexOf(u'\n', end + 1);
        return end < 0 ? m_text.size() : end;
    }

    [[nodiscard]] qsizetype endOfRawString() const
    {
        const qsizetype open = m_text.indexOf(u'(', m_at);
        if (open < 0)
            return m_text.size();
        return after(u')' + m_text.mid(m_at + 2, open - m_at - 2) + u'"', open);
    }

    [[nodiscard]] qsizetype endOfQuoted(QChar quote) const
    {
        for (qsizetype i = m_at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == u'\\')
                ++i;
            else if (m_text[i] == quote || m_text[i] == u'\n')
                return i + 1;
        }
        return m_text.size();
    }

    void literalTo(qsizetype end)
    {
        if (m_blanksLiterals)
            blankTo(end);
        m_at = end;
    }

    void blankTo(qsizetype end)
    {
        for (; m_at < end; ++m_at) {
            if (m_text[m_at] != u'\n')
                m_text[m_at] = u' ';
        }
    }

    QString m_text;
    qsizetype m_at = 0;
    bool m_blanksLiterals;
};

} // namespace

bool SourceFile::isCpp() const
{
    return path.endsWith(u".cpp"_s) || isHeader();
}

bool SourceFile::isHeader() const
{
    return path.endsWith(u".h"_s);
}

QString SourceFile::folder(int depth) const
{
    const QStringList parts = path.split(u'/');
    return parts.size() <= depth ? QString() : parts.first(depth).join(u'/') + u'/';
}

QStringList SourceFile::lines() const
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QStringList SourceFile::includes() const
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"_s,
                                            QRegularExpression::MultilineOption);
    QStringList found;
    auto matches = include.globalMatch(blanked(text, Blank::Comments));
    while (matches.hasNext())
        found.append(matches.next().captured(1));
    return found;
}

QString blanked(const QString &cpp, Blank parts)
{
    return Blanker(cpp, parts).run();
}

} // namespace curbside
