// SPDX-License-Identifier: GPL-3.0-or-later
// The checks that know what the services are about: sagas, deliveries, references and copies between them.
#include "services/hosting/verifier.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// "deliveries:delivery.id" in its parts.
struct ColumnName
{
    QString service;
    QString table;
    QString column;

    static ColumnName from(const QString &text)
    {
        const QString tableAndColumn = text.section(u':', -1);
        return {text.contains(u':') ? text.section(u':', 0, 0) : QString(), tableAndColumn.section(u'.', 0, 0),
                tableAndColumn.section(u'.', 1, 1)};
    }
};

} // namespace

void Verifier::checkSagas()
{
    if (!has(u"deliveries"_s))
        return;
    for (const Row &saga :
         rows(u"deliveries"_s, u"SELECT id, type, subject, state FROM saga WHERE ended_at IS NULL ORDER BY id"_s)) {
        const QString name = u"%1 of %2"_s.arg(saga[1], saga[2]);
        if (saga[3] == u"Stuck") {
            add(Finding::Kind::ForAPerson, u"deliveries.saga"_s, name + u" is stuck"_s);
            continue;
        }
        const bool willMove = !rows(u"deliveries"_s,
                                    u"SELECT 1 WHERE EXISTS (SELECT 1 FROM call_intent WHERE subject LIKE ? || '%') "
                                    "OR EXISTS (SELECT 1 FROM timer WHERE subject LIKE ? || '%' OR subject = ?) "
                                    "OR EXISTS (SELECT 1 FROM saga_step WHERE saga_id = ? AND state = 'Awaiting')"_s,
                                    {saga[0], saga[0], saga[2], saga[0]})
                                   .empty();
        add(willMove ? Finding::Kind::InFlight : Finding::Kind::Breach, u"deliveries.saga"_s,
            name + (willMove ? u" goes on"_s : u" has nothing that will move it"_s));
    }
}

void Verifier::checkDeliveries()
{
    if (!has(u"deliveries"_s))
        return;
    for (
        const Row &delivery : rows(
            u"deliveries"_s,
            u"SELECT id, status FROM delivery WHERE status NOT IN ('Delivered', 'Returned', 'Failed', 'Cancelled') AND "
            u"deleted_at IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM saga WHERE saga.subject = delivery.id AND saga.ended_at IS NULL) ORDER BY id"_s))
        add(Finding::Kind::Breach, u"deliveries.delivery"_s,
            u"%1 is %2 and no saga will move it"_s.arg(delivery[0], delivery[1]));
    std::set<QString> handedOver;
    for (const Row &task : has(u"operations"_s)
             ? rows(u"operations"_s,
                    u"SELECT delivery_id, count(*) FROM task WHERE type = 'Dropoff' AND "
                    "status = 'Completed' GROUP BY delivery_id ORDER BY delivery_id"_s)
             : std::vector<Row>()) {
        handedOver.insert(task[0]);
        if (task[1] != u"1")
            add(Finding::Kind::Breach, u"operations.task"_s, u"%1 was handed over %2 times"_s.arg(task[0], task[1]));
    }
    for (const Row &delivery :
         rows(u"deliveries"_s,
              u"SELECT d.id, a.status FROM delivery d JOIN attempt a ON a.id = d.latest_attempt_id "
              "WHERE d.status = 'Delivered' AND a.status <> 'Completed' ORDER BY d.id"_s)) {
        if (!handedOver.contains(delivery[0])) // given up before its drop-off was heard of
            add(Finding::Kind::Breach, u"deliveries.delivery"_s,
                u"%1 is Delivered by an attempt that is %2"_s.arg(delivery[0], delivery[1]));
    }
    for (const Row &order :
         rows(u"deliveries"_s,
              u"SELECT order_id, count(*) FROM delivery GROUP BY order_id HAVING count(*) > 1 ORDER BY order_id"_s))
        add(Finding::Kind::Breach, u"deliveries.delivery"_s,
            u"the order %1 has %2 deliveries"_s.arg(order[0], order[1]));
    checkTasks();
    checkLeftOvers();
}

void Verifier::checkTasks()
{
    if (!has(u"operations"_s))
        return;
    for (
        const Row &task : rows(
            u"operations"_s,
            u"SELECT attempt_id, type, count(*) FROM task WHERE attempt_id IS NOT NULL GROUP BY attempt_id, type HAVING count(*) > 1 ORDER BY 1, 2"_s))
        add(Finding::Kind::Breach, u"operations.task"_s,
            u"the attempt %1 has %3 tasks of type %2"_s.arg(task[0], task[1], task[2]));
}

/// Nobody works for a delivery that is over, and none was brought that is not Delivered.
void Verifier::checkLeftOvers()
{
    std::map<QString, QString> over;
    for (const Row &delivery :
         rows(u"deliveries"_s,
              u"SELECT id, status FROM delivery WHERE status IN ('Delivered', 'Returned', 'Failed', 'Cancelled') AND "
              "NOT EXISTS (SELECT 1 FROM saga WHERE saga.subject = delivery.id AND saga.ended_at IS NULL)"_s))
        over.emplace(delivery[0], delivery[1]);
    const auto check = [&](const QString &owner, const QString &table, const QString &sql) {
        for (const Row &row : rows(owner, sql)) {
            const auto delivery = over.find(row[1]);
            if (delivery == over.end() || (row[2] == u"Completed" && delivery->second == u"Delivered"))
                continue;
            add(std::min(explainAny(u"deliveries"_s), explainAny(owner)), owner + u'.' + table,
                u"%1 is %2 and its delivery %3 is %4"_s.arg(row[0], row[2], row[1], delivery->second));
        }
    };
    if (has(u"operations"_s))
        check(u"operations"_s, u"task"_s,
              u"SELECT id, delivery_id, status FROM task WHERE type IN ('Pickup', 'Dropoff', 'Return') AND (status IN "
              u"('Pending', "
              "'Assigned', 'InProgress') OR (type = 'Dropoff' AND status = 'Completed')) ORDER BY id"_s);
    if (has(u"dispatch"_s))
        check(u"dispatch"_s, u"demand"_s,
              u"SELECT id, delivery_id, status FROM demand WHERE status IN ('Open', 'Planned') ORDER BY id"_s);
}

void Verifier::checkNotifications()
{
    if (!has(u"integrations"_s))
        return;
    for (const Row &notification :
         rows(u"integrations"_s, u"SELECT id, delivery_status FROM notification WHERE state = 'Pending' ORDER BY id"_s))
        add(Finding::Kind::InFlight, u"integrations.notification"_s,
            u"%1 (%2) is still to be sent"_s.arg(notification[0], notification[1]));
}

void Verifier::checkReferences()
{
    for (const auto &[name, database] : m_databases) {
        for (const Row &declared :
             rows(name, u"SELECT column_name, target FROM declared_reference ORDER BY position"_s))
            checkReference(name, declared[0], declared[1]);
    }
}

void Verifier::checkReference(const QString &database, const QString &column, const QString &target)
{
    const ColumnName from = ColumnName::from(column);
    const ColumnName to = ColumnName::from(target);
    if (!has(to.service))
        return;
    std::set<QString> known;
    for (const Row &row : rows(to.service, u"SELECT %1 FROM %2"_s.arg(to.column, to.table)))
        known.insert(row.front());
    // What is deleted softly refers to nothing any more.
    const bool isSoft =
        !rows(database, u"SELECT 1 FROM pragma_table_info(?) WHERE name = 'deleted_at'"_s, {from.table}).empty();
    for (const Row &row : rows(database,
                               u"SELECT DISTINCT %1 FROM %2 WHERE %1 IS NOT NULL%3 ORDER BY 1"_s.arg(
                                   from.column, from.table, isSoft ? u" AND deleted_at IS NULL"_s : QString()))) {
        if (!known.contains(row.front()))
            add(explain(to.service, database, row.front()), database + u'.' + from.table,
                u"%1 %2 names nothing in %3"_s.arg(from.column, row.front(), target));
    }
}

void Verifier::checkCopies()
{
    for (const auto &[name, database] : m_databases) {
        for (const Row &declared :
             rows(name, u"SELECT column_name, key_column, source, source_key FROM declared_copy ORDER BY position"_s))
            checkCopy(name, declared);
    }
}

void Verifier::checkCopy(const QString &database, const Row &declared)
{
    const ColumnName copy = ColumnName::from(declared[0]);
    const ColumnName key = ColumnName::from(declared[1]);
    const ColumnName source = ColumnName::from(declared[2]);
    const ColumnName sourceKey = ColumnName::from(declared[3]);
    if (!has(source.service))
        return;
    struct Owned
    {
        QString value;
        QString subject; // what events are about: the row's id, also where the copy is kept by another name of it
    };
    std::map<QString, Owned> truth;
    const auto id = rows(source.service, u"SELECT name FROM pragma_table_info(?) WHERE pk = 1"_s, {source.table});
    for (const Row &row :
         rows(source.service,
              u"SELECT %1, %2, %3 FROM %4"_s.arg(sourceKey.column, source.column,
                                                 id.empty() ? sourceKey.column : id.front().front(), source.table)))
        truth.emplace(row[0], Owned{row[1], row[2]});
    for (const Row &row : rows(database,
                               u"SELECT %1, %2 FROM %3 WHERE %1 IS NOT NULL AND %2 IS NOT NULL ORDER BY 1"_s.arg(
                                   key.column, copy.column, copy.table))) {
        const auto owned = truth.find(row[0]);
        if (owned == truth.end() || owned->second.value == row[1])
            continue; // a row that is not there is a dangling reference, and told as such
        const Owned &there = owned->second;
        add(explain(database, source.service, there.subject), database + u'.' + copy.table,
            u"%1 of %2 is %3 here and %4 in %5"_s.arg(
                copy.column, row[0], row[1], there.value.isNull() ? u"nothing"_s : there.value, source.service));
    }
}

/// State names the task that a robot is doing. Which of several is its own choice, but none while there is one is wrong.
void Verifier::checkRobots()
{
    if (!has(u"state"_s) || !has(u"operations"_s))
        return;
    std::set<QString> idle;
    for (const Row &robot : rows(u"state"_s, u"SELECT robot_serial FROM robot_state WHERE task_id IS NULL"_s))
        idle.insert(robot.front());
    for (const Row &task :
         rows(u"operations"_s, u"SELECT robot_serial, id FROM task WHERE status = 'InProgress' ORDER BY id"_s)) {
        if (idle.contains(task[0]))
            add(explain(u"state"_s, u"operations"_s, task[1]), u"state.robot_state"_s,
                u"task_id of %1 is nothing here, and its task %2 is InProgress in operations"_s.arg(task[0], task[1]));
    }
}

} // namespace curbside
