// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/entry_words.h"

#include "widgets/traffic/traffic_model.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

KindLook lookOfKind(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Published: return {Tone::Active, Mark::Play};
    case JournalKind::Handled: return {Tone::Good, Mark::Check};
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::Fault: return {Tone::Warning, Mark::Warning};
    case JournalKind::Lost:
    case JournalKind::DeadLettered:
    case JournalKind::Crashed: return {Tone::Bad, Mark::Cross};
    default: return {Tone::Idle, Mark::Ring};
    }
}

QString wordOf(JournalKind kind)
{
    static constexpr auto words = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Published"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Handled"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Passed over"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Duplicate"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Parked"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Dead letter"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Lost"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Request"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Call"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Answer"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Timer"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Job"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Saga"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Fault"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Started"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Crashed"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Input"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Note"),
    });
    static_assert(words.size() == EnumNames<JournalKind>::names.size());
    return TrafficModel::tr(words[static_cast<std::size_t>(kind)]);
}

QString shortType(const QByteArray &type)
{
    return QString::fromUtf8(type.startsWith("curbside.") ? type.mid(type.lastIndexOf('.') + 1) : type);
}

QString whereText(const TrafficEntry &entry)
{
    const QString service = QString::fromUtf8(entry.service);
    return entry.peer.isEmpty() ? service : QString::fromUtf8(entry.peer) + u" → "_s + service;
}

QString latencyText(qint64 microseconds)
{
    if (microseconds < 0)
        return {};
    const double milliseconds = double(microseconds) / 1000;
    if (milliseconds < 1000)
        return TrafficModel::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
    const double seconds = milliseconds / 1000;
    return TrafficModel::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 2 : seconds < 100 ? 1 : 0));
}

} // namespace curbside
