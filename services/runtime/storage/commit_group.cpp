// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/commit_group.h"

#include "services/runtime/observe/journal.h"
#include "services/runtime/storage/database.h"

#include <sqlite3.h>

#include <algorithm>

namespace curbside {

std::vector<CommitGroup::Member>::iterator CommitGroup::memberOf(const Database &database)
{
    return std::find_if(m_members.begin(), m_members.end(),
                        [&](const Member &member) { return member.database == &database; });
}

void CommitGroup::join(Database &database, const OnLost &onLost)
{
    if (memberOf(database) != m_members.end())
        return;
    database.begin();
    m_members.push_back({&database, onLost, {}});
    if (m_mode == Mode::Windowed)
        m_journal.hold();
}

void CommitGroup::released(Database &database, Redo redo, Effects &effects)
{
    ++m_messages;
    ++m_messagesInGroup;
    if (m_mode == Mode::Windowed) {
        if (redo)
            memberOf(database)->redo.push_back(std::move(redo));
        if (!effects.empty())
            m_leaving.push_back({&database, m_scheduler.now(), std::exchange(effects, {})});
        return;
    }
    const Scheduler::Leaving asOf(m_scheduler, m_scheduler.now());
    for (Scheduler::Work &effect : effects)
        effect();
    effects.clear();
}

void CommitGroup::leave(Scheduler::Work effect)
{
    if (m_mode == Mode::Deferred || m_isLeaving) {
        const Scheduler::Leaving asOf(m_scheduler, m_scheduler.now());
        effect();
        return;
    }
    m_leaving.push_back({nullptr, m_scheduler.now(), {}});
    m_leaving.back().effects.push_back(std::move(effect));
}

void CommitGroup::leave(const Database &database, Scheduler::Work effect)
{
    leave(std::move(effect));
    if (m_mode == Mode::Windowed && !m_isLeaving)
        m_leaving.back().database = &database;
}

void CommitGroup::forgetEffects(std::vector<Leaving> &leaving, const Database &database)
{
    std::erase_if(leaving, [&](const Leaving &effects) { return effects.database == &database; });
    m_journal.forget(database.name().toUtf8());
}

std::vector<CommitGroup::Redo> CommitGroup::abandon(Database &database)
{
    if (m_mode == Mode::Deferred)
        throw StorageFault(
            SQLITE_FULL,
            QStringLiteral("%1: the disk is full or failing: make room and start again").arg(database.path()));
    forgetEffects(m_leaving, database);
    database.rollback();
    const auto member = memberOf(database);
    if (member == m_members.end())
        return {};
    std::vector<Redo> redo = std::move(member->redo);
    m_members.erase(member);
    return redo;
}

bool CommitGroup::commit(Member &member)
{
    try {
        member.database->commit();
        ++m_commits;
        return true;
    } catch (const StorageFault &) {
        if (m_mode == Mode::Deferred)
            throw;
        member.database->rollback();
        return false;
    }
}

void CommitGroup::closeWindow()
{
    if (m_mode == Mode::Windowed || m_messagesInGroup >= deferredGroupSize)
        commitAll();
}

void CommitGroup::commitAll()
{
    std::vector<Member> members = std::exchange(m_members, {});
    std::vector<Leaving> leaving = std::exchange(m_leaving, {});
    m_messagesInGroup = 0;
    std::vector<Member *> lost;
    for (Member &member : members) {
        if (!commit(member)) {
            forgetEffects(leaving, *member.database);
            lost.push_back(&member);
        }
    }
    m_journal.release();
    letLeave(std::move(leaving));
    for (Member *member : lost)
        member->onLost(std::move(member->redo));
}

void CommitGroup::letLeave(std::vector<Leaving> leaving)
{
    m_isLeaving = true;
    for (Leaving &group : leaving) {
        const Scheduler::Leaving asOf(m_scheduler, group.at);
        for (Scheduler::Work &effect : group.effects)
            effect();
    }
    m_isLeaving = false;
}

} // namespace curbside
