// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/sql_expansion.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double mostExpansion = 10'000;
constexpr qsizetype mostParts = 100;

/// The text with spaces for remarks and texts, and with names bare of their quotes.
QString plain(const QString &sql)
{
    static const QRegularExpression quoted(
        u"--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"([^\"]*)\"|`([^`]*)`|\\[([^\\]]*)\\]"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression word(u"^\\w+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString text;
    qsizetype from = 0;
    for (auto matches = quoted.globalMatch(sql); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(1) + match.captured(2) + match.captured(3);
        text += QStringView(sql).sliced(from, match.capturedStart() - from);
        text += u' ' + (word.match(name).hasMatch() ? name : QString::fromLatin1(name.toUtf8().toHex())) + u' ';
        from = match.capturedEnd();
    }
    return text += QStringView(sql).sliced(from);
}

QSet<QString> partsOf(const QString &text)
{
    static const QRegularExpression part(
        u"(\\w+)\\s*(?:\\([^()]*\\))?\\s*\\bAS\\s*(?:(?:NOT\\s+)?MATERIALIZED\\s*)?\\("_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QSet<QString> names;
    for (auto parts = part.globalMatch(text); parts.hasNext();)
        names.insert(parts.next().captured(1).toLower());
    return names;
}

} // namespace

bool isExplosive(const QString &sql)
{
    const QString text = plain(sql);
    const QSet<QString> names = partsOf(text);
    double expansion = 1;
    for (const QString &name : names) {
        const QRegularExpression use(u"(?<![\\w.])%1(?!\\w|\\s*\\.)"_s.arg(name),
                                     QRegularExpression::CaseInsensitiveOption
                                         | QRegularExpression::UseUnicodePropertiesOption);
        expansion *= static_cast<double>(std::max<qsizetype>(1, text.count(use) - 1)); // one is where it is given
        if (names.size() > mostParts || expansion > mostExpansion)
            return true;
    }
    return false;
}

} // namespace curbside
