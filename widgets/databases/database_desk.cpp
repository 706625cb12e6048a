// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/database_desk.h"

#include "widgets/alerts/service_words.h"
#include "widgets/platform/platform_link.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

DatabaseDesk::DatabaseDesk(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &DatabaseDesk::readAll);
    connect(&link, &PlatformLink::described, this, &DatabaseDesk::readAll);
}

const StoreFact *DatabaseDesk::find(const QString &key) const
{
    const auto found = std::ranges::find(m_stores, key, &StoreFact::key);
    return found == m_stores.end() ? nullptr : &*found;
}

const TableFact *DatabaseDesk::chosenTable() const
{
    const StoreFact *store = chosenStore();
    return store ? store->find(m_chosenTable) : nullptr;
}

void DatabaseDesk::choose(const QString &store)
{
    if (store == m_chosenStore)
        return;
    const StoreFact *fact = find(store);
    const bool hasTable = fact && fact->find(m_chosenTable);
    const bool hasAny = fact && !fact->tables.empty();
    choose(store, hasTable ? m_chosenTable : hasAny ? fact->tables.front().name : QString());
}

void DatabaseDesk::choose(const QString &store, const QString &table)
{
    if (store == m_chosenStore && table == m_chosenTable)
        return;
    m_chosenStore = store;
    m_chosenTable = table;
    Q_EMIT chosen();
}

void DatabaseDesk::watch(bool isWatched)
{
    m_watchers += isWatched ? 1 : -1;
    if (m_watchers == 0) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
        readAll();
    }
}

void DatabaseDesk::readAll()
{
    // Also while time stands still: commands, and hands from outside, change rows all the same.
    if (m_pending > 0 || m_watchers == 0 || m_link.description().scenario.isEmpty())
        return;
    const QStringList &services = serviceNames();
    m_arriving.assign(static_cast<std::size_t>(services.size()) + 1, {});
    m_pending = static_cast<int>(m_arriving.size());
    for (qsizetype i = 0; i < services.size(); ++i) {
        const QString service = services[i];
        m_link.get(service, u"/tables?counts=true"_s,
                   [self = QPointer(this), service, i](int status, const QByteArray &body) {
                       if (self)
                           self->take(static_cast<std::size_t>(i), {serviceStore(service, status, body)});
                   });
    }
    m_link.get(u"warehouse"_s, u"/sources"_s, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->take(self->m_arriving.size() - 1, warehouseStores(status, body));
    });
}

void DatabaseDesk::take(std::size_t place, std::vector<StoreFact> stores)
{
    m_arriving[place] = std::move(stores);
    if (--m_pending == 0)
        end();
}

void DatabaseDesk::end()
{
    const bool isFirst = m_stores.empty();
    std::vector<StoreFact> stores;
    for (std::vector<StoreFact> &part : m_arriving) {
        for (StoreFact &store : part) {
            // One that does not answer for now still has the tables that it had.
            if (const StoreFact *before = find(store.key()); before && store.tables.empty())
                store.tables = before->tables;
            stores.push_back(std::move(store));
        }
    }
    m_stores = std::move(stores);
    Q_EMIT read();
    if (isFirst && m_chosenStore.isEmpty())
        choose(u"deliveries"_s, u"delivery"_s); // so that the mode does not begin empty
}

} // namespace curbside
