// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alerts.h"

#include <QSet>

namespace curbside {

/// One line of the list: an alert, a flood of them, or one of an unfolded flood.
struct AlertRow
{
    QString key;
    QStringList ids; ///< of the alerts that it stands for
    QString title;
    QString second; ///< what it endangers, and who has taken it
    QString age;
    Tone tone = Tone::Idle;
    Mark mark = Mark::Ring;
    QString markText; ///< what the mark says
    bool isFlood = false;
    bool isUnfolded = false;
    bool isMember = false; ///< of a flood
    bool isOver = false; ///< its cause is gone, while the list holds still
    friend bool operator==(const AlertRow &, const AlertRow &) = default;
};

[[nodiscard]] std::vector<AlertRow> openRows(const Alerts &alerts, const Entities &entities, qint64 now,
                                             const QSet<QString> &unfolded);
[[nodiscard]] std::vector<AlertRow> snoozedRows(const Alerts &alerts, const Entities &entities);
/// The key of an ended one's row, and the number that it is found by; 0 of any other key.
[[nodiscard]] QString endedKey(qint64 endNumber);
[[nodiscard]] qint64 endNumberOf(const QString &key);
[[nodiscard]] std::vector<AlertRow> endedRows(const Alerts &alerts, const Entities &entities);
/// "D-1004, D-1010 and 1 more", "30 deliveries"; empty when it endangers none.
[[nodiscard]] QString endangeredText(const QStringList &deliveries, const Entities &entities, qsizetype mostNamed = 3);
/// "Settled at 11:52", "Closed at 11:52 by Ann: known".
[[nodiscard]] QString endText(const Alert &alert);

/// What the list shows while nobody may be startled by it: the rows that are there stay where they are, those that have gone
/// are marked as over, mostHeld of them at the most, and new ones come below.
inline constexpr std::size_t mostHeld = 30;
[[nodiscard]] std::vector<AlertRow> heldRows(const std::vector<AlertRow> &shown, const std::vector<AlertRow> &wanted);

} // namespace curbside
