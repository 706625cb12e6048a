// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/record.h"
#include "widgets/platform/platform_link.h"

namespace curbside {

/// An entry of the traffic as filters see it: the attributes of the event that it is about, and the journal's fields. What is
/// about a call, a timer or the like has the service it happened to as its source.
class EntryRecord : public cesql::Record
{
public:
    /// The entry has to live while the record is looked at.
    const cesql::Record &show(const TrafficEntry &entry, quint64 number)
    {
        m_entry = &entry;
        m_number = number;
        return *this;
    }

    [[nodiscard]] cesql::Value attribute(cesql::Attribute which, std::string_view name,
                                         cesql::Texts &texts) const override;
    [[nodiscard]] std::string_view payload() const override;

private:
    [[nodiscard]] cesql::Value ofJournal(cesql::Attribute which, cesql::Texts &texts) const;

    const TrafficEntry *m_entry = nullptr;
    quint64 m_number = 0;
};

/// It is about an event on its way, not about a call, a timer or the like.
[[nodiscard]] bool isAboutEvent(JournalKind kind);
/// The word that filters know it by: published, handled, deadLettered, …
[[nodiscard]] std::string_view outcomeOf(JournalKind kind);
[[nodiscard]] std::string_view viewOf(const QByteArray &bytes);

} // namespace curbside
