// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commands.h"
#include "widgets/entities/entities.h"
#include "widgets/preferences/preferences.h"
#include "widgets/selection/selected_trip.h"
#include "widgets/shell/mode.h"

#include <QWidget>

class QFrame;
class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace curbside {

class AlertDesk;
class CaptureDesk;
class ElidedLabel;
class EntityActions;
class Inspector;
class ListView;
class Notices;
class Palette;
class RowDesk;
class SqlDesk;
class TimeBar;
class WorkspaceOpener;

/// The console's window: composes the modes, the rail that leads to them, and the time bar, and does nothing else.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    static constexpr QSize leastSize{760, 480};

    /// `settings` keep what is remembered from run to run; without them nothing is. Without an opener the window stays on the
    /// workspace that it is on; with one there are settings too.
    explicit MainWindow(PlatformLink &link, QSettings *settings = nullptr, WorkspaceOpener *opener = nullptr,
                        QWidget *parent = nullptr);
    ~MainWindow() override;

    /// False when there is no mode of that name.
    bool showMode(const QString &name);
    /// The modes that keep what is told are made, if they are not yet: they know nothing of what came before. The window
    /// does so itself soon after it is first shown.
    void keepHistory();
    [[nodiscard]] QString shownMode() const;
    [[nodiscard]] static QStringList modeNames();
    [[nodiscard]] const Entities &entities() const { return m_entities; }
    [[nodiscard]] const Commands &commands() const { return m_commands; }
    [[nodiscard]] Selection &selection() { return m_selection; }
    [[nodiscard]] Inspector &inspector() { return *m_inspector; }
    [[nodiscard]] AlertDesk &alertDesk() { return *m_alerts; }
    [[nodiscard]] Preferences &preferences() { return m_preferences; }
    [[nodiscard]] Notices &notices() { return *m_notices; }
    [[nodiscard]] SqlDesk &sqlDesk() { return *m_sqlDesk; }
    [[nodiscard]] RowDesk &rowDesk() { return *m_rowDesk; }
    [[nodiscard]] BreakpointDesk &breakpoints() { return *m_breakpoints; }
    [[nodiscard]] CaptureDesk &captures() { return *m_captures; }
    void find();
    void tellOutcome(const QString &sentence, bool isProblem);
    [[nodiscard]] static ListView *listAround(QWidget *focused);
    /// Puts back the panels of the mode that is shown.
    void resetLayout();

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QFrame *makeRail();
    QFrame *makeHeader();
    void addCommands();
    void addTimeCommands();
    void addSelectionCommands();
    void addCopyCommands();
    void addHelpCommands();
    void welcome();
    void tellWelcome();
    void refreshTimes();
    /// Made when it is first wanted.
    ModeView *viewAt(std::size_t position);
    void showModeAt(int position);
    void describe(const PlatformDescription &description);
    void showStanding();
    void remember();
    void recall();

    PlatformLink &m_link;
    QSettings *m_settings;
    WorkspaceOpener *m_opener;
    Preferences m_preferences;
    Entities m_entities;
    Commands m_commands;
    Selection m_selection;
    SelectedTrip m_trip;
    EntityActions *m_actions;
    SqlDesk *m_sqlDesk;
    RowDesk *m_rowDesk;
    BreakpointDesk *m_breakpoints;
    Workbench m_bench;
    AlertDesk *m_alerts;
    std::vector<Mode> m_modes;
    std::vector<ModeView *> m_views; // as m_modes; null until first shown
    std::vector<QToolButton *> m_rail; // as m_modes; no QButtonGroup, which lets Tab reach one button alone
    QLabel *m_title;
    ElidedLabel *m_scenario;
    Notices *m_notices;
    CaptureDesk *m_captures;
    QStackedWidget *m_stack;
    Inspector *m_inspector;
    QSplitter *m_split;
    Palette *m_palette = nullptr;
    TimeBar *m_timeBar;
    quint64 m_outcomes = 0; // that were told in the notices
    const ListView *m_lastList = nullptr; // only compared, never followed
    int m_shown = -1;
    bool m_isSplit = false;
};

} // namespace curbside
