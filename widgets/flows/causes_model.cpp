// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/causes_model.h"

#include "widgets/entities/cell.h"
#include "widgets/flows/flow_words.h"
#include "widgets/strategies/strategy_rows.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/entry_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestCause = 300; // characters of a cell

} // namespace

CausesModel::CausesModel(const FlowDesk &desk, QObject *parent) : QAbstractItemModel(parent), m_desk(desk)
{
    connect(&desk, &FlowDesk::flowChanged, this, &CausesModel::takeAnother);
    connect(&desk, &FlowDesk::flowExtended, this, &CausesModel::extend);
    takeAnother();
}

void CausesModel::takeAnother()
{
    beginResetModel();
    m_nodes.assign(1, Node());
    m_places.clear();
    for (int row = 0; m_desk.flow() && row < m_desk.flow()->count(); ++row)
        add(m_desk.flow()->idAt(row), false);
    endResetModel();
}

/// What came in between may be a nearer cause of what was there: then the tree is made again.
void CausesModel::extend()
{
    if (!standsAsBefore()) {
        takeAnother();
        return;
    }
    const Flow &flow = *m_desk.flow();
    const auto known = static_cast<int>(m_places.size());
    for (int row = 0; row < flow.count(); ++row) {
        if (flow.idAt(row) >= known)
            add(flow.idAt(row), true);
    }
}

bool CausesModel::standsAsBefore() const
{
    const Flow &flow = *m_desk.flow();
    for (int id = 0; id < static_cast<int>(m_places.size()); ++id) {
        const Node &above = m_nodes[static_cast<std::size_t>(
            m_nodes[static_cast<std::size_t>(m_places[static_cast<std::size_t>(id)])].parent)];
        if (above.step != flow.causeOf(id))
            return false;
    }
    return true;
}

void CausesModel::add(int id, bool isTold)
{
    if (m_places.size() <= static_cast<std::size_t>(id))
        m_places.resize(static_cast<std::size_t>(id) + 1, -1);
    const std::vector<int> causes = m_desk.flow()->causesOf(id);
    const auto placeOf = [this](int cause) { return m_places[static_cast<std::size_t>(cause)]; };
    addBelow(causes.empty() ? 0 : placeOf(causes.front()), id, false, isTold);
    for (std::size_t i = 1; i < causes.size(); ++i)
        addBelow(placeOf(causes[i]), id, true, isTold);
}

void CausesModel::addBelow(int parent, int id, bool isPointer, bool isTold)
{
    const Flow &flow = *m_desk.flow();
    const auto above = static_cast<std::size_t>(parent);
    const auto place = static_cast<int>(m_nodes.size());
    auto row = m_nodes[above].children.size();
    while (row > 0
           && flow.rowOf(m_nodes[static_cast<std::size_t>(m_nodes[above].children[row - 1])].step) > flow.rowOf(id))
        --row;
    if (isTold)
        beginInsertRows(indexOfNode(parent), int(row), int(row));
    m_nodes.push_back({id, parent, int(row), isPointer, {}});
    std::vector<int> &children = m_nodes[above].children;
    children.insert(children.begin() + std::ptrdiff_t(row), place);
    for (auto below = row + 1; below < children.size(); ++below)
        m_nodes[static_cast<std::size_t>(children[below])].row = int(below);
    if (!isPointer)
        m_places[static_cast<std::size_t>(id)] = place;
    if (isTold)
        endInsertRows();
}

QModelIndex CausesModel::indexOfNode(int place, int column) const
{
    return place <= 0 ? QModelIndex()
                      : createIndex(m_nodes[static_cast<std::size_t>(place)].row, column, quintptr(place));
}

QModelIndex CausesModel::indexOf(int id) const
{
    return id < 0 || id >= int(m_places.size()) ? QModelIndex() : indexOfNode(m_places[static_cast<std::size_t>(id)]);
}

QModelIndex CausesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, quintptr(node(parent).children[static_cast<std::size_t>(row)]));
}

QModelIndex CausesModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfNode(node(index).parent) : QModelIndex();
}

int CausesModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent).children.size());
}

int CausesModel::columnCount(const QModelIndex &) const
{
    return Time + 1;
}

QString CausesModel::remarksOn(int id) const
{
    const Flow &flow = *m_desk.flow();
    const FlowStep &step = flow.step(id);
    QStringList remarks;
    if (flow.isCritical(id))
        remarks += tr("critical");
    if (step.isLate)
        remarks += tr("late");
    if (step.isOutOfOrder)
        remarks += tr("out of order");
    if (const auto causes = flow.causesOf(id).size(); causes > 1)
        remarks += tr("%1 causes").arg(causes);
    if (step.isCauseMissing)
        remarks += tr("cause not kept");
    return remarks.join(u", "_s);
}

QString CausesModel::textOf(const Node &node, int column) const
{
    const Flow &flow = *m_desk.flow();
    const FlowStep &step = flow.step(node.step);
    switch (column) {
    case What: return node.isPointer ? tr("↗ %1").arg(stepText(step, m_desk.names())) : stepText(step, m_desk.names());
    case Way: return wayText(flow, node.step);
    case SinceCause: {
        const int above = m_nodes[static_cast<std::size_t>(node.parent)].step;
        return above < 0 ? QString() : spanText(double(step.entry.at - flow.step(above).entry.at) / 1000);
    }
    case Remarks: return node.isPointer ? tr("stands below its nearest cause") : remarksOn(node.step);
    case Time: return momentText(step.entry.at);
    default: return {};
    }
}

QVariant CausesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_desk.flow())
        return {};
    const Node &shown = node(index);
    const FlowStep &step = m_desk.flow()->step(shown.step);
    const bool isWhat = index.column() == What;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(textOf(shown, index.column()).left(longestCause));
    case PlainTextRole: return textOf(shown, index.column());
    case Qt::ToolTipRole: return asToolTip(stepDetails(*m_desk.flow(), shown.step, m_desk.names()));
    case Qt::TextAlignmentRole:
        return index.column() == SinceCause ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::FontRole:
        if (index.column() == Time)
            return monospacedFont();
        return isWhat && m_desk.flow()->isCritical(shown.step) ? QVariant(emphasisedFont()) : QVariant();
    case MarkRole: return isWhat ? QVariant(int(lookOfKind(step.entry.kind).mark)) : QVariant();
    case ToneRole: {
        const auto tone = toneOf(step);
        return isWhat && tone ? QVariant(int(*tone)) : QVariant();
    }
    case KeyRole: return shown.step;
    default: return {};
    }
}

QVariant CausesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What: return tr("Step");
    case Way: return tr("Way");
    case SinceCause: return tr("After its cause");
    case Remarks: return tr("Remarks");
    case Time: return tr("Time");
    default: return {};
    }
}

} // namespace curbside
