// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/payload_reader.h"

#include <simdjson.h>

#include <charconv>

namespace curbside::cesql {

namespace {

namespace ondemand = simdjson::ondemand;

/// As written, without what stands around it.
std::string_view trimmed(std::string_view text)
{
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

bool readPosition(std::string_view step, std::size_t &position)
{
    const char *end = step.data() + step.size();
    const auto [stop, error] = std::from_chars(step.data(), end, position);
    return error == std::errc() && stop == end;
}

simdjson::error_code stepInto(ondemand::value &value, const std::string &step)
{
    ondemand::json_type type{};
    if (const auto error = value.type().get(type))
        return error;
    if (type == ondemand::json_type::object)
        return value.find_field_unordered(step).get(value);
    std::size_t position = 0;
    if (type != ondemand::json_type::array || !readPosition(step, position))
        return simdjson::INCORRECT_TYPE;
    return value.at(position).get(value);
}

Value numberOf(ondemand::value &value, Texts &texts)
{
    const std::string_view written = trimmed(value.raw_json_token());
    std::int64_t whole = 0;
    double real = 0;
    const char *end = written.data() + written.size();
    if (const auto read = std::from_chars(written.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        return Value::number(static_cast<double>(whole), texts.keep(written));
    if (value.get_double().get(real))
        return {};
    return Value::number(real, texts.keep(written));
}

Value valueOf(ondemand::value &value, Texts &texts)
{
    ondemand::json_type type{};
    if (value.type().get(type))
        return {};
    std::string_view text;
    bool truth = false;
    switch (type) {
    case ondemand::json_type::string: return value.get_string().get(text) ? Value() : Value::string(texts.keep(text));
    case ondemand::json_type::number: return numberOf(value, texts);
    case ondemand::json_type::boolean: return value.get_bool().get(truth) ? Value() : Value::boolean(truth);
    case ondemand::json_type::object:
    case ondemand::json_type::array:
        return simdjson::to_json_string(value).get(text) ? Value() : Value::string(texts.keep(trimmed(text)));
    default: return {};
    }
}

} // namespace

struct PayloadReader::Data
{
    ondemand::parser parser;
    ondemand::document document;
    std::string_view json;
    std::string padded;
    bool isRead = false;
    bool isGood = false;
};

PayloadReader::PayloadReader() : m_data(std::make_unique<Data>()) {}
PayloadReader::~PayloadReader() = default;

void PayloadReader::open(std::string_view json)
{
    m_data->json = json;
    m_data->isRead = false;
}

/// The document stands at its begin then.
bool PayloadReader::read()
{
    Data &data = *m_data;
    if (data.isRead) {
        if (data.isGood)
            data.document.rewind();
        return data.isGood;
    }
    data.isRead = true;
    const std::size_t wanted = data.json.size() + simdjson::SIMDJSON_PADDING;
    if (data.padded.size() < wanted)
        data.padded.resize(wanted);
    data.json.copy(data.padded.data(), data.json.size());
    const simdjson::padded_string_view view(data.padded.data(), data.json.size(), data.padded.size());
    data.isGood = data.parser.iterate(view).get(data.document) == simdjson::SUCCESS;
    return data.isGood;
}

Value PayloadReader::at(const std::vector<std::string> &steps, Texts &texts)
{
    if (steps.empty())
        return m_data->json.empty() ? Value() : Value::string(m_data->json);
    ondemand::value value;
    if (m_data->json.empty() || !read() || m_data->document.get_value().get(value))
        return {};
    for (const std::string &step : steps) {
        if (stepInto(value, step))
            return {};
    }
    return valueOf(value, texts);
}

} // namespace curbside::cesql
