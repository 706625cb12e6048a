// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/faults/fault_desk.h"

#include "services/runtime/json/json.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/topology/link_book.h"

#include <QDir>
#include <QFile>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString faultPath = u"/control/faults"_s;
constexpr qint64 largestPlan = 1 << 20;

void insertSorted(QStringList &list, const QString &text)
{
    const auto place = std::ranges::lower_bound(list, text);
    if (place == list.end() || *place != text)
        list.insert(place, text);
}

} // namespace

FaultDesk::FaultDesk(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
        Q_EMIT changed(); // rules end as time passes
    });
    connect(&link, &PlatformLink::journalArrived, this, &FaultDesk::onJournal);
    connect(&link, &PlatformLink::described, this, &FaultDesk::ask);
    ask();
}

const FaultFact *FaultDesk::find(qint64 id) const
{
    const auto found = std::ranges::find(m_faults, id, &FaultFact::id);
    return found == m_faults.end() ? nullptr : &*found;
}

bool FaultDesk::isCutOff(const QByteArray &part) const
{
    return std::ranges::any_of(m_faults, [&](const FaultFact &fault) {
        return fault.kind == FaultKind::CutOff && fault.from == part && fault.since <= now() && !fault.isOver(now());
    });
}

void FaultDesk::watch(bool isWatched)
{
    m_watchers += isWatched ? 1 : -1;
    if (m_watchers == 0) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
        ask();
    }
}

void FaultDesk::onJournal(const JournalBatch &batch)
{
    m_outcomes.take(batch);
    m_isStale = true;
    bool isPlanChanged = false;
    for (const TrafficEntry &entry : batch.entries) {
        noteType(entry);
        isPlanChanged = isPlanChanged || (entry.kind == JournalKind::Input && entry.service == "control");
    }
    if (isPlanChanged)
        ask();
}

void FaultDesk::noteType(const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Published && m_eventTypes.size() < mostTypes)
        insertSorted(m_eventTypes, QString::fromUtf8(entry.type));
    else if (entry.kind == JournalKind::Called && m_callTypes.size() < mostTypes && callType(entry.type) == entry.type)
        insertSorted(m_callTypes, QString::fromUtf8(entry.type));
}

void FaultDesk::ask()
{
    if (m_isAsking || m_link.description().scenario.isEmpty()) // until then nobody answers
        return;
    m_isAsking = true;
    m_isStale = false;
    m_link.get(u"gateway"_s, faultPath, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->take(status, body);
    });
}

void FaultDesk::take(int status, const QByteArray &body)
{
    m_isAsking = false;
    const auto document = JsonDocument::parse(body);
    if ((status != 200 && status != 201) || !document)
        return;
    for (FaultFact &known : m_faults)
        known.isTakenBack = true;
    document->root()["items"].forEachItem([this](JsonValue item) {
        const auto fact = FaultFact::read(item);
        if (!fact)
            return;
        const auto known = std::ranges::find(m_faults, fact->id, &FaultFact::id);
        if (known != m_faults.end())
            *known = *fact;
        else
            m_faults.push_back(*fact);
    });
    if (m_faults.size() > mostFaults)
        std::erase_if(m_faults, [](const FaultFact &fact) { return fact.isTakenBack; });
    m_faults.resize(std::min(m_faults.size(), mostFaults));
    Q_EMIT changed();
}

void FaultDesk::add(const QByteArray &rules)
{
    m_link.post(u"gateway"_s, faultPath, rules, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->onAnswer(status, body);
    });
}

void FaultDesk::takeBack(qint64 id)
{
    m_link.remove(u"gateway"_s, faultPath + u"?id=%1"_s.arg(id),
                  [self = QPointer(this)](int status, const QByteArray &body) {
                      if (self)
                          self->onAnswer(status, body);
                  });
}

void FaultDesk::takeAllBack()
{
    m_link.remove(u"gateway"_s, faultPath, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->onAnswer(status, body);
    });
}

void FaultDesk::onAnswer(int status, const QByteArray &body)
{
    if (status == 200 || status == 201)
        take(status, body);
    Q_EMIT refused(status == 200 || status == 201 ? QString() : refusalText(status, body));
}

QStringList FaultDesk::builtIn()
{
    return QDir(u":/faults"_s)
        .entryList({u"*.json"_s}, QDir::Files, QDir::Name)
        .replaceInStrings(u".json"_s, QString());
}

QByteArray FaultDesk::builtInPlan(const QString &name)
{
    QFile file(u":/faults/%1.json"_s.arg(name));
    return builtIn().contains(name) && file.open(QIODevice::ReadOnly) ? file.read(largestPlan) : QByteArray();
}

} // namespace curbside
