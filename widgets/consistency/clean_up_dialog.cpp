// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/clean_up_dialog.h"

#include "widgets/consistency/consistency_desk.h"
#include "widgets/theme/plain_text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize cleanUpSize(760, 420);

} // namespace

CleanUpDialog::CleanUpDialog(ConsistencyDesk &desk, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_told(new QLabel), m_rows(new EntityList(tr("Rows that name nothing"))),
      m_apply(nullptr), m_undo(nullptr)
{
    setWindowTitle(tr("Clean up references"));
    resize(cleanUpSize);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_rows->setTable(desk.cleanUps.found);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::ActionRole);
    m_undo = buttons->addButton(tr("&Undo"), QDialogButtonBox::ActionRole);
    m_apply->setToolTip(tr("Does what the list says, at each of the services; can be undone"));
    m_undo->setToolTip(tr("Gives back what was taken, where nothing has changed it since"));
    for (QPushButton *button : {m_apply, m_undo})
        button->setAutoDefault(false);
    connect(m_apply, &QPushButton::clicked, this,
            [this] { m_desk.cleanUps.begin(false, m_desk.cleanUps.servicesToSettle()); });
    connect(m_undo, &QPushButton::clicked, this, [this] { m_desk.cleanUps.undoBatch(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_told);
    layout->addWidget(m_rows, 1);
    layout->addWidget(buttons);
    connect(&desk.cleanUps, &CleanUps::changed, this, &CleanUpDialog::showState);
    showState();
}

QString CleanUpDialog::told() const
{
    return m_told->text();
}

QString CleanUpDialog::sentence() const
{
    const CleanUps &ups = m_desk.cleanUps;
    if (!ups.isSettled())
        return ups.isWaitingForTime() ? tr("Platform time stands still: the run goes on when it does.")
                                      : tr("The services ask the owners of what they name…");
    const auto &rows = ups.found.rows();
    const auto count = [&](auto test) { return int(std::ranges::count_if(rows, test)); };
    const int toSettle = count(&OrphanRow::isToSettle);
    const int settled =
        count([](const OrphanRow &row) { return row.outcome == u"Released" || row.outcome == u"Repaired"; });
    const int young = count([](const OrphanRow &row) { return row.outcome == u"Young"; });
    const int left = count([](const OrphanRow &row) { return row.outcome == u"Left"; });
    const int given = count([](const OrphanRow &row) { return row.undoneAt != 0; });
    QStringList parts;
    if (rows.empty())
        parts += tr("Nothing dangles.");
    if (toSettle > 0)
        parts += tr("Would be settled: %1. Nothing has been changed.").arg(toSettle);
    if (settled > 0 && given == 0)
        parts += tr("Settled: %1.").arg(settled);
    if (given > 0)
        parts += tr("Given back: %1 of %2.").arg(given).arg(settled);
    if (young > 0)
        parts += tr("Too new to be judged, changed within the last hour: %1.").arg(young);
    if (left > 0)
        parts += tr("Left to a person, since the row cannot do without: %1.").arg(left);
    return parts.join(u' ');
}

void CleanUpDialog::showState()
{
    CleanUps &ups = m_desk.cleanUps;
    QStringList lines{sentence()};
    lines += ups.problems();
    m_told->setText(visibleLines(lines.join(u'\n')));
    m_rows->setMessage(ups.isSettled() ? tr("Every reference names something.") : QString());
    const int toSettle = int(std::ranges::count_if(ups.found.rows(), &OrphanRow::isToSettle));
    m_apply->setVisible(ups.isDry());
    m_apply->setEnabled(ups.isSettled() && toSettle > 0);
    m_apply->setText(toSettle > 0 ? tr("&Apply (%1)").arg(toSettle) : tr("&Apply"));
    m_undo->setVisible(!ups.isDry());
    m_undo->setEnabled(ups.isSettled() && ups.canBeUndone());
}

} // namespace curbside
