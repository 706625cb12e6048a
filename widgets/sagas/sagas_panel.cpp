// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/sagas_panel.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/saved_filters.h"
#include "widgets/theme/plain_text.h"

#include <QLocale>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QStringList sagaTypes{u"FulfilDelivery"_s, u"CancelDelivery"_s, u"ReassignRobot"_s, u"ReturnToMerchant"_s};

Cell stepCell(const SagaRow &row)
{
    Cell cell;
    if (row.state == u"Compensated")
        cell.text = SagasPanel::tr("undone");
    else
        cell.text = row.hasEnded() ? SagasPanel::tr("all done") : stepText(row.currentStep);
    return cell;
}

Cell roundCell(const SagaRow &row)
{
    Cell cell;
    cell.text = QLocale().toString(row.round);
    cell.sortKey = row.round;
    return cell;
}

std::vector<EntityColumn<SagaRow>> sagaColumns(const Entities &entities)
{
    return {
        {{.title = SagasPanel::tr("Subject"), .width = 76, .isFigure = true, .key = u"subject"_s},
         [&entities](const SagaRow &row) { return numberCell(entities.callName(row.subject)); }},
        {{.title = SagasPanel::tr("Saga"), .width = 88, .stretches = true, .key = u"type"_s},
         [](const SagaRow &row) { return textCell(row.type); }},
        {{.title = SagasPanel::tr("State"), .width = 122, .key = u"state"_s},
         [](const SagaRow &row) { return sagaStateCell(row.state); }},
        {{.title = SagasPanel::tr("Step"), .width = 138, .givesWay = true, .key = u"step"_s}, stepCell},
        {{.title = SagasPanel::tr("Started"),
          .width = 76,
          .isFigure = true,
          .givesWay = true,
          .key = u"startedAt"_s,
          .isClock = true},
         [](const SagaRow &row) { return clockCell(row.startedAt); }},
        {{.title = SagasPanel::tr("Round"),
          .width = 56,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"round"_s},
         roundCell},
    };
}

std::vector<ChipListPanel::Filter> sagaFilters(const SagaList &sagas)
{
    const auto row = [&sagas](int at) -> const SagaRow & { return sagas.rows.rows()[static_cast<std::size_t>(at)]; };
    const auto isIn = [row](const QString &state) { return [=](int at) { return row(at).state == state; }; };
    return {
        {SagasPanel::tr("All"), SagasPanel::tr("Every saga"), [](int) { return true; }, u"all"_s},
        {SagasPanel::tr("Running"), SagasPanel::tr("Goes forward, or is held by another"),
         [=](int at) { return row(at).state == u"Running" || row(at).state == u"Held"; }, u"running"_s},
        {SagasPanel::tr("Trouble"), SagasPanel::tr("Stuck, undoing what it did, or trying again"),
         [=](int at) { return row(at).isTrouble(); }, u"trouble"_s},
        {SagasPanel::tr("Stuck"), SagasPanel::tr("A compensation failed for good: waits for a person"),
         isIn(u"Stuck"_s), u"stuck"_s},
        {SagasPanel::tr("Compensated"), SagasPanel::tr("Ended with everything undone"), isIn(u"Compensated"_s),
         u"compensated"_s},
        {SagasPanel::tr("Completed"), SagasPanel::tr("Ended with everything done"), isIn(u"Completed"_s),
         u"completed"_s},
    };
}

} // namespace

SagaList::SagaList(PlatformLink &link, const Entities &entities)
    : feed(link,
           {u"gateway"_s, u"/sagas"_s, [](const TrafficEntry &entry) { return entry.kind == JournalKind::Saga; }, true},
           [this](const std::vector<JsonValue> &items) {
               std::vector<SagaRow> read;
               read.reserve(items.size());
               for (const JsonValue &item : items)
                   read.push_back(SagaRow::from(item));
               rows.take(std::move(read));
           })
{
    rows.setColumns(sagaColumns(entities));
    QObject::connect(&entities.deliveries, &QAbstractItemModel::rowsInserted, &rows, &EntityTable::refreshAll);
}

SagasPanel::SagasPanel(Workbench &bench, SagaList &sagas)
    : ChipListPanel({u"sagas"_s, tr("Sagas"), tr("No sagas yet. Each order begins one.")}, sagas.rows, sagas.feed,
                    sagaFilters(sagas)),
      m_sagas(sagas), m_types(new QToolButton)
{
    filter().setPriority(
        [&sagas](int row) { return sagas.rows.rows()[static_cast<std::size_t>(row)].state == u"Stuck" ? 0 : 1; });
    sortBy(0, Qt::DescendingOrder);
    setNoteText([&sagas] {
        const auto &rows = sagas.rows.rows();
        const auto running = std::ranges::count_if(rows, [](const SagaRow &row) { return !row.hasEnded(); });
        const auto stuck = std::ranges::count(rows, u"Stuck"_s, &SagaRow::state);
        const QString note = tr("%1, %2 running").arg(rows.size()).arg(running - stuck);
        return stuck == 0 ? note : tr("%1, %2 stuck").arg(note).arg(stuck);
    });
    addTypes();
    new SavedFilters(*this, bench.settings);
}

void SagasPanel::addTypes()
{
    m_types->setPopupMode(QToolButton::InstantPopup);
    m_types->setFocusPolicy(Qt::StrongFocus);
    m_types->setToolTip(tr("Narrows the list by kind"));
    auto *menu = new QMenu(m_types);
    m_types->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const QString &type : QStringList{QString()} + sagaTypes) {
            QAction *action =
                menu->addAction(type.isEmpty() ? tr("Every kind") : type, this, [this, type] { showType(type); });
            action->setCheckable(true);
            action->setChecked(m_type == type);
        }
    });
    addControl(m_types);
    showType({});
}

void SagasPanel::showType(const QString &type)
{
    m_type = type;
    const QString text = type.isEmpty() ? tr("Every kind") : type;
    m_types->setText(asMenuText(text) + u" ▾"_s);
    m_types->setAccessibleName(tr("Narrowed to: %1").arg(text));
    setNarrowing([this](int row) {
        return m_type.isEmpty() || m_sagas.rows.rows()[static_cast<std::size_t>(row)].type == m_type;
    });
}

QString SagasPanel::sagaOf(const QString &delivery) const
{
    const SagaRow *best = nullptr;
    for (const SagaRow &row : m_sagas.rows.rows()) {
        if (row.subject == delivery && (!best || best->hasEnded() || !row.hasEnded()))
            best = &row;
    }
    return best ? best->id : QString();
}

} // namespace curbside
