// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/like_pattern.h"

#include "services/cesql/letters.h"

#include <algorithm>

namespace curbside::cesql {

namespace {

constexpr std::size_t none = std::string_view::npos;

std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && !beginsCharacter(text[at]));
    return at;
}

} // namespace

LikePattern::LikePattern(std::string_view pattern)
{
    m_pieces.emplace_back();
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isEscaped =
            pattern[i] == '\\' && i + 1 < pattern.size() && (pattern[i + 1] == '%' || pattern[i + 1] == '_');
        if (!isEscaped && pattern[i] == '%') {
            m_pieces.emplace_back();
            continue;
        }
        Piece &piece = m_pieces.back();
        const bool isAny = !isEscaped && pattern[i] == '_';
        i += isEscaped ? 1 : 0;
        if (isAny && piece.isAny.empty())
            piece.isAny.resize(piece.bytes.size());
        piece.bytes.push_back(pattern[i]);
        if (isAny || !piece.isAny.empty())
            piece.isAny.push_back(isAny);
    }
}

/// Of the piece met exactly at `from`; none when it is not.
std::size_t LikePattern::endOfMatch(const Piece &piece, std::string_view text, std::size_t from)
{
    if (piece.isAny.empty())
        return text.substr(from).starts_with(piece.bytes) ? from + piece.bytes.size() : none;
    for (std::size_t i = 0; i < piece.bytes.size(); ++i) {
        if (from >= text.size())
            return none;
        if (piece.isAny[i])
            from = nextCharacter(text, from);
        else if (text[from++] != piece.bytes[i])
            return none;
    }
    return from;
}

/// The first match at or after `from`, which becomes its begin; gives its end.
std::size_t LikePattern::find(const Piece &piece, std::string_view text, std::size_t &from)
{
    if (piece.isAny.empty()) {
        from = text.find(piece.bytes, from);
        return from == none ? none : from + piece.bytes.size();
    }
    for (; from <= text.size(); from = nextCharacter(text, from)) {
        if (const std::size_t end = endOfMatch(piece, text, from); end != none)
            return end;
    }
    return none;
}

bool LikePattern::matchesLast(std::string_view text, std::size_t from) const
{
    const Piece &last = m_pieces.back();
    if (last.isAny.empty())
        return text.size() >= from + last.bytes.size() && text.ends_with(last.bytes);
    for (std::size_t at = from; at <= text.size(); at = nextCharacter(text, at)) {
        if (endOfMatch(last, text, at) == text.size())
            return true;
    }
    return false;
}

bool LikePattern::matches(std::string_view text) const
{
    std::size_t at = endOfMatch(m_pieces.front(), text, 0);
    if (m_pieces.size() == 1)
        return at == text.size();
    for (std::size_t i = 1; i + 1 < m_pieces.size() && at != none; ++i)
        at = find(m_pieces[i], text, at);
    return at != none && matchesLast(text, at);
}

} // namespace curbside::cesql
