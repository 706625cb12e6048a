// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/entity_actions.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/reason_dialog.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString encoded(const QString &key)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(key));
}

QByteArray reasonBody(const QString &reason)
{
    JsonWriter json;
    json.beginObject().member("reason", reason).endObject();
    return json.take();
}

bool isBeforeLoading(const DeliveryRow &delivery)
{
    return delivery.status == u"Pending" || delivery.status == u"Assigned" || delivery.status == u"PickingUp";
}

} // namespace

EntityActions::EntityActions(QWidget &window, PlatformLink &link, const Entities &entities, const Selection &selection,
                             Commands &commands)
    : QObject(&window), m_window(window), m_link(link), m_entities(entities), m_selection(selection)
{
    addDeliveryDeeds(commands);
    addRobotDeeds(commands);
    addTaskDeeds(commands);
    connect(&selection, &Selection::changed, this, &EntityActions::update);
    for (const EntityTable *table :
         {static_cast<const EntityTable *>(&entities.deliveries), static_cast<const EntityTable *>(&entities.tasks),
          static_cast<const EntityTable *>(&entities.robots)}) {
        connect(table, &QAbstractItemModel::dataChanged, this, &EntityActions::update);
        connect(table, &QAbstractItemModel::rowsRemoved, this, &EntityActions::update);
    }
    update();
}

void EntityActions::add(Commands &commands, const QString &text, EntityKind kind, bool fitsDelivery,
                        std::function<bool(const QString &)> isPossible, std::function<void(const QString &)> carryOut)
{
    const std::size_t position = m_deeds.size();
    QAction *action =
        commands.add(m_window, Commands::Group::Selection, text, {}, [this, position, carryOut = std::move(carryOut)] {
            const QString key = keyFor(m_deeds[position]);
            if (!key.isEmpty())
                carryOut(key);
        });
    m_deeds.push_back({action, kind, fitsDelivery, std::move(isPossible)});
}

void EntityActions::addDeliveryDeeds(Commands &commands)
{
    const auto is = [this](const QString &id, auto test) {
        const DeliveryRow *delivery = m_entities.deliveries.find(id);
        return delivery && test(*delivery);
    };
    add(
        commands, tr("Call &operator"), EntityKind::Delivery, false,
        [is](const QString &id) {
            return is(id, [](const DeliveryRow &row) { return !row.hasEnded() && !row.driverName.isEmpty(); });
        },
        [this](const QString &id) {
            post(tr("Call operator"), u"/deliveries/"_s + encoded(id) + u"/call-operator"_s, {});
        });
    add(
        commands, tr("&Retry delivery"), EntityKind::Delivery, false,
        [is](const QString &id) { return is(id, [](const DeliveryRow &row) { return row.status == u"Failed"; }); },
        [this](const QString &id) { post(tr("Retry delivery"), u"/deliveries/"_s + encoded(id) + u"/retry"_s, {}); });
    add(
        commands, tr("&Cancel delivery…"), EntityKind::Delivery, false,
        [is](const QString &id) { return is(id, isBeforeLoading); },
        [this](const QString &id) {
            const DeliveryRow *delivery = m_entities.deliveries.find(id);
            const auto reason = ask({tr("Cancel delivery"),
                                     tr("Cancel %1? Its demand and tasks are cancelled too; this cannot be undone.")
                                         .arg(delivery ? delivery->number : id),
                                     {tr("Customer asked"), tr("Merchant closed"), tr("Ordered twice")}});
            if (reason)
                post(tr("Cancel delivery"), u"/deliveries/"_s + encoded(id) + u"/cancel"_s, reasonBody(*reason));
        });
}

void EntityActions::addTaskDeeds(Commands &commands)
{
    const auto isOpen = [this](const QString &id) {
        const TaskRow *task = m_entities.tasks.find(id);
        return task && !task->hasEnded();
    };
    add(
        commands, tr("&Fail task…"), EntityKind::Task, false,
        [this](const QString &id) {
            const TaskRow *task = m_entities.tasks.find(id);
            return task && (task->status == u"Assigned" || task->status == u"InProgress");
        },
        [this](const QString &id) {
            const auto reason = ask({tr("Fail task"),
                                     tr("End this task as failed? Its delivery is tried again, as far as "
                                        "it may be."),
                                     {tr("Way is blocked"), tr("Merchant closed"), tr("Goods damaged")}});
            if (reason)
                post(tr("Fail task"), u"/tasks/"_s + encoded(id) + u"/fail"_s, reasonBody(*reason));
        });
    add(commands, tr("Cancel &task…"), EntityKind::Task, false, isOpen, [this](const QString &id) {
        const auto reason = ask({tr("Cancel task"),
                                 tr("Cancel this task? The robot skips its stop."),
                                 {tr("No longer needed"), tr("Made by mistake")}});
        if (reason)
            post(tr("Cancel task"), u"/tasks/"_s + encoded(id) + u"/cancel"_s, reasonBody(*reason));
    });
}

void EntityActions::addRobotDeeds(Commands &commands)
{
    const auto is = [this](const QString &serial, auto test) {
        const RobotRow *robot = m_entities.robots.find(serial);
        return robot && test(*robot);
    };
    const auto path = [](const QString &serial, const QString &what) {
        return u"/robots/"_s + encoded(serial) + u'/' + what;
    };
    add(
        commands, tr("&Hold robot…"), EntityKind::Robot, true,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return !row.isHeld; }); },
        [this](const QString &serial) { holdRobot(serial); });
    add(
        commands, tr("Re&lease robot"), EntityKind::Robot, true,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return row.isHeld; }); },
        [this, path](const QString &serial) { post(tr("Release robot"), path(serial, u"release"_s), {}); });
    add(
        commands, tr("Open li&d…"), EntityKind::Robot, true,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return row.lid != u"Open"; }); },
        [this](const QString &serial) { moveLid(serial, true); });
    add(
        commands, tr("Close lid…"), EntityKind::Robot, true,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return row.lid == u"Open"; }); },
        [this](const QString &serial) { moveLid(serial, false); });
    add(
        commands, tr("Take o&ut of service…"), EntityKind::Robot, false,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return row.isInService; }); },
        [this, path](const QString &serial) {
            const auto reason =
                ask({tr("Take out of service"),
                     tr("Take %1 out of service? It gets no new work.").arg(m_entities.robotName(serial)),
                     {tr("Maintenance"), tr("Damaged"), tr("Cleaning")}});
            if (reason)
                post(tr("Take out of service"), path(serial, u"out-of-service"_s), reasonBody(*reason));
        });
    add(
        commands, tr("Put in &service"), EntityKind::Robot, false,
        [is](const QString &serial) { return is(serial, [](const RobotRow &row) { return !row.isInService; }); },
        [this, path](const QString &serial) { post(tr("Put in service"), path(serial, u"in-service"_s), {}); });
}

void EntityActions::holdRobot(const QString &serial)
{
    const auto reason = ask({tr("Hold robot"),
                             tr("Hold %1? It gets no new work until it is released.").arg(m_entities.robotName(serial)),
                             {tr("Something looks wrong"), tr("Person in the way"), tr("Police or fire brigade")}});
    if (reason)
        post(tr("Hold robot"), u"/robots/"_s + encoded(serial) + u"/hold"_s, reasonBody(*reason));
}

void EntityActions::moveLid(const QString &serial, bool opens)
{
    const RobotRow *robot = m_entities.robots.find(serial);
    const bool isDriving = robot && robot->speed > 0;
    QString question = opens ? tr("Open the lid of %1?") : tr("Close the lid of %1?");
    question = question.arg(m_entities.robotName(serial));
    if (opens && isDriving)
        question += u' ' + tr("It is driving: what it carries can be reached by anyone.");
    const auto reason = ask({opens ? tr("Open lid") : tr("Close lid"),
                             question,
                             {tr("Customer cannot open it"), tr("Merchant cannot open it"), tr("Lid is jammed")}});
    if (!reason)
        return;
    JsonWriter json;
    json.beginObject().member("command", opens ? "open" : "close");
    json.member("requestedBy", "Operator").member("reason", *reason).endObject();
    post(opens ? tr("Open lid") : tr("Close lid"), u"/robots/"_s + encoded(serial) + u"/lid"_s, json.take());
}

QString EntityActions::keyFor(const Deed &deed) const
{
    const EntityRef ref = m_selection.current();
    if (ref.kind == deed.kind)
        return ref.key;
    if (deed.kind != EntityKind::Robot)
        return {};
    const DeliveryRow *delivery =
        deed.fitsDelivery && ref.kind == EntityKind::Delivery ? m_entities.deliveries.find(ref.key) : nullptr;
    const RobotRow *robot = delivery && !delivery->hasEnded() ? m_entities.robotNamed(delivery->driverName) : nullptr;
    return robot ? robot->serial : QString();
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

void EntityActions::update()
{
    bool isOther = false;
    for (const Deed &deed : m_deeds) {
        const QString key = keyFor(deed);
        const bool isPossible = !key.isEmpty() && deed.isPossible(key);
        isOther = isOther || isPossible != deed.action->isEnabled();
        deed.action->setEnabled(isPossible);
    }
    if (isOther)
        Q_EMIT changed();
}

std::optional<QString> EntityActions::ask(const Asked &asked)
{
    ReasonDialog dialog(asked.title, asked.question, asked.reasons, &m_window);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.reason()) : std::nullopt;
}

void EntityActions::post(const QString &what, const QString &path, const QByteArray &body)
{
    m_link.post(u"gateway"_s, path, body, [self = QPointer(this), what](int status, const QByteArray &answer) {
        if (!self)
            return;
        if (status >= 200 && status < 300) {
            Q_EMIT self->told(status == 202 ? tr("%1: under way").arg(what) : tr("%1: done").arg(what), false);
            return;
        }
        const auto problem = JsonDocument::parse(answer);
        const QString detail = problem ? textIn(problem->root(), "detail") : QString();
        Q_EMIT self->told(detail.isEmpty() ? tr("%1 was refused (%2)").arg(what).arg(status)
                                           : tr("%1 was refused: %2").arg(what, detail),
                          true);
    });
}

} // namespace curbside
