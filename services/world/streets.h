// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/place.h"

#include <QString>
#include <QStringList>

namespace curbside {

/// Houses stand this far apart along a street, in millimetres.
inline constexpr qint64 houseSpacing = 20'000;

/// A city's streets: a square grid from (0, 0) to (width, height). Streets run along x = 0, spacing, 2 spacing …,
/// cross streets along y = 0, spacing, 2 spacing …; both take their names in turn from their list. Customers live on
/// streets, merchants and hubs stand on cross streets, so the way between them by the grid metric always follows streets.
struct Streets
{
    qint64 width = 0; // millimetres, as all lengths here
    qint64 height = 0;
    qint64 spacing = 0; // 0: there is no grid to draw
    QStringList streetNames;
    QStringList crossStreetNames;

    /// "Oak Ave 7": the street nearest to the place and the number of the house there. Empty where there are no streets.
    [[nodiscard]] QString addressAt(Place place) const;
};

/// The name of the thing at `index` when `names` are given out in turn: "Basil", after the last name "Basil 2".
[[nodiscard]] QString nameInTurn(const QStringList &names, qsizetype index);

} // namespace curbside
