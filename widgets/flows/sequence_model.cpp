// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/sequence_model.h"

#include "widgets/entities/cell.h"
#include "widgets/flows/flow_words.h"
#include "widgets/theme/plain_text.h"

using namespace Qt::StringLiterals;

namespace curbside {

SequenceModel::SequenceModel(const FlowDesk &desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk)
{
    connect(&desk, &FlowDesk::flowChanged, this, &SequenceModel::takeAnother);
    connect(&desk, &FlowDesk::flowExtended, this, &SequenceModel::extend);
    takeAnother();
}

void SequenceModel::takeAnother()
{
    beginResetModel();
    m_ids.clear();
    for (int row = 0; m_desk.flow() && row < m_desk.flow()->count(); ++row)
        m_ids.push_back(m_desk.flow()->idAt(row));
    endResetModel();
}

/// What is new stands in runs between what was there.
void SequenceModel::extend()
{
    const Flow &flow = *m_desk.flow();
    const int known = rowCount();
    int first = -1;
    int row = 0;
    while (row < flow.count()) {
        if (flow.idAt(row) < known) {
            ++row;
            continue;
        }
        const int begin = row;
        while (row < flow.count() && flow.idAt(row) >= known)
            ++row;
        beginInsertRows({}, begin, row - 1);
        std::vector<int> run;
        for (int i = begin; i < row; ++i)
            run.push_back(flow.idAt(i));
        m_ids.insert(m_ids.begin() + begin, run.begin(), run.end());
        endInsertRows();
        first = first < 0 ? begin : first;
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, What, What);
    if (first >= 0)
        Q_EMIT extended(first);
}

int SequenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int SequenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant SequenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_desk.flow())
        return {};
    const Flow &flow = *m_desk.flow();
    const int id = idAt(index.row());
    const bool isTime = index.column() == Time;
    const auto text = [&] {
        return isTime ? momentText(flow.step(id).entry.at) : stepSentence(flow, id, m_desk.names());
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(text());
    case PlainTextRole: return text();
    case Qt::ToolTipRole: return asToolTip(stepDetails(flow, id, m_desk.names()));
    case KeyRole: return id;
    default: return {};
    }
}

QVariant SequenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == ColumnKeyRole)
        return section == Time ? u"time"_s : u"step"_s;
    if (role != Qt::DisplayRole)
        return {};
    if (section == Time)
        return tr("Time");
    QStringList names;
    for (int lane = 0; m_desk.flow() && lane < int(m_desk.flow()->participants().size()); ++lane)
        names.append(participantText(*m_desk.flow(), lane));
    return names.isEmpty() ? tr("Participants") : visibleText(names.join(u", "_s));
}

} // namespace curbside
