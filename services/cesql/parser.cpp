// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/expression.h"
#include "services/cesql/letters.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace curbside::cesql {

namespace {

using Node = std::unique_ptr<Expression>;
using Result = std::expected<Node, Remark>;

struct BinaryWord
{
    std::string_view written;
    Operation operation;
    bool isNegated = false;
};

constexpr BinaryWord logicWords[] = {{"AND", Operation::And}, {"OR", Operation::Or}, {"XOR", Operation::Xor}};
constexpr BinaryWord comparisonWords[] = {{"=", Operation::Equal},          {"!=", Operation::Equal, true},
                                          {"<>", Operation::Equal, true},   {"<", Operation::Less},
                                          {"<=", Operation::LessOrEqual},   {">", Operation::Greater},
                                          {">=", Operation::GreaterOrEqual}};
constexpr BinaryWord sumWords[] = {{"+", Operation::Add}, {"-", Operation::Subtract}};
constexpr BinaryWord productWords[] = {
    {"*", Operation::Multiply}, {"/", Operation::Divide}, {"%", Operation::Remainder}};

class Parser
{
public:
    explicit Parser(std::string_view source) : m_tokens(tokensOf(source)) {}

    std::expected<Parsed, Remark> whole()
    {
        Result root = logic();
        if (!root)
            return std::unexpected(root.error());
        if (now().kind != TokenKind::End)
            return std::unexpected(refusal(Complaint::OperatorExpected));
        return Parsed{std::move(*root), std::move(m_advice)};
    }

private:
    [[nodiscard]] const Token &now() const { return m_tokens[m_next]; }
    [[nodiscard]] const Token &after() const { return m_tokens[std::min(m_next + 1, m_tokens.size() - 1)]; }

    [[nodiscard]] static Remark about(const Token &token, Complaint complaint)
    {
        return {complaint, token.at, token.text.size(), std::string(token.text)};
    }
    /// What is wrong with the token at hand itself goes before what was wanted in its place.
    [[nodiscard]] Remark refusal(Complaint complaint) const
    {
        return about(now(), now().kind == TokenKind::Wrong ? now().complaint : complaint);
    }

    [[nodiscard]] Node made(Operation operation, const Token &token) const
    {
        auto node = std::make_unique<Expression>();
        node->operation = operation;
        node->at = token.at;
        node->length = token.text.size();
        return node;
    }

    Result with(Node node, std::vector<Node> operands) const
    {
        for (const Node &operand : operands)
            node->depth = std::max(node->depth, operand->depth + 1);
        node->operands = std::move(operands);
        if (node->depth > deepestExpression)
            return std::unexpected(Remark{Complaint::TooDeep, node->at, node->length});
        return node;
    }

    Result with(Node node, Node one, Node other = {}) const
    {
        std::vector<Node> operands;
        operands.push_back(std::move(one));
        if (other)
            operands.push_back(std::move(other));
        return with(std::move(node), std::move(operands));
    }

    template <typename Words>
    [[nodiscard]] const BinaryWord *wordAmong(const Words &words) const
    {
        for (const BinaryWord &word : words) {
            if (now().isSymbol(word.written) || now().isKeyword(word.written))
                return &word;
        }
        return nullptr;
    }

    template <typename Words>
    Result chain(const Words &words, Result (Parser::*operand)())
    {
        Result left = (this->*operand)();
        while (left) {
            const BinaryWord *word = wordAmong(words);
            if (!word)
                return left;
            Node node = made(word->operation, now());
            node->isNegated = word->isNegated;
            ++m_next;
            Result right = (this->*operand)();
            if (!right)
                return right;
            advise(*node, **left);
            left = with(std::move(node), std::move(*left), std::move(*right));
        }
        return left;
    }

    /// Where habit from elsewhere reads it otherwise.
    void advise(const Expression &node, const Expression &left)
    {
        const bool isLogic = node.operation >= Operation::And && node.operation <= Operation::Xor;
        const bool wasLogic = left.operation >= Operation::And && left.operation <= Operation::Xor;
        if (isLogic && wasLogic && node.operation != left.operation && !left.isInParentheses)
            m_advice.push_back({Complaint::MixedLogic, node.at, node.length});
        if (!isLogic)
            adviseOnNot(left);
    }

    void adviseOnNot(const Expression &left)
    {
        if (left.operation == Operation::Not && !left.isInParentheses)
            m_advice.push_back({Complaint::EarlyNot, left.at, left.length});
    }

    Result logic() { return chain(logicWords, &Parser::comparison); }
    Result comparison() { return chain(comparisonWords, &Parser::sum); }
    Result sum() { return chain(sumWords, &Parser::product); }
    Result product() { return chain(productWords, &Parser::tested); }

    /// [NOT] LIKE and [NOT] IN, which follow what they are about.
    Result tested()
    {
        Result left = prefixed();
        while (left) {
            const bool isNegated = now().isKeyword("NOT");
            const Token &word = isNegated ? after() : now();
            if (!word.isKeyword("LIKE") && !word.isKeyword("IN"))
                return left;
            adviseOnNot(**left);
            m_next += isNegated ? 2 : 1;
            left = word.isKeyword("LIKE") ? like(std::move(*left), word) : in(std::move(*left), word);
            if (left)
                (*left)->isNegated = isNegated;
        }
        return left;
    }

    Result like(Node subject, const Token &word)
    {
        if (now().kind != TokenKind::Text)
            return std::unexpected(refusal(Complaint::TextExpected));
        Node node = made(Operation::Like, word);
        node->text = textMeant(now().text);
        ++m_next;
        return with(std::move(node), std::move(subject));
    }

    Result in(Node subject, const Token &word)
    {
        if (!now().isSymbol("("))
            return std::unexpected(refusal(Complaint::SetExpected));
        std::vector<Node> operands;
        operands.push_back(std::move(subject));
        if (auto refused = list(operands))
            return std::unexpected(std::move(*refused));
        return with(made(Operation::In, word), std::move(operands));
    }

    /// From the opening parenthesis past the closing one.
    std::optional<Remark> list(std::vector<Node> &items)
    {
        do {
            ++m_next;
            Result item = nested();
            if (!item)
                return item.error();
            items.push_back(std::move(*item));
        } while (now().isSymbol(","));
        if (!now().isSymbol(")"))
            return refusal(Complaint::ClosingExpected);
        ++m_next;
        return {};
    }

    Result nested()
    {
        if (++m_nesting > deepestExpression)
            return std::unexpected(refusal(Complaint::TooDeep));
        Result inside = logic();
        --m_nesting;
        return inside;
    }

    Result prefixed()
    {
        if (now().isKeyword("EXISTS"))
            return exists();
        const bool isNot = now().isKeyword("NOT");
        if (!isNot && !now().isSymbol("-"))
            return primary();
        if (++m_nesting > deepestExpression)
            return std::unexpected(refusal(Complaint::TooDeep));
        Node node = made(isNot ? Operation::Not : Operation::Negate, now());
        ++m_next;
        Result operand = prefixed();
        --m_nesting;
        return operand ? with(std::move(node), std::move(*operand)) : std::move(operand);
    }

    Result exists()
    {
        Node node = made(Operation::Exists, now());
        ++m_next;
        if (now().kind != TokenKind::Name && now().kind != TokenKind::Path)
            return std::unexpected(refusal(Complaint::AttributeExpected));
        Result what = now().kind == TokenKind::Name ? attribute() : primary();
        return what ? with(std::move(node), std::move(*what)) : std::move(what);
    }

    Result primary()
    {
        const Token &token = now();
        switch (token.kind) {
        case TokenKind::Name: return after().isSymbol("(") ? call() : attribute();
        case TokenKind::Path: {
            Node node = made(Operation::Payload, token);
            node->steps = stepsOf(token.text);
            ++m_next;
            return node;
        }
        case TokenKind::Integer: return integer();
        case TokenKind::Text: {
            Node node = made(Operation::Text, token);
            node->text = textMeant(token.text);
            ++m_next;
            return node;
        }
        default: break;
        }
        if (token.isKeyword("TRUE") || token.isKeyword("FALSE")) {
            Node node = made(Operation::Truth, token);
            node->integer = token.isKeyword("TRUE") ? 1 : 0;
            ++m_next;
            return node;
        }
        return token.isSymbol("(") ? parentheses() : std::unexpected(refusal(Complaint::ValueExpected));
    }

    Result parentheses()
    {
        ++m_next;
        Result inside = nested();
        if (!inside)
            return inside;
        if (!now().isSymbol(")"))
            return std::unexpected(refusal(Complaint::ClosingExpected));
        ++m_next;
        (*inside)->isInParentheses = true;
        return inside;
    }

    Result integer()
    {
        std::string_view digits = now().text;
        digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
        Node node = made(Operation::Whole, now());
        const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), node->integer);
        if (error != std::errc())
            return std::unexpected(refusal(Complaint::NumberTooLarge));
        ++m_next;
        return node;
    }

    Result attribute()
    {
        if (now().text.find('_') != std::string_view::npos)
            return std::unexpected(refusal(Complaint::NameWithUnderscore));
        Node node = made(Operation::Attribute, now());
        node->text = inSmallLetters(now().text);
        if (node->text == "data")
            node->operation = Operation::Payload;
        ++m_next;
        return node;
    }

    Result call()
    {
        Node node = made(Operation::Call, now());
        node->text = inCapitals(now().text);
        ++m_next;
        std::vector<Node> arguments;
        if (after().isSymbol(")")) {
            m_next += 2;
        } else if (auto refused = list(arguments)) {
            return std::unexpected(std::move(*refused));
        }
        return with(std::move(node), std::move(arguments));
    }

    std::vector<Token> m_tokens;
    std::vector<Remark> m_advice;
    std::size_t m_next = 0;
    unsigned m_nesting = 0;
};

} // namespace

std::expected<Parsed, Remark> parse(std::string_view expression)
{
    if (expression.size() > longestExpression)
        return std::unexpected(Remark{Complaint::TooLong, longestExpression, 0});
    return Parser(expression).whole();
}

} // namespace curbside::cesql
