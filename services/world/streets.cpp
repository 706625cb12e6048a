// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/streets.h"

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

struct StreetLine
{
    qint64 index;
    qint64 distance;
};

StreetLine nearestLine(qint64 coordinate, qint64 spacing, qint64 extent)
{
    const qint64 inside = qBound(qint64(0), coordinate, extent);
    const qint64 index = qMin((inside + spacing / 2) / spacing, extent / spacing);
    return {index, qAbs(coordinate - index * spacing)};
}

QString address(const QStringList &names, qint64 index, qint64 along)
{
    return nameInTurn(names, index) + u' ' + QString::number(qMax(qint64(0), along) / houseSpacing + 1);
}

} // namespace

QString Streets::addressAt(Place place) const
{
    if (spacing <= 0 || streetNames.isEmpty() || crossStreetNames.isEmpty())
        return {};
    const StreetLine street = nearestLine(place.x, spacing, width);
    const StreetLine crossStreet = nearestLine(place.y, spacing, height);
    return street.distance <= crossStreet.distance ? address(streetNames, street.index, place.y)
                                                   : address(crossStreetNames, crossStreet.index, place.x);
}

QString nameInTurn(const QStringList &names, qsizetype index)
{
    const qsizetype round = index / names.size();
    const QString &name = names.at(index % names.size());
    return round == 0 ? name : name + u' ' + QString::number(round + 1);
}

} // namespace curbside
