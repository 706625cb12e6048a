// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/topology/topology_words.h"

class QPushButton;
class QToolButton;

namespace curbside {

class ElidedLabel;
class EntityList;

/// A type that flows, or one of the last entries.
struct FlowLine
{
    QString id; ///< of the message, or the type
    QByteArray type;
    FlowFigures figures;
    FlowFact fact;

    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const FlowLine &left, const FlowLine &right)
    {
        return left.id == right.id && left.figures == right.figures && left.fact.at == right.fact.at
            && left.fact.kind == right.fact.kind;
    }
};

/// The side of the topology that tells all of what is chosen: figures, types, the last entries, and what can be done.
class TopologyDetails : public QWidget
{
    Q_OBJECT

public:
    explicit TopologyDetails(QWidget *parent = nullptr);
    ~TopologyDetails() override;

    /// A flow. `book` knows more of it.
    void show(const FlowLook &look, const LinkBook &book);
    /// A part.
    void show(const PartLook &look);
    void showNothing();
    [[nodiscard]] QString words() const;
    [[nodiscard]] EntityList &types() { return *m_types; }
    [[nodiscard]] EntityList &last() { return *m_last; }

Q_SIGNALS:
    /// One of the last entries; `isEvent`: it is an event, else a call.
    void messageWished(const QString &id, bool isEvent);
    void typeWished(const QByteArray &type);
    void trafficWished();
    void troubleWished();

private:
    void makeLists();
    void showLists(bool isFlow);
    void look(bool isAtLast);

    EntityModel<FlowLine> m_typeRows;
    EntityModel<FlowLine> m_lastRows;
    ElidedLabel *m_title;
    QLabel *m_facts;
    EntityList *m_types;
    EntityList *m_last;
    QWidget *m_segments;
    QToolButton *m_typesButton;
    QToolButton *m_lastButton;
    QPushButton *m_traffic;
    QPushButton *m_trouble;
    bool m_isAtLast = false;
};

} // namespace curbside
