// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

#include <QTimer>

#include <optional>

namespace curbside {

struct TripStop
{
    bool isPickup = false;
    QPointF place; ///< metres
    qint64 arriveAt = 0; ///< planned, microseconds since 1970 UTC
    QStringList attemptIds;
};

struct Trip
{
    QString id;
    QString number;
    QString robotSerial;
    QString status;
    std::vector<TripStop> stops;
};

/// The trip that the chosen delivery, task or robot is part of, read when it is chosen and when its task changes.
class SelectedTrip : public QObject
{
    Q_OBJECT

public:
    SelectedTrip(PlatformLink &link, const Entities &entities, const Selection &selection, QObject *parent = nullptr);

    [[nodiscard]] const std::optional<Trip> &trip() const { return m_trip; }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString wantedTrip() const;
    void refresh();
    void take(const QString &id, int status, const QByteArray &body);

    PlatformLink &m_link;
    const Entities &m_entities;
    const Selection &m_selection;
    QString m_wanted;
    std::optional<Trip> m_trip;
    QTimer m_soon; // rows change by the hundred at once
};

} // namespace curbside
