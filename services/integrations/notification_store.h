// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/notification.h"
#include "services/runtime/storage/statement.h"

namespace curbside::integrations {

/// The table `notification`.
class NotificationStore
{
public:
    explicit NotificationStore(Database &database);

    void insert(const Notification &notification, PlatformTime now);
    void save(Notification &notification, PlatformTime now);
    [[nodiscard]] std::optional<Notification> find(NotificationId id);

private:
    Statement m_insert;
    Statement m_save;
    Statement m_find;
};

} // namespace curbside::integrations
