// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_panel.h"

#include "services/cesql/condition.h"
#include "widgets/panels/entity_list.h"
#include "widgets/topology/topology_details.h"
#include "widgets/topology/topology_view.h"

#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int figuresIntervalMs = 250;
constexpr int narrowestPicture = 360; ///< below it the side gives way
constexpr int narrowSide = 184;
constexpr int wideSide = 290;
constexpr int wideFrom = 1000;
constexpr qint64 lagWorthTelling = 5;

template <typename Read>
EntityColumn<FlowRow> flowFigureColumn(const QString &title, const QString &key, Read read)
{
    return {{.title = title, .width = 88, .isFigure = true, .isRightAligned = true, .key = key},
            [read](const FlowRow &row) {
                Cell cell;
                std::tie(cell.text, cell.sortKey) = read(row.look.figures);
                return cell;
            }};
}

Cell flowTroubleCell(const FlowLook &look)
{
    Cell cell;
    cell.text = troubleText(look.figures);
    if (const auto worst = look.figures.worst()) {
        cell.tone = toneOf(*worst);
        cell.mark = markOf(*worst);
    } else {
        cell.text = look.note.isEmpty() ? TopologyPanel::tr("none") : look.note;
    }
    return cell;
}

std::vector<EntityColumn<FlowRow>> flowColumns()
{
    using Figure = std::pair<QString, QVariant>;
    return {
        {{.title = TopologyPanel::tr("From"), .width = 100, .key = u"from"_s},
         [](const FlowRow &row) { return Cell{partText(row.look.key.from), {}, {}, {}, {}}; }},
        {{.title = TopologyPanel::tr("To"), .width = 100, .key = u"to"_s},
         [](const FlowRow &row) { return Cell{partText(row.look.key.to), {}, {}, {}, {}}; }},
        {{.title = TopologyPanel::tr("What"), .width = 96, .key = u"what"_s},
         [](const FlowRow &row) { return Cell{kindText(row.look.key.kind), {}, {}, {}, {}}; }},
        flowFigureColumn(
            TopologyPanel::tr("A second"), u"perSecond"_s,
            [](const FlowFigures &figures) { return Figure(rateText(figures.perSecond), figures.perSecond); }),
        flowFigureColumn(
            TopologyPanel::tr("Median"), u"median"_s,
            [](const FlowFigures &figures) { return Figure(latencyText(figures.median), figures.median); }),
        flowFigureColumn(
            TopologyPanel::tr("99 %"), u"p99"_s,
            [](const FlowFigures &figures) { return Figure(latencyText(figures.slowest), figures.slowest); }),
        {{.title = TopologyPanel::tr("Trouble"), .width = 110, .stretches = true, .key = u"trouble"_s},
         [](const FlowRow &row) { return flowTroubleCell(row.look); }},
    };
}

QToolButton *lookSegment(const QString &text, const QString &tip, const QString &place)
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

} // namespace

TopologyPanel::TopologyPanel(PlatformLink &link, QWidget *parent)
    : Panel(u"topology"_s, tr("Topology"), parent), m_link(link), m_databases(link), m_view(new TopologyView),
      m_table(new EntityList(tr("What flows between the parts"))), m_details(new TopologyDetails),
      m_stack(new QStackedWidget),
      m_pictureButton(lookSegment(tr("Picture"), tr("The parts and what flows between them, drawn"), u"first"_s)),
      m_tableButton(lookSegment(tr("Table"), tr("The same as a table, a line each"), u"last"_s))
{
    makeHeader();
    makeBody();
    connectDetails();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(figuresIntervalMs);
    connect(&m_refresh, &QTimer::timeout, this, &TopologyPanel::refresh);
    connect(&link, &PlatformLink::journalArrived, this, &TopologyPanel::onJournal);
    connect(&link, &PlatformLink::statusChanged, this, [this](const PlatformStatus &status) {
        m_book.setNow(status.now);
        m_view->setGoing(status.isRunning && !status.isPaused);
    });
    connect(&m_databases, &DatabaseDesk::read, this, &TopologyPanel::refreshSoon);
    showTable(false);
    refresh();
}

TopologyPanel::~TopologyPanel()
{
    delete m_table; // before its rows
}

void TopologyPanel::makeHeader()
{
    auto *pair = new QWidget;
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pictureButton);
    layout->addWidget(m_tableButton);
    addControl(pair);
    connect(m_pictureButton, &QToolButton::clicked, this, [this] { showTable(false); });
    connect(m_tableButton, &QToolButton::clicked, this, [this] { showTable(true); });
}

void TopologyPanel::makeBody()
{
    m_rows.setColumns(flowColumns());
    m_table->setTable(m_rows);
    m_table->sortBy(3, Qt::DescendingOrder);
    m_table->setMessage(tr("Nothing has flowed yet."));
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_details);
    body()->addWidget(both, 1);
    connect(m_view, &TopologyView::nameChosen, this, &TopologyPanel::choose);
    connect(m_view, &TopologyView::menuWished, this, &TopologyPanel::openMenu);
    connect(m_table, &EntityList::chosen, this, [this](const QString &key) {
        if (m_stack->currentWidget() == m_table && !key.isEmpty())
            choose(key);
    });
    connect(m_table, &EntityList::activated, this, &TopologyPanel::showTraffic);
    connect(&m_table->view(), &ListView::menuOpening, this, [this](QMenu &menu, const QModelIndex &) {
        menu.addSeparator();
        menu.addAction(tr("Show in traffic"), this, &TopologyPanel::showTraffic);
        menu.addAction(tr("Make this go wrong…"), this, &TopologyPanel::makeTrouble);
    });
}

void TopologyPanel::connectDetails()
{
    connect(m_details, &TopologyDetails::trafficWished, this, &TopologyPanel::showTraffic);
    connect(m_details, &TopologyDetails::troubleWished, this, &TopologyPanel::makeTrouble);
    connect(m_details, &TopologyDetails::typeWished, this, [this](const QByteArray &type) {
        if (const FlowLook *flow = chosenFlow())
            Q_EMIT filterWished(filterFor(flow->key, type), flow->key.kind == FlowKind::Calls);
    });
    connect(m_details, &TopologyDetails::messageWished, this, [this](const QString &id, bool isEvent) {
        if (isEvent)
            Q_EMIT eventWished(id);
        else
            Q_EMIT filterWished(
                QString::fromStdString(cesql::conditionFor("id", cesql::Value::string(id.toStdString()))), true);
    });
}

void TopologyPanel::showTable(bool isTable)
{
    m_pictureButton->setChecked(!isTable);
    m_tableButton->setChecked(isTable);
    m_stack->setCurrentWidget(isTable ? static_cast<QWidget *>(m_table) : m_view);
    if (isTable)
        m_table->choose(m_chosen);
}

void TopologyPanel::onJournal(const JournalBatch &batch)
{
    m_book.take(batch);
    refreshSoon();
}

void TopologyPanel::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void TopologyPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_databases.watch(true);
    const PlatformStatus status = m_link.status();
    m_book.setNow(status.now);
    m_view->setGoing(status.isRunning && !status.isPaused);
    refresh();
}

void TopologyPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_databases.watch(false);
    m_refresh.stop();
}

void TopologyPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fitSide();
}

/// Where there is little room, the side comes when there is something to tell.
void TopologyPanel::fitSide()
{
    const bool isWide = width() >= wideFrom;
    m_details->setFixedWidth(std::min(isWide ? wideSide : narrowSide, std::max(0, width() - narrowestPicture)));
    m_details->setVisible(isWide || !m_chosen.isEmpty());
}

std::vector<FlowLook> TopologyPanel::flowLooks() const
{
    std::vector<FlowLook> looks;
    for (const FlowKey &key : m_book.keys())
        looks.push_back({key, m_book.figures(key)});
    for (const QByteArray &service : topologyServices()) {
        FlowLook look{{FlowKind::Capture, service, "warehouse"}, {}};
        const StoreFact *replica = m_databases.find(u"replica "_s + QString::fromUtf8(service));
        if (replica && replica->behind)
            look.note = *replica->behind > 0 ? tr("row changes behind: %1").arg(QLocale().toString(*replica->behind))
                                             : tr("up to date");
        looks.push_back(std::move(look));
    }
    return looks;
}

PartLook TopologyPanel::partLook(const QByteArray &name) const
{
    PartLook look{name, tr("running")};
    const StoreFact *store = m_databases.find(QString::fromUtf8(name));
    if (store && store->bytes)
        look.size = sizeText(*store->bytes);
    const PartFigures figures = m_book.part(name);
    if (figures.isDown)
        look = {name, tr("down"), Tone::Bad, Mark::Cross, look.size};
    else if (m_isCutOff && m_isCutOff(name))
        look = {name, tr("cut off"), Tone::Warning, Mark::Warning, look.size};
    else if (figures.lag > lagWorthTelling)
        look = {name, tr("%1 behind").arg(QLocale().toString(figures.lag)), Tone::Warning, Mark::Pause, look.size};
    return look;
}

std::vector<PartLook> TopologyPanel::partLooks() const
{
    std::vector<PartLook> looks{partLook("gateway"), partLook("world")};
    for (const QByteArray &service : topologyServices())
        looks.push_back(partLook(service));
    looks.push_back(partLook("warehouse"));
    return looks;
}

void TopologyPanel::refresh()
{
    m_flows = flowLooks();
    m_parts = partLooks();
    m_view->setLooks(m_flows, m_parts);
    std::vector<FlowRow> rows;
    for (const FlowLook &look : m_flows)
        rows.push_back({look.key.name(), look});
    m_rows.take(std::move(rows));
    setNote(
        m_book.dropped() == 0
            ? tr("the last minute")
            : tr("the last minute; %1 entries came too fast to be counted").arg(QLocale().toString(m_book.dropped())));
    showChosen();
}

void TopologyPanel::choose(const QString &name)
{
    if (name == m_chosen)
        return;
    m_chosen = name;
    m_view->choose(name);
    m_table->choose(name);
    showChosen();
    fitSide();
}

const FlowLook *TopologyPanel::chosenFlow() const
{
    const auto flow =
        std::ranges::find_if(m_flows, [this](const FlowLook &look) { return look.key.name() == m_chosen; });
    return flow == m_flows.end() ? nullptr : &*flow;
}

void TopologyPanel::showChosen()
{
    const FlowLook *flow = chosenFlow();
    const auto part = std::ranges::find(m_parts, m_chosen.toUtf8(), &PartLook::name);
    if (flow)
        m_details->show(*flow, m_book);
    else if (part != m_parts.end())
        m_details->show(*part);
    else
        m_details->showNothing();
}

void TopologyPanel::showTraffic()
{
    const FlowLook *flow = chosenFlow();
    if (flow && flow->key.kind != FlowKind::Capture)
        Q_EMIT filterWished(filterFor(flow->key), flow->key.kind == FlowKind::Calls);
    else if (!flow && !m_chosen.isEmpty())
        Q_EMIT filterWished(filterFor(m_chosen.toUtf8()), false);
}

void TopologyPanel::makeTrouble()
{
    const FlowLook *flow = chosenFlow();
    if (flow && flow->key.kind != FlowKind::Capture)
        Q_EMIT troubleWished({flow->key.from, flow->key.to, flow->key.kind == FlowKind::Calls});
    else if (!flow && !m_chosen.isEmpty() && m_chosen != u"warehouse")
        Q_EMIT troubleWished({m_chosen.toUtf8(), {}, false});
}

void TopologyPanel::openMenu(QPoint place)
{
    const FlowLook *flow = chosenFlow();
    if (m_chosen == u"warehouse" || (flow && flow->key.kind == FlowKind::Capture))
        return;
    QMenu menu(this);
    menu.addAction(tr("Show in traffic"), this, &TopologyPanel::showTraffic);
    menu.addAction(tr("Make this go wrong…"), this, &TopologyPanel::makeTrouble);
    menu.exec(place);
}

} // namespace curbside
