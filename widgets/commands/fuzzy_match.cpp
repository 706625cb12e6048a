// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/fuzzy_match.h"

#include <QString>

namespace curbside {

std::optional<int> fuzzyMatch(QStringView typed, QStringView text)
{
    constexpr int found = 1;
    constexpr int inARow = 6;
    constexpr int atAWord = 8;
    constexpr int exact = 60;
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        const qsizetype at = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        const bool beginsWord = at == 0 || !text[at - 1].isLetterOrNumber();
        score += found + (at == last + 1 ? inARow : 0) + (beginsWord ? atAWord : 0);
        last = at;
        from = at + 1;
    }
    const bool isWhole = text.indexOf(typed.trimmed(), 0, Qt::CaseInsensitive) >= 0;
    return score + (isWhole ? exact : 0) - static_cast<int>(std::min<qsizetype>(text.size(), 40)) / 4;
}

} // namespace curbside
