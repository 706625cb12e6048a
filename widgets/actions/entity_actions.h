// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commands.h"
#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

namespace curbside {

/// What people can do to the chosen thing: the same actions serve menus, palette, inspector and lists. Each asks the
/// gateway, and tells what came of it.
class EntityActions : public QObject
{
    Q_OBJECT

public:
    EntityActions(QWidget &window, PlatformLink &link, const Entities &entities, const Selection &selection,
                  Commands &commands);

    /// Those that can be carried out on the chosen thing now, the likeliest first.
    [[nodiscard]] std::vector<QAction *> possible() const;

Q_SIGNALS:
    /// What can be done has changed.
    void changed();
    /// What came of an action, as one sentence.
    void told(const QString &sentence, bool isProblem);

private:
    struct Deed
    {
        QAction *action;
        EntityKind kind; ///< it is done to
        bool fitsDelivery = false; ///< also offered on a delivery, for its robot
        std::function<bool(const QString &key)> isPossible;
    };
    struct Asked
    {
        QString title; ///< of the question
        QString question;
        QStringList reasons; ///< to choose from, or to write over
    };

    void addDeliveryDeeds(Commands &commands);
    void addTaskDeeds(Commands &commands);
    void addRobotDeeds(Commands &commands);
    void add(Commands &commands, const QString &text, EntityKind kind, bool fitsDelivery,
             std::function<bool(const QString &)> isPossible, std::function<void(const QString &)> carryOut);
    void update();
    /// The key of the thing of that kind which is meant by the selection; empty when none is.
    [[nodiscard]] QString keyFor(const Deed &deed) const;
    /// Nothing when the person thinks better of it.
    [[nodiscard]] std::optional<QString> ask(const Asked &asked);
    void post(const QString &what, const QString &path, const QByteArray &body);
    void holdRobot(const QString &serial);
    void moveLid(const QString &serial, bool opens);

    QWidget &m_window;
    PlatformLink &m_link;
    const Entities &m_entities;
    const Selection &m_selection;
    std::vector<Deed> m_deeds;
};

} // namespace curbside
