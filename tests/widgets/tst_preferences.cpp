// SPDX-License-Identifier: GPL-3.0-or-later
// What a person prefers: chosen in the dialog or by a command, in force at once, and kept.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/flows/sequence_view.h"
#include "widgets/panels/list_view.h"
#include "widgets/preferences/preferences_dialog.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_preferences {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr qint64 fiveToTwo = 1'772'459'707'318'000; // 2026-03-02T13:55:07.318Z

QComboBox *boxOf(const PreferencesDialog &dialog, const QString &name)
{
    for (auto *box : dialog.findChildren<QComboBox *>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

QAction *commandOf(const MainWindow &window, const QString &text)
{
    for (const Commands::Entry &entry : window.commands().entries()) {
        if (commandText(*entry.action) == text)
            return entry.action;
    }
    return nullptr;
}

} // namespace

class PreferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { Preferences(nullptr).apply(ThemeChoice::Light); }
    void whatIsChosenIsKept_data();
    void whatIsChosenIsKept();
    void whatMakesNoSenseIsPassedOver();
    void aThemeIsInForceAtOnce_data();
    void aThemeIsInForceAtOnce();
    void theNamedThemeGoesBeforeThePreferredOne();
    void theNamedThemeStaysUntilOneIsChosen();
    void compactRowsAreLowerInEveryList();
    void aClockIsWrittenAsPreferred_data();
    void aClockIsWrittenAsPreferred();
    void listsAndTheTimeBarTakeTheClockAtOnce();
    void noMotionIsInForceAtOnce();
    void theDesktopMayWantNoMotion_data();
    void theDesktopMayWantNoMotion();
    void aCommandAndTheDialogShowTheSame();
    void everyPreferenceIsACommand();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void PreferencesTest::init()
{
    m_settings.reset(); // writes once more, into its folder
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
}

void PreferencesTest::whatIsChosenIsKept_data()
{
    QTest::addColumn<QString>("box");
    QTest::addColumn<QString>("choice");
    QTest::newRow("theme") << u"Theme"_s << u"High contrast"_s;
    QTest::newRow("rows") << u"Rows"_s << u"Compact"_s;
    QTest::newRow("clock") << u"Clock"_s << u"12 hours, 2:05 pm"_s;
    QTest::newRow("seconds") << u"Seconds"_s << u"Left out"_s;
    QTest::newRow("motion") << u"Motion"_s << u"None"_s;
    QTest::newRow("language") << u"Language"_s << u"English"_s;
    QTest::newRow("scenario") << u"Scenario"_s << u"Lid trouble"_s;
    QTest::newRow("speed") << u"Speed at start"_s << u"10× wall time"_s;
}

void PreferencesTest::whatIsChosenIsKept()
{
    QFETCH(const QString, box);
    QFETCH(const QString, choice);
    Preferences preferences(m_settings.get());
    PreferencesDialog dialog(preferences, nullptr);
    QComboBox *shown = boxOf(dialog, box);
    QVERIFY(shown);
    const int at = shown->findText(choice);
    QVERIFY2(at > 0, qPrintable(choice));
    shown->setCurrentIndex(at);
    Q_EMIT shown->activated(at);
    QVERIFY(!(preferences.values() == PreferenceValues()));
    Preferences again(m_settings.get());
    QCOMPARE(again.values() == preferences.values(), true);
    PreferencesDialog later(again, nullptr);
    QCOMPARE(boxOf(later, box)->currentText(), choice);
}

void PreferencesTest::whatMakesNoSenseIsPassedOver()
{
    for (const auto *name : {"theme", "rows", "motion", "hours", "seconds", "language", "scenario", "speed"})
        m_settings->setValue(u"preferences/"_s + QString::fromLatin1(name), u"\u202ebanana"_s);
    QCOMPARE(Preferences(m_settings.get()).values() == PreferenceValues(), true);
}

void PreferencesTest::aThemeIsInForceAtOnce_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::addColumn<QColor>("window");
    QTest::newRow("light") << ThemeChoice::Light << Tokens::light().window;
    QTest::newRow("dark") << ThemeChoice::Dark << Tokens::dark().window;
    QTest::newRow("high contrast") << ThemeChoice::HighContrast << Tokens::highContrast().window;
    QTest::newRow("the desktop's, which is light off the screen") << ThemeChoice::System << Tokens::light().window;
}

void PreferencesTest::aThemeIsInForceAtOnce()
{
    QFETCH(const ThemeChoice, choice);
    QFETCH(const QColor, window);
    Preferences preferences(m_settings.get());
    PreferenceValues values;
    values.theme = choice == ThemeChoice::Dark ? ThemeChoice::Light : ThemeChoice::Dark;
    preferences.set(values);
    values.theme = choice;
    preferences.set(values);
    QCOMPARE(QApplication::palette().color(QPalette::Window), window);
}

void PreferencesTest::theNamedThemeGoesBeforeThePreferredOne()
{
    m_settings->setValue(u"preferences/theme"_s, u"contrast"_s);
    const Preferences preferences(m_settings.get());
    preferences.apply(ThemeChoice::Dark);
    QCOMPARE(tokens().window, Tokens::dark().window);
    preferences.apply();
    QCOMPARE(tokens().window, Tokens::highContrast().window);
}

void PreferencesTest::theNamedThemeStaysUntilOneIsChosen()
{
    m_settings->setValue(u"preferences/theme"_s, u"contrast"_s);
    Preferences preferences(m_settings.get());
    preferences.apply(ThemeChoice::Dark);
    PreferenceValues values = preferences.values();
    values.density = Density::Compact;
    preferences.set(values);
    QCOMPARE(tokens().window, Tokens::dark().window);
    preferences.set(values); // what is preferred, chosen once more
    QCOMPARE(tokens().window, Tokens::highContrast().window);
}

void PreferencesTest::compactRowsAreLowerInEveryList()
{
    ScriptedLink link;
    MainWindow window(link, m_settings.get());
    for (const QString &mode : MainWindow::modeNames())
        window.showMode(mode);
    window.show();
    auto lists = window.findChildren<ListView *>();
    lists.removeIf(
        [](const ListView *list) { return qobject_cast<const SequenceView *>(list); }); // a picture, with a zoom
    QVERIFY(lists.size() >= 4);
    commandOf(window, u"Compact rows"_s)->trigger();
    for (const ListView *list : lists)
        QCOMPARE(list->verticalHeader()->defaultSectionSize(), Tokens::compactRowHeight);
    commandOf(window, u"Comfortable rows"_s)->trigger();
    for (const ListView *list : lists)
        QCOMPARE(list->verticalHeader()->defaultSectionSize(), Tokens::rowHeight);
}

void PreferencesTest::aClockIsWrittenAsPreferred_data()
{
    QTest::addColumn<bool>("is24Hours");
    QTest::addColumn<bool>("hasSeconds");
    QTest::addColumn<qint64>("moment");
    QTest::addColumn<QString>("text");
    constexpr qint64 midnight = 1'772'409'600'000'000;
    constexpr qint64 noon = midnight + 12LL * 3600 * 1'000'000;
    QTest::newRow("to the second") << true << true << fiveToTwo << u"13:55:07"_s;
    QTest::newRow("to the minute") << true << false << fiveToTwo << u"13:55"_s;
    QTest::newRow("twice twelve hours") << false << true << fiveToTwo << u"1:55:07 pm"_s;
    QTest::newRow("midnight is twelve in the morning") << false << false << midnight << u"12:00 am"_s;
    QTest::newRow("noon is twelve in the afternoon") << false << false << noon << u"12:00 pm"_s;
    QTest::newRow("no moment") << false << true << qint64(0) << u"–"_s;
}

void PreferencesTest::aClockIsWrittenAsPreferred()
{
    QFETCH(const bool, is24Hours);
    QFETCH(const bool, hasSeconds);
    QFETCH(const qint64, moment);
    QFETCH(const QString, text);
    setClockFormat({is24Hours, hasSeconds});
    QCOMPARE(clockText(moment), text);
}

void PreferencesTest::listsAndTheTimeBarTakeTheClockAtOnce()
{
    ScriptedLink link;
    MainWindow window(link, m_settings.get());
    link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","number":"T-1","dueAt":"2026-03-02T13:55:07.318Z"})"});
    link.setItems(u"operations /operators"_s, {R"({"id":"OP-1","name":"Ann","onShift":true})"});
    window.show();
    link.open();
    QTRY_COMPARE(window.entities().tasks.rowCount(), 1);
    link.setStatus({true, fiveToTwo, 1.0, false, 0, {}});
    QTRY_COMPARE(window.entities().operators.rowCount(), 1);
    QSignalSpy refreshedOperators(&window.entities().operators, &QAbstractItemModel::dataChanged);
    commandOf(window, u"12-hour clock"_s)->trigger();
    const auto labels = window.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text() == u"1:55:07.318 pm"; }));
    const EntityTable &tasks = window.entities().tasks;
    QCOMPARE(tasks.index(0, tasks.columnCount() - 1).data().toString(), u"1:55:07 pm"_s);
    QCOMPARE(refreshedOperators.size(), 1);
}

void PreferencesTest::noMotionIsInForceAtOnce()
{
    ScriptedLink link;
    MainWindow window(link, m_settings.get());
    commandOf(window, u"No motion"_s)->trigger();
    QVERIFY(!isMotionWanted());
    commandOf(window, u"Motion as the system wants it"_s)->trigger();
    QVERIFY(isMotionWanted());
}

void PreferencesTest::theDesktopMayWantNoMotion_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("GTK") << u"gtk-3.0/settings.ini"_s << QByteArray("[Settings]\ngtk-enable-animations=false\n");
    QTest::newRow("GTK, as a number") << u"gtk-3.0/settings.ini"_s
                                      << QByteArray("[Settings]\ngtk-enable-animations=0\n");
    QTest::newRow("Plasma") << u"kdeglobals"_s << QByteArray("[KDE]\nAnimationDurationFactor=0\n");
}

void PreferencesTest::theDesktopMayWantNoMotion()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, content);
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
    setMotion(MotionChoice::System);
    QVERIFY(isMotionWanted());
    QVERIFY(QDir(m_folder->path()).mkpath(u"gtk-3.0"_s));
    QFile asked(m_folder->filePath(file));
    QVERIFY(asked.open(QIODevice::WriteOnly));
    asked.write(content);
    asked.close();
    setMotion(MotionChoice::System);
    const bool isWanted = isMotionWanted();
    before.isNull() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", before);
    QVERIFY(!isWanted);
}

void PreferencesTest::aCommandAndTheDialogShowTheSame()
{
    ScriptedLink link;
    MainWindow window(link, m_settings.get());
    PreferencesDialog dialog(window.preferences(), &window);
    QAction *contrast = commandOf(window, u"High-contrast theme"_s);
    QAction *light = commandOf(window, u"Light theme"_s);
    contrast->trigger();
    QCOMPARE(boxOf(dialog, u"Theme"_s)->currentText(), u"High contrast"_s);
    QVERIFY(contrast->isChecked() && !light->isChecked());
    contrast->trigger(); // again
    QVERIFY(contrast->isChecked());
    QComboBox *box = boxOf(dialog, u"Theme"_s);
    box->setCurrentText(u"Light"_s);
    Q_EMIT box->activated(box->currentIndex());
    QVERIFY(light->isChecked() && !contrast->isChecked());
}

void PreferencesTest::everyPreferenceIsACommand()
{
    ScriptedLink link;
    MainWindow window(link, m_settings.get());
    window.show();
    for (const auto &[command, box] : {std::pair{u"Language"_s, u"Language"_s},
                                       {u"Scenario of new workspaces"_s, u"Scenario"_s},
                                       {u"Speed at start"_s, u"Speed at start"_s},
                                       {u"All preferences"_s, u"Theme"_s}}) {
        QVERIFY2(commandOf(window, command), qPrintable(command));
        commandOf(window, command)->trigger();
        auto *dialog = window.findChild<PreferencesDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->focusWidget(), boxOf(*dialog, box));
        delete dialog;
    }
}

CURBSIDE_WINDOW_TEST(PreferencesTest)

} // namespace tst_preferences

#include "tst_preferences.moc"
