// SPDX-License-Identifier: GPL-3.0-or-later
// What frames the modes: notices, the sheet of shortcuts, the words about the program, and what is copied from lists.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/inspector/inspector.h"
#include "widgets/panels/copied_rows.h"
#include "widgets/panels/list_panel.h"
#include "widgets/shell/about_dialog.h"
#include "widgets/shell/main_window.h"
#include "widgets/shell/notices.h"
#include "widgets/shell/shortcut_sheet.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

namespace tst_frame {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

QToolButton *closeButton(const Notices &notices, const QString &text)
{
    for (auto *button : notices.findChildren<QToolButton *>()) {
        if (button->isVisible() && button->accessibleName().contains(text))
            return button;
    }
    return nullptr;
}

QString toolTipAt(QWidget *widget, QPoint place)
{
    QToolTip::hideText();
    QHelpEvent asked(QEvent::ToolTip, place, widget->mapToGlobal(place));
    QCoreApplication::sendEvent(widget, &asked);
    return QToolTip::text();
}

} // namespace

class FrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstStartSaysWhatToTryUntilThatIsClosed();
    void whatToTryCanBeAskedForAgain();
    void whatIsNotAsWishedIsToldAndCanBeClosed();
    void troubleIsWithdrawnWithItsCause();
    void aClosedNoticeStaysClosedUntilItSaysSomethingElse();
    void theShortcutSheetListsEveryCommand();
    void theShortcutSheetIsSearchedAndCarriesOut();
    void theWordsAboutTheProgramAreOnlyText();
    void aCellIsWrittenForCsv_data();
    void aCellIsWrittenForCsv();
    void jsonIsNamedByKeys();
    void textKeepsItsColumns();
    void onlyShownColumnsAreCopied();
    void cardsCopyAsTheTable();
    void theCommandCopiesFromTheListThatWasUsedLast();
    void theCommandCopiesFromTheCardsThatWereUsedLast();
    void controlAndAnArrowChooseRows();
    void whereNothingElseTellsAnOutcomeTheWindowDoes();
    void everyListNamesItsColumnsForPrograms();
    void cutTextIsToldInFull();
    void everyIconThatIsUsedIsThere();
    void everyIconIsOfTheFamily();
};

void FrameTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void FrameTest::theFirstStartSaysWhatToTryUntilThatIsClosed()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    ScriptedLink link;
    {
        MainWindow window(link, &settings);
        window.show();
        QCOMPARE(window.notices().texts().size(), 1);
        QCOMPARE(window.notices().texts()[0].count(u". "), 2); // three sentences
        QTest::mouseClick(closeButton(window.notices(), u"Ctrl+K"_s), Qt::LeftButton);
        QVERIFY(!window.notices().isVisible());
    }
    QVERIFY(MainWindow(link, &settings).notices().texts().isEmpty());
}

void FrameTest::whatToTryCanBeAskedForAgain()
{
    ScriptedLink link;
    MainWindow window(link);
    QVERIFY(window.notices().texts().isEmpty());
    for (const Commands::Entry &entry : window.commands().entries()) {
        if (commandText(*entry.action) == u"What to try first")
            entry.action->trigger();
    }
    QCOMPARE(window.notices().texts().size(), 1);
}

void FrameTest::whatIsNotAsWishedIsToldAndCanBeClosed()
{
    ScriptedLink link;
    MainWindow window(link);
    window.show();
    link.note = u"No HTTP: port 7400 is taken: stop the other program"_s;
    link.open();
    QCOMPARE(window.notices().texts(), QStringList{link.note});
    QTest::mouseClick(closeButton(window.notices(), u"7400"_s), Qt::LeftButton);
    QVERIFY(window.notices().texts().isEmpty());
}

void FrameTest::troubleIsWithdrawnWithItsCause()
{
    ScriptedLink link;
    MainWindow window(link);
    link.open();
    link.setStatus({false, 0, 1.0, false, 0, u"the disk is full"_s});
    QVERIFY(window.notices().texts().join(u' ').contains(u"the disk is full"));
    link.setStatus({true, 0, 1.0, false, 0, {}});
    QVERIFY(window.notices().texts().isEmpty());
}

void FrameTest::aClosedNoticeStaysClosedUntilItSaysSomethingElse()
{
    Notices notices;
    notices.tell(u"a"_s, Tone::Bad, u"one"_s);
    notices.show();
    QTest::mouseClick(closeButton(notices, u"one"_s), Qt::LeftButton);
    notices.tell(u"a"_s, Tone::Bad, u"one"_s);
    QVERIFY(notices.texts().isEmpty());
    notices.tell(u"a"_s, Tone::Bad, u"two"_s);
    QCOMPARE(notices.texts(), QStringList{u"two"_s});
}

void FrameTest::theShortcutSheetListsEveryCommand()
{
    ScriptedLink link;
    MainWindow window(link);
    const ShortcutSheet sheet(window.commands(), &window);
    const QAbstractItemModel &model = *sheet.findChild<QTableView *>()->model();
    QCOMPARE(std::size_t(model.rowCount()), window.commands().entries().size());
    QStringList keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys.append(model.index(row, 2).data().toString());
    for (const Commands::Entry &entry : window.commands().entries()) {
        const QString first = entry.action->shortcut().toString(QKeySequence::NativeText);
        const auto named = [&](const QString &shown) { return shown.startsWith(first); };
        QVERIFY2(std::ranges::any_of(keys, named), qPrintable(entry.action->text()));
    }
}

void FrameTest::theShortcutSheetIsSearchedAndCarriesOut()
{
    ScriptedLink link;
    MainWindow window(link);
    window.resize(1200, 800);
    window.show();
    link.open();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    window.setFocus();
    QTest::keyClick(&window, Qt::Key_F1);
    auto *sheet = window.findChild<ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    auto *line = sheet->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"F10"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(link.wishes, QStringList{u"step"_s});
    QVERIFY(!sheet->isVisible());
}

void FrameTest::theWordsAboutTheProgramAreOnlyText()
{
    QWidget window;
    const AboutDialog about(&window);
    QString all;
    for (const QLabel *label : about.findChildren<QLabel *>()) {
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QVERIFY(!label->openExternalLinks());
        all += label->text();
    }
    for (const QString &part : {u"GNU General Public License"_s, QString::fromLatin1(qVersion())})
        QVERIFY2(all.contains(part), qPrintable(part));
}

void FrameTest::aCellIsWrittenForCsv_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("written");
    QTest::newRow("plain") << u"Basil"_s << u"Basil"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("a comma") << u"a,b"_s << u"\"a,b\""_s;
    QTest::newRow("a quote") << u"a\"b"_s << u"\"a\"\"b\""_s;
    QTest::newRow("a line end") << u"a\nb"_s << u"\"a\nb\""_s;
    QTest::newRow("a carriage return") << u"a\rb"_s << u"\"a\rb\""_s;
    QTest::newRow("blanks at an end") << u"a "_s << u"\"a \""_s;
    QTest::newRow("a formula") << u"=1+2"_s << u"'=1+2"_s;
    QTest::newRow("a formula with a comma") << u"=HYPERLINK(\"x\",1)"_s << u"\"'=HYPERLINK(\"\"x\"\",1)\""_s;
    QTest::newRow("a call") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
    QTest::newRow("a sum") << u"+cmd|' /C calc'!A0"_s << u"'+cmd|' /C calc'!A0"_s;
    QTest::newRow("behind blanks") << u"  =1"_s << u"'  =1"_s;
    QTest::newRow("behind a tab") << u"\t=1"_s << u"'\t=1"_s;
    QTest::newRow("a wide sign") << u"＝1"_s << u"'＝1"_s;
    QTest::newRow("a number below zero") << u"-4"_s << u"-4"_s;
    QTest::newRow("minutes below zero") << u"-4 min"_s << u"'-4 min"_s;
    QTest::newRow("a dash") << u"–"_s << u"–"_s;
}

void FrameTest::aCellIsWrittenForCsv()
{
    QFETCH(const QString, cell);
    QFETCH(const QString, written);
    const CopiedRows copied{{u"Title"_s}, {u"key"_s}, {{cell}}};
    QCOMPARE(copied.asCsv(), u"Title\r\n"_s + written + u"\r\n"_s);
}

void FrameTest::jsonIsNamedByKeys()
{
    const CopiedRows copied{{u"Von → nach"_s}, {u"way"_s}, {{u"=\"a\""_s}}};
    QCOMPARE(copied.asJson(), uR"([{"way":"=\"a\""}])"_s);
}

void FrameTest::textKeepsItsColumns()
{
    const CopiedRows copied{{u"A"_s, u"B"_s}, {u"a"_s, u"b"_s}, {{u"one\ttwo"_s, u"three\nfour"_s}, {u"5"_s, u"6"_s}}};
    QCOMPARE(copied.asText(), u"one two\tthree four\n5\t6"_s);
}

void FrameTest::onlyShownColumnsAreCopied()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.resize(1440, 900);
    window.show();
    link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","number":"T-1"})"});
    link.open();
    QTRY_COMPARE(window.entities().tasks.rowCount(), 1);
    auto *list = window.findChild<QWidget *>(u"tasks"_s)->findChild<ListView *>();
    list->selectAll();
    list->setColumnHidden(1, true);
    const QString copied = list->selectedRows(ListView::CopyFormat::Csv);
    const QString hidden = list->model()->headerData(1, Qt::Horizontal).toString();
    QVERIFY2(!copied.section(u'\r', 0, 0).split(u',').contains(hidden), qPrintable(copied));
    QCOMPARE(copied.count(u"\r\n"), 2);
}

void FrameTest::cardsCopyAsTheTable()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"robots"_s);
    window.show();
    link.setItems(u"gateway /robots"_s,
                  {R"({"serial":"CR-0001","name":"Basil"})", R"({"serial":"CR-0002","name":"Dill"})"});
    link.open();
    QTRY_COMPARE(window.entities().robots.rowCount(), 2);
    auto *panel = window.findChild<ListPanel *>(u"robots"_s);
    QVERIFY(panel->showsOtherLook());
    auto *cards = panel->findChild<QListView *>();
    cards->setCurrentIndex(cards->model()->index(1, 0));
    QGuiApplication::clipboard()->clear();
    QTest::keySequence(cards, QKeySequence::Copy);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"Dill\tCR-0002"), qPrintable(copied));
    QVERIFY(!copied.contains(u'\n'));
}

void FrameTest::theCommandCopiesFromTheCardsThatWereUsedLast()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"robots"_s);
    window.resize(1440, 900);
    window.show();
    link.setItems(u"gateway /robots"_s, {R"({"serial":"CR-0002","name":"Dill"})"});
    link.setItems(u"gateway /lid-events"_s, {R"({"id":"l1","robotSerial":"CR-0002","kind":"Opened"})"});
    link.open();
    QTRY_COMPARE(window.entities().robots.rowCount(), 1);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    window.findChild<ListPanel *>(u"lid-events"_s)->view().setFocus();
    auto *cards = window.findChild<ListPanel *>(u"robots"_s)->findChild<QListView *>();
    cards->setFocus();
    cards->setCurrentIndex(cards->model()->index(0, 0));
    QGuiApplication::clipboard()->clear();
    for (const Commands::Entry &entry : window.commands().entries()) {
        if (commandText(*entry.action) == u"Copy the rows")
            entry.action->trigger();
    }
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"Dill\tCR-0002"), qPrintable(copied));
}

void FrameTest::controlAndAnArrowChooseRows()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.resize(1440, 900);
    window.show();
    link.setItems(
        u"gateway /tasks"_s,
        {R"({"id":"t1","number":"T-1","status":"Assigned"})", R"({"id":"t2","number":"T-2","status":"Assigned"})"});
    link.open();
    QTRY_COMPARE(window.entities().tasks.rowCount(), 2);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    ListView &list = window.findChild<ListPanel *>(u"tasks"_s)->view();
    list.setFocus();
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(list.currentIndex().row(), 1);
    QVERIFY2(link.wishes.isEmpty(), qPrintable(link.wishes.join(u' ')));
    QTest::keyClick(&list, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(link.wishes.size(), 1);
}

void FrameTest::whereNothingElseTellsAnOutcomeTheWindowDoes()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.show();
    link.setItems(u"gateway /robots"_s, {R"({"serial":"CR-0002","name":"Dill"})"});
    link.open();
    QTRY_COMPARE(window.entities().robots.rowCount(), 1);
    window.inspector().setVisible(false);
    auto &notices = *window.findChild<Notices *>();
    for (int times = 0; times < 2; ++times) { // the same again is told again
        Q_EMIT window.findChild<EntityActions *>()->told(u"Hold robot was refused: it is away"_s, true);
        QCOMPARE(notices.texts(), QStringList{u"Hold robot was refused: it is away"_s});
    }
    window.inspector().setVisible(true);
    Q_EMIT window.findChild<EntityActions *>()->told(u"Hold robot: done"_s, false);
    QCOMPARE(notices.texts().size(), 1);
}

void FrameTest::theCommandCopiesFromTheListThatWasUsedLast()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.resize(1440, 900);
    window.show();
    link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","number":"T-1","status":"Assigned"})"});
    link.open();
    QTRY_COMPARE(window.entities().tasks.rowCount(), 1);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    auto *list = window.findChild<QWidget *>(u"tasks"_s)->findChild<ListView *>();
    QTRY_VERIFY(list->isVisible());
    list->setFocus();
    list->selectAll();
    for (const Commands::Entry &entry : window.commands().entries()) {
        if (commandText(*entry.action) == u"Copy the rows as JSON")
            entry.action->trigger();
    }
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"[{\"task\":\"T-1\""), qPrintable(copied));
}

void FrameTest::everyListNamesItsColumnsForPrograms()
{
    ScriptedLink link;
    MainWindow window(link);
    for (const QString &mode : MainWindow::modeNames())
        window.showMode(mode);
    static const QRegularExpression key(u"^[a-z][A-Za-z0-9]*$"_s);
    int columns = 0;
    for (const ListView *list : window.findChildren<ListView *>()) {
        for (int column = 0; column < list->model()->columnCount(); ++column, ++columns) {
            const QString named = list->model()->headerData(column, Qt::Horizontal, ColumnKeyRole).toString();
            QVERIFY2(key.match(named).hasMatch(),
                     qPrintable(list->accessibleName() + u' '
                                + list->model()->headerData(column, Qt::Horizontal).toString()));
        }
    }
    QVERIFY(columns > 20);
}

void FrameTest::cutTextIsToldInFull()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.resize(1440, 900);
    window.show();
    const QByteArray name = "A merchant of <b>so long</b> a name that no column has room for it, ever";
    link.setItems(u"integrations /merchants"_s, {R"({"id":"m1","name":")" + name + "\"}"});
    link.setItems(u"gateway /deliveries"_s, {R"({"id":"d1","number":"D-1","status":"Pending","merchantId":"m1"})"});
    link.open();
    QTRY_COMPARE(window.entities().merchants.rowCount(), 1);
    QTRY_COMPARE(window.entities().deliveries.rowCount(), 1);
    auto *list = window.findChild<QWidget *>(u"deliveries"_s)->findChild<ListView *>();
    QTRY_COMPARE(list->model()->rowCount(), 1);
    int way = 0;
    while (list->model()->headerData(way, Qt::Horizontal, ColumnKeyRole).toString() != u"way")
        ++way;
    const QString tip = toolTipAt(list->viewport(), list->visualRect(list->model()->index(0, way)).center());
    QVERIFY2(tip.contains(u"a name that no column has room for"), qPrintable(tip));
    QVERIFY2(tip.contains(u"&lt;b&gt;"), qPrintable(tip));
    toolTipAt(list->viewport(), list->visualRect(list->model()->index(0, 0)).center());
    QTRY_VERIFY(!QToolTip::isVisible()); // its number is not cut
    list->horizontalHeader()->setSectionResizeMode(way, QHeaderView::Fixed);
    list->setColumnWidth(way, 44);
    QWidget *header = list->horizontalHeader()->viewport();
    const QPoint middle(list->horizontalHeader()->sectionViewportPosition(way) + 20, 10);
    QVERIFY(toolTipAt(header, middle).contains(list->model()->headerData(way, Qt::Horizontal).toString()));
}

void FrameTest::everyIconThatIsUsedIsThere()
{
    static const QRegularExpression used(u"themedIcon\\(u\"([\\w-]+)\"|\\.icon = u\"([\\w-]+)\""_s);
    int count = 0;
    QDirIterator walk(QStringLiteral(CURBSIDE_SOURCE_DIR "/widgets"), {u"*.cpp"_s}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile source(walk.next());
        QVERIFY(source.open(QIODevice::ReadOnly));
        auto found = used.globalMatch(QString::fromUtf8(source.readAll()));
        for (; found.hasNext(); ++count) {
            const auto match = found.next();
            const QString name = match.captured(1) + match.captured(2);
            QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(name)), qPrintable(name));
        }
    }
    QVERIFY(count >= 5);
    for (const QString &name :
         {u"robot"_s, u"lid-open"_s, u"lid-closed"_s, u"lid-jammed"_s, u"lid-unknown"_s, u"saga"_s, u"outbox"_s,
          u"inbox"_s, u"dead-letter"_s, u"alert"_s, u"map"_s, u"board"_s, u"table"_s})
        QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(name)), qPrintable(name));
}

void FrameTest::everyIconIsOfTheFamily()
{
    const QString family =
        u"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" "
        "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\" stroke-linecap=\"round\" "
        "stroke-linejoin=\"round\">"_s;
    const QStringList names = QDir(u":/icons"_s).entryList();
    QVERIFY(names.size() > 30);
    for (const QString &name : names) {
        if (name == u"curbside.svg")
            continue;
        QFile icon(u":/icons/"_s + name);
        QVERIFY(icon.open(QIODevice::ReadOnly));
        const QString drawing = QString::fromUtf8(icon.readAll());
        QVERIFY2(drawing.startsWith(family), qPrintable(name));
        QVERIFY2(!drawing.contains(u'#'), qPrintable(name)); // no colour of its own
    }
}

CURBSIDE_WINDOW_TEST(FrameTest)

} // namespace tst_frame

#include "tst_frame.moc"
