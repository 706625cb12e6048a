// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/expression.h"
#include "services/cesql/like_pattern.h"
#include "services/cesql/payload_reader.h"
#include "services/cesql/record.h"

namespace curbside::cesql {

struct Function;

/// What an evaluation needs beside the program. Of one thread; used again for every record.
struct Scratch
{
    Texts texts;
    PayloadReader payload;
};

/// What an expression says of a record. Its text is valid until the scratch is used again.
struct Evaluation
{
    Value value;
    ErrorSet errors;
    std::size_t errorAt = 0; ///< offset in the expression of what went wrong first
};

/// An expression of CloudEvents SQL 1.0, compiled once: it is never changed again, and any number of threads may evaluate
/// it, each with its own scratch.
class Program
{
public:
    [[nodiscard]] static std::expected<Program, Remark> compile(std::string_view expression);

    [[nodiscard]] Evaluation evaluate(const Record &record, Scratch &scratch) const;
    /// As a filter: the expression is true, and nothing went wrong.
    [[nodiscard]] bool matches(const Record &record, Scratch &scratch) const;

    [[nodiscard]] const std::string &expression() const { return m_expression; }
    /// What can be told of it without a record: a function that is not there (it fails on every record), an attribute that
    /// nothing here has, and where it may mean something else than was thought.
    [[nodiscard]] const std::vector<Remark> &remarks() const { return m_remarks; }
    /// Why it can never match: an unknown function, one called with too few or many arguments, or that it says something else
    /// than true or false.
    [[nodiscard]] const Remark *flaw() const;

private:
    friend class Evaluator;

    /// One operation; its operands are other steps.
    struct Step
    {
        Operation operation = Operation::Truth;
        bool isNegated = false;
        Attribute attribute = Attribute::Other;
        std::uint32_t first = 0; ///< of its operands, in m_operands
        std::uint32_t count = 0;
        std::uint32_t detail = 0; ///< in m_texts, m_patterns or m_paths
        std::int32_t integer = 0;
        std::size_t at = 0;
        const Function *function = nullptr;
    };

    std::uint32_t add(const Expression &node);
    [[nodiscard]] bool isTest() const;
    void addDetail(const Expression &node, Step &step);

    std::string m_expression;
    std::vector<Remark> m_remarks;
    std::vector<Step> m_steps; // the last one is the whole
    std::vector<std::uint32_t> m_operands;
    std::vector<std::string> m_texts;
    std::vector<LikePattern> m_patterns;
    std::vector<std::vector<std::string>> m_paths;
};

} // namespace curbside::cesql
