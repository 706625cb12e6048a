// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tasks/tasks_panel.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/commands/commands.h"
#include "widgets/entities/entities.h"
#include "widgets/panels/saved_filters.h"
#include "widgets/tasks/task_columns.h"
#include "widgets/theme/plain_text.h"

#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 taskMinute = 60'000'000;
constexpr int mostRobotsInMenu = 60;

bool isForAPerson(const TaskRow &task)
{
    return !task.hasEnded() && task.type == u"Rescue";
}

std::vector<ChipListPanel::Filter> taskFilters(const Entities &entities)
{
    const auto row = [&entities](int at) -> const TaskRow & {
        return entities.tasks.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {TasksPanel::tr("Open"), TasksPanel::tr("Not ended"), [=](int at) { return !row(at).hasEnded(); }, u"open"_s},
        {TasksPanel::tr("For a person"), TasksPanel::tr("Open calls for help"),
         [=](int at) { return isForAPerson(row(at)); }, u"for-a-person"_s},
        {TasksPanel::tr("Failed"), TasksPanel::tr("Ended without success"),
         [=](int at) { return row(at).status == u"Failed"; }, u"failed"_s},
        {TasksPanel::tr("All"), TasksPanel::tr("Every task, also those that have ended"), [](int) { return true; },
         u"all"_s},
    };
}

} // namespace

TasksPanel::TasksPanel(Workbench &bench, QWidget *parent)
    : ChipListPanel({u"tasks"_s, tr("Tasks"), tr("No tasks yet. Each planned trip brings a pickup and a drop-off.")},
                    bench.entities.tasks, bench.entities.feedOf(bench.entities.tasks), taskFilters(bench.entities),
                    parent),
      m_bench(bench), m_narrowing(new QToolButton)
{
    Entities &entities = bench.entities;
    filter().setPriority(
        [&entities](int row) { return isForAPerson(entities.tasks.rows()[static_cast<std::size_t>(row)]) ? 0 : 1; });
    sortBy(TaskNumber, Qt::DescendingOrder);
    addNarrowing();
    new SavedFilters(*this, bench.settings);
    entities.tasks.setDragAndDrop(QString::fromLatin1(tasksMimeType), QString::fromLatin1(operatorsMimeType));
    view().setDragDropMode(QAbstractItemView::DragDrop);
    connect(&entities.tasks, &EntityTable::keysDropped, this,
            [this](const QString &task, const QStringList &people) { m_bench.actions.assign({task}, people.front()); });
    connect(&bench.link, &PlatformLink::statusChanged, this,
            [this, shown = qint64(0)](const PlatformStatus &status) mutable {
                if (std::exchange(shown, status.now / taskMinute) != status.now / taskMinute) {
                    m_bench.entities.tasks.refreshColumn(TaskAge);
                    countAgain();
                }
            });
}

// Whose, which robot's, how old.

void TasksPanel::addNarrowing()
{
    m_narrowing->setPopupMode(QToolButton::InstantPopup);
    m_narrowing->setFocusPolicy(Qt::StrongFocus);
    m_narrowing->setToolTip(tr("Narrows the list by operator, robot and age"));
    auto *menu = new QMenu(m_narrowing);
    m_narrowing->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(*menu); });
    addControl(m_narrowing);
    narrow();
}

void TasksPanel::addChoice(QMenu &menu, const QString &text, bool isPresent, std::function<void()> choose)
{
    QAction *action = menu.addAction(text, this, [choose = std::move(choose)] { choose(); });
    action->setCheckable(true);
    action->setChecked(isPresent);
}

void TasksPanel::fillMenu(QMenu &menu)
{
    clearMenu(menu);
    fillOperators(*menu.addMenu(tr("By &operator")));
    fillRobots(*menu.addMenu(tr("By &robot")));
    fillAges(*menu.addMenu(tr("By &age")));
    menu.addSeparator();
    menu.addAction(tr("&Everyone's, of any age"), this, [this] {
        m_operatorId.clear();
        m_robotSerial.clear();
        m_olderThanMinutes = 0;
        narrow();
    });
}

void TasksPanel::fillOperators(QMenu &menu)
{
    const auto add = [&](const QString &text, const QString &id) {
        addChoice(menu, asMenuText(text), m_operatorId == id, [this, id] { showTasksOf(id); });
    };
    add(tr("Everyone's"), {});
    add(tr("Nobody's"), QString::fromUtf16(nobody));
    for (const OperatorRow &person : m_bench.entities.operators.rows())
        add(person.name, person.id);
}

void TasksPanel::fillRobots(QMenu &menu)
{
    const auto add = [&](const QString &text, const QString &serial) {
        addChoice(menu, asMenuText(text), m_robotSerial == serial, [this, serial] { showTasksOfRobot(serial); });
    };
    add(tr("Every robot's"), {});
    const EntityRef chosen = m_bench.selection.current();
    if (chosen.kind == EntityKind::Robot)
        add(tr("The chosen one's, %1").arg(m_bench.entities.robotName(chosen.key)), chosen.key);
    std::vector<std::pair<QString, QString>> busy; // by name
    for (const TaskRow &task : m_bench.entities.tasks.rows()) {
        if (!task.hasEnded())
            busy.emplace_back(m_bench.entities.robotName(task.robotSerial), task.robotSerial);
    }
    std::ranges::sort(busy);
    busy.erase(std::ranges::unique(busy).begin(), busy.end());
    const std::size_t left = busy.size() > mostRobotsInMenu ? busy.size() - mostRobotsInMenu : 0;
    busy.resize(busy.size() - left);
    for (const auto &[name, serial] : busy)
        add(name.isEmpty() ? serial : name, serial);
    if (left > 0)
        menu.addAction(tr("%1 more: choose one anywhere, and it stands above").arg(left))->setEnabled(false);
}

void TasksPanel::fillAges(QMenu &menu)
{
    addChoice(menu, tr("Of any age"), m_olderThanMinutes == 0, [this] { showTasksOlderThan(0); });
    for (const int minutes : {5, 15, 30, 60})
        addChoice(menu, tr("Older than %1 min").arg(minutes), m_olderThanMinutes == minutes,
                  [this, minutes] { showTasksOlderThan(minutes); });
}

void TasksPanel::showTasksOf(const QString &operatorId)
{
    m_operatorId = operatorId;
    narrow();
}

void TasksPanel::showTasksOfRobot(const QString &serial)
{
    m_robotSerial = serial;
    narrow();
}

void TasksPanel::showTasksOlderThan(int minutes)
{
    m_olderThanMinutes = minutes;
    narrow();
}

QStringList TasksPanel::savedNarrowing() const
{
    if (m_operatorId.isEmpty() && m_robotSerial.isEmpty() && m_olderThanMinutes == 0)
        return {};
    return {m_operatorId, m_robotSerial, QString::number(m_olderThanMinutes)};
}

void TasksPanel::narrowAsSaved(const QStringList &narrowing)
{
    m_operatorId = narrowing.value(0);
    m_robotSerial = narrowing.value(1);
    m_olderThanMinutes = std::max(0, narrowing.value(2).toInt());
    narrow();
}

void TasksPanel::narrow()
{
    m_narrowing->setText(asMenuText(narrowingText()) + u" ▾"_s);
    m_narrowing->setAccessibleName(tr("Narrowed to: %1").arg(visibleText(narrowingText())));
    setNarrowing([this](int row) { return isInside(m_bench.entities.tasks.rows()[static_cast<std::size_t>(row)]); });
}

QString TasksPanel::narrowingText() const
{
    QStringList parts;
    if (m_operatorId == QStringView(nobody))
        parts.append(tr("Nobody's"));
    else if (!m_operatorId.isEmpty())
        parts.append(m_bench.entities.operatorName(m_operatorId));
    if (!m_robotSerial.isEmpty())
        parts.append(m_bench.entities.robotName(m_robotSerial));
    if (m_olderThanMinutes > 0)
        parts.append(tr("> %1 min").arg(m_olderThanMinutes));
    return parts.isEmpty() ? tr("Everyone's") : parts.join(u", "_s);
}

bool TasksPanel::isInside(const TaskRow &task) const
{
    const bool isTheirs = m_operatorId.isEmpty() || task.operatorId == m_operatorId
        || (m_operatorId == QStringView(nobody) && task.operatorId.isEmpty());
    const bool isOld =
        m_olderThanMinutes == 0 || m_bench.link.status().now - task.createdAt > m_olderThanMinutes * taskMinute;
    return isTheirs && isOld && (m_robotSerial.isEmpty() || task.robotSerial == m_robotSerial);
}

} // namespace curbside
