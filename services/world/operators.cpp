// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/operators.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

const QByteArray operatorTimer = QByteArrayLiteral("operator");

} // namespace

Operators::Operators(World &world, TaskBoard &board, RobotDriver &robots)
    : Actor(world), m_board(board), m_robots(robots), m_operators(database())
{}

void Operators::populate()
{
    qint64 position = 0;
    for (const ScenarioOperator &person : scenario().operators)
        m_operators.insert(person.key, ++position, now());
}

void Operators::settle(Operator &person, OperatorStep step)
{
    person.step = step;
    if (step == OperatorStep::Free)
        person.task.reset();
    m_operators.save(person, now());
}

void Operators::taskMoved(const KnownTask &task)
{
    std::optional<Operator> person = m_operators.workingOn(task.id);
    if (person && task.isOver()) {
        cancelTimer(operatorTimer, person->key.toString());
        settle(*person, OperatorStep::Free);
    } else if (person && person->step == OperatorStep::Beginning) {
        beginWork(*person, task);
    }
    findWork();
}

/// Once the platform has it that he did.
void Operators::beginWork(Operator &person, const KnownTask &task)
{
    if (task.status != TaskStatus::InProgress)
        return;
    settle(person, OperatorStep::Working);
    const Duration work = draw(scenario().operatorPace.worksFor, "operator works", task.id.toUtf8());
    setTimer(operatorTimer, person.key.toString(), now() + work);
}

/// Each that is free takes a call: one that was given to him before one that is nobody's, the oldest first.
void Operators::findWork()
{
    std::vector<KnownTask> calls = m_board.openRescues();
    if (calls.empty())
        return;
    const std::vector<Operator> operators = m_operators.all();
    std::erase_if(calls, [&](const KnownTask &rescue) {
        return std::any_of(operators.begin(), operators.end(),
                           [&](const Operator &person) { return person.task == rescue.id; });
    });
    for (Operator person : operators) {
        if (person.step != OperatorStep::Free)
            continue;
        const auto isHis = [&](const KnownTask &rescue) { return rescue.operatorKey == person.key; };
        const auto isNobodys = [](const KnownTask &rescue) {
            return !rescue.operatorKey && rescue.status == TaskStatus::Pending;
        };
        auto found = std::find_if(calls.begin(), calls.end(), isHis);
        if (found == calls.end())
            found = std::find_if(calls.begin(), calls.end(), isNobodys);
        if (found == calls.end())
            continue;
        person.task = found->id;
        settle(person, OperatorStep::Answering);
        const Duration pause = draw(scenario().operatorPace.answersAfter, "operator answers", found->id.toUtf8());
        setTimer(operatorTimer, person.key.toString(), now() + pause);
        calls.erase(found);
    }
}

Handled Operators::stepOver(const QString &key)
{
    std::optional<Operator> person = m_operators.find(OperatorKey(key));
    const auto task = person && person->task ? m_board.find(*person->task) : std::nullopt;
    if (!task)
        return {};
    if (person->step == OperatorStep::Answering) {
        settle(*person, OperatorStep::Beginning);
        m_board.startAs(task->id, person->key);
        beginWork(*person, *task);
    } else if (person->step == OperatorStep::Working) {
        finishWork(*person, *task);
    }
    return {};
}

void Operators::finishWork(Operator &person, const KnownTask &task)
{
    settle(person, OperatorStep::Finishing);
    if (!m_robots.isJammed(task.robot)) {
        m_board.complete(task.id);
        return;
    }
    JsonWriter json;
    json.beginObject().member("kind", "Closed").member("actor", "Operator").endObject();
    const QString path = u"/robot/%1/lid-events"_s.arg(task.robot.toString());
    call(Method::Post, {"state", path}, "lid-freed", task.id.toString(), json.take());
}

/// The lid is free, whatever has become of the task meanwhile.
Handled Operators::lidFreed(const CallIntent &call)
{
    const auto task = m_board.find(TaskId::fromString(call.subject).value_or(TaskId{}));
    if (!task)
        return {};
    m_robots.freeLid(task->robot);
    m_board.complete(task->id);
    return {};
}

} // namespace curbside::world
