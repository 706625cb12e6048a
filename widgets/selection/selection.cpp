// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/selection.h"

namespace curbside {

EntityRef Selection::current() const
{
    return m_visited.empty() ? EntityRef{} : m_visited[m_position];
}

void Selection::select(const EntityRef &ref)
{
    if (ref == current() || ref.kind == EntityKind::None)
        return;
    if (!m_visited.empty())
        m_visited.resize(m_position + 1);
    m_visited.push_back(ref);
    if (m_visited.size() > mostRemembered)
        m_visited.erase(m_visited.begin());
    m_position = m_visited.size() - 1;
    Q_EMIT changed(ref);
}

void Selection::goBack()
{
    if (!canGoBack())
        return;
    --m_position;
    Q_EMIT changed(current());
}

void Selection::goForward()
{
    if (!canGoForward())
        return;
    ++m_position;
    Q_EMIT changed(current());
}

} // namespace curbside
