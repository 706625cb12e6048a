// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_feed.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int refreshIntervalMs = 200;

} // namespace

EntityFeed::EntityFeed(PlatformLink &link, EntityModel &model, QString path, QStringList publishers, QObject *parent)
    : QObject(parent), m_link(link), m_model(model), m_path(std::move(path)), m_publishers(std::move(publishers))
{
    connect(&link, &PlatformLink::journalArrived, this, &EntityFeed::onJournal);
    connect(&m_timer, &QTimer::timeout, this, &EntityFeed::refresh);
    m_timer.start(refreshIntervalMs);
}

void EntityFeed::onJournal(const JournalBatch &batch)
{
    m_isStale = m_isStale || batch.dropped > 0
        || std::any_of(batch.entries.begin(), batch.entries.end(), [this](const TrafficEntry &entry) {
                    return entry.kind == u"Published" && m_publishers.contains(entry.service);
                });
}

void EntityFeed::refresh()
{
    if (!m_isStale || m_isReading || !m_link.status().isRunning)
        return;
    m_isStale = false;
    m_isReading = true;
    readPage({});
}

void EntityFeed::readPage(const QString &cursor)
{
    QString path = m_path + u"?limit=1000"_s;
    if (!cursor.isEmpty())
        path += u"&cursor="_s + QString::fromUtf8(QUrl::toPercentEncoding(cursor));
    m_link.get(u"gateway"_s, path, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->takePage(status, body);
    });
}

void EntityFeed::takePage(int status, const QByteArray &body)
{
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        m_isReading = false;
        m_isStale = true;
        Q_EMIT failed(page ? page->root()["detail"].toString().value_or(QString()) : QString());
        return;
    }
    page->root()["items"].forEachItem([this](JsonValue item) { m_model.take(item); });
    const QString next = page->root()["next"].toString().value_or(QString());
    if (!next.isEmpty()) {
        readPage(next);
        return;
    }
    m_isReading = false;
    Q_EMIT loaded();
}

} // namespace curbside
