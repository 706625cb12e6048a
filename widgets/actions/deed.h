// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_ref.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QAction;

namespace curbside {

class Entities;
struct TaskRow;

inline constexpr int longestReason = 400; ///< in characters

/// A key as it stands in a path.
[[nodiscard]] QString inPath(const QString &key);

/// What is asked of the gateway.
struct Wish
{
    QString path;
    QByteArray body;
};

/// What a person says when asked: why, and which one of those offered.
struct DeedAnswer
{
    QString reason;
    QString choice; ///< a key; empty where nothing is to choose
};

/// What is asked of a person before something is done that others feel.
struct DeedQuestion
{
    QString title;
    QString question; ///< about one thing
    QStringList reasons; ///< to choose from, or to write over; none: the reason is not asked for
};

/// An operator has been called to the robot, and has not been there yet; null: none has.
[[nodiscard]] const TaskRow *openCallTo(const QString &serial, const Entities &entities);

/// Something that people can do to things of one kind: to the chosen one, or to many at once.
struct Deed
{
    QAction *action = nullptr;
    EntityKind kind = EntityKind::None; ///< it is done to
    bool fitsErrand = false; ///< also offered on a delivery or task, for its robot
    bool fitsCall =
        false; ///< of a task: also offered on a robot and what it has in hand, for its open call for a person
    /// Why it cannot be done to that thing now, as the end of a sentence; empty when it can.
    std::function<QString(const QString &key)> whyNot;
    /// Nothing: it is done without asking.
    std::function<DeedQuestion(const QString &key)> ask;
    /// Nothing: `carryOut` does it all, and it is not done to many.
    std::function<Wish(const QString &key, const DeedAnswer &answer)> wish;
    std::function<void(const QString &key)> carryOut = {};
    struct Choice
    {
        QString key;
        QString text;
    };
    /// To whom or to what; nothing where nothing is to choose.
    std::function<std::vector<Choice>()> choices = {};
    QString choiceLabel = {};
    bool undoesWork = false; ///< for good: it is never what is offered first
    QString name = {}; ///< of its action, by which EntityActions::named() finds it
};

} // namespace curbside
