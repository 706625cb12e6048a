// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow_desk.h"

#include <QAbstractItemModel>

namespace curbside {

/// The desk's flow by causes: each step stands below what led to it. One that several led to stands below the nearest, and
/// below each of the others there is a line that points to it. A chain that is too deep goes on at the deepest level.
class CausesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr int mostDepth = 48;

    enum Column { What, Way, SinceCause, Remarks, Time };

    explicit CausesModel(const FlowDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int idOf(const QModelIndex &index) const { return node(index).step; }
    /// Only points to where the step stands.
    [[nodiscard]] bool isPointer(const QModelIndex &index) const { return node(index).isPointer; }
    /// How many steps stand one below the other, at most.
    [[nodiscard]] int depth() const { return m_depth; }
    /// Where the step itself stands.
    [[nodiscard]] QModelIndex indexOf(int id) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node
    {
        int step = -1;
        int cause = -1; ///< the step that it follows from here
        int parent = -1; ///< place in m_nodes
        int row = 0;
        int depth = 0;
        bool isPointer = false;
        std::vector<int> children;
    };

    [[nodiscard]] const Node &node(const QModelIndex &index) const
    {
        return m_nodes[index.isValid() ? static_cast<std::size_t>(index.internalId()) : 0];
    }
    void takeAnother();
    void extend();
    [[nodiscard]] bool standsAsBefore() const;
    void add(int id, bool isTold);
    void addBelow(int cause, int id, bool isPointer, bool isTold);
    [[nodiscard]] QModelIndex indexOfNode(int place, int column = 0) const;
    [[nodiscard]] QString textOf(const Node &node, int column) const;
    [[nodiscard]] QString remarksOn(int id) const;

    const FlowDesk &m_desk;
    std::vector<Node> m_nodes; // the first is above all
    int m_depth = 0;
    std::vector<int> m_places; // of the steps in m_nodes, by id; -1: none
};

} // namespace curbside
