// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/clean_ups.h"

#include "widgets/alerts/service_words.h"

using namespace Qt::StringLiterals;

namespace curbside {

CleanUps::CleanUps(PlatformLink &link, ConsistencyWatch &watch, const Entities &entities, QObject *parent)
    : QObject(parent), m_link(link), m_watch(watch)
{
    runs.setColumns(cleanUpColumns());
    found.setColumns(orphanColumns(entities));
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &CleanUps::poll);
}

void CleanUps::readRuns()
{
    for (const QString &service : serviceNames())
        readRunsOf(service);
}

void CleanUps::readRunsOf(const QString &service)
{
    m_link.get(service, u"/cleanups?limit=200"_s, [self = QPointer(this), service](int status, const QByteArray &body) {
        const auto page = JsonDocument::parse(body);
        if (!self || status != 200 || !page)
            return;
        std::vector<CleanUpRow> rows;
        for (const CleanUpRow &known : self->runs.rows()) {
            if (known.service != service)
                rows.push_back(known);
        }
        page->root()["items"].forEachItem([&](JsonValue item) { rows.push_back(CleanUpRow::from(service, item)); });
        self->runs.takeAll(std::move(rows));
        Q_EMIT self->changed();
    });
}

/// Answers that concern the batch before are no longer waited for.
void CleanUps::startBatch()
{
    ++m_generation;
    m_pending = 0;
    m_running = 0;
    m_batch.clear();
    m_orphans.clear();
    m_problems.clear();
    found.takeAll({});
}

void CleanUps::open(const QString &service, const QString &id)
{
    startBatch();
    readRun(service, id);
}

void CleanUps::begin(bool isDryRun, const QStringList &services)
{
    startBatch();
    m_isDry = isDryRun;
    for (const QString &service : services)
        post(service, u"/cleanup"_s, isDryRun ? R"({"dryRun":true})" : R"({"dryRun":false})");
    Q_EMIT changed();
}

void CleanUps::undo(const QString &service, const QString &id)
{
    post(service, u"/cleanup/%1/undo"_s.arg(id), {});
}

void CleanUps::undoBatch()
{
    const auto batch = m_batch;
    for (const CleanUpRow &run : batch) {
        if (run.canBeUndone())
            undo(run.service, run.id);
    }
}

void CleanUps::post(const QString &service, const QString &path, const QByteArray &body)
{
    ++m_pending;
    m_link.post(service, path, body,
                [self = QPointer(this), service, generation = m_generation](int status, const QByteArray &answer) {
                    if (!self)
                        return;
                    if (generation == self->m_generation) {
                        --self->m_pending;
                        self->take(service, status, answer);
                    }
                    self->readRunsOf(service);
                    self->m_watch.readSoon();
                });
}

void CleanUps::readRun(const QString &service, const QString &id)
{
    ++m_pending;
    m_link.get(service, u"/cleanup/"_s + id,
               [self = QPointer(this), service, generation = m_generation](int status, const QByteArray &body) {
                   if (!self || generation != self->m_generation)
                       return;
                   --self->m_pending;
                   self->take(service, status, body);
               });
}

/// One run as a service tells it, with all that it found.
void CleanUps::take(const QString &service, int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    if (status < 200 || status >= 300 || !document) {
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        m_problems.insert(service,
                          tr("%1: %2").arg(serviceText(service), detail.isEmpty() ? QString::number(status) : detail));
        Q_EMIT changed();
        return;
    }
    m_problems.remove(service);
    const CleanUpRow run = CleanUpRow::from(service, document->root());
    m_isDry = run.isDryRun;
    m_batch.insert(service, run);
    std::vector<OrphanRow> &orphans = m_orphans[service];
    orphans.clear();
    document->root()["orphans"].forEachItem([&](JsonValue item) {
        OrphanRow row;
        row.service = service;
        row.run = run.id;
        row.isDryRun = run.isDryRun;
        row.column = textIn(item, "column");
        row.target = textIn(item, "target");
        row.rowKey = textIn(item, "rowKey");
        row.value = textIn(item, "value");
        row.remedy = m_watch.remedyOf(service, row.column);
        row.outcome = textIn(item, "outcome");
        row.newValue = textIn(item, "newValue");
        row.undoneAt = momentIn(item, "undoneAt");
        orphans.push_back(std::move(row));
    });
    const auto batch = m_batch.values();
    m_running = int(std::ranges::count(batch, u"Running"_s, &CleanUpRow::state));
    if (m_running > 0)
        m_timer.start();
    std::vector<OrphanRow> all;
    for (const auto &some : std::as_const(m_orphans))
        all.insert(all.end(), some.begin(), some.end());
    found.takeAll(std::move(all));
    if (run.state != u"Running")
        readRunsOf(service);
    Q_EMIT changed();
}

void CleanUps::poll()
{
    if (m_running == 0) {
        m_timer.stop();
        m_watch.readSoon();
        return;
    }
    if (m_pending > 0)
        return;
    const auto batch = m_batch;
    for (const CleanUpRow &run : batch) {
        if (run.state == u"Running")
            readRun(run.service, run.id);
    }
}

QStringList CleanUps::servicesToSettle() const
{
    QStringList services;
    for (const OrphanRow &row : found.rows()) {
        if (row.isToSettle() && !services.contains(row.service))
            services += row.service;
    }
    return services;
}

bool CleanUps::canBeUndone() const
{
    return std::ranges::any_of(found.rows(), [this](const OrphanRow &row) {
        const bool isChange = row.outcome == u"Released" || row.outcome == u"Repaired";
        return isChange && row.undoneAt == 0 && m_batch.value(row.service).canBeUndone();
    });
}

} // namespace curbside
