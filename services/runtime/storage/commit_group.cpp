// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/commit_group.h"

#include "services/runtime/storage/database.h"

#include <algorithm>

namespace curbside {

CommitGroup::Member *CommitGroup::memberOf(const Database &database)
{
    const auto found = std::find_if(m_members.begin(), m_members.end(),
                                    [&](const Member &member) { return member.database == &database; });
    return found == m_members.end() ? nullptr : &*found;
}

void CommitGroup::join(Database &database, const OnLost &onLost)
{
    if (memberOf(database))
        return;
    database.begin();
    m_members.push_back({&database, onLost, {}});
}

void CommitGroup::released(Database &database, std::function<void()> redo, Effects effects)
{
    ++m_messages;
    ++m_messagesInGroup;
    if (m_mode == Mode::Deferred) {
        for (Scheduler::Work &effect : effects)
            effect();
        return;
    }
    if (redo)
        memberOf(database)->redo.push_back(std::move(redo));
    if (!effects.empty())
        m_leaving.push_back({&database, std::move(effects)});
}

void CommitGroup::leave(Scheduler::Work effect)
{
    if (m_mode == Mode::Deferred || m_isLeaving) {
        effect();
        return;
    }
    m_leaving.push_back({nullptr, {}});
    m_leaving.back().effects.push_back(std::move(effect));
}

void CommitGroup::lost(Database &database)
{
    const auto member = std::find_if(m_members.begin(), m_members.end(),
                                     [&](const Member &candidate) { return candidate.database == &database; });
    if (m_mode == Mode::Deferred)
        throw StorageFault(13 /* SQLITE_FULL */, QStringLiteral("%1: the disk is full or failing: make room and start again").arg(database.path()));
    Redo redo = std::move(member->redo);
    const OnLost onLost = std::move(member->onLost);
    m_members.erase(member);
    std::erase_if(m_leaving, [&](const Leaving &leaving) { return leaving.database == &database; });
    onLost(std::move(redo));
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
        member.onLost(std::move(member.redo));
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
    std::vector<Member> members = std::move(m_members);
    m_members.clear();
    m_messagesInGroup = 0;
    std::vector<Leaving> leaving = std::move(m_leaving);
    m_leaving.clear();
    for (Member &member : members) {
        if (!commit(member))
            std::erase_if(leaving, [&](const Leaving &effects) { return effects.database == member.database; });
    }
    m_isLeaving = true;
    for (Leaving &group : leaving) {
        for (Scheduler::Work &effect : group.effects)
            effect();
    }
    m_isLeaving = false;
}

} // namespace curbside
