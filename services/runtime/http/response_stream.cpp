// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/response_stream.h"

#include <utility>

namespace curbside {

bool ResponseStream::write(const QByteArray &bytes)
{
    bool isTaken = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOver)
            return false;
        isTaken = static_cast<std::size_t>(m_waiting.size() + bytes.size()) <= m_capacity;
        if (isTaken)
            m_waiting.append(bytes);
        else
            m_isOver = true;
    }
    notify();
    return isTaken;
}

void ResponseStream::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    notify();
}

bool ResponseStream::isOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOver;
}

std::size_t ResponseStream::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(m_waiting.size());
}

void ResponseStream::listen(std::function<void()> ready)
{
    {
        const std::lock_guard lock(m_mutex);
        m_ready = std::move(ready);
    }
    notify();
}

ResponseStream::Piece ResponseStream::take()
{
    const std::lock_guard lock(m_mutex);
    return {std::exchange(m_waiting, {}), m_isOver};
}

void ResponseStream::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_isOver = true;
    m_waiting.clear();
    m_ready = nullptr;
}

void ResponseStream::notify()
{
    const std::function<void()> ready = [this] {
        const std::lock_guard lock(m_mutex);
        return m_ready;
    }();
    if (ready)
        ready();
}

} // namespace curbside
