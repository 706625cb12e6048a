// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/breakpoints/breakpoint_rows.h"
#include "widgets/platform/platform_link.h"

#include <QTimer>

namespace curbside {

class TrafficVocabulary;

/// The breakpoints of the platform, and where its time stands still. Lives as long as the window.
class BreakpointDesk : public QObject
{
    Q_OBJECT

public:
    /// What the platform made of a wish; `refusal` is empty when it was granted.
    using Answered = std::function<void(const QString &refusal)>;

    explicit BreakpointDesk(PlatformLink &link, QObject *parent = nullptr);

    EntityModel<BreakpointRow> rows;

    /// `wish`: what POST /control/breakpoints takes.
    void add(const QByteArray &wish, Answered answered = {});
    /// Before events that match.
    void addFilter(const QString &filter, Answered answered = {});
    void setEnabled(const QString &id, bool isEnabled);
    void remove(const QString &id);
    /// `wish`: what POST /control/resume takes.
    void runUntil(const QByteArray &wish, Answered answered = {});
    /// Goes on until one event is delivered.
    void stepEvent();
    /// While `viewer` is seen, hits are read again and again.
    void addViewer(QWidget *viewer);

    /// Words that filters can be made of; none: the language's own.
    void setVocabulary(const TrafficVocabulary *vocabulary) { m_vocabulary = vocabulary; }
    [[nodiscard]] const TrafficVocabulary *vocabulary() const { return m_vocabulary; }
    [[nodiscard]] PlatformLink &link() { return m_link; }

Q_SIGNALS:
    /// At an event, after a row has changed, or at a moment.
    void stopped(const curbside::PlatformStop &stop);
    void wentOn();
    /// A wish that nobody waits for an answer to.
    void refused(const QString &why);

private:
    void readForViewers();
    [[nodiscard]] bool isToBeTold(const PlatformStop &stop) const;
    void onStatus(const PlatformStatus &status);
    void take(const QByteArray &answer);
    [[nodiscard]] PlatformLink::Answered telling(Answered answered);
    void tell(const Answered &answered, int status, const QByteArray &answer);

    PlatformLink &m_link;
    const TrafficVocabulary *m_vocabulary = nullptr;
    std::optional<PlatformStop> m_stop;
    bool m_isRunUntil = false; ///< asked for here, and not reached
    QTimer m_timer;
    std::vector<QWidget *> m_viewers;
};

} // namespace curbside
