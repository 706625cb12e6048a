// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/remark.h"

#include <string>
#include <string_view>
#include <vector>

namespace curbside::cesql {

enum class TokenKind { Name, Path, Keyword, Integer, Text, Symbol, Wrong, End };

struct Token
{
    TokenKind kind = TokenKind::End;
    std::size_t at = 0; ///< offset of its first byte
    std::string_view text = {}; ///< as written
    Complaint complaint = Complaint::None; ///< of a wrong one

    [[nodiscard]] bool isSymbol(std::string_view symbol) const { return kind == TokenKind::Symbol && text == symbol; }
    /// `word` in capitals.
    [[nodiscard]] bool isKeyword(std::string_view word) const;
};

/// The words of the language that are no names, in capitals.
[[nodiscard]] const std::vector<std::string_view> &keywords();

/// Cuts an expression into tokens, the last of which is End. What is none becomes a Wrong one, after which it goes on. The
/// text has to outlive them.
[[nodiscard]] std::vector<Token> tokensOf(std::string_view expression);

/// What a token that is a Text means.
[[nodiscard]] std::string textMeant(std::string_view written);
/// The steps of a Path: `data.items.0` is items, 0.
[[nodiscard]] std::vector<std::string> stepsOf(std::string_view path);

} // namespace curbside::cesql
