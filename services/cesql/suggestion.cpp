// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/suggestion.h"

#include "services/cesql/token.h"

#include <span>

namespace curbside::cesql {

namespace {

using Tokens = std::span<const Token>;

bool isSubject(const Token &token)
{
    return token.kind == TokenKind::Name || token.kind == TokenKind::Path;
}

bool endsValue(const Token &token)
{
    return isSubject(token) || token.kind == TokenKind::Integer || token.kind == TokenKind::Text || token.isSymbol(")")
        || token.isKeyword("TRUE") || token.isKeyword("FALSE");
}

bool isComparison(const Token &token)
{
    return token.isSymbol("=") || token.isSymbol("!=") || token.isSymbol("<>") || token.isSymbol("<")
        || token.isSymbol("<=") || token.isSymbol(">") || token.isSymbol(">=");
}

/// What the operator at the end of `before` is about.
std::string subjectOf(Tokens before)
{
    before = before.first(before.size() - 1);
    if (!before.empty() && before.back().isKeyword("NOT"))
        before = before.first(before.size() - 1);
    return before.empty() || !isSubject(before.back()) ? std::string() : std::string(before.back().text);
}

/// `before` ends inside the list of an IN: it is cut to that IN. Empty when it does not.
Tokens upToIn(Tokens before)
{
    int depth = 1;
    while (!before.empty() && depth > 0) {
        depth += before.back().isSymbol(")") ? 1 : 0;
        depth -= before.back().isSymbol("(") ? 1 : 0;
        before = before.first(before.size() - 1);
    }
    return depth == 0 && !before.empty() && before.back().isKeyword("IN") ? before : Tokens();
}

Gap after(Tokens before)
{
    Gap gap;
    if (before.empty())
        return gap;
    const Token &last = before.back();
    if (endsValue(last)) {
        gap.wanted = Wanted::Operator;
    } else if (last.isKeyword("EXISTS")) {
        gap.wanted = Wanted::Attribute;
    } else if (last.isKeyword("IN")) {
        gap.wanted = Wanted::Opening;
    } else if (isComparison(last) || last.isKeyword("LIKE")) {
        gap.wanted = last.isKeyword("LIKE") ? Wanted::Pattern : Wanted::Literal;
        gap.subject = subjectOf(before);
    } else if (last.isSymbol("(") || last.isSymbol(",")) {
        if (const Tokens in = upToIn(before); !in.empty()) {
            gap.wanted = Wanted::Literal;
            gap.subject = subjectOf(in);
        }
    }
    return gap;
}

/// It goes on being written at the cursor.
bool isUnderWay(const Token &token, std::size_t cursor)
{
    const std::size_t end = token.at + token.text.size();
    const bool isWhole = token.kind == TokenKind::Text && cursor == end;
    return token.kind != TokenKind::End && token.kind != TokenKind::Symbol && !isWhole && token.at < cursor
        && cursor <= end;
}

} // namespace

Gap gapAt(std::string_view expression, std::size_t cursor)
{
    const std::vector<Token> tokens = tokensOf(expression);
    std::size_t count = 0;
    while (tokens[count].kind != TokenKind::End && tokens[count].at + tokens[count].text.size() < cursor)
        ++count;
    const bool isBefore = tokens[count].kind != TokenKind::End && tokens[count].at < cursor;
    const bool isWord = isBefore && isUnderWay(tokens[count], cursor);
    Gap gap = after(Tokens(tokens).first(count + (isBefore && !isWord ? 1 : 0)));
    gap.from = isWord ? tokens[count].at : cursor;
    gap.to = isWord && tokens[count].kind != TokenKind::Wrong ? tokens[count].at + tokens[count].text.size() : cursor;
    return gap;
}

} // namespace curbside::cesql
