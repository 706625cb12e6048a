// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/json_lines.h"

#include "services/runtime/json/json.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <utility>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 64;

QByteArray unescaped(const QByteArray &name)
{
    const auto document = JsonDocument::parse(QByteArrayView('"' + name + '"'));
    return document ? document->root().toString().value_or(QString::fromUtf8(name)).toUtf8() : name;
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isNumber(QByteArrayView word)
{
    qsizetype at = 0;
    const auto skip = [&](QByteArrayView any) {
        const bool is = at < word.size() && any.contains(word[at]);
        at += is ? 1 : 0;
        return is;
    };
    const auto skipDigits = [&] {
        const qsizetype start = at;
        while (at < word.size() && isDigit(word[at]))
            ++at;
        return at > start;
    };
    skip("-");
    if (!skip("0") && !skipDigits())
        return false;
    if (skip(".") && !skipDigits())
        return false;
    if (skip("eE")) {
        skip("+-");
        if (!skipDigits())
            return false;
    }
    return at == word.size();
}

/// Half of a character written as \uD83E\uDD16, that is alone.
bool isLoneSurrogate(QByteArrayView escape, QByteArrayView nextEscape)
{
    const auto unit = [](QByteArrayView text) {
        return text.startsWith("\\u") && text.size() == 6 ? text.sliced(2).toByteArray().toUInt(nullptr, 16) : 0U;
    };
    const auto isLow = [](uint code) { return code >= 0xDC00 && code <= 0xDFFF; };
    const auto isHigh = [](uint code) { return code >= 0xD800 && code <= 0xDBFF; };
    return isLow(unit(escape)) || (isHigh(unit(escape)) && !isLow(unit(nextEscape)));
}

/// How long the escape is with which `text` begins; 0 when it is none. A pair of surrogates counts as one.
qsizetype escapeLength(QByteArrayView text)
{
    if (text.size() < 2 || !QByteArrayView("\"\\/bfnrtu").contains(text[1]))
        return 0;
    if (text[1] != 'u')
        return 2;
    constexpr qsizetype unitLength = 6;
    const auto isHexadecimal = [](char character) {
        return QByteArrayView("0123456789abcdefABCDEF").contains(character);
    };
    const QByteArrayView escape = text.first(qMin(text.size(), unitLength));
    if (escape.size() < unitLength || !std::ranges::all_of(escape.sliced(2), isHexadecimal))
        return 0;
    const QByteArrayView rest = text.sliced(unitLength);
    const QByteArrayView next = rest.first(qMin(rest.size(), unitLength));
    const bool isPair = isLoneSurrogate(escape, {}) && !isLoneSurrogate(escape, next);
    return isPair ? 2 * unitLength : isLoneSurrogate(escape, next) ? 0 : unitLength;
}

/// Walks through a JSON text from its beginning until a fault, or until the value that is looked for.
class JsonWalk
{
public:
    JsonWalk(QByteArrayView text, int maxValues, std::optional<QString> sought)
        : m_text(text), m_valuesLeft(maxValues), m_sought(std::move(sought))
    {}

    void walk()
    {
        value(0);
        skipSpace();
        if (!m_ended && m_at < m_text.size())
            fault(u"more text follows the end of the JSON value"_s);
    }

    [[nodiscard]] const std::optional<JsonFault> &foundFault() const { return m_fault; }
    [[nodiscard]] std::optional<qsizetype> foundAt() const { return m_foundAt; }
    [[nodiscard]] int lineAt(qsizetype offset) const { return static_cast<int>(m_text.first(offset).count('\n')) + 1; }

private:
    void value(int depth);
    void object(int depth);
    void member(int depth, QSet<QByteArray> &names);
    void array(int depth);
    void literal();
    QByteArray name();
    void skipString();

    void fault(const QString &detail)
    {
        if (m_ended)
            return;
        m_ended = true;
        m_fault = JsonFault{lineAt(qMin(m_at, m_text.size())), m_pointer, detail};
    }

    void visit(qsizetype offset)
    {
        if (m_sought == m_pointer) {
            m_foundAt = offset;
            m_ended = true;
        }
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    [[nodiscard]] bool next(char character)
    {
        skipSpace();
        const bool is = m_at < m_text.size() && m_text[m_at] == character;
        m_at += is ? 1 : 0;
        return is;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_valuesLeft;
    QString m_pointer;
    std::optional<QString> m_sought;
    std::optional<qsizetype> m_foundAt;
    std::optional<JsonFault> m_fault;
    bool m_ended = false;
};

void JsonWalk::value(int depth)
{
    skipSpace();
    if (depth == 0)
        visit(m_at);
    if (m_ended)
        return;
    if (m_valuesLeft-- <= 0) {
        fault(u"holds too many values; describe less"_s);
        return;
    }
    if (depth > maxDepth) {
        fault(u"is nested deeper than %1"_s.arg(maxDepth));
        return;
    }
    if (m_at >= m_text.size()) {
        fault(u"the text ends where a value is expected"_s);
        return;
    }
    switch (m_text[m_at]) {
    case '{': object(depth); break;
    case '[': array(depth); break;
    case '"': skipString(); break;
    default: literal(); break;
    }
}

void JsonWalk::object(int depth)
{
    ++m_at;
    if (next('}'))
        return;
    QSet<QByteArray> names;
    do {
        member(depth, names);
        if (m_ended)
            return;
    } while (next(','));
    if (!next('}'))
        fault(u"expected a comma or } here"_s);
}

void JsonWalk::member(int depth, QSet<QByteArray> &names)
{
    skipSpace();
    const qsizetype nameAt = m_at;
    const QByteArray memberName = name();
    if (m_ended)
        return;
    const qsizetype pointerLength = m_pointer.size();
    m_pointer += u'/' + pointerToken(QString::fromUtf8(memberName));
    visit(nameAt);
    if (names.contains(memberName))
        fault(u"is given twice; keep one"_s);
    names.insert(memberName);
    if (!m_ended && !next(':'))
        fault(u"expected a colon after the name"_s);
    if (!m_ended)
        value(depth + 1);
    if (!m_ended)
        m_pointer.truncate(pointerLength);
}

void JsonWalk::array(int depth)
{
    ++m_at;
    if (next(']'))
        return;
    const qsizetype pointerLength = m_pointer.size();
    int index = 0;
    do {
        m_pointer += u'/' + QString::number(index++);
        skipSpace();
        visit(m_at);
        value(depth + 1);
        if (m_ended)
            return;
        m_pointer.truncate(pointerLength);
    } while (next(','));
    if (!next(']'))
        fault(u"expected a comma or ] here"_s);
}

void JsonWalk::literal()
{
    const qsizetype start = m_at;
    while (m_at < m_text.size() && !QByteArrayView(" \t\r\n,:[]{}\"").contains(m_text[m_at]))
        ++m_at;
    const QByteArrayView word = m_text.sliced(start, m_at - start);
    if (word == "true" || word == "false" || word == "null")
        return;
    const bool isNumeric = isNumber(word);
    const bool mayBeTooLarge = word.size() > 15 || word.contains('e') || word.contains('E');
    if (isNumeric && (!mayBeTooLarge || JsonDocument::parse(word)))
        return;
    m_at = start;
    fault(isNumeric ? u"is a number beyond what can be counted with"_s : u"expected a value here"_s);
}

QByteArray JsonWalk::name()
{
    if (m_at >= m_text.size() || m_text[m_at] != '"') {
        fault(u"expected a name in quotation marks here"_s);
        return {};
    }
    const qsizetype start = m_at + 1;
    skipString();
    if (m_ended)
        return {};
    const QByteArray raw = m_text.sliced(start, m_at - 1 - start).toByteArray();
    return raw.contains('\\') ? unescaped(raw) : raw;
}

void JsonWalk::skipString()
{
    const qsizetype start = m_at++;
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (static_cast<unsigned char>(m_text[m_at]) < 0x20) {
            fault(u"a line break or control character stands inside quotation marks"_s);
            return;
        }
        const bool isEscape = m_text[m_at] == '\\' && m_at + 1 < m_text.size();
        const qsizetype length = isEscape ? escapeLength(m_text.sliced(m_at)) : 1;
        if (length == 0) {
            fault(u"\\ must be followed by one of \" \\ / b f n r t, or u and the four digits of a character"_s);
            return;
        }
        m_at += length;
    }
    const qsizetype end = std::exchange(m_at, start);
    if (end >= m_text.size()) {
        fault(u"these quotation marks are never closed"_s);
        return;
    }
    if (!m_text.sliced(start, end - start).isValidUtf8()) {
        fault(u"is not UTF-8 text; save the file as UTF-8"_s);
        return;
    }
    m_at = end + 1;
}

} // namespace

std::optional<JsonFault> findJsonFault(QByteArrayView text, int maxValues)
{
    JsonWalk walk(text, maxValues, std::nullopt);
    walk.walk();
    return walk.foundFault();
}

int lineOfPointer(QByteArrayView text, QStringView pointer)
{
    for (QStringView sought = pointer; !sought.isEmpty(); sought = sought.left(sought.lastIndexOf(u'/'))) {
        JsonWalk walk(text, std::numeric_limits<int>::max(), sought.toString());
        walk.walk();
        if (const auto at = walk.foundAt())
            return walk.lineAt(*at);
    }
    return 1;
}

QString pointerToken(QStringView name)
{
    return name.toString().replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

} // namespace curbside
