// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_list_panel.h"
#include "widgets/shell/mode.h"

class QActionGroup;
class QMenu;
class QToolButton;

namespace curbside {

/// What is carried from a list of tasks, and from one of operators: their ids, one a line.
inline constexpr char tasksMimeType[] = "application/x-curbside-tasks";
inline constexpr char operatorsMimeType[] = "application/x-curbside-operators";

/// The tasks, calls for a person first, narrowed by whose they are, which robot's, and how old. A task dragged onto an operator,
/// or an operator onto a task, is assigned.
class TasksPanel : public ChipListPanel
{
    Q_OBJECT

public:
    explicit TasksPanel(Workbench &bench, QWidget *parent = nullptr);

    /// Whose tasks are shown: an operator's by its id, nobody's by `nobody`, everyone's by an empty one.
    void showTasksOf(const QString &operatorId);
    void showTasksOfRobot(const QString &serial);
    void showTasksOlderThan(int minutes);
    static constexpr char16_t nobody[] = u"-";
    [[nodiscard]] QStringList savedNarrowing() const override;
    void narrowAsSaved(const QStringList &narrowing) override;

private:
    void addNarrowing();
    void fillMenu(QMenu &menu);
    void fillOperators(QMenu &menu);
    void fillRobots(QMenu &menu);
    void fillAges(QMenu &menu);
    void addChoice(QMenu &menu, const QString &text, bool isPresent, std::function<void()> choose);
    void narrow();
    [[nodiscard]] QString narrowingText() const;
    [[nodiscard]] bool isInside(const TaskRow &task) const;

    Workbench &m_bench;
    QToolButton *m_narrowing;
    QString m_operatorId;
    QString m_robotSerial;
    int m_olderThanMinutes = 0;
};

} // namespace curbside
