// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/current_task.h"

#include "services/gateway/members.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

CurrentTask taskOf(JsonValue task)
{
    return {memberText(task, "id"),
            memberText(task, "type"),
            memberText(task, "status"),
            memberText(task, "robotSerial"),
            memberTime(task, "createdAt").value_or(PlatformTime{}),
            memberTime(task, "updatedAt").value_or(PlatformTime{}),
            memberTime(task, "startedAt"),
            memberTime(task, "endedAt")};
}

bool comesAfter(const CurrentTask &task, const CurrentTask &other)
{
    if (task.isReturn() != other.isReturn())
        return task.isReturn();
    return task.startedAt && (!other.startedAt || *task.startedAt >= *other.startedAt);
}

} // namespace

PlatformTime CurrentTask::currentSince() const
{
    return isReturn() ? createdAt : startedAt.value_or(createdAt);
}

PlatformTime CurrentTask::firstUnseen(const QString &belief) const
{
    if (belief.isEmpty())
        return createdAt;
    const bool isBeforeStart = belief == u"Pending" || belief == u"Assigned";
    if (isBeforeStart && startedAt)
        return *startedAt;
    return endedAt.value_or(updatedAt);
}

std::optional<CurrentTask> currentTask(JsonValue page, const QString &attemptId)
{
    std::optional<CurrentTask> current;
    page["items"].forEachItem([&](JsonValue item) {
        const QString attempt = memberText(item, "attemptId");
        if (attempt.isEmpty() || (!attemptId.isEmpty() && attempt != attemptId))
            return;
        CurrentTask task = taskOf(item);
        if (!current || comesAfter(task, *current))
            current = std::move(task);
    });
    return current;
}

} // namespace curbside
