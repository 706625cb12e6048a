// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_reader.h"
#include "services/capture/otlp.h"

#include <stop_token>

class QIODevice;

namespace curbside {

/// A field of a line of CSV, quoted where that is needed.
[[nodiscard]] QByteArray csvField(QByteArray field);

/// Events as other programs read them.
enum class EventFormat {
    JsonLines, ///< a CloudEvent a line
    Csv, ///< a line of names, and a line for each
    Otlp, ///< traces, as one document
};

/// The line of names of EventFormat::Csv, and an event below it.
[[nodiscard]] QByteArray csvNames();
[[nodiscard]] QByteArray csvLineOf(const Event &event);

/// The events as traces, with everything in a capture that handled one of them or led to it; without a capture, alone.
[[nodiscard]] std::expected<OtlpTraces, StorageError> tracesOf(const std::vector<Event> &events, CaptureReader *capture,
                                                               const std::stop_token &stop = {});

/// Writes the events that some of a capture's records are about, each once, where it was published.
struct EventExport
{
    static constexpr qint64 mostTraced = 200'000; ///< events as traces, which have to be in memory

    std::vector<quint32> records; ///< their numbers from 0, in order
    EventFormat format = EventFormat::JsonLines;

    /// How many were written. What the device refuses is for its owner to see.
    [[nodiscard]] std::expected<qint64, StorageError> write(CaptureReader &capture, QIODevice &device,
                                                            const std::stop_token &stop = {}) const;
};

} // namespace curbside
