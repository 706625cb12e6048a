// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/program.h"

#include "services/cesql/functions.h"

#include <algorithm>

namespace curbside::cesql {

namespace {

/// Sized for 32 bits: an expression has at most longestExpression bytes.
template <typename List>
std::uint32_t sizeOf(const List &list)
{
    return static_cast<std::uint32_t>(list.size());
}

} // namespace

std::expected<Program, Remark> Program::compile(std::string_view expression)
{
    auto parsed = parse(expression);
    if (!parsed)
        return std::unexpected(std::move(parsed.error()));
    Program program;
    program.m_expression = expression;
    program.m_remarks = std::move(parsed->advice);
    program.add(*parsed->root);
    if (!program.isTest())
        program.m_remarks.push_back({Complaint::NotATest, parsed->root->at, parsed->root->length, parsed->root->text});
    return program;
}

std::uint32_t Program::add(const Expression &node)
{
    std::vector<std::uint32_t> operands;
    for (const auto &operand : node.operands)
        operands.push_back(add(*operand));
    Step step;
    step.operation = node.operation;
    step.isNegated = node.isNegated;
    step.integer = node.integer;
    step.at = node.at;
    step.first = sizeOf(m_operands);
    step.count = sizeOf(operands);
    m_operands.insert(m_operands.end(), operands.begin(), operands.end());
    addDetail(node, step);
    m_steps.push_back(step);
    return sizeOf(m_steps) - 1;
}

void Program::addDetail(const Expression &node, Step &step)
{
    const auto remark = [&](Complaint complaint) { m_remarks.push_back({complaint, node.at, node.length, node.text}); };
    switch (node.operation) {
    case Operation::Attribute:
        step.attribute = attributeOf(node.text);
        if (step.attribute == Attribute::Other)
            remark(Complaint::UnknownAttribute);
        [[fallthrough]];
    case Operation::Text:
        step.detail = sizeOf(m_texts);
        m_texts.push_back(node.text);
        break;
    case Operation::Like:
        step.detail = sizeOf(m_patterns);
        m_patterns.emplace_back(node.text);
        break;
    case Operation::Payload:
        step.detail = sizeOf(m_paths);
        m_paths.push_back(node.steps);
        break;
    case Operation::Call:
        step.function = functionOf(node.text, node.operands.size());
        if (!step.function)
            remark(isFunction(node.text) ? Complaint::WrongArguments : Complaint::UnknownFunction);
        break;
    default: break;
    }
}

/// It can be true.
bool Program::isTest() const
{
    const Step &root = m_steps.back();
    switch (root.operation) {
    case Operation::Whole:
    case Operation::Text:
    case Operation::Negate:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Remainder:
    case Operation::Add:
    case Operation::Subtract: return false;
    case Operation::Attribute: return root.attribute == Attribute::Other;
    case Operation::Payload: return !m_paths.back().empty();
    case Operation::Call: return !root.function || root.function->result == Type::Boolean;
    default: return true;
    }
}

const Remark *Program::flaw() const
{
    const auto found = std::ranges::find_if(m_remarks, [](const Remark &remark) {
        return remark.complaint == Complaint::UnknownFunction || remark.complaint == Complaint::WrongArguments
            || remark.complaint == Complaint::NotATest;
    });
    return found == m_remarks.end() ? nullptr : &*found;
}

} // namespace curbside::cesql
