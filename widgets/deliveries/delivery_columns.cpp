// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deliveries/delivery_columns.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Columns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::DeliveryColumns)
};

constexpr qint64 minute = 60'000'000;
constexpr qint64 riskLead = 5 * minute;

/// More than one stands out.
Cell attemptsCell(int attempts)
{
    Cell cell = textCell(attempts == 0 ? QString() : QString::number(attempts));
    cell.sortKey = attempts;
    if (attempts > 1)
        cell.tone = Tone::Warning;
    return cell;
}

} // namespace

bool isLate(const DeliveryRow &delivery, qint64 now)
{
    return !delivery.hasEnded() && delivery.promisedAt != 0 && now > delivery.promisedAt;
}

bool isAtRisk(const DeliveryRow &delivery, qint64 now, const Entities &entities)
{
    if (delivery.hasEnded() || delivery.promisedAt == 0)
        return false;
    return now > delivery.promisedAt - riskLead || entities.expectedLate().contains(delivery.id);
}

Cell promiseCell(const DeliveryRow &delivery, qint64 now, const Entities &entities)
{
    Cell cell = textCell({});
    cell.sortKey = delivery.hasEnded() ? std::numeric_limits<qint64>::max() - delivery.promisedAt : delivery.promisedAt;
    if (delivery.hasEnded() || delivery.promisedAt == 0 || now == 0)
        return cell;
    const qint64 left = delivery.promisedAt - now;
    const qint64 whole = std::max<qint64>(1, delivery.promisedAt - delivery.createdAt);
    const qint64 minutes = left < 0 ? (left - minute + 1) / minute : left / minute;
    cell.text = Columns::tr("%1 min").arg(minutes);
    cell.share = std::clamp(1.0 - double(left) / double(whole), 0.02, 1.0);
    cell.tone = isLate(delivery, now) ? Tone::Bad : isAtRisk(delivery, now, entities) ? Tone::Warning : Tone::Good;
    return cell;
}

QString wayText(const DeliveryRow &delivery, const Entities &entities)
{
    const QString merchant = entities.merchantName(delivery.merchantId);
    return (merchant.isEmpty() ? entities.addressAt(delivery.pickup) : merchant) + u" → "_s
        + entities.addressAt(delivery.dropoff);
}

std::vector<EntityColumn<DeliveryRow>> deliveryColumns(const Entities &entities, const PlatformLink &link)
{
    return {
        {{.title = Columns::tr("Delivery"), .width = 70, .isFigure = true, .key = u"delivery"_s},
         [](const DeliveryRow &row) { return numberCell(row.number); }},
        {{.title = Columns::tr("From → to"), .width = 110, .stretches = true, .key = u"way"_s},
         [&entities](const DeliveryRow &row) { return textCell(wayText(row, entities)); }},
        {{.title = Columns::tr("Robot"), .width = 82, .givesWay = true, .key = u"robot"_s},
         [](const DeliveryRow &row) {
             return row.driverName.isEmpty() ? Cell{Columns::tr("none yet"), Tone::Idle, {}, {}, QString()}
                                             : textCell(row.driverName);
         }},
        {{.title = Columns::tr("Status"), .width = 104, .key = u"status"_s},
         [](const DeliveryRow &row) { return deliveryStatusCell(row.status); }},
        {{.title = Columns::tr("Tries"),
          .width = 46,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"attempts"_s},
         [&entities](const DeliveryRow &row) { return attemptsCell(entities.attempts.of(row.id)); }},
        {{.title = Columns::tr("To promise"),
          .width = 108,
          .isRightAligned = true,
          .runs = true,
          .key = u"toPromise"_s},
         [&link, &entities](const DeliveryRow &row) { return promiseCell(row, link.status().now, entities); }},
    };
}

} // namespace curbside
