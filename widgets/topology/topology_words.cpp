// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_words.h"

#include "services/cesql/condition.h"
#include "widgets/alerts/service_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Topology
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Topology)
};

QString troubleText(FlowTrouble trouble, quint64 count)
{
    const QString times = QLocale().toString(qulonglong(count));
    switch (trouble) {
    case FlowTrouble::Dead: return Topology::tr("%1 given up").arg(times);
    case FlowTrouble::Lost: return Topology::tr("%1 lost").arg(times);
    case FlowTrouble::Failed: return Topology::tr("%1 failed").arg(times);
    case FlowTrouble::Parked: return Topology::tr("%1 parked").arg(times);
    case FlowTrouble::Duplicate: return Topology::tr("%1 repeated").arg(times);
    }
    return {};
}

std::string isEqual(std::string_view name, const QByteArray &text)
{
    return cesql::conditionFor(name, cesql::Value::string({text.constData(), static_cast<std::size_t>(text.size())}));
}

std::string isFrom(const QByteArray &service)
{
    return isEqual("source", "/services/" + service);
}

} // namespace

QString partText(const QByteArray &name)
{
    if (name == "world")
        return Topology::tr("World");
    if (name == "gateway")
        return Topology::tr("Gateway");
    if (name == "warehouse")
        return Topology::tr("Warehouse");
    return serviceText(QString::fromUtf8(name));
}

QString flowText(const FlowKey &key)
{
    switch (key.kind) {
    case FlowKind::Events: return Topology::tr("Events from %1 to %2").arg(partText(key.from), partText(key.to));
    case FlowKind::Calls: return Topology::tr("Calls from %1 to %2").arg(partText(key.from), partText(key.to));
    case FlowKind::Capture: return Topology::tr("Row changes from %1 to %2").arg(partText(key.from), partText(key.to));
    }
    return {};
}

QString kindText(FlowKind kind)
{
    switch (kind) {
    case FlowKind::Events: return Topology::tr("events");
    case FlowKind::Calls: return Topology::tr("calls");
    case FlowKind::Capture: return Topology::tr("row changes");
    }
    return {};
}

QString rateText(double perSecond)
{
    return QLocale().toString(perSecond, 'f', perSecond >= 100 ? 0 : perSecond >= 10 ? 1 : 2);
}

QString latencyText(qint64 microseconds)
{
    if (microseconds < 0)
        return {};
    const double milliseconds = double(microseconds) / 1000;
    if (milliseconds >= 10'000)
        return Topology::tr("%1 s").arg(QLocale().toString(milliseconds / 1000, 'f', 0));
    return Topology::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

QString troubleText(const FlowFigures &figures)
{
    QStringList all;
    for (std::size_t i = 0; i < flowTroubles; ++i) {
        if (figures.troubles[i] > 0)
            all.append(troubleText(static_cast<FlowTrouble>(i), figures.troubles[i]));
    }
    return all.join(u", "_s);
}

QString worstText(const FlowFigures &figures)
{
    const auto worst = figures.worst();
    return worst ? troubleText(*worst, figures.of(*worst)) : QString();
}

Tone toneOf(FlowTrouble trouble)
{
    switch (trouble) {
    case FlowTrouble::Dead: return Tone::Bad;
    case FlowTrouble::Duplicate: return Tone::Idle;
    default: return Tone::Warning;
    }
}

Mark markOf(FlowTrouble trouble)
{
    switch (trouble) {
    case FlowTrouble::Dead: return Mark::Cross;
    case FlowTrouble::Parked: return Mark::Pause;
    case FlowTrouble::Duplicate: return Mark::Ring;
    default: return Mark::Warning;
    }
}

QString wordsOf(const FlowLook &look)
{
    const FlowFigures &figures = look.figures;
    QStringList parts{flowText(look.key)};
    if (look.key.kind != FlowKind::Capture)
        parts.append(Topology::tr("%1 a second").arg(rateText(figures.perSecond)));
    if (figures.median >= 0)
        parts.append(
            Topology::tr("median %1, 99 % within %2").arg(latencyText(figures.median), latencyText(figures.slowest)));
    if (figures.fetched > 0)
        parts.append(Topology::tr("outbox asked: %1").arg(QLocale().toString(qulonglong(figures.fetched))));
    for (const QString &more : {troubleText(figures), look.note}) {
        if (!more.isEmpty())
            parts.append(more);
    }
    return parts.join(u"; "_s);
}

QString wordsOf(const PartLook &look)
{
    QStringList parts{partText(look.name), look.state};
    if (!look.size.isEmpty())
        parts.append(Topology::tr("database of %1").arg(look.size));
    return parts.join(u", "_s);
}

QString factText(const FlowFact &fact)
{
    switch (fact.kind) {
    case JournalKind::Handled: return Topology::tr("handled");
    case JournalKind::PassedOver: return Topology::tr("passed over");
    case JournalKind::Duplicate: return Topology::tr("duplicate");
    case JournalKind::Parked: return Topology::tr("parked");
    case JournalKind::DeadLettered: return Topology::tr("dead letter");
    case JournalKind::Lost: return Topology::tr("lost");
    case JournalKind::Called: return Topology::tr("called");
    case JournalKind::Answered: return Topology::tr("failed");
    default: return Topology::tr("asked from outside");
    }
}

QString typeText(const QByteArray &type)
{
    if (type.isEmpty())
        return Topology::tr("other types");
    return QString::fromUtf8(type.startsWith("curbside.") ? type.mid(type.lastIndexOf('.') + 1) : type);
}

QString filterFor(const FlowKey &key, const QByteArray &type)
{
    std::string filter = isFrom(key.kind == FlowKind::Calls && key.from == "gateway" ? key.to : key.from);
    if (key.kind == FlowKind::Events)
        filter += " AND " + isEqual("handledBy", key.to);
    else if (key.kind == FlowKind::Calls && key.from == "gateway")
        filter += " AND outcome = 'input'";
    else if (key.kind == FlowKind::Calls)
        filter += " AND outcome IN ('called', 'answered')";
    if (!type.isEmpty() && key.kind == FlowKind::Events)
        filter += " AND " + isEqual("type", type);
    return QString::fromStdString(filter);
}

QString filterFor(const QByteArray &part)
{
    return QString::fromStdString(isFrom(part) + " OR (EXISTS handledBy AND " + isEqual("handledBy", part) + ")");
}

} // namespace curbside
