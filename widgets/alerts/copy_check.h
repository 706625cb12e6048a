// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/situation.h"

#include <QMap>

namespace curbside {

/// Compares what Deliveries has copied of its neighbours with what those say themselves. The lists raise the suspicion; only
/// the services' own answers make it a finding, when the same version of the copy differs at two checks some time apart. Says
/// nothing while an outage or a consumer that is behind explains the difference, nor shortly after.
class CopyCheck : public QObject
{
    Q_OBJECT

public:
    CopyCheck(PlatformLink &link, const Entities &entities, QObject *parent = nullptr);

    /// Looks for suspicious copies and asks for them; changed() follows when the outcome differs.
    void check(const PlatformFacts &facts);
    [[nodiscard]] const std::vector<DivergedFact> &diverged() const { return m_diverged; }
    [[nodiscard]] bool isAsking() const { return m_asking > 0; }

Q_SIGNALS:
    void changed();

private:
    static constexpr std::size_t mostSuspects = 20;

    struct Suspect
    {
        QString deliveryId;
        QString field;
        QString owner; ///< the service
        QString ownerPath;
        std::string ownerField;
        qint64 ownedSince = 0;
    };

    /// A difference, as it was seen first.
    struct Seen
    {
        qint64 copyVersion = 0;
        QString owned;
        qint64 at = 0;
    };

    [[nodiscard]] std::vector<Suspect> suspects() const;
    [[nodiscard]] std::optional<Suspect> suspectTask(const DeliveryRow &delivery) const;
    [[nodiscard]] std::optional<Suspect> suspectLid(const DeliveryRow &delivery, const RobotRow *robot) const;
    void ask(const Suspect &suspect);
    void compare(const Suspect &suspect, const QByteArray &owner, const QByteArray &delivery);
    void end();

    PlatformLink &m_link;
    const Entities &m_entities;
    std::vector<DivergedFact> m_diverged;
    std::vector<DivergedFact> m_found; ///< by the check under way
    QMap<QString, Seen> m_seen; ///< by delivery and field
    QMap<QString, Seen> m_seenNow;
    int m_asking = 0;
    qint64 m_explainedUntil = 0;
};

} // namespace curbside
