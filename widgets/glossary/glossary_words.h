// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace curbside {

/// What a word means: to one service, to everyone, or in the machinery.
struct GlossaryMeaning
{
    enum class Kind { Business, Service, Machinery };

    QString word; ///< as in code, schemas, events and screens, whatever language the window speaks
    QString service; ///< empty: it means the same to all
    QString meaning; ///< in the window's language
    Kind kind = Kind::Service;
};

/// All of them; of a word first what it means to everyone.
[[nodiscard]] std::vector<GlossaryMeaning> glossaryMeanings();
/// The word that a table is about; empty when there is none.
[[nodiscard]] QString glossaryWordOf(const QString &table);

} // namespace curbside
