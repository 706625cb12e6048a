// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/chosen_saga.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int pauseMs = 150;
constexpr int pauseAfterFailureMs = 1000;

} // namespace

ChosenSaga::ChosenSaga(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ChosenSaga::read);
    connect(&link, &PlatformLink::journalArrived, this, &ChosenSaga::onJournal);
    connect(&link, &PlatformLink::statusChanged, this, [this] { Q_EMIT ticked(); });
}

void ChosenSaga::choose(const QString &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_story.reset();
    m_failure.clear();
    m_timer.stop();
    m_isStale = true;
    m_isReading = false;
    Q_EMIT changed();
    read();
}

void ChosenSaga::read()
{
    if (m_id.isEmpty() || m_isReading || !m_isStale)
        return;
    m_isStale = false;
    m_isReading = true;
    m_link.get(u"deliveries"_s, u"/saga/"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_id)),
               [self = QPointer(this), id = m_id](int status, const QByteArray &body) {
                   if (self)
                       self->take(id, status, body);
               });
}

void ChosenSaga::take(const QString &id, int status, const QByteArray &body)
{
    if (id != m_id)
        return;
    m_isReading = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        m_failure = detail.isEmpty() ? tr("Deliveries answered %1").arg(status) : detail;
        m_isStale = true;
        m_timer.start(pauseAfterFailureMs);
        Q_EMIT changed();
        return;
    }
    m_failure.clear();
    SagaStory story = SagaStory::from(document->root());
    const bool isNews = m_story != story;
    m_story = std::move(story);
    m_timer.start(pauseMs);
    if (isNews)
        Q_EMIT changed();
}

/// The platform's record of a saga's moves names the delivery.
void ChosenSaga::onJournal(const JournalBatch &batch)
{
    if (m_id.isEmpty() || m_isStale)
        return;
    const QByteArray subject = m_story ? m_story->saga.subject.toUtf8() : QByteArray();
    const bool isCalling =
        m_story && std::ranges::find(m_story->steps, u"Calling"_s, &SagaStepRow::state) != m_story->steps.end();
    m_isStale = batch.dropped > 0 || std::ranges::any_of(batch.entries, [&](const TrafficEntry &entry) {
                    return (entry.kind == JournalKind::Saga && entry.subject == subject)
                        || (isCalling && entry.kind == JournalKind::Answered && entry.status >= 400);
                });
    if (m_isStale && !m_timer.isActive())
        read();
}

} // namespace curbside
