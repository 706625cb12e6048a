// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/functions.h"
#include "services/cesql/program.h"

#include <limits>
#include <optional>

namespace curbside::cesql {

/// Goes through the steps for one record. A step one of whose operands went wrong gives the zero value of what it returns.
class Evaluator
{
public:
    Evaluator(const Program &program, const Record &record, Scratch &scratch)
        : m_program(program), m_record(record), m_scratch(scratch)
    {}

    Evaluation whole()
    {
        const Outcome outcome = run(static_cast<std::uint32_t>(m_program.m_steps.size() - 1));
        m_result.value = outcome.value.isMissing() ? Value::boolean(false) : outcome.value;
        return m_result;
    }

private:
    using Step = Program::Step;

    struct Outcome
    {
        Value value;
        bool isWrong = false; ///< an error came of it, or of what it stands on
    };

    [[nodiscard]] std::uint32_t operandOf(const Step &step, std::uint32_t index) const
    {
        return m_program.m_operands[step.first + index];
    }

    Outcome run(std::uint32_t index)
    {
        const Step &step = m_program.m_steps[index];
        switch (step.operation) {
        case Operation::Truth: return {Value::boolean(step.integer != 0)};
        case Operation::Whole: return {Value::whole(step.integer)};
        case Operation::Text: return {Value::string(m_program.m_texts[step.detail])};
        case Operation::Attribute:
        case Operation::Payload: return present(read(step), step);
        case Operation::Exists: return exists(step);
        case Operation::Not:
        case Operation::Negate: return unary(step);
        case Operation::Like: return like(step);
        case Operation::In: return in(step);
        case Operation::And:
        case Operation::Or:
        case Operation::Xor: return logic(step);
        case Operation::Call: return call(step);
        default: return binary(step);
        }
    }

    Outcome wrong(const Value &value, ErrorKind kind, const Step &step)
    {
        if (m_result.errors.isEmpty())
            m_result.errorAt = step.at;
        m_result.errors.add(kind);
        return {value, true};
    }

    Outcome unless(bool hasFailed, const Value &value, const Step &step, ErrorKind kind = ErrorKind::Cast)
    {
        return hasFailed ? wrong(value, kind, step) : Outcome{value};
    }

    Value read(const Step &step)
    {
        if (step.operation == Operation::Payload)
            return m_scratch.payload.at(m_program.m_paths[step.detail], m_scratch.texts);
        return m_record.attribute(step.attribute, m_program.m_texts[step.detail], m_scratch.texts);
    }

    Outcome present(const Value &value, const Step &step)
    {
        return value.isMissing() ? wrong(value, ErrorKind::MissingAttribute, step) : Outcome{value};
    }

    Outcome exists(const Step &step)
    {
        const Step &what = m_program.m_steps[operandOf(step, 0)];
        const bool isRequired = what.operation == Operation::Attribute
            && (what.attribute == Attribute::Id || what.attribute == Attribute::Source
                || what.attribute == Attribute::SpecVersion || what.attribute == Attribute::Type);
        return {Value::boolean(isRequired || !read(what).isMissing())};
    }

    Value cast(Type type, const Value &value, bool &hasFailed)
    {
        return castTo(type, value, m_scratch.texts, hasFailed);
    }

    Outcome unary(const Step &step)
    {
        const bool isNot = step.operation == Operation::Not;
        const Outcome operand = run(operandOf(step, 0));
        if (operand.isWrong)
            return {Value::zero(isNot ? Type::Boolean : Type::Integer), true};
        bool hasFailed = false;
        if (isNot && operand.value.type == Type::Integer) // the conformance cases want it so, and only here
            return wrong(Value::boolean(true), ErrorKind::Cast, step);
        if (isNot) {
            const Value value = cast(Type::Boolean, operand.value, hasFailed);
            return unless(hasFailed, Value::boolean(value.integer == 0), step);
        }
        const Value value = cast(Type::Integer, operand.value, hasFailed);
        if (value.integer == std::numeric_limits<std::int32_t>::min())
            return wrong(Value::whole(0), ErrorKind::Math, step);
        return unless(hasFailed, Value::whole(-value.integer), step);
    }

    Outcome like(const Step &step)
    {
        const Outcome subject = run(operandOf(step, 0));
        if (subject.isWrong)
            return {Value::boolean(false), true};
        bool hasFailed = false;
        const std::string_view text = cast(Type::String, subject.value, hasFailed).text;
        return {Value::boolean(m_program.m_patterns[step.detail].matches(text) != step.isNegated)};
    }

    bool areEqual(const Value &left, const Value &right, Type type, bool &hasFailed)
    {
        if (type == Type::Number)
            return asReal(left, hasFailed) == asReal(right, hasFailed);
        if (left.type == Type::Number && type == Type::String) { // '1.5' is 1.50 too
            bool isText = false;
            const double number = asReal(right, isText);
            if (!isText)
                return left.real == number;
        }
        const Value one = cast(type, left, hasFailed);
        const Value other = cast(type, right, hasFailed);
        return type == Type::String ? one.text == other.text : one.integer == other.integer;
    }

    /// By the type of `governing`; a Number is compared as one with an Integer too.
    static Type typeToCompareIn(const Value &governing, const Value &other)
    {
        const bool isReal = governing.type == Type::Integer && other.type == Type::Number;
        return isReal ? Type::Number : governing.type;
    }

    Outcome in(const Step &step)
    {
        const Outcome subject = run(operandOf(step, 0));
        bool isWrong = subject.isWrong;
        bool isFound = false;
        bool hasFailed = false;
        for (std::uint32_t i = 1; i < step.count; ++i) {
            const Outcome item = run(operandOf(step, i));
            isWrong = isWrong || item.isWrong;
            if (!isWrong) {
                const Type type = typeToCompareIn(subject.value, item.value);
                isFound = areEqual(subject.value, item.value, type, hasFailed) || isFound;
            }
        }
        if (isWrong)
            return {Value::boolean(false), true};
        return unless(hasFailed, Value::boolean(isFound != step.isNegated), step);
    }

    Outcome logic(const Step &step)
    {
        bool hasFailed = false;
        const auto truth = [&](std::uint32_t index) -> std::optional<bool> {
            const Outcome outcome = run(operandOf(step, index));
            if (outcome.isWrong)
                return {};
            return cast(Type::Boolean, outcome.value, hasFailed).integer != 0;
        };
        const std::optional<bool> left = truth(0);
        if (left && step.operation != Operation::Xor && *left == (step.operation == Operation::Or))
            return unless(hasFailed, Value::boolean(*left), step);
        if (!left && step.operation == Operation::And)
            return {Value::boolean(false), true};
        const std::optional<bool> right = truth(1);
        if (!left || !right)
            return {Value::boolean(false), true};
        return unless(hasFailed, Value::boolean(step.operation == Operation::Xor ? *left != *right : *right), step);
    }

    Outcome binary(const Step &step)
    {
        const Outcome left = run(operandOf(step, 0));
        const Outcome right = run(operandOf(step, 1));
        const bool isArithmetic = step.operation >= Operation::Multiply && step.operation <= Operation::Subtract;
        if (left.isWrong || right.isWrong)
            return {Value::zero(isArithmetic ? Type::Integer : Type::Boolean), true};
        if (isArithmetic)
            return arithmetic(step, left.value, right.value);
        if (step.operation != Operation::Equal)
            return order(step, left.value, right.value);
        bool hasFailed = false;
        const Type type = typeToCompareIn(right.value, left.value);
        const bool isEqual = areEqual(left.value, right.value, type, hasFailed);
        return unless(hasFailed, Value::boolean(isEqual != step.isNegated), step);
    }

    Outcome order(const Step &step, const Value &left, const Value &right)
    {
        bool hasFailed = false;
        double one = 0;
        double other = 0;
        if (left.type == Type::Number || right.type == Type::Number) {
            one = asReal(left, hasFailed);
            other = asReal(right, hasFailed);
        } else {
            one = cast(Type::Integer, left, hasFailed).integer;
            other = cast(Type::Integer, right, hasFailed).integer;
        }
        switch (step.operation) {
        case Operation::Less: return unless(hasFailed, Value::boolean(one < other), step);
        case Operation::LessOrEqual: return unless(hasFailed, Value::boolean(one <= other), step);
        case Operation::Greater: return unless(hasFailed, Value::boolean(one > other), step);
        default: return unless(hasFailed, Value::boolean(one >= other), step);
        }
    }

    Outcome arithmetic(const Step &step, const Value &left, const Value &right)
    {
        bool hasFailed = false;
        const std::int64_t one = cast(Type::Integer, left, hasFailed).integer;
        const std::int64_t other = cast(Type::Integer, right, hasFailed).integer;
        const bool divides = step.operation == Operation::Divide || step.operation == Operation::Remainder;
        if (hasFailed)
            static_cast<void>(wrong({}, ErrorKind::Cast, step));
        if (divides && other == 0)
            return wrong(Value::whole(0), ErrorKind::Math, step);
        std::int64_t result = 0;
        switch (step.operation) {
        case Operation::Multiply: result = one * other; break;
        case Operation::Divide: result = one / other; break;
        case Operation::Remainder: result = one % other; break;
        case Operation::Add: result = one + other; break;
        default: result = one - other; break;
        }
        if (result != static_cast<std::int32_t>(result))
            return wrong(Value::whole(0), ErrorKind::Math, step);
        return {Value::whole(static_cast<std::int32_t>(result)), hasFailed};
    }

    Outcome call(const Step &step)
    {
        std::vector<Value> arguments;
        arguments.reserve(step.count);
        bool isWrong = false;
        bool hasFailed = false;
        for (std::uint32_t i = 0; i < step.count; ++i) {
            const Outcome argument = run(operandOf(step, i));
            isWrong = isWrong || argument.isWrong;
            Value value = argument.value;
            if (!isWrong && step.function && !step.function->parameters.empty()) {
                const auto &parameters = step.function->parameters;
                value = cast(parameters[std::min<std::size_t>(i, parameters.size() - 1)], value, hasFailed);
            }
            arguments.push_back(value);
        }
        if (!step.function)
            return wrong(Value::boolean(false), ErrorKind::MissingFunction, step);
        if (isWrong)
            return {Value::zero(step.function->result), true};
        if (hasFailed)
            static_cast<void>(wrong({}, ErrorKind::Cast, step));
        Call told{m_scratch.texts};
        const Value value = step.function->run(arguments, told);
        return told.error ? wrong(value, *told.error, step) : Outcome{value, hasFailed};
    }

    const Program &m_program;
    const Record &m_record;
    Scratch &m_scratch;
    Evaluation m_result;
};

Evaluation Program::evaluate(const Record &record, Scratch &scratch) const
{
    scratch.texts.clear();
    if (!m_paths.empty())
        scratch.payload.open(record.payload());
    return Evaluator(*this, record, scratch).whole();
}

bool Program::matches(const Record &record, Scratch &scratch) const
{
    const Evaluation evaluation = evaluate(record, scratch);
    return evaluation.errors.isEmpty() && evaluation.value.isTrue();
}

} // namespace curbside::cesql
