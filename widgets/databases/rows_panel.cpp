// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/rows_panel.h"

#include "widgets/databases/databases_panel.h"
#include "widgets/databases/row_delegate.h"
#include "widgets/databases/written_by.h"
#include "widgets/entities/entities.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/selection/selection.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int leastColumnWidth = 64;
constexpr int leastTextWidth = 104; ///< what stands there now may be shorter than what will
constexpr int mostColumnWidth = 190;
constexpr int rowsToMeasure = 24;

} // namespace

RowsPanel::RowsPanel(Workbench &bench, DatabaseDesk &desk, QWidget *parent)
    : Panel(u"rows"_s, tr("Rows"), parent), m_bench(bench), m_desk(desk), m_live(bench.link, m_rows),
      m_rowsView(new ListView), m_structureView(new ListView), m_message(new QLabel), m_stack(new QStackedWidget),
      m_writtenBy(new WrittenBy(bench.link, bench.entities.messages))
{
    const Entities &entities = bench.entities;
    m_rows.setNames([&entities](const QString &id) {
        const EntityRef ref = entities.refOf(id);
        return ref.kind == EntityKind::None ? QString() : entities.callName(id);
    });
    connect(&m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &RowsPanel::noteChoice); // before the view
    buildHeader();
    buildBody();
    connect(&desk, &DatabaseDesk::read, this, &RowsPanel::showTable);
    connect(&desk, &DatabaseDesk::chosen, this, &RowsPanel::showTable);
    connect(&m_live, &LiveRows::changed, this, [this] {
        showState();
        seekRow();
    });
    connect(m_rowsView->selectionModel(), &QItemSelectionModel::currentChanged, this, &RowsPanel::showWriter);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &RowsPanel::putChoiceBack); // after the view
    connect(&m_rows, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                const int current = m_rowsView->currentIndex().row();
                if (roles.isEmpty() && first.row() <= current && current <= last.row())
                    m_writtenBy->readAgain();
            });
    connect(m_rowsView, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { m_bench.selection.select(refAt(index)); });
    connect(m_rowsView, &ListView::menuOpening, this, &RowsPanel::fillMenu);
    connect(m_writtenBy, &WrittenBy::eventChosen, this, &RowsPanel::goToEvent);
    showTable();
}

RowsPanel::~RowsPanel()
{
    m_rowsView->setModel(nullptr); // before the rows
    m_structureView->setModel(nullptr);
}

void RowsPanel::buildHeader()
{
    m_rowsButton = segment(tr("Rows"), tr("The table's rows, the newest first"), u"first"_s);
    m_structureButton =
        segment(tr("Structure"), tr("The table's columns: type, key, default, and what they refer to"), u"last"_s);
    m_newer = pageButton(u"back"_s, tr("Newer rows"), tr("To the page of newer rows"));
    m_older = pageButton(u"forward"_s, tr("Older rows"), tr("To the page of older rows"));
    addControl(m_newer);
    addControl(m_older);
    auto *pair = new QWidget;
    auto *together = new QHBoxLayout(pair);
    together->setContentsMargins(0, 0, 0, 0);
    together->setSpacing(0);
    together->addWidget(m_rowsButton);
    together->addWidget(m_structureButton);
    addControl(pair);
    connect(m_rowsButton, &QToolButton::clicked, this, [this] { showStructure(false); });
    connect(m_structureButton, &QToolButton::clicked, this, [this] { showStructure(true); });
    connect(m_newer, &QToolButton::clicked, this, [this] { m_live.showNewer(); });
    connect(m_older, &QToolButton::clicked, this, [this] { m_live.showOlder(); });
}

QToolButton *RowsPanel::segment(const QString &text, const QString &tip, const QString &place)
{
    auto *made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setCheckable(true);
    made->setFocusPolicy(Qt::StrongFocus);
    made->setProperty("segment", place);
    return made;
}

QToolButton *RowsPanel::pageButton(const QString &icon, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(16, 16));
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("role", u"quiet"_s);
    return button;
}

void RowsPanel::buildBody()
{
    m_rowsView->setItemDelegate(new RowDelegate(m_rowsView));
    m_rowsView->setModel(&m_rows);
    m_rowsView->setSortingEnabled(false);
    m_rowsView->setAccessibleName(tr("Rows of the chosen table"));
    m_structureView->setSortingEnabled(false);
    m_structureView->setAccessibleName(tr("Columns of the chosen table"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_rowsView);
    m_stack->addWidget(m_structureView);
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_writtenBy);
    m_rowsButton->setChecked(true);
}

void RowsPanel::showStructure(bool isStructure)
{
    m_rowsButton->setChecked(!isStructure);
    m_structureButton->setChecked(isStructure);
    showState();
}

void RowsPanel::makeStructure(const TableFact &table)
{
    if (m_columns && m_columns->rowCount() == int(table.columns.size())) {
        const auto same = [&](std::size_t i) { return m_columns->rows()[i].column == table.columns[i]; };
        bool isSame = true;
        for (std::size_t i = 0; i < table.columns.size() && isSame; ++i)
            isSame = same(i);
        if (isSame)
            return;
    }
    auto rows = std::make_unique<EntityModel<ColumnRow>>();
    const auto column = [](const QString &title, int width, const QString &key, QString (*read)(const ColumnFact &)) {
        return EntityColumn<ColumnRow>{{.title = title, .width = width, .isFigure = true, .key = key},
                                       [read](const ColumnRow &row) { return textCell(read(row.column)); }};
    };
    rows->setColumns({
        column(tr("Column"), 160, u"column"_s, [](const ColumnFact &fact) { return fact.name; }),
        column(tr("Type"), 76, u"type"_s, [](const ColumnFact &fact) { return fact.type; }),
        column(tr("Key"), 48, u"key"_s,
               [](const ColumnFact &fact) { return fact.key > 0 ? QString::number(fact.key) : QString(); }),
        column(tr("Required"), 76, u"required"_s,
               [](const ColumnFact &fact) { return fact.isRequired ? tr("yes") : QString(); }),
        column(tr("Default"), 80, u"default"_s, [](const ColumnFact &fact) { return fact.defaultValue; }),
        column(tr("Refers to"), 230, u"references"_s,
               [](const ColumnFact &fact) {
                   return fact.foreignKey.isEmpty() ? fact.references : tr("%1 (enforced)").arg(fact.foreignKey);
               }),
        column(tr("Copy of"), 190, u"copyOf"_s, [](const ColumnFact &fact) { return fact.copyOf; }),
    });
    std::vector<ColumnRow> facts;
    for (const ColumnFact &fact : table.columns)
        facts.push_back({fact});
    rows->take(std::move(facts));
    m_structureView->setModel(rows.get());
    m_columns = std::move(rows);
    for (int at = 0; at < m_columns->columnCount(); ++at)
        m_structureView->setColumnWidth(at, m_columns->look(at).width);
}

void RowsPanel::showTable()
{
    const StoreFact *store = m_desk.chosenStore();
    const TableFact *table = m_desk.chosenTable();
    if (store && table && store->kind == StoreKind::Service)
        m_live.follow(store->service, *table);
    else if (store)
        m_live.follow({}, {});
    // A replica has its service's tables.
    const StoreFact *described = store && store->kind == StoreKind::Replica ? m_desk.find(store->service) : store;
    const TableFact *structure = described && table ? described->find(table->name) : nullptr;
    makeStructure(structure ? *structure : TableFact());
    setHeading(table ? table->name : tr("Rows"));
    showState();
    showWriter();
    seekRow();
}

void RowsPanel::showRow(const RowRef &row)
{
    m_wanted = row;
    m_isSought = false;
    m_desk.choose(row.service, row.table);
    showStructure(false);
    seekRow();
}

/// On the page that is shown, or else on the one that begins with it; then it is no longer sought, found or not.
void RowsPanel::seekRow()
{
    if (!m_wanted || m_live.service() != m_wanted->service || m_rows.table().name != m_wanted->table
        || !m_live.hasLoaded())
        return;
    const int line = m_wanted->key.isEmpty() ? -1 : m_rows.rowOf(m_wanted->key);
    if (line < 0 && !m_wanted->key.isEmpty() && !std::exchange(m_isSought, true)) {
        m_live.showFrom(m_wanted->key);
        return;
    }
    if (line >= 0) {
        m_rowsView->setCurrentIndex(m_rows.index(line, 0));
        m_rowsView->scrollTo(m_rows.index(line, 0), QAbstractItemView::PositionAtCenter);
        m_rowsView->setFocus();
    }
    m_wanted.reset();
}

QString RowsPanel::message() const
{
    const StoreFact *store = m_desk.chosenStore();
    const TableFact *table = m_desk.chosenTable();
    if (!store || !table)
        return tr("Choose a table to see its rows.");
    if (m_structureButton->isChecked())
        return m_columns->rowCount() > 0 ? QString()
                                         : tr("The warehouse's tables are described in its own schema: ask with SQL.");
    if (store->kind == StoreKind::Warehouse)
        return tr("The warehouse is asked with SQL, across all services at once.");
    if (store->kind == StoreKind::Replica)
        return tr("A copy of this table as of row change %1. Its service shows the rows themselves.")
            .arg(QLocale().toString(store->position.value_or(0)));
    if (!m_live.failure().isEmpty() && m_rows.rowCount() == 0)
        return tr("The rows cannot be read: %1. It is asked again every second.").arg(visibleText(m_live.failure()));
    if (!m_live.hasLoaded())
        return tr("Reading the rows…");
    return m_rows.rowCount() == 0 ? tr("No rows yet. They appear as the service writes them.") : QString();
}

void RowsPanel::showState()
{
    const QString text = message();
    const bool isStructure = m_structureButton->isChecked();
    m_message->setText(text);
    m_stack->setCurrentIndex(!text.isEmpty() ? 0 : isStructure ? 2 : 1);
    const bool areRows = text.isEmpty() && !isStructure;
    if (areRows)
        widenColumns();
    m_writtenBy->setVisible(areRows);
    m_newer->setVisible(areRows && (m_live.hasNewer() || m_live.hasOlder()));
    m_older->setVisible(m_newer->isVisibleTo(this));
    m_newer->setEnabled(m_live.hasNewer());
    m_older->setEnabled(m_live.hasOlder());
    const StoreFact *store = m_desk.chosenStore();
    QString note = store ? storeText(*store) : QString();
    if (areRows && !m_live.failure().isEmpty())
        note += tr(", does not answer: %1").arg(m_live.failure());
    else if (areRows)
        note += m_live.hasNewer() ? tr(", live, page %1").arg(m_live.page()) : tr(", live, newest first");
    setNote(note);
}

/// Once for each table, by what its first rows hold; after that the widths are the person's.
void RowsPanel::widenColumns()
{
    const QString table = m_live.service() + u'.' + m_rows.table().name;
    if (m_rows.rowCount() == 0 || std::exchange(m_wideOf, table) == table)
        return;
    const QFontMetrics metrics(monospacedFont());
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        int width = QFontMetrics(secondaryFont())
                        .horizontalAdvance(m_rows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < std::min(rowsToMeasure, m_rows.rowCount()); ++row)
            width = std::max(width, metrics.horizontalAdvance(m_rows.index(row, column).data().toString()));
        const bool isText = m_rows.table().columns[static_cast<std::size_t>(column)].type == u"TEXT";
        m_rowsView->setColumnWidth(column,
                                   std::clamp(width + 2 * Tokens::cellPadding + 4,
                                              isText ? leastTextWidth : leastColumnWidth, mostColumnWidth));
    }
}

void RowsPanel::noteChoice()
{
    const QModelIndex current = m_rowsView->currentIndex();
    m_choice = {};
    if (current.isValid())
        m_choice = {m_live.service() + u'.' + m_rows.table().name,
                    m_rows.keyOf(m_rows.rows()[static_cast<std::size_t>(current.row())]), current.column()};
}

/// The cell that was chosen before all rows came anew, if it is still there.
void RowsPanel::putChoiceBack()
{
    const bool isSameTable = m_choice.table == m_live.service() + u'.' + m_rows.table().name;
    const int row = isSameTable ? m_rows.rowOf(m_choice.key) : -1;
    if (row >= 0)
        m_rowsView->setCurrentIndex(m_rows.index(row, m_choice.column));
    else
        showWriter();
}

void RowsPanel::showWriter()
{
    const QModelIndex current = m_rowsView->currentIndex();
    if (!current.isValid() || m_live.service().isEmpty()) {
        m_writtenBy->show({});
        return;
    }
    const DataRow &row = m_rows.rows()[static_cast<std::size_t>(current.row())];
    m_writtenBy->show({m_live.service(), m_rows.table().name, m_rows.keyOf(row),
                       m_rows.table().columns[static_cast<std::size_t>(current.column())].name});
}

EntityRef RowsPanel::refAt(const QModelIndex &index) const
{
    return index.isValid() ? m_bench.entities.refOf(m_rows.valueAt(index.row(), index.column()).text) : EntityRef{};
}

/// What the row's values name, to choose it.
void RowsPanel::fillMenu(QMenu &menu, const QModelIndex &index)
{
    QStringList offered;
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        const EntityRef ref = refAt(m_rows.index(index.row(), column));
        if (ref.kind == EntityKind::None || offered.contains(ref.key))
            continue;
        offered += ref.key;
        menu.addAction(asMenuText(tr("Choose %1").arg(m_bench.entities.callName(ref.key))), this,
                       [this, ref] { m_bench.selection.select(ref); });
    }
}

void RowsPanel::goToEvent(const QString &id)
{
    m_bench.selection.select({EntityKind::Event, id});
    if (m_bench.showMode)
        m_bench.showMode(u"events"_s);
}

void RowsPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_desk.watch(true);
    m_live.setActive(true);
}

void RowsPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.watch(false);
    m_live.setActive(false);
}

} // namespace curbside
