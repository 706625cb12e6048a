// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/function_lengths.h"

#include "tests/project/source_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

enum class Scope { Container, Function, Initialiser };

// Preprocessor lines hold braces that pair with nothing.
QString withoutDirectives(QString code)
{
    static const QRegularExpression directive(u"^[ \\t]*#(?:.*\\\\\\n)*.*$"_s, QRegularExpression::MultilineOption);
    for (auto match = directive.match(code); match.hasMatch(); match = directive.match(code)) {
        const QString kept = u"\n"_s.repeated(match.captured().count(u'\n'));
        code.replace(match.capturedStart(), match.capturedLength(), kept);
    }
    return code;
}

// What is inside (…), […] and <…> says nothing about what the whole is: only the brackets stay.
QString skeleton(QString head)
{
    static const QRegularExpression operatorName(u"\\boperator\\s*(\\(\\)|\\[\\]|[^\\w\\s(]+)"_s);
    static const QRegularExpression alignment(u"\\balignas\\s*\\([^()]*\\)"_s);
    static const QRegularExpression innermost(u"\\([^()]+\\)|\\[[^\\[\\]]+\\]|<[^<>]*>"_s);
    head.replace(operatorName, u"operator_"_s).replace(u"->"_s, u" returns "_s).remove(alignment);
    for (auto match = innermost.match(head); match.hasMatch(); match = innermost.match(head)) {
        const QChar open = head[match.capturedStart()];
        const QString kept = open == u'(' ? u"()"_s : open == u'[' ? u"[]"_s : u" "_s;
        head.replace(match.capturedStart(), match.capturedLength(), kept);
    }
    return head.simplified();
}

/// What the brace that follows `head` opens, outside of any function.
Scope scopeAfter(const QString &head)
{
    static const QRegularExpression container(
        u"^(template |requires ?\\(\\) ?|requires [\\w:]+ |inline |export |typedef )*"
        "(namespace|class|struct|union|enum|extern)\\b(?!.*\\()"_s);
    static const QRegularExpression lambda(u"\\[\\] ?(\\(\\))?( ?mutable| ?noexcept| ?constexpr| returns .*)*$"_s);
    static const QRegularExpression memberInitialiser(u"\\) ?(noexcept ?)?(\\(\\) ?)?:(?!:).*[^)} ]$"_s);
    static const QRegularExpression requirement(
        u"(requires|concept .*=) ?requires ?(\\(\\))?$|= ?requires ?(\\(\\))?$"_s);
    const QString shape = skeleton(head);
    if (shape.isEmpty() || container.match(shape).hasMatch() || shape == u"extern"_s)
        return Scope::Container;
    if (lambda.match(shape).hasMatch())
        return Scope::Function;
    if (requirement.match(shape).hasMatch() || memberInitialiser.match(shape).hasMatch() || shape.contains(u'='))
        return Scope::Initialiser;
    return shape.contains(u')') ? Scope::Function : Scope::Initialiser;
}

QString nameIn(const QString &head)
{
    static const QRegularExpression named(u"(?<![\\w:~])(?!requires|noexcept|decltype)([\\w:~]+) ?\\(\\)"_s);
    const auto match = named.match(skeleton(head));
    return match.hasMatch() ? match.captured(1) : u"lambda"_s;
}

class Measure
{
public:
    explicit Measure(const QString &cpp) : m_code(withoutDirectives(blanked(cpp, Blank::CommentsAndLiterals))) {}

    FunctionLengths run()
    {
        for (m_at = 0; m_at < m_code.size(); ++m_at)
            step(m_code[m_at]);
        m_found.balanced = m_found.balanced && m_scopes.empty() && m_parentheses == 0;
        return m_found;
    }

private:
    void step(QChar character)
    {
        if (character == u'(')
            ++m_parentheses;
        else if (character == u')')
            --m_parentheses;
        else if (character == u'{')
            open();
        else if (character == u'}')
            close();
        else if (character == u';' && m_parentheses == 0 && isOutside())
            startHead(m_at + 1);
        else if (character == u':' && m_parentheses == 0 && isOutside())
            dropLabel();
    }

    [[nodiscard]] bool isOutside() const { return m_scopes.empty() || m_scopes.back() == Scope::Container; }

    void open()
    {
        const bool decides = isOutside() && m_parentheses == 0;
        const Scope scope = decides ? scopeAfter(head()) : isOutside() ? Scope::Initialiser : m_scopes.back();
        if (decides && scope == Scope::Function) {
            const qsizetype start = startOfHead();
            m_found.functions.push_back({nameIn(head()), lineOf(start), 0});
        }
        m_scopes.push_back(scope);
        if (scope == Scope::Container)
            startHead(m_at + 1);
    }

    void close()
    {
        if (m_scopes.empty()) {
            m_found.balanced = false;
            return;
        }
        const Scope closed = m_scopes.back();
        m_scopes.pop_back();
        if (!isOutside())
            return;
        if (closed == Scope::Function)
            m_found.functions.back().lines = lineOf(m_at) - m_found.functions.back().line + 1;
        if (closed != Scope::Initialiser)
            startHead(m_at + 1);
    }

    // `public:` and the macros before it are no part of what follows.
    void dropLabel()
    {
        static const QRegularExpression label(u"\\b(public|protected|private|Q_SIGNALS|Q_SLOTS)\\s*$"_s);
        if (label.match(head()).hasMatch())
            startHead(m_at + 1);
    }

    void startHead(qsizetype at) { m_head = at; }
    [[nodiscard]] QString head() const { return m_code.mid(m_head, m_at - m_head); }

    // Macros that stand alone on their line (Q_OBJECT) need no semicolon, and are no part of what follows either.
    [[nodiscard]] qsizetype startOfHead() const
    {
        static const QRegularExpression aloneMacros(u"^(\\s*Q_[A-Z_]+(\\([^\\n]*\\))?[ \\t]*\\n)*\\s*"_s);
        return m_head + aloneMacros.match(head()).capturedLength();
    }

    [[nodiscard]] int lineOf(qsizetype at) const
    {
        return static_cast<int>(QStringView(m_code).first(at).count(u'\n')) + 1;
    }

    QString m_code;
    qsizetype m_at = 0;
    qsizetype m_head = 0;
    int m_parentheses = 0;
    std::vector<Scope> m_scopes;
    FunctionLengths m_found;
};

} // namespace

FunctionLengths functionLengths(const QString &cpp)
{
    return Measure(cpp).run();
}

} // namespace curbside
