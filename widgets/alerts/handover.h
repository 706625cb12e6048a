// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alerts.h"
#include "widgets/audit/audit_log.h"

namespace curbside {

/// What the next shift has to know, as a page: titled tables of plain text.
struct HandoverReport
{
    struct Section
    {
        QString title;
        QString empty; ///< what is so when there are no lines
        QStringList columns;
        std::vector<QStringList> lines;
        std::size_t leftOut = 0; ///< lines beyond what a page holds
    };

    QString title;
    QString note; ///< scenario, platform time, who wrote it
    std::vector<Section> sections;

    /// A whole page; all that comes from data is escaped.
    [[nodiscard]] QString toHtml() const;
    [[nodiscard]] QString toText() const;
};

[[nodiscard]] HandoverReport handoverReport(const PlatformLink &link, const Entities &entities, const Alerts &alerts,
                                            const AuditLog &audit, const QString &person);

} // namespace curbside
