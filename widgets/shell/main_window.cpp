// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/main_window.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/alerts/alert_panel.h"
#include "widgets/breakpoints/breakpoint_desk.h"
#include "widgets/breakpoints/run_until.h"
#include "widgets/captures/capture_desk.h"
#include "widgets/commands/palette.h"
#include "widgets/databases/row_desk.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/inspector/inspector.h"
#include "widgets/panels/list_panel.h"
#include "widgets/panels/panel.h"
#include "widgets/preferences/preference_commands.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/shell/about_dialog.h"
#include "widgets/shell/notices.h"
#include "widgets/shell/shortcut_sheet.h"
#include "widgets/sql/sql_desk.h"
#include "widgets/tasks/task_columns.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/timebar/time_bar.h"
#include "widgets/workspaces/workspace_commands.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int inspectorWidth = 316;
constexpr int narrowInspectorWidth = 236;
constexpr int narrowWindow = 1200;
constexpr int afterFirstPaintMs = 100;
constexpr int outcomeShownMs = 8000;

} // namespace

MainWindow::MainWindow(PlatformLink &link, QSettings *settings, WorkspaceOpener *opener, QWidget *parent)
    : QWidget(parent), m_link(link), m_settings(settings), m_opener(opener), m_preferences(settings), m_entities(link),
      m_trip(link, m_entities, m_selection),
      m_actions(new EntityActions(*this, link, m_entities, m_selection, m_commands)), m_sqlDesk(new SqlDesk(this)),
      m_rowDesk(new RowDesk(this)), m_breakpoints(new BreakpointDesk(link, this)),
      m_bench{link,        m_entities,   m_commands,
              m_selection, m_trip,       *m_actions,
              settings,    m_sqlDesk,    [this](const QString &mode) { showMode(mode); },
              m_rowDesk,   m_breakpoints},
      m_alerts(new AlertDesk(m_bench, *this, settings)), m_modes(allModes()), m_views(m_modes.size(), nullptr),
      m_title(new QLabel), m_scenario(new ElidedLabel(u"secondary"_s)), m_notices(new Notices),
      m_captures(new CaptureDesk(*this, link, *m_notices, settings)), m_stack(new QStackedWidget),
      m_inspector(new Inspector(link, m_entities, m_selection, m_trip, *m_actions)), m_split(new QSplitter),
      m_timeBar(new TimeBar(link))
{
    m_entities.deliveries.setColumns(deliveryColumns(m_entities, link));
    m_entities.tasks.setColumns(taskColumns(m_entities, link));
    m_entities.robots.setColumns(robotColumns(m_entities));
    m_entities.lidEvents.setColumns(lidEventColumns(m_entities));
    setWindowTitle(tr("Curbside"));
    setMinimumSize(leastSize);
    setFocusPolicy(Qt::ClickFocus); // until a person goes somewhere, nothing in it is marked
    setFocus();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, Tokens::spacing);
    m_split->addWidget(m_stack);
    m_split->addWidget(m_alerts->makeColumn(m_inspector));
    m_split->setStretchFactor(0, 1);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(Tokens::spacing);
    inside->addWidget(m_split);
    layout->addWidget(makeRail(), 0, 0, 3, 1);
    layout->addWidget(makeHeader(), 0, 1);
    layout->addWidget(m_notices, 1, 1);
    layout->addWidget(content, 2, 1);
    layout->addWidget(m_timeBar, 3, 0, 1, 2);
    layout->setRowStretch(2, 1);
    layout->setColumnStretch(1, 1);
    addCommands();
    QCoreApplication::instance()->installEventFilter(this);

    connect(&link, &PlatformLink::described, this, &MainWindow::describe);
    connect(m_actions, &EntityActions::told, this, &MainWindow::tellOutcome);
    connect(&link, &PlatformLink::statusChanged, this, &MainWindow::showStanding);
    connect(&m_entities.robots, &QAbstractItemModel::rowsInserted, this, &MainWindow::showStanding);
    connect(&m_selection, &Selection::changed, this, [this](const EntityRef &ref) {
        if (ref.kind == EntityKind::Event)
            m_entities.messages.ask(ref.key);
    });
    connect(&m_preferences, &Preferences::changed, this, &MainWindow::refreshTimes);
    connect(m_sqlDesk, &SqlDesk::wanted, this, [this] { showMode(u"data"_s); });
    connect(m_rowDesk, &RowDesk::wanted, this, [this] { showMode(u"data"_s); });
    describe(link.description());
    recall();
    welcome();
}

MainWindow::~MainWindow()
{
    QCoreApplication::instance()->removeEventFilter(this);
}

QFrame *MainWindow::makeRail()
{
    auto *rail = new QFrame;
    rail->setProperty("part", u"rail"_s);
    rail->setFixedWidth(Tokens::railWidth);
    rail->setAccessibleName(tr("Modes"));
    auto *layout = new QVBoxLayout(rail);
    layout->setContentsMargins(4, Tokens::spacing, 5, Tokens::spacing);
    layout->setSpacing(4);
    for (std::size_t i = 0; i < m_modes.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(m_modes[i].title);
        button->setIcon(themedIcon(m_modes[i].icon));
        button->setIconSize(QSize(Tokens::iconSize, Tokens::iconSize));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFixedHeight(50);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(m_modes[i].title);
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(m_modes[i].title).arg(i + 1));
        button->setProperty("role", u"rail"_s);
        connect(button, &QToolButton::clicked, this, [this, i] { showModeAt(static_cast<int>(i)); });
        m_rail.push_back(button);
        layout->addWidget(button);
    }
    layout->addStretch();
    return rail;
}

QFrame *MainWindow::makeHeader()
{
    auto *header = new QFrame;
    header->setProperty("part", u"header"_s);
    header->setFixedHeight(Tokens::headerHeight);
    m_title->setProperty("role", u"title"_s);
    auto *menuButton = new QToolButton;
    menuButton->setIcon(themedIcon(u"menu"_s));
    menuButton->setIconSize(QSize(Tokens::iconSize - 2, Tokens::iconSize - 2));
    menuButton->setAccessibleName(tr("Menu"));
    menuButton->setToolTip(tr("All commands (Alt+M)"));
    menuButton->setShortcut(QKeySequence(Qt::ALT | Qt::Key_M));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    menuButton->setFocusPolicy(Qt::StrongFocus);
    menuButton->setProperty("role", u"quiet"_s);
    auto *search = new QToolButton;
    search->setText(tr("Find a delivery, robot or command   Ctrl+K"));
    search->setIcon(themedIcon(u"search"_s));
    search->setIconSize(QSize(14, 14));
    search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    search->setAccessibleName(tr("Find a delivery, robot or command"));
    search->setToolTip(tr("Every command and every thing by a few letters (Ctrl+K)"));
    search->setFocusPolicy(Qt::StrongFocus);
    search->setProperty("role", u"search"_s);
    connect(search, &QToolButton::clicked, this, &MainWindow::find);
    auto *menu = new QMenu(menuButton);
    menuButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        clearMenu(*menu);
        m_commands.fill(*menu);
    });
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(Tokens::margin, 0, Tokens::margin, 0);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(m_title);
    layout->addWidget(m_scenario, 1);
    layout->addWidget(search);
    layout->addWidget(m_captures->makeButton());
    layout->addWidget(m_alerts->makeButton());
    layout->addWidget(menuButton);
    return header;
}

void MainWindow::addCommands()
{
    for (std::size_t i = 0; i < m_modes.size(); ++i)
        m_commands
            .add(*this, Commands::Group::Go, m_modes[i].title,
                 QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + int(i))),
                 [this, i] { showModeAt(static_cast<int>(i)); })
            ->setObjectName(u"mode-"_s + m_modes[i].name);
    addSelectionCommands();
    addCopyCommands();
    addTimeCommands();
    if (m_opener && m_settings)
        addWorkspaceCommands(*this, m_commands, *m_opener, *m_settings);
    m_captures->addCommands(m_commands);
    m_commands.add(*this, Commands::Group::View, tr("&Reset layout"), {}, [this] { resetLayout(); });
    m_commands.add(*this, Commands::Group::View, tr("&Full screen"), QKeySequence(QKeySequence::FullScreen),
                   [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    m_commands.add(*this, Commands::Group::File, tr("&Quit"), QKeySequence(QKeySequence::Quit), [this] { close(); });
    addPreferenceCommands(*this, m_commands, m_preferences);
    addHelpCommands();
}

void MainWindow::addHelpCommands()
{
    QAction *keys = m_commands.add(*this, Commands::Group::Help, tr("&Keyboard shortcuts"), {},
                                   [this] { (new ShortcutSheet(m_commands, this))->open(); });
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::CTRL | Qt::Key_Slash)});
    m_commands.add(*this, Commands::Group::Help, tr("&What to try first"), {}, [this] {
        m_notices->withdraw(u"welcome"_s);
        tellWelcome();
    });
    m_commands.add(*this, Commands::Group::Help, tr("&About Curbside"), {},
                   [this] { (new AboutDialog(this))->open(); });
}

/// The list that has the focus, or whose board or cards have it.
ListView *MainWindow::listAround(QWidget *focused)
{
    if (auto *list = qobject_cast<ListView *>(focused))
        return list;
    for (QWidget *widget = focused; widget; widget = widget->parentWidget()) {
        if (auto *panel = qobject_cast<ListPanel *>(widget))
            return &panel->view();
    }
    return nullptr;
}

/// Of the list that was last used in the mode that is shown.
void MainWindow::addCopyCommands()
{
    using Format = ListView::CopyFormat;
    const auto copy = [this](Format format) {
        return [this, format] {
            const auto lists = m_stack->currentWidget()->findChildren<ListView *>();
            auto list = std::ranges::find(lists, m_lastList);
            if (list == lists.end())
                list = std::ranges::find_if(lists, &QWidget::isVisible);
            if (list != lists.end())
                (*list)->copy(format);
        };
    };
    const auto group = Commands::Group::Selection;
    m_commands.add(*this, group, tr("&Copy the rows"), {}, copy(Format::Text));
    m_commands.add(*this, group, tr("Copy the rows as CS&V"), {}, copy(Format::Csv));
    m_commands.add(*this, group, tr("Copy the rows as &JSON"), {}, copy(Format::Json));
    connect(qobject_cast<QApplication *>(QCoreApplication::instance()), &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) {
                if (auto *list = listAround(now); list && isAncestorOf(list))
                    m_lastList = list;
            });
}

/// First start: what to try, until it is closed.
void MainWindow::welcome()
{
    if (m_settings && !m_settings->value(u"window/welcomed"_s).toBool())
        tellWelcome();
}

void MainWindow::tellWelcome()
{
    m_notices->tell(u"welcome"_s, Tone::Active,
                    tr("Choose a delivery in any list: the map and the story of its life follow. Space stops platform "
                       "time, F10 takes "
                       "one step. Ctrl+K finds everything, F1 lists all keys."),
                    [this] {
                        if (m_settings)
                            m_settings->setValue(u"window/welcomed"_s, true);
                    });
}

void MainWindow::addSelectionCommands()
{
    m_commands.add(*this, Commands::Group::Go, tr("&Find…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { find(); });
    QAction *back = m_commands.add(*this, Commands::Group::Go, tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                                   [this] { m_selection.goBack(); });
    QAction *forward = m_commands.add(*this, Commands::Group::Go, tr("F&orward"), QKeySequence(Qt::ALT | Qt::Key_Right),
                                      [this] { m_selection.goForward(); });
    const auto update = [this, back, forward] {
        back->setEnabled(m_selection.canGoBack());
        forward->setEnabled(m_selection.canGoForward());
    };
    connect(&m_selection, &Selection::changed, this, update);
    update();
    QAction *inspector =
        m_commands.add(*this, Commands::Group::View, tr("&Inspector"), QKeySequence(Qt::CTRL | Qt::Key_I),
                       [this] { m_inspector->setVisible(!m_inspector->isVisible()); });
    inspector->setToolTip(tr("Show or hide what is known of the chosen thing"));
}

/// Where nothing else in the window says it.
void MainWindow::tellOutcome(const QString &sentence, bool isProblem)
{
    if (m_inspector->isVisible() || m_alerts->panel().showsCard())
        return;
    m_notices->withdraw(u"outcome"_s);
    m_notices->tell(u"outcome"_s, isProblem ? Tone::Bad : Tone::Good, sentence);
    const quint64 number = ++m_outcomes;
    QTimer::singleShot(outcomeShownMs, this, [this, number] {
        if (number == m_outcomes)
            m_notices->withdraw(u"outcome"_s);
    });
}

void MainWindow::find()
{
    if (!m_palette)
        m_palette = new Palette(m_commands, m_entities, m_selection, this);
    m_palette->open();
}

void MainWindow::addTimeCommands()
{
    m_commands
        .add(*this, Commands::Group::Time, tr("&Play or pause"), QKeySequence(Qt::Key_Space),
             [this] { m_timeBar->togglePaused(); })
        ->setAutoRepeat(false);
    m_commands.add(*this, Commands::Group::Time, tr("&Step"), QKeySequence(Qt::Key_F10), [this] { m_timeBar->step(); });
    // Ctrl with an arrow alone chooses rows of lists.
    m_commands.add(*this, Commands::Group::Time, tr("&Faster"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up),
                   [this] { m_timeBar->changeSpeed(1); });
    m_commands.add(*this, Commands::Group::Time, tr("S&lower"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down),
                   [this] { m_timeBar->changeSpeed(-1); });
    new RunUntil({*m_breakpoints, m_alerts->alerts(), *m_notices, m_selection}, *this, m_commands);
}

bool MainWindow::showMode(const QString &name)
{
    const auto found =
        std::find_if(m_modes.begin(), m_modes.end(), [&](const Mode &mode) { return mode.name == name; });
    if (found == m_modes.end())
        return false;
    showModeAt(static_cast<int>(found - m_modes.begin()));
    return true;
}

QString MainWindow::shownMode() const
{
    return m_modes[static_cast<std::size_t>(m_shown)].name;
}

QStringList MainWindow::modeNames()
{
    QStringList names;
    for (const Mode &mode : allModes())
        names.append(mode.name);
    return names;
}

ModeView *MainWindow::viewAt(std::size_t position)
{
    ModeView *&view = m_views[position];
    if (view)
        return view;
    const Mode &mode = m_modes[position];
    view = mode.make(m_bench);
    if (m_settings)
        view->setLayoutState(m_settings->value(u"layout/"_s + mode.name).toByteArray());
    m_stack->addWidget(view);
    return view;
}

void MainWindow::showModeAt(int position)
{
    const auto at = static_cast<std::size_t>(position);
    ModeView *view = viewAt(at);
    m_shown = position;
    const bool hasFocus = m_stack->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(view);
    if (hasFocus) // else it would fall to whatever button comes next, and Space press that
        view->focusFirstList();
    for (std::size_t i = 0; i < m_rail.size(); ++i)
        m_rail[i]->setChecked(i == at);
    m_title->setText(m_modes[at].title);
}

void MainWindow::resetLayout()
{
    m_views[static_cast<std::size_t>(m_shown)]->resetLayout();
}

void MainWindow::describe(const PlatformDescription &description)
{
    m_scenario->setText(description.title);
    setWindowTitle(description.title.isEmpty() ? tr("Curbside") : tr("%1 – Curbside").arg(description.title));
    if (!description.note.isEmpty())
        m_notices->tell(u"platform"_s, Tone::Warning, description.note);
    showStanding();
}

void MainWindow::showStanding()
{
    const PlatformDescription &description = m_link.description();
    const int robots = m_entities.robots.rowCount();
    if (!description.scenario.isEmpty()) {
        const QString standing = QStringList{description.scenario, tr("seed %1").arg(description.seed),
                                             robots == 1 ? tr("1 robot") : tr("%1 robots").arg(robots)}
                                     .join(u" · "_s);
        m_timeBar->setNote(standing);
        m_scenario->setToolTip(asToolTip(description.title + u'\n' + standing));
    }
    const QString trouble = m_link.status().trouble;
    if (trouble.isEmpty())
        m_notices->withdraw(u"trouble"_s);
    else
        m_notices->tell(u"trouble"_s, Tone::Bad, tr("The platform has stopped: %1").arg(trouble));
}

void MainWindow::refreshTimes()
{
    for (EntityTable *table :
         {static_cast<EntityTable *>(&m_entities.deliveries), static_cast<EntityTable *>(&m_entities.tasks),
          static_cast<EntityTable *>(&m_entities.robots), static_cast<EntityTable *>(&m_entities.lidEvents),
          static_cast<EntityTable *>(&m_entities.operators), static_cast<EntityTable *>(&m_alerts->audit().entries)})
        table->refreshAll();
    m_timeBar->refresh();
}

/// Space presses the button that the keyboard has come to; elsewhere it is play and pause. So a click gives no button of
/// the window the focus.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::Polish)
        return QWidget::eventFilter(watched, event);
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (button && event->type() == QEvent::Polish) {
        if (button->window() == this && button->focusPolicy() == Qt::StrongFocus)
            button->setFocusPolicy(Qt::TabFocus);
    } else if (button && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isSplit, true))
        return;
    const int wanted = width() < narrowWindow ? narrowInspectorWidth : inspectorWidth;
    m_split->setSizes({width() - wanted, wanted});
    if (m_settings)
        m_split->restoreState(m_settings->value(u"window/split"_s).toByteArray());
    QTimer::singleShot(afterFirstPaintMs, this, &MainWindow::keepHistory);
}

void MainWindow::keepHistory()
{
    for (std::size_t i = 0; i < m_modes.size(); ++i) {
        if (m_modes[i].keepsHistory)
            viewAt(i);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    QWidget::closeEvent(event);
}

void MainWindow::remember()
{
    if (!m_settings)
        return;
    m_settings->setValue(u"window/geometry"_s, saveGeometry());
    m_settings->setValue(u"window/mode"_s, shownMode());
    m_settings->setValue(u"window/inspector"_s, m_inspector->isVisibleTo(this));
    m_settings->setValue(u"window/split"_s, m_split->saveState());
    for (std::size_t i = 0; i < m_modes.size(); ++i) {
        if (m_views[i])
            m_settings->setValue(u"layout/"_s + m_modes[i].name, m_views[i]->layoutState());
    }
}

void MainWindow::recall()
{
    if (m_settings) {
        restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray());
        m_inspector->setVisible(m_settings->value(u"window/inspector"_s, true).toBool());
    }
    if (!m_settings || !showMode(m_settings->value(u"window/mode"_s).toString()))
        showModeAt(0);
}

} // namespace curbside
