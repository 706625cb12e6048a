// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/databases_panel.h"

#include "widgets/alerts/service_words.h"
#include "widgets/databases/wall_dialog.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 tolerated = 500; ///< row changes that a copy may be behind while everything goes on

Cell numberOrDash(const std::optional<qint64> &number)
{
    return textCell(number ? QLocale().toString(*number) : QString());
}

/// What is not well stands out by colour and mark, wherever the state itself has no room.
Cell nameCell(const StoreFact &store)
{
    const Cell state = storeStateCell(store);
    const bool isWell = state.tone == Tone::Good;
    return {storeText(store), isWell ? std::nullopt : state.tone, isWell ? std::nullopt : state.mark, {}, {}};
}

} // namespace

QString storeText(const StoreFact &store)
{
    switch (store.kind) {
    case StoreKind::Service: return serviceText(store.service);
    case StoreKind::Warehouse: return DatabasesPanel::tr("Warehouse");
    case StoreKind::Replica: return DatabasesPanel::tr("%1, replica").arg(serviceText(store.service));
    }
    return {};
}

Cell storeStateCell(const StoreFact &store)
{
    if (store.isChangedFromOutside)
        return {DatabasesPanel::tr("changed from outside"), Tone::Bad, Mark::Cross, {}, {}};
    if (!store.problem.isEmpty())
        return {DatabasesPanel::tr("not in order: %1").arg(store.problem), Tone::Bad, Mark::Cross, {}, {}};
    if (store.kind == StoreKind::Service)
        return {DatabasesPanel::tr("works"), Tone::Good, Mark::Check, {}, {}};
    if (store.behind.value_or(0) > tolerated)
        return {DatabasesPanel::tr("lags"), Tone::Warning, Mark::Warning, {}, {}};
    return store.behind.value_or(0) > 0 ? Cell{DatabasesPanel::tr("follows"), Tone::Good, Mark::Play, {}, {}}
                                        : Cell{DatabasesPanel::tr("up to date"), Tone::Good, Mark::Check, {}, {}};
}

DatabasesPanel::DatabasesPanel(PlatformLink &link, DatabaseDesk &desk, QWidget *parent)
    : Panel(u"databases"_s, tr("Databases"), parent), m_link(link), m_desk(desk), m_view(new ListView),
      m_stack(new QStackedWidget), m_details(new QLabel), m_wall(new QPushButton(tr("Try the &wall…")))
{
    addColumns();
    build();
    connect(&desk, &DatabaseDesk::read, this, &DatabasesPanel::showStores);
    connect(&desk, &DatabaseDesk::chosen, this, &DatabasesPanel::showChosen);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isShowing && current.isValid())
                    m_desk.choose(m_rows.keyAt(current.row()));
            });
    connect(m_view, &ListView::widthChanged, this, &DatabasesPanel::fitColumns);
    connect(m_view, &ListView::lookChanged, this, &DatabasesPanel::fitColumns);
    showStores();
}

DatabasesPanel::~DatabasesPanel()
{
    m_view->setModel(nullptr); // before the rows
}

void DatabasesPanel::addColumns()
{
    const auto figure = [](const QString &title, int width, const QString &key, bool givesWay,
                           std::optional<qint64> StoreFact::*fact) {
        return EntityColumn<StoreRow>{{.title = title,
                                       .width = width,
                                       .isFigure = true,
                                       .isRightAligned = true,
                                       .givesWay = givesWay,
                                       .key = key},
                                      [fact](const StoreRow &row) { return numberOrDash(row.store.*fact); }};
    };
    m_rows.setColumns({
        {{.title = tr("Database"), .width = 118, .stretches = true, .key = u"database"_s},
         [](const StoreRow &row) { return nameCell(row.store); }},
        {{.title = tr("Size"), .width = 74, .isFigure = true, .isRightAligned = true, .key = u"bytes"_s},
         [](const StoreRow &row) { return textCell(row.store.bytes ? sizeText(*row.store.bytes) : QString()); }},
        figure(tr("Position"), 78, u"position"_s, true, &StoreFact::position),
        figure(tr("Behind"), 64, u"behind"_s, true, &StoreFact::behind),
        figure(tr("Schema"), 62, u"schema"_s, true, &StoreFact::schema),
        {{.title = tr("Epoch"), .width = 80, .isFigure = true, .givesWay = true, .key = u"epoch"_s},
         [](const StoreRow &row) { return textCell(row.store.epoch.right(8)); }},
        {{.title = tr("State"), .width = 118, .givesWay = true, .key = u"state"_s},
         [](const StoreRow &row) { return storeStateCell(row.store); }},
    });
    m_view->setModel(&m_rows);
    m_view->setSortingEnabled(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Databases"));
}

void DatabasesPanel::build()
{
    auto *message = new QLabel(tr("Asking the services for their databases…"));
    message->setAlignment(Qt::AlignCenter);
    message->setWordWrap(true);
    message->setTextFormat(Qt::PlainText);
    message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *line = new QVBoxLayout(footer);
    line->setContentsMargins(Tokens::margin - 2, 6, Tokens::margin - 2, 6);
    line->setSpacing(6);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setProperty("role", u"secondary"_s);
    m_details->setAccessibleName(tr("About the chosen database"));
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->addWidget(m_details);
    m_wall->setToolTip(tr("Lets a service reach for a neighbour's database, and shows what stops it"));
    line->addWidget(m_wall, 0, Qt::AlignLeft);
    body()->addWidget(footer);
    connect(m_wall, &QPushButton::clicked, this, &DatabasesPanel::tryTheWall);
}

/// Hides what there is no room for, the last ones first.
void DatabasesPanel::fitColumns()
{
    int wanted = 0;
    for (int column = 0; column < m_rows.columnCount(); ++column)
        wanted += m_rows.look(column).width;
    for (int column = m_rows.columnCount() - 1; column >= 0; --column) {
        const ColumnLook &look = m_rows.look(column);
        const bool isHidden = look.givesWay && wanted > m_view->viewport()->width();
        wanted -= isHidden ? look.width : 0;
        m_view->setColumnHidden(column, isHidden);
        m_view->setColumnWidth(column, look.width);
        m_view->horizontalHeader()->setSectionResizeMode(
            column, look.stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
}

void DatabasesPanel::showStores()
{
    const QScopedValueRollback showing(m_isShowing, true);
    std::vector<StoreRow> rows;
    qint64 bytes = 0;
    for (const StoreFact &store : m_desk.stores()) {
        rows.push_back({store});
        bytes += store.bytes.value_or(0);
    }
    m_stack->setCurrentIndex(rows.empty() ? 0 : 1);
    m_wall->setEnabled(!rows.empty());
    setNote(bytes > 0 ? tr("%1 together").arg(sizeText(bytes)) : QString());
    m_rows.take(std::move(rows));
    showChosen();
}

void DatabasesPanel::showChosen()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const StoreFact *store = m_desk.chosenStore();
    const int row = store ? m_rows.rowOf(store->key()) : -1;
    if (row >= 0 && m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_rows.index(row, 0));
    m_details->setText(store ? visibleText(details(*store)) : QString());
    m_details->setVisible(store != nullptr);
}

/// All that the columns say of it, which may have no room for all.
QString DatabasesPanel::details(const StoreFact &store) const
{
    const QLocale locale;
    QStringList parts{tr("%1: %2").arg(storeText(store), storeStateCell(store).text)};
    if (store.position)
        parts += store.kind == StoreKind::Warehouse
            ? tr("%1 row changes taken over").arg(locale.toString(*store.position))
            : tr("row change %1").arg(locale.toString(*store.position));
    if (store.schema)
        parts += tr("schema %1").arg(locale.toString(*store.schema));
    if (!store.epoch.isEmpty())
        parts += tr("epoch %1").arg(store.epoch.right(8));
    if (store.behind)
        parts += tr("%1 behind").arg(locale.toString(*store.behind));
    if (store.at != 0)
        parts += tr("as of %1").arg(secondText(store.at));
    const StoreFact *replica = store.kind == StoreKind::Service ? m_desk.find(u"replica "_s + store.service) : nullptr;
    if (replica && replica->behind)
        parts += tr("its replica is %1 behind").arg(locale.toString(*replica->behind));
    return parts.join(u", "_s);
}

void DatabasesPanel::tryTheWall()
{
    const StoreFact *store = m_desk.chosenStore();
    auto *dialog = new WallDialog(m_link, store ? store->service : QString(), window());
    dialog->open();
}

void DatabasesPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_desk.watch(true);
}

void DatabasesPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.watch(false);
}

} // namespace curbside
