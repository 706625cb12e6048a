// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/entity_actions.h"

#include "widgets/actions/many_dialog.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/selection/chosen_robot.h"

#include <QMenu>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

EntityActions::EntityActions(QWidget &window, PlatformLink &link, const Entities &entities, const Selection &selection,
                             Commands &commands)
    : QObject(&window), m_window(window), m_link(link), m_entities(entities), m_selection(selection)
{
    addDeliveryDeeds(commands);
    addTaskDeeds(commands); // before what can be done to its robot
    addRobotDeeds(commands);
    addContactDeed(commands);
    connect(&selection, &Selection::changed, this, &EntityActions::update);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &EntityActions::update);
    const auto updateSoon = [this] {
        if (!m_soon.isActive())
            m_soon.start(0);
    };
    for (const EntityTable *table :
         {static_cast<const EntityTable *>(&entities.deliveries), static_cast<const EntityTable *>(&entities.tasks),
          static_cast<const EntityTable *>(&entities.robots), static_cast<const EntityTable *>(&entities.operators)}) {
        connect(table, &QAbstractItemModel::dataChanged, &m_soon, updateSoon);
        connect(table, &QAbstractItemModel::rowsInserted, &m_soon, updateSoon);
        connect(table, &QAbstractItemModel::rowsRemoved, &m_soon, updateSoon);
    }
    update();
}

std::size_t EntityActions::add(Commands &commands, const QString &text, Deed deed, const QKeySequence &shortcut)
{
    const std::size_t position = m_deeds.size();
    deed.action = commands.add(m_window, Commands::Group::Selection, text, shortcut, [this, position] {
        const QString key = keyFor(m_deeds[position], m_selection.current());
        if (!key.isEmpty())
            carryOut(m_deeds[position], key);
    });
    deed.action->setObjectName(deed.name);
    deed.action->setProperty("undoesWork", deed.undoesWork);
    m_deeds.push_back(std::move(deed));
    return position;
}

void EntityActions::carryOut(const Deed &deed, const QString key)
{
    if (deed.carryOut) {
        deed.carryOut(key);
        return;
    }
    const QString what = commandText(*deed.action);
    const auto wish = deed.wish;
    DeedAnswer answer;
    if (deed.ask) {
        const DeedQuestion asked = deed.ask(key);
        ReasonDialog dialog(asked.title, asked.question, asked.reasons, &m_window);
        if (deed.choices)
            dialog.offer(deed.choiceLabel, deed.choices());
        if (dialog.exec() != QDialog::Accepted)
            return;
        answer = {dialog.reason(), dialog.choice()};
    }
    const Wish wished = wish(key, answer);
    post(what, u"gateway"_s, wished.path, wished.body);
}

void EntityActions::carryOut(const QString &name, QString key)
{
    const Deed *deed = deedNamed(name);
    if (!deed)
        return;
    if (const QString why = deed->whyNot(key); why.isEmpty())
        carryOut(*deed, key);
    else
        Q_EMIT told(
            tr("%1: not possible for %2, because %3").arg(commandText(*deed->action), m_entities.callName(key), why),
            true);
}

QString EntityActions::keyFor(const Deed &deed, const EntityRef &ref) const
{
    if (ref.kind == deed.kind)
        return ref.key;
    const QString robot = deed.fitsErrand || deed.fitsCall ? robotMeantBy(ref, m_entities) : QString();
    if (!deed.fitsCall || robot.isEmpty())
        return robot;
    const TaskRow *call = openCallTo(robot, m_entities);
    return call ? call->id : QString();
}

std::vector<QAction *> EntityActions::possible() const
{
    std::vector<QAction *> actions;
    for (const Deed &deed : m_deeds) {
        if (deed.action->isEnabled())
            actions.push_back(deed.action);
    }
    return actions;
}

QAction *EntityActions::named(const QString &name) const
{
    const Deed *deed = deedNamed(name);
    return deed ? deed->action : nullptr;
}

const Deed *EntityActions::deedNamed(const QString &name) const
{
    const auto found = std::ranges::find(m_deeds, name, &Deed::name);
    return name.isEmpty() || found == m_deeds.end() ? nullptr : &*found;
}

void EntityActions::update()
{
    bool isOther = false;
    for (const Deed &deed : m_deeds) {
        const QString key = keyFor(deed, m_selection.current());
        const bool isPossible = !key.isEmpty() && deed.whyNot(key).isEmpty();
        isOther = isOther || isPossible != deed.action->isEnabled();
        deed.action->setEnabled(isPossible);
    }
    if (isOther)
        Q_EMIT changed();
}

// Many at once.

void EntityActions::addForMany(QMenu &menu, EntityKind kind, const QStringList &keys)
{
    for (const Deed &deed : m_deeds) {
        if (!deed.wish || (deed.fitsCall && deed.kind != kind))
            continue;
        QSet<QString> targets; // several deliveries may have one robot
        for (const QString &key : keys)
            targets.insert(keyFor(deed, {kind, key}));
        targets.remove({});
        const auto count =
            std::ranges::count_if(targets, [&](const QString &target) { return deed.whyNot(target).isEmpty(); });
        if (count == 0)
            continue;
        menu.addAction(tr("%1 (%2 of %3)…").arg(commandText(*deed.action)).arg(count).arg(keys.size()), this,
                       [this, &deed, kind, keys] { preview(deed, kind, keys); });
    }
}

void EntityActions::assign(const QStringList &taskIds, const QString &operatorId)
{
    const Deed &deed = m_deeds[m_assigning];
    if (taskIds.size() != 1) {
        preview(deed, EntityKind::Task, taskIds, operatorId);
        return;
    }
    const QString why = deed.whyNot(taskIds.front());
    if (!why.isEmpty()) {
        Q_EMIT told(tr("%1 cannot be assigned: %2").arg(m_entities.callName(taskIds.front()), why), true);
        return;
    }
    const Wish wish = deed.wish(taskIds.front(), {{}, operatorId});
    post(commandText(*deed.action), u"gateway"_s, wish.path, wish.body);
}

void EntityActions::preview(const Deed &deed, EntityKind kind, const QStringList &keys, const QString &choice)
{
    std::vector<ManyDialog::Item> items;
    QSet<QString> targets;
    for (const QString &key : keys) {
        ManyDialog::Item item{keyFor(deed, {kind, key}), m_entities.callName(key), {}};
        if (deed.kind != kind && !item.key.isEmpty())
            item.name = tr("%1, %2").arg(item.name, m_entities.robotName(item.key));
        if (item.key.isEmpty())
            item.whyNot = tr("no robot is on it");
        else if (targets.contains(item.key))
            item.whyNot = tr("the same robot as above");
        targets.insert(item.key);
        items.push_back(std::move(item));
    }
    auto *dialog = new ManyDialog(deed, std::move(items), m_link, &m_window);
    dialog->choose(choice);
    connect(dialog, &ManyDialog::told, this, &EntityActions::told);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EntityActions::post(const QString &what, const QString &endpoint, const QString &path, const QByteArray &body)
{
    m_link.post(endpoint, path, body, [self = QPointer(this), what](int status, const QByteArray &answer) {
        if (!self)
            return;
        if (status >= 200 && status < 300)
            Q_EMIT self->told(status == 202 ? tr("%1: under way").arg(what) : tr("%1: done").arg(what), false);
        else
            Q_EMIT self->told(tr("%1 was refused: %2").arg(what, refusalText(status, answer)), true);
    });
}

QString refusalText(int status, const QByteArray &answer)
{
    const auto problem = JsonDocument::parse(answer);
    const QString detail = problem ? textIn(problem->root(), "detail") : QString();
    return detail.isEmpty() ? EntityActions::tr("the platform answered %1").arg(status) : detail;
}

} // namespace curbside
