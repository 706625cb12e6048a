// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/actions/deed.h"
#include "widgets/commands/commands.h"
#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

#include <QTimer>

class QMenu;

namespace curbside {

/// What people can do to the chosen thing, or to many: the same actions serve menus, palette, inspector and lists. Each asks
/// the gateway, and tells what came of it.
class EntityActions : public QObject
{
    Q_OBJECT

public:
    EntityActions(QWidget &window, PlatformLink &link, const Entities &entities, const Selection &selection,
                  Commands &commands);

    /// Those that can be carried out on the chosen thing now, the likeliest first.
    [[nodiscard]] std::vector<QAction *> possible() const;
    /// By its object name, such as "hold-robot"; null when there is none.
    [[nodiscard]] QAction *named(const QString &name) const;
    /// The deed of that name, done to a thing that need not be chosen; asks as it always does, and tells why it cannot be done.
    void carryOut(const QString &name, QString key);
    /// Posts what a person wishes, and tells what came of it.
    void post(const QString &what, const QString &endpoint, const QString &path, const QByteArray &body);
    /// Adds what can be done to at least one of the things, each with how many of them it can be done to. What is chosen
    /// opens a preview.
    void addForMany(QMenu &menu, EntityKind kind, const QStringList &keys);
    /// Puts an operator on tasks: at once where it is one, after a preview where there are more.
    void assign(const QStringList &taskIds, const QString &operatorId);

Q_SIGNALS:
    /// What can be done has changed.
    void changed();
    /// What came of an action, as one sentence.
    void told(const QString &sentence, bool isProblem);

private:
    void addDeliveryDeeds(Commands &commands);
    void addCancelDeed(Commands &commands);
    void addContactDeed(Commands &commands);
    void addTaskDeeds(Commands &commands);
    void addAssignDeed(Commands &commands);
    void addRobotDeeds(Commands &commands);
    void addServiceDeeds(Commands &commands);
    void addLidDeed(Commands &commands, const QString &text, bool opens);
    std::size_t add(Commands &commands, const QString &text, Deed deed, const QKeySequence &shortcut = {});
    [[nodiscard]] const Deed *deedNamed(const QString &name) const;
    void carryOut(const Deed &deed, const QString key); // a copy: what was chosen may change while a dialog is open
    void update();
    /// The key of the thing of the deed's kind that is meant by `ref`; empty when none is.
    [[nodiscard]] QString keyFor(const Deed &deed, const EntityRef &ref) const;
    void preview(const Deed &deed, EntityKind kind, const QStringList &keys, const QString &choice = {});

    [[nodiscard]] std::function<QString(const QString &)>
    deliveryTest(std::function<QString(const DeliveryRow &)> whyNot) const;
    [[nodiscard]] std::function<QString(const QString &)>
    taskTest(std::function<QString(const TaskRow &)> whyNot) const;
    [[nodiscard]] std::function<QString(const QString &)>
    robotTest(std::function<QString(const RobotRow &)> whyNot) const;

    QWidget &m_window;
    PlatformLink &m_link;
    const Entities &m_entities;
    const Selection &m_selection;
    std::vector<Deed> m_deeds;
    std::size_t m_assigning = 0; // of m_deeds
    QTimer m_soon; // rows change by the hundred at once
};

/// What a refusal says, as people read it.
[[nodiscard]] QString refusalText(int status, const QByteArray &answer);

} // namespace curbside
