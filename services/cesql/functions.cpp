// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/functions.h"

#include "services/cesql/letters.h"

#include <QString>

#include <algorithm>
#include <limits>

namespace curbside::cesql {

namespace {

using Arguments = std::span<const Value>;

bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

std::int64_t lengthOf(std::string_view text)
{
    return std::ranges::count_if(text, beginsCharacter);
}

std::size_t offsetOf(std::string_view text, std::int64_t character)
{
    std::size_t at = 0;
    for (; character > 0 && at < text.size(); --character) {
        do
            ++at;
        while (at < text.size() && !beginsCharacter(text[at]));
    }
    return at;
}

/// `count` characters from the one at `first` on, which counts from 0.
std::string_view cut(std::string_view text, std::int64_t first, std::int64_t count)
{
    const std::string_view rest = text.substr(offsetOf(text, first));
    return rest.substr(0, offsetOf(rest, count));
}

QString decoded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Value kept(const QString &text, Call &call)
{
    const QByteArray bytes = text.toUtf8();
    return Value::string(call.texts.keep({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

Value length(Arguments arguments, Call &)
{
    return Value::whole(static_cast<std::int32_t>(lengthOf(arguments[0].text)));
}

Value joined(Arguments parts, std::string_view between, Call &call)
{
    std::string all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        all += i > 0 ? between : std::string_view();
        all += parts[i].text;
    }
    return Value::string(call.texts.keep(all));
}

Value concat(Arguments arguments, Call &call)
{
    return joined(arguments, {}, call);
}

Value concatWith(Arguments arguments, Call &call)
{
    return joined(arguments.subspan(1), arguments[0].text, call);
}

Value lower(Arguments arguments, Call &call)
{
    const std::string_view text = arguments[0].text;
    return isPlain(text) ? Value::string(call.texts.keep(inSmallLetters(text))) : kept(decoded(text).toLower(), call);
}

Value upper(Arguments arguments, Call &call)
{
    const std::string_view text = arguments[0].text;
    return isPlain(text) ? Value::string(call.texts.keep(inCapitals(text))) : kept(decoded(text).toUpper(), call);
}

Value trim(Arguments arguments, Call &call)
{
    return kept(decoded(arguments[0].text).trimmed(), call);
}

Value left(Arguments arguments, Call &call)
{
    if (arguments[1].integer >= 0)
        return Value::string(cut(arguments[0].text, 0, arguments[1].integer));
    call.error = ErrorKind::FunctionEvaluation;
    return arguments[0];
}

Value right(Arguments arguments, Call &call)
{
    const std::int64_t count = arguments[1].integer;
    if (count >= 0)
        return Value::string(
            cut(arguments[0].text, std::max<std::int64_t>(0, lengthOf(arguments[0].text) - count), count));
    call.error = ErrorKind::FunctionEvaluation;
    return arguments[0];
}

Value substring(Arguments arguments, Call &call)
{
    const std::string_view text = arguments[0].text;
    const std::int64_t size = lengthOf(text);
    const std::int64_t position = arguments[1].integer;
    const std::int64_t count = arguments.size() > 2 ? arguments[2].integer : size;
    if (position > size || position < -size || count < 0) {
        call.error = ErrorKind::FunctionEvaluation;
        return Value::string({});
    }
    if (position == 0)
        return Value::string({});
    return Value::string(cut(text, position > 0 ? position - 1 : size + position, count));
}

Value absolute(Arguments arguments, Call &call)
{
    const std::int32_t value = arguments[0].integer;
    if (value != std::numeric_limits<std::int32_t>::min())
        return Value::whole(value < 0 ? -value : value);
    call.error = ErrorKind::Math;
    return Value::whole(std::numeric_limits<std::int32_t>::max());
}

template <Type type>
Value cast(Arguments arguments, Call &call)
{
    bool hasFailed = false;
    const Value value = castTo(type, arguments[0], call.texts, hasFailed);
    if (hasFailed)
        call.error = ErrorKind::Cast;
    return value;
}

} // namespace

const std::vector<Function> &functions()
{
    using enum Type;
    static const std::vector<Function> all{
        {"ABS", 1, 1, Integer, {Integer}, absolute},
        {"BOOL", 1, 1, Boolean, {}, cast<Boolean>},
        {"CONCAT", 0, {}, String, {String}, concat},
        {"CONCAT_WS", 1, {}, String, {String}, concatWith},
        {"INT", 1, 1, Integer, {}, cast<Integer>},
        {"LEFT", 2, 2, String, {String, Integer}, left},
        {"LENGTH", 1, 1, Integer, {String}, length},
        {"LOWER", 1, 1, String, {String}, lower},
        {"RIGHT", 2, 2, String, {String, Integer}, right},
        {"STRING", 1, 1, String, {}, cast<String>},
        {"SUBSTRING", 2, 3, String, {String, Integer, Integer}, substring},
        {"TRIM", 1, 1, String, {String}, trim},
        {"UPPER", 1, 1, String, {String}, upper},
    };
    return all;
}

bool isFunction(std::string_view name)
{
    return std::ranges::find(functions(), name, &Function::name) != functions().end();
}

const Function *functionOf(std::string_view name, std::size_t argumentCount)
{
    const auto found = std::ranges::find_if(functions(), [=](const Function &function) {
        return function.name == name && argumentCount >= function.fewest
            && (!function.most || argumentCount <= *function.most);
    });
    return found == functions().end() ? nullptr : &*found;
}

} // namespace curbside::cesql
