// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sql/sql_history.h"

#include <QSettings>

namespace curbside {

StatementHistory::StatementHistory(QSettings *settings, QString key) : m_settings(settings), m_key(std::move(key))
{
    if (m_settings)
        m_statements = m_settings->value(m_key).toStringList().mid(0, mostKept);
}

void StatementHistory::add(const QString &statement)
{
    const QString text = statement.trimmed();
    m_at = -1;
    if (text.isEmpty() || text.size() > longestKept)
        return;
    m_statements.removeAll(text);
    m_statements.prepend(text);
    m_statements = m_statements.mid(0, mostKept);
    m_at = 0;
    if (m_settings)
        m_settings->setValue(m_key, m_statements);
}

QString StatementHistory::walk(int step)
{
    const qsizetype next = m_at - step;
    if (next < 0 || next >= m_statements.size())
        return {};
    m_at = next;
    return m_statements[next];
}

} // namespace curbside
