// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done, to which things, and what is asked before.
#include "services/runtime/json/json_writer.h"
#include "widgets/actions/candidates_dialog.h"
#include "widgets/actions/contact_card.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/entities/status_words.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray bodyWithReason(const QString &reason)
{
    JsonWriter json;
    json.beginObject().member("reason", reason).endObject();
    return json.take();
}

bool isNotLoaded(const DeliveryRow &delivery)
{
    return delivery.status == u"Pending" || delivery.status == u"Assigned" || delivery.status == u"PickingUp";
}

bool isAboard(const DeliveryRow &delivery)
{
    return delivery.status == u"InTransit" || delivery.status == u"Arrived";
}

QString whyNotNow(const DeliveryRow &row)
{
    return EntityActions::tr("it is %1").arg(deliveryStatusCell(row.status).text.toLower());
}

QString whyNotBeforeLoading(const DeliveryRow &row)
{
    return isNotLoaded(row) ? QString() : row.hasEnded() ? whyNotNow(row) : EntityActions::tr("the goods are aboard");
}

QString whyNoCall(const DeliveryRow &delivery, const Entities &entities)
{
    if (delivery.driverName.isEmpty())
        return EntityActions::tr("no robot is on it");
    const RobotRow *robot = entities.robotNamed(delivery.driverName);
    const TaskRow *call = robot ? openCallTo(robot->serial, entities) : nullptr;
    return call ? EntityActions::tr("one was called already (%1)").arg(call->number) : QString();
}

/// Those on shift first. Who have the same name are told apart by the end of their ids.
/// Those on shift first, and among them who has least to do.
std::vector<Deed::Choice> operatorChoices(const Entities &entities)
{
    std::vector<const OperatorRow *> people;
    QHash<QString, int> names;
    QHash<QString, int> load; ///< open tasks by operator
    for (const TaskRow &task : entities.tasks.rows()) {
        if (!task.hasEnded())
            ++load[task.operatorId];
    }
    for (const OperatorRow &row : entities.operators.rows()) {
        people.push_back(&row);
        ++names[row.name];
    }
    std::ranges::sort(people, {}, [&load](const OperatorRow *row) {
        return std::tuple(!row->isOnShift, load.value(row->id), row->name, row->id);
    });
    std::vector<Deed::Choice> choices;
    for (const OperatorRow *row : people) {
        const QString name = names[row->name] > 1 ? u"%1 …%2"_s.arg(row->name, row->id.right(4)) : row->name;
        const QString tasks = QString::number(load.value(row->id));
        choices.push_back({row->id,
                           row->isOnShift ? EntityActions::tr("%1, open tasks: %2").arg(name, tasks)
                                          : EntityActions::tr("%1 (not on shift)").arg(name)});
    }
    return choices;
}

auto postTo(const QString &list, const QString &what)
{
    return [list, what](const QString &key, const DeedAnswer &answer) {
        return Wish{u'/' + list + u'/' + inPath(key) + u'/' + what,
                    answer.reason.isEmpty() ? QByteArray() : bodyWithReason(answer.reason)};
    };
}

} // namespace

const TaskRow *openCallTo(const QString &serial, const Entities &entities)
{
    const auto &tasks = entities.tasks.rows();
    const auto found = std::ranges::find_if(tasks, [&](const TaskRow &task) {
        return task.type == u"Rescue" && !task.hasEnded() && task.robotSerial == serial;
    });
    return found == tasks.end() ? nullptr : &*found;
}

QString inPath(const QString &key)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(key));
}

std::function<QString(const QString &)>
EntityActions::deliveryTest(std::function<QString(const DeliveryRow &)> whyNot) const
{
    return [this, whyNot = std::move(whyNot)](const QString &id) {
        const DeliveryRow *delivery = m_entities.deliveries.find(id);
        return delivery ? whyNot(*delivery) : tr("it is not known here");
    };
}

std::function<QString(const QString &)> EntityActions::taskTest(std::function<QString(const TaskRow &)> whyNot) const
{
    return [this, whyNot = std::move(whyNot)](const QString &id) {
        const TaskRow *task = m_entities.tasks.find(id);
        return task ? whyNot(*task) : tr("it is not known here");
    };
}

std::function<QString(const QString &)> EntityActions::robotTest(std::function<QString(const RobotRow &)> whyNot) const
{
    return [this, whyNot = std::move(whyNot)](const QString &serial) {
        const RobotRow *robot = m_entities.robots.find(serial);
        return robot ? whyNot(*robot) : tr("it is not known here");
    };
}

// Deliveries.

void EntityActions::addDeliveryDeeds(Commands &commands)
{
    add(commands, tr("Call &operator"),
        {.kind = EntityKind::Delivery,
         .whyNot = deliveryTest(
             [this](const DeliveryRow &row) { return row.hasEnded() ? whyNotNow(row) : whyNoCall(row, m_entities); }),
         .ask = {},
         .wish = postTo(u"deliveries"_s, u"call-operator"_s),
         .name = u"call-operator"_s});
    add(commands, tr("&Retry delivery"),
        {.kind = EntityKind::Delivery,
         .whyNot =
             deliveryTest([](const DeliveryRow &row) { return row.status == u"Failed" ? QString() : whyNotNow(row); }),
         .ask = {},
         .wish = postTo(u"deliveries"_s, u"retry"_s),
         .name = u"retry-delivery"_s});
    const auto candidates = [this](bool isForReassigning) {
        return [this, isForReassigning](const QString &id) {
            openCandidates(m_window, m_link, m_entities, id, isForReassigning);
        };
    };
    add(commands, tr("Reassign ro&bot…"),
        {.kind = EntityKind::Delivery,
         .whyNot = deliveryTest(whyNotBeforeLoading),
         .ask = {},
         .wish = {},
         .carryOut = candidates(true),
         .name = u"reassign-delivery"_s});
    add(commands, tr("&Why is it not assigned?…"),
        {.kind = EntityKind::Delivery,
         .whyNot = deliveryTest(
             [](const DeliveryRow &row) { return row.status == u"Pending" ? QString() : tr("it is not waiting"); }),
         .ask = {},
         .wish = {},
         .carryOut = candidates(false),
         .name = u"why-not-assigned"_s});
    addCancelDeed(commands);
}

void EntityActions::addCancelDeed(Commands &commands)
{
    add(commands, tr("&Cancel delivery…"),
        {.kind = EntityKind::Delivery,
         .whyNot =
             deliveryTest([](const DeliveryRow &row) { return isAboard(row) ? QString() : whyNotBeforeLoading(row); }),
         .ask =
             [this](const QString &id) {
                 const DeliveryRow *row = m_entities.deliveries.find(id);
                 const QString question = row && isAboard(*row)
                     ? tr("Cancel %1? The goods are aboard: the robot brings them back to the merchant. This cannot be "
                          "undone.")
                     : tr("Cancel %1? Its demand and tasks are cancelled too; this cannot be undone.");
                 return DeedQuestion{tr("Cancel delivery"),
                                     question.arg(m_entities.callName(id)),
                                     {tr("Customer asked"), tr("Merchant closed"), tr("Ordered twice")}};
             },
         .wish = postTo(u"deliveries"_s, u"cancel"_s),
         .undoesWork = true,
         .name = u"cancel-delivery"_s});
}

void EntityActions::addContactDeed(Commands &commands)
{
    add(commands, tr("Co&ntact…"),
        {.kind = EntityKind::Delivery,
         .whyNot = deliveryTest([](const DeliveryRow &) { return QString(); }),
         .ask = {},
         .wish = {},
         .carryOut = [this](const QString &id) {
             auto *card = new ContactCard(m_link, m_entities, id, &m_window);
             card->setAttribute(Qt::WA_DeleteOnClose);
             card->show();
         }});
}

// Tasks.

void EntityActions::addTaskDeeds(Commands &commands)
{
    const auto statusText = [](const TaskRow &row) {
        return tr("it is %1").arg(taskStatusCell(row.status).text.toLower());
    };
    addAssignDeed(commands);
    add(commands, tr("&Fail task…"),
        {.kind = EntityKind::Task,
         .whyNot = taskTest([statusText](const TaskRow &row) {
             return row.status == u"Assigned" || row.status == u"InProgress" ? QString() : statusText(row);
         }),
         .ask =
             [](const QString &) {
                 return DeedQuestion{tr("Fail task"),
                                     tr("End this task as failed? Its delivery is tried again, as far as it may be."),
                                     {tr("Way is blocked"), tr("Merchant closed"), tr("Goods damaged")}};
             },
         .wish = postTo(u"tasks"_s, u"fail"_s),
         .undoesWork = true,
         .name = u"fail-task"_s});
    add(commands, tr("Cancel &task…"),
        {.kind = EntityKind::Task,
         .whyNot = taskTest([statusText](const TaskRow &row) { return row.hasEnded() ? statusText(row) : QString(); }),
         .ask =
             [](const QString &) {
                 return DeedQuestion{tr("Cancel task"),
                                     tr("Cancel this task? The robot skips its stop."),
                                     {tr("No longer needed"), tr("Made by mistake")}};
             },
         .wish = postTo(u"tasks"_s, u"cancel"_s),
         .undoesWork = true,
         .name = u"cancel-task"_s});
}

void EntityActions::addAssignDeed(Commands &commands)
{
    Deed deed{.kind = EntityKind::Task,
              .whyNot = taskTest([this](const TaskRow &row) {
                  if (row.hasEnded())
                      return tr("it is %1").arg(taskStatusCell(row.status).text.toLower());
                  return m_entities.operators.rowCount() == 0 ? tr("there are no operators") : QString();
              }),
              .ask =
                  [this](const QString &id) {
                      return DeedQuestion{
                          tr("Assign to operator"), tr("Who looks after %1?").arg(m_entities.callName(id)), {}};
                  },
              .wish =
                  [](const QString &id, const DeedAnswer &answer) {
                      JsonWriter json;
                      json.beginObject().member("operatorId", answer.choice).endObject();
                      return Wish{u"/tasks/"_s + inPath(id) + u"/assign"_s, json.take()};
                  }};
    deed.choiceLabel = tr("&Operator");
    deed.choices = [this] { return operatorChoices(m_entities); };
    deed.name = u"assign-operator"_s;
    deed.fitsCall = true;
    m_assigning =
        add(commands, tr("&Assign to operator…"), std::move(deed), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
}

// Robots.

void EntityActions::addRobotDeeds(Commands &commands)
{
    add(commands, tr("&Hold robot…"),
        {.kind = EntityKind::Robot,
         .fitsErrand = true,
         .whyNot = robotTest([](const RobotRow &row) { return row.isHeld ? tr("it is held already") : QString(); }),
         .ask =
             [this](const QString &serial) {
                 return DeedQuestion{
                     tr("Hold robot"),
                     tr("Hold %1? It stands where it is, and gets no new work, until it is released.")
                         .arg(m_entities.robotName(serial)),
                     {tr("Something looks wrong"), tr("Person in the way"), tr("Police or fire brigade")}};
             },
         .wish = postTo(u"robots"_s, u"hold"_s),
         .name = u"hold-robot"_s});
    add(commands, tr("Re&lease robot"),
        {.kind = EntityKind::Robot,
         .fitsErrand = true,
         .whyNot = robotTest([](const RobotRow &row) { return row.isHeld ? QString() : tr("it is not held"); }),
         .ask = {},
         .wish = postTo(u"robots"_s, u"release"_s),
         .name = u"release-robot"_s});
    addLidDeed(commands, tr("Open li&d…"), true);
    addLidDeed(commands, tr("Close lid…"), false);
    addServiceDeeds(commands);
}

void EntityActions::addServiceDeeds(Commands &commands)
{
    add(commands, tr("Take o&ut of service…"),
        {.kind = EntityKind::Robot,
         .whyNot = robotTest(
             [](const RobotRow &row) { return row.isInService ? QString() : tr("it is out of service already"); }),
         .ask =
             [this](const QString &serial) {
                 return DeedQuestion{
                     tr("Take out of service"),
                     tr("Take %1 out of service? It gets no new work.").arg(m_entities.robotName(serial)),
                     {tr("Maintenance"), tr("Damaged"), tr("Cleaning")}};
             },
         .wish = postTo(u"robots"_s, u"out-of-service"_s),
         .name = u"out-of-service"_s});
    add(commands, tr("Put in &service"),
        {.kind = EntityKind::Robot,
         .whyNot = robotTest([](const RobotRow &row) { return row.isInService ? tr("it is in service") : QString(); }),
         .ask = {},
         .wish = postTo(u"robots"_s, u"in-service"_s),
         .name = u"in-service"_s});
}

void EntityActions::addLidDeed(Commands &commands, const QString &text, bool opens)
{
    const auto ask = [this, opens](const QString &serial) {
        const RobotRow *robot = m_entities.robots.find(serial);
        QString question = opens ? tr("Open the lid of %1?") : tr("Close the lid of %1?");
        question = question.arg(m_entities.robotName(serial));
        if (opens && robot && robot->speed > 0)
            question += u' ' + tr("It is driving: what it carries can be reached by anyone.");
        return DeedQuestion{opens ? tr("Open lid") : tr("Close lid"), question,
                            opens ? QStringList{tr("Customer cannot open it"), tr("Merchant cannot open it")}
                                  : QStringList{tr("Left open"), tr("Opened by mistake"), tr("To drive on")}};
    };
    const auto wish = [opens](const QString &serial, const DeedAnswer &answer) {
        JsonWriter json;
        json.beginObject().member("command", opens ? "open" : "close");
        json.member("requestedBy", "Operator").member("reason", answer.reason).endObject();
        return Wish{u"/robots/"_s + inPath(serial) + u"/lid"_s, json.take()};
    };
    add(commands, text,
        {.kind = EntityKind::Robot,
         .fitsErrand = true,
         .whyNot = robotTest([opens](const RobotRow &row) {
             const bool isOpen = row.lid == u"Open";
             return isOpen != opens ? QString() : opens ? tr("it is open already") : tr("it is not open");
         }),
         .ask = ask,
         .wish = wish,
         .name = opens ? u"open-lid"_s : u"close-lid"_s});
}

} // namespace curbside
