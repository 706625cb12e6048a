// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/plain_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isSteering(QChar letter)
{
    switch (letter.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return false;
    }
}

QString writtenOut(const QString &text, bool keepsLines)
{
    const auto stays = [&](QChar letter) { return !isSteering(letter) || (keepsLines && letter == u'\n'); };
    if (std::all_of(text.begin(), text.end(), stays))
        return text;
    QString shown;
    for (const QChar letter : text)
        shown += stays(letter) ? QString(letter) : u"\\u%1"_s.arg(uint(letter.unicode()), 4, 16, QChar(u'0'));
    return shown;
}

} // namespace

QString visibleText(const QString &text)
{
    return writtenOut(text, false);
}

QString visibleLines(const QString &text)
{
    return writtenOut(text, true);
}

QString asToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<qt>"_s + visibleLines(text).toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s;
}

QString asMenuText(const QString &text)
{
    return visibleText(text).replace(u'&', u"&&"_s);
}

} // namespace curbside
