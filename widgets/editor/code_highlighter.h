// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QSet>
#include <QSyntaxHighlighter>

namespace curbside {

/// What a highlighter has to know of a language.
struct CodeLanguage
{
    QSet<QString> keywords; ///< in small letters
    bool isCaseSensitive = true; ///< the keywords
    QRegularExpression tokens; ///< with groups that are called comment, text, number and word
    QString commentBegin; ///< of comments over several lines; empty: there are none
    QString commentEnd;
};

[[nodiscard]] const CodeLanguage &sqlLanguage();
[[nodiscard]] const CodeLanguage &graphLanguage();
[[nodiscard]] const CodeLanguage &jsonLanguage();

/// Colours statements by the palette that is in force.
class CodeHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// `language` outlives it.
    CodeHighlighter(const CodeLanguage &language, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    [[nodiscard]] int skipComment(const QString &text, int from);
    void colour(const QRegularExpressionMatch &token);

    const CodeLanguage &m_language;
};

} // namespace curbside
