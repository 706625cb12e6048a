// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaign/journal_audit.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Attempts of a call are numbered from the second on: "ID.2".
QByteArray callOf(const QByteArray &attemptId)
{
    return attemptId.split('.').front();
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

void JournalAudit::take(const JournalRecord &record)
{
    switch (record.kind) {
    case JournalKind::Published: m_published.insert(record.messageId); break;
    case JournalKind::Requested: m_requested.emplace(record.service, callOf(record.messageId)); break;
    case JournalKind::Handled:
        if (!m_published.contains(record.messageId))
            m_breaches += u"%1 handled an event that nobody committed"_s.arg(QString::fromUtf8(record.service));
        if (!m_handled.emplace(record.service, record.messageId).second)
            m_breaches += u"%1 handled an event twice"_s.arg(QString::fromUtf8(record.service));
        break;
    case JournalKind::Answered:
        if (isSuccess(record.status) && !m_requested.contains({record.peer, callOf(record.messageId)}))
            m_breaches += u"%1 answered a request that it has forgotten"_s.arg(QString::fromUtf8(record.peer));
        break;
    default: break;
    }
}

} // namespace curbside
