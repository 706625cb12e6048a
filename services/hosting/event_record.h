// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/record.h"
#include "services/runtime/messaging/event.h"

namespace curbside {

/// A published event as filters see it: the attributes of its CloudEvent, and of the journal's fields its trace and the outcome
/// "published".
class EventRecord : public cesql::Record
{
public:
    /// It has to live while the record is looked at.
    const cesql::Record &show(const Event &event)
    {
        m_event = &event;
        return *this;
    }

    [[nodiscard]] cesql::Value attribute(cesql::Attribute which, std::string_view name,
                                         cesql::Texts &texts) const override;
    [[nodiscard]] std::string_view payload() const override;

private:
    const Event *m_event = nullptr;
};

} // namespace curbside
