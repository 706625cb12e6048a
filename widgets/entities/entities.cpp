// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entities.h"

#include "services/runtime/json/json.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostLidEvents = 20'000;
constexpr qsizetype mostAddresses = 20'000;

/// Robots report where they are without anything being published.
bool concernsRobots(const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Published)
        return entry.service == "operations" || entry.service == "state";
    return entry.kind == JournalKind::Requested && entry.service == "state" && entry.type.startsWith("PUT ");
}

/// Another operator on a task is no change of its status, and nothing is published of it.
bool concernsTasks(const TrafficEntry &entry)
{
    return entry.service == "operations"
        && (entry.kind == JournalKind::Published
            || (entry.kind == JournalKind::Requested && entry.type.startsWith("POST /task/")));
}

} // namespace

Entities::Entities(PlatformLink &link, QObject *parent)
    : QObject(parent), lidEvents(nullptr, mostLidEvents), robotHistory(robots, link), attempts(link, deliveries),
      messages(link), m_link(link)
{
    const auto registers = [](const TrafficEntry &entry) {
        return entry.kind == JournalKind::Requested && entry.service == "integrations"
            && entry.type.startsWith("PUT /merchant");
    };
    feed(deliveries,
         {u"gateway"_s, u"/deliveries"_s, publishedBy("deliveries"), true, "curbside.deliveries.DeliveryDeleted"});
    feed(tasks, {u"gateway"_s, u"/tasks"_s, concernsTasks, true});
    feed(robots, {u"gateway"_s, u"/robots"_s, concernsRobots});
    feed(lidEvents, {u"gateway"_s, u"/lid-events"_s, publishedBy("state"), true});
    feed(merchants, {u"integrations"_s, u"/merchants"_s, registers});
    const auto registersOperator = [](const TrafficEntry &entry) {
        return entry.kind == JournalKind::Requested && entry.service == "operations"
            && entry.type.startsWith("PUT /operator");
    };
    feed(operators, {u"operations"_s, u"/operators"_s, registersOperator});
    // Names of others stand in these lists.
    const auto refreshNames = [this] {
        deliveries.refreshAll();
        tasks.refreshAll();
        lidEvents.refreshAll();
    };
    connect(&merchants, &QAbstractItemModel::rowsInserted, this, refreshNames);
    connect(&robots, &QAbstractItemModel::rowsInserted, this, refreshNames);
    connect(&operators, &QAbstractItemModel::rowsInserted, &tasks, &EntityTable::refreshAll);
}

template <typename Row>
void Entities::feed(EntityModel<Row> &model, EntityFeed::Source source)
{
    const auto takePage = [&model](const std::vector<JsonValue> &items) {
        std::vector<Row> rows;
        rows.reserve(items.size());
        for (const JsonValue &item : items)
            rows.push_back(Row::from(item));
        model.take(std::move(rows));
    };
    auto *feed = new EntityFeed(m_link, std::move(source), takePage, this);
    connect(feed, &EntityFeed::ended, this, [&model](const QString &key) { model.remove(key); });
    m_feeds.emplace_back(&model, feed);
}

void Entities::expectLate(QSet<QString> ids)
{
    if (ids == m_expectedLate)
        return;
    m_expectedLate = std::move(ids);
    Q_EMIT expectationChanged();
}

const EntityFeed &Entities::feedOf(const EntityTable &table) const
{
    const auto found =
        std::find_if(m_feeds.begin(), m_feeds.end(), [&](const auto &feed) { return feed.first == &table; });
    Q_ASSERT_X(found != m_feeds.end(), "Entities::feedOf", "of a table that is not one of these");
    return *found->second;
}

bool Entities::isCurrent() const
{
    return std::all_of(m_feeds.begin(), m_feeds.end(), [](const auto &feed) { return feed.second->isCurrent(); });
}

QString Entities::merchantName(const QString &id) const
{
    const MerchantRow *merchant = merchants.find(id);
    return merchant ? merchant->name : QString();
}

QString Entities::robotName(const QString &serial) const
{
    const RobotRow *robot = robots.find(serial);
    return robot ? robot->name : QString();
}

QString Entities::operatorName(const QString &id) const
{
    const OperatorRow *person = operators.find(id);
    return person ? person->name : id;
}

const RobotRow *Entities::robotNamed(const QString &name) const
{
    if (name.isEmpty())
        return nullptr;
    const auto &rows = robots.rows();
    const auto known = m_robotRows.constFind(name);
    const auto at = known == m_robotRows.constEnd() ? rows.size() : static_cast<std::size_t>(*known);
    if (at < rows.size() && rows[at].name == name)
        return &rows[at];
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const RobotRow &row) { return row.name == name; });
    if (found == rows.end())
        return nullptr;
    if (m_robotRows.size() > 2 * static_cast<qsizetype>(rows.size()))
        m_robotRows.clear(); // names that are no more
    m_robotRows.insert(name, static_cast<int>(found - rows.begin()));
    return &*found;
}

EntityRef Entities::refOf(const QString &key) const
{
    if (deliveries.find(key))
        return {EntityKind::Delivery, key};
    if (tasks.find(key))
        return {EntityKind::Task, key};
    if (robots.find(key))
        return {EntityKind::Robot, key};
    return merchants.find(key) ? EntityRef{EntityKind::Merchant, key} : EntityRef{};
}

EntityRef Entities::refOfEvent(const QString &subject, const QByteArray &data) const
{
    EntityRef ref = refOf(subject);
    if (ref.kind != EntityKind::None)
        return ref;
    const auto document = JsonDocument::parse(data);
    for (const char *name : {"deliveryId", "taskId", "robotSerial"})
        if (document && ref.kind == EntityKind::None)
            ref = refOf(document->root()[name].toString().value_or(QString()));
    return ref;
}

QString Entities::callName(const QString &key) const
{
    if (const DeliveryRow *delivery = deliveries.find(key))
        return delivery->number;
    if (const TaskRow *task = tasks.find(key))
        return task->number;
    const QString merchant = merchantName(key);
    return merchant.isEmpty() ? key : merchant;
}

QString Entities::addressAt(QPointF place) const
{
    const Place exact{qRound64(place.x() * 1000), qRound64(place.y() * 1000)};
    const auto key = qMakePair(exact.x, exact.y);
    if (const auto known = m_addresses.constFind(key); known != m_addresses.constEnd())
        return *known;
    QString address = m_link.description().streets.addressAt(exact);
    if (address.isEmpty())
        address = tr("%1, %2 m").arg(qRound64(place.x())).arg(qRound64(place.y()));
    if (m_addresses.size() >= mostAddresses)
        m_addresses.clear();
    m_addresses.insert(key, address);
    return address;
}

} // namespace curbside
