// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/alerts/service_words.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/entities/status_words.h"
#include "widgets/inspector/action_buttons.h"
#include "widgets/inspector/delivery_life.h"
#include "widgets/inspector/fact_list.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int lifeAgainMs = 1000;
constexpr int outcomeShownMs = 8000;

QLabel *plainLabel(const QString &role = {})
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}

QToolButton *quietButton(const QString &icon, const QString &name, const QString &tip)
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

/// Of an id that has no room, its beginning and its end.
QString shortId(const QString &id)
{
    constexpr qsizetype kept = 8;
    return id.size() > 3 * kept ? id.left(kept) + u'…' + id.right(kept) : id;
}

/// Keeps the keyboard inside when the control that has it goes: on nothing that the next key would press.
class FocusKeeper
{
public:
    explicit FocusKeeper(QWidget &home)
        : m_home(home), m_focused(home.window()->focusWidget()), m_wasInside(home.isAncestorOf(m_focused))
    {}
    ~FocusKeeper()
    {
        if (m_wasInside && !m_focused)
            m_home.setFocus(Qt::OtherFocusReason);
    }
    Q_DISABLE_COPY_MOVE(FocusKeeper)

private:
    QWidget &m_home;
    QPointer<QWidget> m_focused;
    bool m_wasInside;
};

} // namespace

Inspector::Inspector(PlatformLink &link, const Entities &entities, Selection &selection, SelectedTrip &trip,
                     EntityActions &actions, QWidget *parent)
    : QFrame(parent), m_link(link), m_entities(entities), m_selection(selection), m_trip(trip), m_actions(actions),
      m_number(plainLabel()), m_status(plainLabel()), m_heading(plainLabel(u"heading"_s)),
      m_subheading(plainLabel(u"secondary"_s)),
      m_back(quietButton(u"back"_s, tr("Back"), tr("To what was chosen before (Alt+Left)"))),
      m_forward(quietButton(u"forward"_s, tr("Forward"), tr("To what was chosen after (Alt+Right)"))),
      m_facts(new FactList), m_timeline(new Timeline), m_outcome(plainLabel(u"secondary"_s)),
      m_buttons(new ActionButtons)
{
    setAccessibleName(tr("Inspector"));
    setMinimumWidth(230);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader(*layout);
    auto *body = new QFrame;
    body->setProperty("part", u"panelbody"_s);
    auto *inside = new QVBoxLayout(body);
    inside->setContentsMargins(1, 0, 1, 1);
    inside->setSpacing(0);
    buildBody(*inside);
    buildFooter(*inside);
    layout->addWidget(body, 1);

    m_lifeAgain.setSingleShot(true);
    m_lifeAgain.setInterval(lifeAgainMs);
    connect(&m_lifeAgain, &QTimer::timeout, this, &Inspector::readLifeAgain);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &Inspector::show);
    const auto later = [this] { m_refresh.start(); };
    for (const EntityTable *table :
         {static_cast<const EntityTable *>(&entities.deliveries), static_cast<const EntityTable *>(&entities.tasks),
          static_cast<const EntityTable *>(&entities.robots), static_cast<const EntityTable *>(&entities.merchants)}) {
        connect(table, &QAbstractItemModel::dataChanged, this, later);
        connect(table, &QAbstractItemModel::rowsInserted, this, later);
        connect(table, &QAbstractItemModel::rowsRemoved, this, later);
    }
    connect(&selection, &Selection::changed, this, [this] {
        m_outcome->hide();
        show();
    });
    connect(&entities.messages, &MessageBook::found, this, [this] {
        if (m_selection.current().kind == EntityKind::Event)
            m_refresh.start();
    });
    connect(m_facts, &FactList::followed, &selection, &Selection::select);
    connect(&trip, &SelectedTrip::changed, this, &Inspector::showLife);
    connect(&link, &PlatformLink::statusChanged, this, [this](const PlatformStatus &status) {
        const auto &facts = m_timeline->facts();
        if (std::ranges::any_of(facts, [&](const Fact &fact) { return fact.isExpected && fact.at <= status.now; }))
            showLife(); // what was expected by now has not come
    });
    connect(&actions, &EntityActions::changed, this, &Inspector::showActions);
    connect(&actions, &EntityActions::told, this, &Inspector::showOutcome);
    show();
}

void Inspector::buildHeader(QLayout &layout)
{
    auto *header = new QFrame;
    header->setProperty("part", u"panelheader"_s);
    header->setFixedHeight(Tokens::panelHeaderHeight);
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(Tokens::margin, 0, 4, 0);
    line->setSpacing(Tokens::spacing);
    m_number->setFont(monospacedFont());
    line->addWidget(m_number);
    line->addWidget(m_status, 1);
    line->addWidget(m_back);
    line->addWidget(m_forward);
    layout.addWidget(header);
    connect(m_back, &QToolButton::clicked, this, [this] { m_selection.goBack(); });
    connect(m_forward, &QToolButton::clicked, this, [this] { m_selection.goForward(); });
}

void Inspector::buildBody(QLayout &layout)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Tokens::margin, Tokens::margin, Tokens::margin, Tokens::margin);
    column->setSpacing(4);
    m_heading->setWordWrap(true);
    m_subheading->setWordWrap(true);
    column->addWidget(m_heading);
    column->addWidget(m_subheading);
    column->addSpacing(4);
    column->addWidget(m_facts);
    column->addSpacing(Tokens::margin);
    column->addWidget(m_timeline);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What is chosen"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() turns on
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->viewport()->setAutoFillBackground(true);
    layout.addWidget(scroll);
}

void Inspector::buildFooter(QLayout &layout)
{
    m_outcome->setWordWrap(true);
    m_outcome->setContentsMargins(Tokens::margin, 6, Tokens::margin, 6);
    m_outcome->hide();
    layout.addWidget(m_outcome);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *inside = new QVBoxLayout(footer);
    inside->setContentsMargins(Tokens::margin - 2, Tokens::spacing, Tokens::margin - 2, Tokens::spacing);
    inside->addWidget(m_buttons);
    layout.addWidget(footer);
}

void Inspector::setTitle(const QString &number, const Cell &status, const QString &heading, const QString &subheading)
{
    m_number->setText(visibleText(number));
    m_number->setVisible(!number.isEmpty());
    m_status->setText(visibleText(status.text));
    QPalette palette = m_status->palette();
    palette.setColor(QPalette::WindowText, status.tone ? colorOf(*status.tone, tokens()) : tokens().text);
    m_status->setPalette(palette);
    m_heading->setText(visibleText(heading));
    m_subheading->setText(visibleText(subheading));
    m_subheading->setVisible(!subheading.isEmpty());
}

/// In another theme its colours are others.
void Inspector::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        m_refresh.start();
}

void Inspector::addFact(const QString &name, const Cell &value)
{
    m_lines.push_back({name, value, {}});
}

void Inspector::addLink(const QString &name, const EntityRef &ref, const QString &text)
{
    if (ref.key.isEmpty() || text.isEmpty())
        addFact(name, textCell({}));
    else
        m_lines.push_back({name, textCell(text), ref});
}

void Inspector::show()
{
    const FocusKeeper keeper(*this);
    m_back->setEnabled(m_selection.canGoBack());
    m_forward->setEnabled(m_selection.canGoForward());
    const EntityRef ref = m_selection.current();
    if (ref != std::exchange(m_shown, ref)) {
        m_facts->clear();
        m_buttons->clear();
    }
    m_lines.clear();
    switch (ref.kind) {
    case EntityKind::Delivery: showDelivery(ref.key); break;
    case EntityKind::Task: showTask(ref.key); break;
    case EntityKind::Robot: showRobot(ref.key); break;
    case EntityKind::Merchant: showMerchant(ref.key); break;
    case EntityKind::Event: showEvent(ref.key); break;
    case EntityKind::None: showNothing(); break;
    }
    const bool areOthers = m_facts->setLines(m_lines);
    m_timeline->setVisible(ref.kind == EntityKind::Delivery);
    followLife();
    showActions();
    if (areOthers)
        orderTabs();
}

void Inspector::showNothing()
{
    setTitle({}, {tr("Nothing chosen"), {}, {}, {}, {}}, tr("Inspector"),
             tr("Choose a delivery, task or robot in any list or on the map, or find one with Ctrl+K."));
}

void Inspector::showDelivery(const QString &id)
{
    const DeliveryRow *delivery = m_entities.deliveries.find(id);
    if (!delivery && m_entities.deliveries.wasRemoved(id)) {
        setTitle(id, {tr("deleted"), Tone::Idle, {}, {}, {}}, tr("This delivery was deleted"), {});
        return;
    }
    if (!delivery) {
        setTitle(id, {tr("not known"), Tone::Idle, {}, {}, {}}, tr("This delivery is not known here"), {});
        return;
    }
    setTitle(delivery->number, deliveryStatusCell(delivery->status), wayText(*delivery, m_entities),
             tr("promised %1").arg(minuteText(delivery->promisedAt)));
    const RobotRow *robot = m_entities.robotNamed(delivery->driverName);
    const TaskRow *task = m_entities.tasks.find(delivery->taskId);
    addLink(tr("Robot"), {EntityKind::Robot, robot ? robot->serial : QString()}, delivery->driverName);
    if (robot && !delivery->hasEnded()) {
        addFact(tr("Lid"), lidCell(robot->lid));
        addFact(tr("Battery"), batteryCell(*robot));
    }
    addLink(tr("Task"), {EntityKind::Task, delivery->taskId},
            task ? task->number + u' ' + taskTypeText(task->type) : QString());
    addLink(tr("Merchant"), {EntityKind::Merchant, delivery->merchantId},
            m_entities.merchantName(delivery->merchantId));
    if (!delivery->hasEnded())
        addFact(tr("To promise"), [&] {
            Cell cell = promiseCell(*delivery, m_link.status().now, m_entities);
            cell.share.reset();
            return cell;
        }());
}

void Inspector::showTask(const QString &id)
{
    const TaskRow *task = m_entities.tasks.find(id);
    if (!task) {
        setTitle(id, {tr("not known"), Tone::Idle, {}, {}, {}}, tr("This task is not known here"), {});
        return;
    }
    setTitle(task->number, taskStatusCell(task->status), taskTypeText(task->type),
             task->failureReason.isEmpty() ? QString() : reasonText(task->failureReason));
    const DeliveryRow *delivery = m_entities.deliveries.find(task->deliveryId);
    addLink(tr("Delivery"), {EntityKind::Delivery, task->deliveryId}, delivery ? delivery->number : QString());
    addLink(tr("Robot"), {EntityKind::Robot, task->robotSerial}, m_entities.robotName(task->robotSerial));
    addFact(tr("Operator"), textCell(m_entities.operatorName(task->operatorId)));
    addFact(tr("Due"), clockCell(task->dueAt));
    addFact(tr("Started"), clockCell(task->startedAt));
    addFact(tr("Ended"), clockCell(task->endedAt));
}

void Inspector::showRobot(const QString &serial)
{
    const RobotRow *robot = m_entities.robots.find(serial);
    if (!robot) {
        setTitle(serial, {tr("not known"), Tone::Idle, {}, {}, {}}, tr("This robot is not known here"), {});
        return;
    }
    setTitle(robot->serial, serviceCell(*robot), robot->name, errandText(*robot, m_entities));
    addFact(tr("Lid"), lidCell(robot->lid));
    addFact(tr("Battery"), batteryCell(*robot));
    addFact(tr("Link"), linkCell(*robot));
    addFact(tr("Place"), textCell(robot->isSeen ? m_entities.addressAt(robot->place) : QString()));
    addFact(tr("Hub"), textCell(robot->hub));
    addFact(tr("Seen"), clockCell(robot->seenAt));
    const TaskRow *task = m_entities.tasks.find(robot->taskId);
    addLink(tr("Task"), {EntityKind::Task, robot->taskId},
            task ? task->number + u' ' + taskTypeText(task->type) : QString());
    const DeliveryRow *delivery = task ? m_entities.deliveries.find(task->deliveryId) : nullptr;
    addLink(tr("Delivery"), {EntityKind::Delivery, delivery ? delivery->id : QString()},
            delivery ? delivery->number : QString());
}

void Inspector::showMerchant(const QString &id)
{
    const MerchantRow *merchant = m_entities.merchants.find(id);
    setTitle({}, {tr("Merchant"), {}, {}, {}, {}}, merchant ? merchant->name : tr("This merchant is not known here"),
             {});
    if (!merchant)
        return;
    addFact(tr("Place"), textCell(m_entities.addressAt(merchant->place)));
    qint64 open = 0;
    for (const DeliveryRow &row : m_entities.deliveries.rows())
        open += row.merchantId == id && !row.hasEnded() ? 1 : 0;
    addFact(tr("Open"), textCell(open == 1 ? tr("1 delivery") : tr("%1 deliveries").arg(open)));
}

void Inspector::showEvent(const QString &id)
{
    const KnownMessage *event = m_entities.messages.find(id);
    if (!event || !event->isEvent()) {
        setTitle({}, {tr("Event"), {}, {}, {}, {}},
                 m_entities.messages.isUnknown(id) ? tr("No service keeps this event any more")
                                                   : tr("Asking for the event…"),
                 id);
        return;
    }
    setTitle({}, {tr("Event"), {}, {}, {}, {}}, event->type.section(u'.', -1), event->type);
    addFact(tr("Published by"), textCell(serviceText(event->service)));
    addFact(tr("At"), {secondText(event->at), {}, {}, {}, {}});
    const EntityRef subject = m_entities.refOfEvent(event->subject, event->data);
    if (subject.kind == EntityKind::None)
        addFact(tr("About"), textCell(shortId(event->subject)));
    else
        addLink(tr("About"), subject, m_entities.callName(subject.key));
    const KnownMessage *cause = m_entities.messages.find(event->causationId);
    if (cause && cause->isEvent())
        addLink(tr("Caused by"), {EntityKind::Event, cause->id}, cause->type.section(u'.', -1));
    else
        addFact(tr("Caused by"), textCell(cause ? cause->type : shortId(event->causationId)));
    addFact(tr("Id"), textCell(shortId(id)));
}

std::optional<Inspector::LifeStamp> Inspector::lifeStamp() const
{
    const EntityRef ref = m_selection.current();
    const DeliveryRow *delivery = ref.kind == EntityKind::Delivery ? m_entities.deliveries.find(ref.key) : nullptr;
    if (!delivery)
        return std::nullopt;
    LifeStamp stamp{*delivery, {}, {}};
    std::ranges::copy_if(m_entities.tasks.rows(), std::back_inserter(stamp.tasks),
                         [&](const TaskRow &task) { return task.deliveryId == delivery->id; });
    const RobotRow *robot = delivery->hasEnded() ? nullptr : m_entities.robotNamed(delivery->driverName);
    if (robot)
        stamp.robot = *robot;
    return stamp;
}

void Inspector::followLife()
{
    auto stamp = lifeStamp();
    if (stamp == m_life)
        return;
    const bool isOther = !stamp || !m_life || stamp->delivery.id != m_life->delivery.id;
    m_life = std::move(stamp);
    if (isOther) {
        m_joined.clear();
        m_saga.clear();
        showLife();
    }
    m_isLifeStale = m_life.has_value();
    readLife();
}

void Inspector::readLifeAgain()
{
    m_isLifeStale = m_life.has_value();
    readLife();
}

void Inspector::readLife()
{
    if (!m_isLifeStale || m_isReadingLife)
        return;
    m_isLifeStale = false;
    m_isReadingLife = true;
    const QString id = m_life->delivery.id;
    m_link.get(u"gateway"_s, u"/deliveries/"_s + inPath(id),
               [self = QPointer(this), id](int status, const QByteArray &body) {
                   if (self)
                       self->takeLife(id, status, body);
               });
}

void Inspector::takeLife(const QString &id, int status, const QByteArray &body)
{
    const auto joined = JsonDocument::parse(body);
    QString saga;
    if (status >= 500 || (joined && !servicesAway(joined->root()).isEmpty()))
        m_lifeAgain.start();
    if (status == 200 && joined && isLifeOf(id)) {
        m_joined = body;
        showLife();
        joined->root()["sagas"].forEachItem([&](JsonValue item) {
            if (textIn(item, "type") == u"FulfilDelivery")
                saga = textIn(item, "id");
        });
    }
    if (saga.isEmpty()) {
        endLifeReading();
        return;
    }
    m_link.get(u"deliveries"_s, u"/saga/"_s + saga, [self = QPointer(this), id](int outcome, const QByteArray &answer) {
        if (self)
            self->takeSaga(id, outcome, answer);
    });
}

void Inspector::takeSaga(const QString &id, int status, const QByteArray &body)
{
    if (status == 200 && isLifeOf(id)) {
        m_saga = body;
        showLife();
    }
    endLifeReading();
}

void Inspector::endLifeReading()
{
    m_isReadingLife = false;
    readLife();
}

void Inspector::showLife()
{
    const auto joined = JsonDocument::parse(m_joined);
    if (!joined) {
        m_timeline->setFacts({});
        return;
    }
    const auto saga = JsonDocument::parse(m_saga);
    m_timeline->setFacts(deliveryLife(joined->root(), saga ? saga->root() : JsonValue(), m_trip.trip(), m_entities,
                                      m_link.status().now));
}

void Inspector::showActions()
{
    const FocusKeeper keeper(*this);
    const bool areOthers = m_buttons->setActions(m_actions.possible());
    m_buttons->parentWidget()->setVisible(!m_buttons->buttons().empty());
    if (areOthers)
        orderTabs();
}

/// From top to bottom, in whatever order they were made.
void Inspector::orderTabs()
{
    QWidget *last = m_forward;
    for (const auto &controls : {m_facts->links(), m_buttons->buttons()}) {
        for (QWidget *control : controls) {
            setTabOrder(last, control);
            last = control;
        }
    }
}

void Inspector::showOutcome(const QString &sentence, bool isProblem)
{
    m_outcome->setText(visibleText(sentence));
    QPalette palette = m_outcome->palette();
    palette.setColor(QPalette::WindowText, isProblem ? tokens().bad : tokens().secondary);
    m_outcome->setPalette(palette);
    m_outcome->show();
    QTimer::singleShot(outcomeShownMs, m_outcome, [this, sentence] {
        if (m_outcome->text() == visibleText(sentence))
            m_outcome->hide();
    });
}

} // namespace curbside
