// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow_book.h"
#include "widgets/flows/flow_comparison.h"
#include "widgets/flows/flow_words.h"
#include "widgets/selection/selection.h"

#include <QObject>

#include <memory>

namespace curbside {

/// The flow that belongs to what is chosen, for every panel to show in its own way, and one that is kept to be held against.
/// It extends itself as the platform goes on.
class FlowDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t capacity = 100'000; ///< entries of the journal that are kept, of all traces

    FlowDesk(PlatformLink &link, Selection &selection, QObject *parent = nullptr);

    /// Which thing an id is of; none where it is of none.
    using FlowThings = std::function<EntityRef(const QString &key)>;
    void setThings(FlowNames names, FlowThings things);
    [[nodiscard]] const FlowNames &names() const { return m_names; }
    /// Null while there is none.
    [[nodiscard]] const Flow *flow() const { return m_flow.get(); }
    /// What was chosen is a message of which nothing is kept.
    [[nodiscard]] bool isGone() const { return m_isGone; }
    [[nodiscard]] bool isAnythingChosen() const { return m_selection.current().kind != EntityKind::None; }
    /// Entries of the flow that were no longer kept when it was first shown.
    [[nodiscard]] quint64 forgotten() const { return m_forgotten; }
    [[nodiscard]] const FlowBook &book() const { return m_book; }

    /// The flow that an entry of the traffic belongs to; null changes nothing.
    void showEntry(const TrafficEntry *entry);
    /// Chooses the step's message in the whole window.
    void choose(int id);
    /// What a step is about, where it is a thing that can be chosen.
    [[nodiscard]] EntityRef subjectOf(int id) const;
    void chooseSubjectOf(int id) { m_selection.select(subjectOf(id)); }
    /// The step that was chosen last, or the first of the chosen message; -1 where it is not in the flow.
    [[nodiscard]] int chosen() const { return m_chosen; }
    /// The message of the chosen step.
    [[nodiscard]] const QByteArray &chosenMessage() const { return m_chosenMessage; }

    /// The flow as it is now, to hold others against.
    void keepAsReference();
    void forgetReference();
    [[nodiscard]] const Flow *reference() const { return m_reference.get(); }
    /// Empty while there is no reference, or it is the flow that is shown.
    [[nodiscard]] const FlowComparison &comparison() const { return m_comparison; }
    [[nodiscard]] bool isComparing() const { return m_reference && m_flow && m_referenceTrace != m_trace; }

Q_SIGNALS:
    /// Another flow, or none.
    void flowChanged();
    /// The same one has more steps; those before it keep their ids.
    void flowExtended();
    void chosenChanged();
    void comparisonChanged();

private:
    void take(const JournalBatch &batch);
    void follow(const EntityRef &ref);
    void show(TraceKey trace);
    void mark(const QByteArray &message, int id);
    void compare();

    Selection &m_selection;
    FlowNames m_names;
    FlowThings m_things;
    FlowBook m_book{capacity};
    std::unique_ptr<Flow> m_flow;
    TraceKey m_trace;
    quint64 m_seen = 0; // entries of the trace that the flow has had
    quint64 m_forgotten = 0;
    QByteArray m_chosenMessage;
    int m_chosen = -1;
    bool m_isGone = false;
    bool m_isChoosing = false;
    std::unique_ptr<const Flow> m_reference;
    TraceKey m_referenceTrace;
    FlowComparison m_comparison;
};

} // namespace curbside
