// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"

#include <map>
#include <string>

namespace curbside {

/// A record that has what a test gives it.
class SampleRecord : public cesql::Record
{
public:
    SampleRecord()
    {
        for (const char *name : {"id", "source", "type"})
            set(name, cesql::Value::string(name));
        set("specversion", cesql::Value::string("1.0"));
    }

    void set(const std::string &name, const cesql::Value &value)
    {
        cesql::Value kept = value;
        kept.text = m_texts.keep(value.text);
        m_attributes[name] = kept;
    }
    void setPayload(std::string json) { m_payload = std::move(json); }

    [[nodiscard]] cesql::Value attribute(cesql::Attribute, std::string_view name, cesql::Texts &) const override
    {
        const auto found = m_attributes.find(std::string(name));
        return found == m_attributes.end() ? cesql::Value() : found->second;
    }
    [[nodiscard]] std::string_view payload() const override { return m_payload; }

private:
    cesql::Texts m_texts;
    std::map<std::string, cesql::Value> m_attributes;
    std::string m_payload;
};

/// What a program says, and its errors: `true`, `12`, `'text'`, then each error in brackets.
[[nodiscard]] inline std::string told(const cesql::Evaluation &evaluation)
{
    cesql::Texts texts;
    bool hasFailed = false;
    const auto text = std::string(cesql::castTo(cesql::Type::String, evaluation.value, texts, hasFailed).text);
    std::string all = evaluation.value.type == cesql::Type::String ? "'" + text + "'" : text;
    for (int kind = 0; kind < 7; ++kind) {
        if (evaluation.errors.contains(static_cast<cesql::ErrorKind>(kind)))
            all += " [" + std::string(cesql::nameOf(static_cast<cesql::ErrorKind>(kind))) + "]";
    }
    return all;
}

/// Of an expression that cannot be read, `[parse]`.
[[nodiscard]] inline std::string told(std::string_view expression, const SampleRecord &record)
{
    const auto program = cesql::Program::compile(expression);
    cesql::Scratch scratch;
    return program ? told(program->evaluate(record, scratch)) : std::string("[parse]");
}

} // namespace curbside
