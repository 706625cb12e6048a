// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/copies_panel.h"

#include "widgets/consistency/consistency_desk.h"
#include "widgets/theme/theme.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

CopiesPanel::CopiesPanel(ConsistencyDesk &desk, QWidget *parent)
    : Panel(u"copies"_s, tr("Copies"), parent), m_desk(desk),
      m_copies(new EntityList(tr("Copies against their source"))),
      m_rows(new EntityList(tr("Rows whose copy differs"))), m_split(new QSplitter(Qt::Vertical))
{
    m_copies->setMessage(tr("Waiting for what the services say of their copies…"));
    m_copies->setPriority(
        [this](int row) { return m_desk.watch.copies.rows()[static_cast<std::size_t>(row)].diverged > 0 ? 0 : 1; });
    m_copies->setTable(desk.watch.copies);
    m_copies->sortBy(0, Qt::AscendingOrder);
    m_rows->setTest([this](int row) {
        const QString chosen = m_copies->currentKey();
        return chosen.isEmpty() || m_desk.watch.differing.rows()[static_cast<std::size_t>(row)].copy == chosen;
    });
    m_rows->setTable(desk.watch.differing);
    m_split->addWidget(m_copies);
    m_split->addWidget(m_rows);
    m_split->setChildrenCollapsible(false);
    m_split->setStretchFactor(0, 1);
    m_rows->hide();
    body()->addWidget(m_split, 1);
    connect(m_copies, &EntityList::chosen, m_rows, &EntityList::testAgain);
    connect(m_rows, &EntityList::activated, this, [this](const QString &key) {
        if (const DifferingRow *row = m_desk.watch.differing.find(key))
            m_desk.choose(row->rowKey);
    });
    connect(&desk.watch, &ConsistencyWatch::read, this, &CopiesPanel::showState);
    desk.watch.addViewer(this);
    showState();
}

void CopiesPanel::showState()
{
    qint64 lagging = 0;
    qint64 diverged = 0;
    for (const CopyRow &row : m_desk.watch.copies.rows()) {
        lagging += row.lagging;
        diverged += row.diverged;
    }
    const qint64 differing = lagging + diverged;
    if (!m_desk.watch.hasLoaded())
        setNote(tr("against their source"));
    else if (differing == 0)
        setNote(tr("all as their source"));
    else if (diverged == 0)
        setNote(tr("%1 lagging").arg(lagging));
    else
        setNote(tr("%1 lagging, %2 diverged").arg(lagging).arg(diverged));
    const auto shown = static_cast<qint64>(m_desk.watch.differing.rowCount());
    m_rows->setMessage(shown < differing ? tr("Of each copy the first 200 rows that differ are listed.")
                                         : tr("Every row of this copy agrees."));
    showRows(differing > 0);
}

/// They get the room of a few rows when they come; people may give them another.
void CopiesPanel::showRows(bool isWanted)
{
    if (isWanted == !m_rows->isHidden())
        return;
    m_rows->setVisible(isWanted);
    const int height = m_split->height();
    const int wanted = std::min(height / 2, (std::min(m_desk.watch.differing.rowCount(), 4) + 1) * listRowHeight() + 2);
    if (isWanted)
        m_split->setSizes({height - wanted, wanted});
}

} // namespace curbside
