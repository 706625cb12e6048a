// SPDX-License-Identifier: GPL-3.0-or-later
// The translations: whole in their files, and in the window.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/written_capture.h"
#include "widgets/captures/capture_desk.h"
#include "widgets/captures/capture_window.h"
#include "widgets/captures/comparison_panel.h"
#include "widgets/panels/panel.h"
#include "widgets/preferences/preferences_dialog.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"
#include "widgets/translation/translation.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

namespace tst_translation {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString folder = QStringLiteral(CURBSIDE_SOURCE_DIR "/resources/translations/");

struct Entry
{
    QString context;
    QString source;
    QString translation;
    QString type; ///< unfinished, vanished, obsolete; empty when all is well
};

std::vector<Entry> messagesOf(const QString &name)
{
    QFile file(folder + name);
    std::vector<Entry> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"source") {
            messages.push_back({context, xml.readElementText(), {}, {}});
        } else if (xml.name() == u"translation") {
            messages.back().type = xml.attributes().value(u"type"_s).toString();
            messages.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    return xml.hasError() ? std::vector<Entry>() : messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression form(u"%(?:L?\\d+|n)"_s);
    QStringList found;
    for (auto match = form.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

/// Letters that menus are steered by.
qsizetype mnemonics(const QString &text)
{
    static const QRegularExpression mnemonic(u"&(?=[^&\\s])"_s);
    return text.count(mnemonic);
}

QStringList textsOf(const QWidget &window)
{
    QStringList texts;
    for (const QLabel *label : window.findChildren<QLabel *>())
        texts.append(label->text());
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        texts.append(button->text());
    return texts;
}

/// What people see of it, and see cut.
QStringList cutIn(const QWidget &place)
{
    QStringList cut;
    for (const QLabel *label : place.findChildren<QLabel *>()) {
        const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height()
                                            : label->minimumSizeHint().width() <= label->width();
        const bool isElided = qobject_cast<const ElidedLabel *>(label);
        if (!label->visibleRegion().isEmpty() && !isElided && !fits && label->toolTip().isEmpty())
            cut.append(label->text());
    }
    for (const QToolButton *button : place.findChildren<QToolButton *>()) {
        const bool isRail = button->property("role") == u"rail"_s;
        const int wanted =
            isRail ? button->fontMetrics().horizontalAdvance(button->text()) : button->minimumSizeHint().width();
        if (!button->visibleRegion().isEmpty() && wanted > button->width() && button->toolTip().isEmpty())
            cut.append(button->text());
    }
    return cut;
}

} // namespace

class TranslationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsTranslated_data() { files(); }
    void everyMessageIsTranslated();
    void placeholdersAndEndsAgree_data() { files(); }
    void placeholdersAndEndsAgree();
    void theWindowSpeaksGerman();
    void nothingIsCutInGerman_data();
    void nothingIsCutInGerman();
    void nothingOfACaptureIsCutInGerman();

private:
    static void files();
};

void TranslationTest::files()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : QDir(folder).entryList({u"*.ts"_s}))
        QTest::newRow(qPrintable(name)) << name;
}

void TranslationTest::everyMessageIsTranslated()
{
    QFETCH(const QString, file);
    const auto messages = messagesOf(file);
    QVERIFY(messages.size() > 400);
    for (const Entry &message : messages) {
        QVERIFY2(message.type.isEmpty(),
                 qPrintable(message.context + u": "_s + message.source + u" is "_s + message.type));
        QVERIFY2(!message.translation.isEmpty(), qPrintable(message.context + u": "_s + message.source));
    }
}

void TranslationTest::placeholdersAndEndsAgree()
{
    QFETCH(const QString, file);
    for (const Entry &message : messagesOf(file)) {
        const QString what = message.context + u": "_s + message.source + u" → "_s + message.translation;
        QVERIFY2(placeholders(message.source) == placeholders(message.translation), qPrintable(what));
        QVERIFY2(mnemonics(message.source) == mnemonics(message.translation), qPrintable(what));
        QVERIFY2(message.source.endsWith(u'…') == message.translation.endsWith(u'…'), qPrintable(what));
        QVERIFY2(!message.source.endsWith(u'.') || message.translation.endsWith(u'.'), qPrintable(what));
        QVERIFY2(message.source.count(u'\n') == message.translation.count(u'\n'), qPrintable(what));
        const bool isSpaced = message.source.startsWith(u' ') == message.translation.startsWith(u' ')
            && message.source.endsWith(u' ') == message.translation.endsWith(u' ');
        QVERIFY2(isSpaced, qPrintable(what));
    }
}

void TranslationTest::theWindowSpeaksGerman()
{
    if (!availableLanguages().contains(u"de"_s))
        QSKIP("built without translations: lrelease (qt6-l10n-tools) was not there");
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    applyLanguage(u"de"_s);
    ScriptedLink link;
    MainWindow window(link);
    window.show();
    link.open();
    const QStringList texts = textsOf(window);
    for (const QString &word : {u"Lieferungen"_s, u"Aufgaben"_s, u"Karte"_s, u"Inspektor"_s, u"Schritt"_s})
        QVERIFY2(texts.contains(word), qPrintable(word));
    const EntityTable &deliveries = window.entities().deliveries;
    QCOMPARE(deliveries.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"Lieferung"_s);
    const PreferencesDialog dialog(window.preferences(), &window);
    QVERIFY(textsOf(dialog).contains(u"&Sprache"_s));
}

void TranslationTest::nothingIsCutInGerman_data()
{
    QTest::addColumn<QString>("mode");
    for (const QString &name : MainWindow::modeNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TranslationTest::nothingIsCutInGerman()
{
    if (!availableLanguages().contains(u"de"_s))
        QSKIP("built without translations: lrelease (qt6-l10n-tools) was not there");
    QFETCH(const QString, mode);
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(mode);
    window.resize(1024, 700);
    window.show();
    link.open();
    link.setStatus({true, 1'772'451'727'318'000, 20.0, false, 1500, {}});
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(window.entities().isCurrent());
    QCOMPARE(window.size(), QSize(1024, 700)); // it still fits
    QStringList cut = cutIn(window);
    for (Panel *panel : window.findChildren<Panel *>()) {
        panel->raise(); // it may be behind another's tab
        QCoreApplication::processEvents();
        cut += cutIn(*panel);
    }
    cut.removeDuplicates();
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

void TranslationTest::nothingOfACaptureIsCutInGerman()
{
    if (!availableLanguages().contains(u"de"_s))
        QSKIP("built without translations: lrelease (qt6-l10n-tools) was not there");
    ScriptedLink link;
    MainWindow console(link);
    console.resize(1024, 700);
    console.show();
    link.open();
    link.setAnswer(u"gateway /control/capture"_s, R"({"capturing":true,"file":"/w/x.curbside","records":12345678})");
    console.captures().run().ask();
    QTRY_VERIFY(console.captures().run().isOn());
    QCOMPARE(console.size(), QSize(1024, 700));
    const QTemporaryDir made;
    const QString file = made.filePath(u"ein-mitschnitt.curbside"_s);
    WrittenCapture(file).happened("curbside.test.Happened", "{}").end();
    CaptureWindow window(file, nullptr);
    window.resize(1024, 700);
    window.show();
    QTRY_COMPARE(window.records().capture().rowCount(), 2);
    window.compareWith(file);
    QTRY_VERIFY(window.comparison().verdict().contains(u"gleich"_s));
    QCOMPARE(window.size(), QSize(1024, 700));
    const QStringList cut = cutIn(console) + cutIn(window);
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

CURBSIDE_WINDOW_TEST(TranslationTest)

} // namespace tst_translation

#include "tst_translation.moc"
