// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow_desk.h"

#include <QAbstractItemModel>

namespace curbside {

/// The desk's flow by causes: each step stands below what led to it. One that several led to stands below the nearest, and
/// below each of the others there is a line that points to it.
class CausesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { What, Way, SinceCause, Remarks, Time };

    explicit CausesModel(const FlowDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int idOf(const QModelIndex &index) const { return node(index).step; }
    /// Only points to where the step stands.
    [[nodiscard]] bool isPointer(const QModelIndex &index) const { return node(index).isPointer; }
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
        int parent = -1; ///< place in m_nodes
        int row = 0;
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
    void addBelow(int parent, int id, bool isPointer, bool isTold);
    [[nodiscard]] QModelIndex indexOfNode(int place, int column = 0) const;
    [[nodiscard]] QString textOf(const Node &node, int column) const;
    [[nodiscard]] QString remarksOn(int id) const;

    const FlowDesk &m_desk;
    std::vector<Node> m_nodes; // the first is above all
    std::vector<int> m_places; // of the steps in m_nodes, by id; -1: none
};

} // namespace curbside
