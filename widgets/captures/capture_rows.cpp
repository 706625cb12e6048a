// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_rows.h"

namespace curbside {

CaptureRows::CaptureRows(const QString &path, QObject *parent)
    : TrafficRows(parent), m_path(path), m_looker(new CaptureLooker(path)), m_entries(path)
{
    m_looker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_looker, &QObject::deleteLater);
    connect(
        m_looker, &CaptureLooker::found, this, [this](const CaptureFinds &finds) { take(finds); },
        Qt::QueuedConnection);
    m_thread.start();
    lookAgain();
}

CaptureRows::~CaptureRows()
{
    m_thread.quit();
    m_thread.wait();
}

void CaptureRows::setFilter(std::optional<cesql::Program> filter)
{
    m_filter = std::move(filter);
    lookAgain();
}

void CaptureRows::setEventsOnly(bool isEventsOnly)
{
    if (std::exchange(m_isEventsOnly, isEventsOnly) != isEventsOnly)
        lookAgain();
}

void CaptureRows::lookAgain()
{
    beginResetModel();
    m_shown.clear();
    m_lookedAt = 0;
    m_isStopped = false;
    endResetModel();
    QMetaObject::invokeMethod(m_looker,
                              [looker = m_looker, number = ++m_look, filter = m_filter, isEventsOnly = m_isEventsOnly] {
                                  looker->look(number, filter, isEventsOnly);
                              });
    Q_EMIT looked();
}

void CaptureRows::stop()
{
    QMetaObject::invokeMethod(m_looker, &CaptureLooker::stop);
}

void CaptureRows::goOn()
{
    QMetaObject::invokeMethod(m_looker, &CaptureLooker::goOn);
}

void CaptureRows::lookForMore()
{
    QMetaObject::invokeMethod(m_looker, &CaptureLooker::lookForMore);
}

/// What was published is so whatever the filter is.
void CaptureRows::learn(const CaptureFinds &finds)
{
    m_entries.learn(finds.publications);
    if (!finds.samples.entries.empty())
        Q_EMIT sampled(finds.samples);
}

void CaptureRows::take(const CaptureFinds &finds)
{
    learn(finds);
    m_isOpen = true;
    m_count = finds.count;
    m_facts = finds.facts;
    m_trouble = finds.trouble;
    if (finds.look == m_look) {
        m_lookedAt = finds.lookedAt;
        m_isStopped = finds.isStopped;
        if (!finds.numbers.empty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(finds.numbers.size()) - 1);
            m_shown.insert(m_shown.end(), finds.numbers.begin(), finds.numbers.end());
            endInsertRows();
        }
    }
    Q_EMIT looked();
}

int CaptureRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int CaptureRows::rowOf(quint64 number) const
{
    const auto found = std::ranges::lower_bound(m_shown, number - 1);
    return found == m_shown.end() || *found != number - 1 ? -1 : static_cast<int>(found - m_shown.begin());
}

const TrafficEntry &CaptureRows::entryAt(quint64 number) const
{
    if (std::exchange(m_entryNumber, number) != number)
        m_entry = read(number);
    return m_entry;
}

QString CaptureRows::handlerOf(quint64 number) const
{
    const auto index = static_cast<qint64>(number) - 1;
    const QByteArray handler = index < m_entries.pages().count() ? m_entries.handlerOf(index) : QByteArray();
    m_entries.pages().close();
    return QString::fromUtf8(handler);
}

TrafficEntry CaptureRows::read(quint64 number) const
{
    const auto index = static_cast<qint64>(number) - 1;
    CapturePages &pages = m_entries.pages();
    std::expected<void, StorageError> refreshed;
    if (index >= pages.count())
        refreshed = pages.refresh();
    std::expected<TrafficEntry, StorageError> entry = std::unexpected(StorageError{});
    if (refreshed && index < pages.count())
        entry = m_entries.entry(index);
    else if (!refreshed)
        entry = std::unexpected(refreshed.error());
    pages.close();
    if (entry)
        return std::move(*entry);
    TrafficEntry unreadable;
    unreadable.detail = entry.error().text.toUtf8();
    return unreadable;
}

} // namespace curbside
