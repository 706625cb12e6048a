// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/live_rows.h"

#include "widgets/entities/rows.h"
#include "widgets/platform/platform_link.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

LiveRows::LiveRows(PlatformLink &link, TableRowsModel &model, QObject *parent)
    : QObject(parent), m_link(link), m_model(model)
{
    m_timer.setInterval(followEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &LiveRows::goOn);
    connect(&link, &PlatformLink::journalArrived, this, &LiveRows::onJournal);
}

void LiveRows::follow(const QString &service, const TableFact &table)
{
    if (service == m_service && table.columns == m_model.table().columns && table.name == m_model.table().name)
        return;
    m_service = service;
    m_model.setTable(table);
    m_cursors = {QString()};
    m_next.clear();
    m_failure.clear();
    m_hasLoaded = false;
    readPage(false);
}

void LiveRows::setActive(bool isActive)
{
    m_isActive = isActive;
    if (!isActive) {
        m_timer.stop();
        return;
    }
    m_isStale = true;
    m_timer.start();
    goOn();
}

void LiveRows::showOlder()
{
    if (!hasOlder())
        return;
    m_cursors.append(u"&after="_s + m_next);
    readPage(false);
}

void LiveRows::showFrom(const QStringList &key)
{
    QString from;
    for (const QString &value : key)
        from += u"&key="_s + QString::fromLatin1(QUrl::toPercentEncoding(value));
    m_cursors = {QString(), from};
    readPage(false);
}

void LiveRows::showNewer()
{
    if (!hasNewer())
        return;
    m_cursors.removeLast();
    readPage(false);
}

void LiveRows::onJournal(const JournalBatch &batch)
{
    const QByteArray service = m_service.toUtf8();
    m_isStale = m_isStale || batch.dropped > 0
        || std::ranges::any_of(batch.entries, [&](const TrafficEntry &entry) { return entry.service == service; });
}

/// What has to be asked next, if anything.
void LiveRows::goOn()
{
    if (!m_isActive || m_isAsking || m_service.isEmpty() || m_model.table().columns.empty())
        return;
    if (m_isPageWanted)
        readPage(m_hasLoaded);
    else if (m_isStale)
        readChanges();
}

void LiveRows::readPage(bool marks)
{
    const int generation = ++m_generation;
    m_isPageWanted = true;
    m_isAsking = false;
    if (!m_isActive || m_service.isEmpty() || m_model.table().columns.empty())
        return;
    m_isAsking = true;
    m_isStale = false;
    QString path = u"/tables/%1/rows?order=descending&limit=%2"_s
                       .arg(QString::fromLatin1(QUrl::toPercentEncoding(m_model.table().name)))
                       .arg(pageRows);
    path += m_cursors.constLast();
    m_link.get(m_service, path, [self = QPointer(this), generation, marks](int status, const QByteArray &body) {
        if (self && self->m_generation == generation)
            self->takePage(status, body, marks);
    });
}

void LiveRows::takePage(int status, const QByteArray &body, bool marks)
{
    m_isAsking = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        fail(status, body);
        return;
    }
    const JsonValue root = document->root();
    std::vector<DataRow> rows;
    root["items"].forEachItem([&](JsonValue item) { rows.push_back(DataRow::from(item, m_model.table())); });
    m_next = textIn(root, "next");
    m_epoch = textIn(root, "epoch");
    m_sequence = root["sequence"].toInteger().value_or(0);
    m_isPageWanted = false;
    m_hasLoaded = true;
    m_failure.clear();
    m_model.setRows(std::move(rows), marks);
    Q_EMIT changed();
}

void LiveRows::readChanges()
{
    m_isAsking = true;
    m_isStale = false;
    const QString path = u"/row-changes?after=%1&epoch=%2&limit=%3"_s.arg(m_sequence).arg(m_epoch).arg(mostFollowed);
    m_link.get(m_service, path, [self = QPointer(this), generation = m_generation](int status, const QByteArray &body) {
        if (self && self->m_generation == generation)
            self->takeChanges(status, body);
    });
}

void LiveRows::takeChanges(int status, const QByteArray &body)
{
    m_isAsking = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        fail(status, body);
        return;
    }
    const JsonValue root = document->root();
    const qint64 last = root["last"].toInteger().value_or(m_sequence);
    const std::size_t items = root["items"].size();
    root["items"].forEachItem([&](JsonValue item) {
        m_sequence = item["sequence"].toInteger().value_or(m_sequence);
        item["changes"].forEachItem([&](JsonValue change) { apply(change); });
    });
    if (items < std::size_t(mostFollowed))
        m_sequence = std::max(m_sequence, last);
    // It goes faster than it can be followed, or has pushed too much out of the page.
    m_isPageWanted = items >= std::size_t(mostFollowed) || m_model.rowCount() > pageRows + pageRows / 2;
    m_failure.clear();
    Q_EMIT changed();
}

void LiveRows::apply(JsonValue change)
{
    if (textIn(change, "table") != m_model.table().name)
        return;
    if (change["after"].isObject()) {
        const bool isLastPage = m_next.isEmpty();
        m_model.put(DataRow::from(change["after"], m_model.table()), isLastPage, !hasNewer());
    } else {
        m_model.remove(m_model.keyOf(DataRow::from(change["before"], m_model.table())));
    }
}

void LiveRows::fail(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    const QString detail = document ? textIn(document->root(), "detail") : QString();
    const bool isOtherLog = status == 409 || status == 410;
    m_isPageWanted = m_isPageWanted || isOtherLog;
    m_isStale = true; // it is asked again
    m_failure = isOtherLog ? QString() : detail.isEmpty() ? tr("%1 answered %2").arg(m_service).arg(status) : detail;
    Q_EMIT changed();
}

} // namespace curbside
