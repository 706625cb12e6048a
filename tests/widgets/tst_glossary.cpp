// SPDX-License-Identifier: GPL-3.0-or-later
// The console's glossary says what docs/glossary.md says, and is beside what is chosen.
#include "tests/support/test_class.h"
#include "widgets/alerts/service_words.h"
#include "widgets/glossary/glossary_panel.h"

#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QVBoxLayout>

namespace tst_glossary {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// Without Markdown's marks.
QString plain(QString text)
{
    static const QRegularExpression link(uR"(\[([^\]]+)\]\([^)]*\))"_s);
    return text.replace(link, u"\\1"_s).remove(u'*').remove(u'`').trimmed();
}

QStringList documentLines()
{
    QFile file(QStringLiteral(CURBSIDE_SOURCE_DIR "/docs/glossary.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
}

struct Stage
{
    Stage()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&panel);
        window.resize(900, 500);
        window.show();
    }
    ~Stage() { panel.setParent(nullptr); }
    [[nodiscard]] QStringList words()
    {
        QStringList shown;
        for (int row = 0; row < panel.words().rowCount(); ++row)
            shown += panel.words().text(row, 0);
        return shown;
    }

    QWidget window;
    GlossaryPanel panel;
};

} // namespace

class GlossaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMeaningOfTheDocumentIsThere();
    void aWordTellsWhatItMeansToEachService();
    void theChosenServiceStandsOut();
    void aTableBringsItsWord_data();
    void aTableBringsItsWord();
    void typingSearchesMeaningsToo();
};

void GlossaryTest::everyMeaningOfTheDocumentIsThere()
{
    QStringList told;
    for (const GlossaryMeaning &one : glossaryMeanings())
        told += one.word.toLower() + u'|' + one.service + u'|' + one.meaning;
    QStringList services;
    int count = 0;
    for (const QString &line : documentLines()) {
        const QStringList cells = line.split(u'|');
        if (line.startsWith(u"| word |"))
            services = cells.mid(2, 5);
        if (!line.startsWith(u"| **"))
            continue;
        for (qsizetype at = 0; at < services.size(); ++at) {
            const QString meaning = plain(cells[at + 2]);
            if (meaning == u"–")
                continue;
            const QString wanted = plain(cells[1]) + u'|' + services[at].trimmed().toLower() + u'|' + meaning;
            QVERIFY2(told.contains(wanted), qPrintable(wanted));
            ++count;
        }
    }
    static const QRegularExpression bullet(uR"(^- \*\*(.+?)\*\*([^:]*): (.+)$)"_s);
    for (const QString &line : documentLines()) {
        const auto match = bullet.match(line);
        if (!match.hasMatch())
            continue;
        const QString wanted =
            plain(match.captured(1) + match.captured(2)).toLower() + u"||"_s + plain(match.captured(3));
        QVERIFY2(told.contains(wanted), qPrintable(wanted));
        ++count;
    }
    QCOMPARE(count, told.size());
}

void GlossaryTest::aWordTellsWhatItMeansToEachService()
{
    Stage stage;
    stage.panel.words().choose(u"task"_s);
    QCOMPARE(stage.panel.told().size(), 4);
    QVERIFY(stage.panel.told().contains(u"Deliveries: a status to show: a copy, and the id of the one under way"_s));
    QVERIFY(stage.panel.told().contains(
        u"Operations: a piece of work for a robot or a person, from Pending to its end; the entity"_s));
}

void GlossaryTest::theChosenServiceStandsOut()
{
    Stage stage;
    stage.panel.showService(u"dispatch"_s);
    const auto row = static_cast<int>(stage.words().indexOf(u"demand"_s));
    QCOMPARE(stage.panel.words().text(row, 1), u"a need to move something from here to there until then; the entity"_s);
    stage.panel.showService(u"state"_s);
    QCOMPARE(stage.panel.words().text(row, 1), u"nothing to State"_s);
}

void GlossaryTest::aTableBringsItsWord_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("word");
    QTest::newRow("by its name") << u"operations"_s << u"task"_s << u"task"_s;
    QTest::newRow("by what it is about") << u"state"_s << u"robot_state"_s << u"robot"_s;
    QTest::newRow("an order") << u"integrations"_s << u"partner_order"_s << u"order"_s;
}

void GlossaryTest::aTableBringsItsWord()
{
    QFETCH(const QString, service);
    QFETCH(const QString, table);
    QFETCH(const QString, word);
    Stage stage;
    stage.panel.showTable(service, table);
    QCOMPARE(stage.panel.service(), service);
    QCOMPARE(stage.panel.words().currentKey(), word);
    QVERIFY(stage.panel.told().join(u'\n').contains(serviceText(service) + u": "_s));
}

void GlossaryTest::typingSearchesMeaningsToo()
{
    Stage stage;
    auto *search = stage.panel.findChild<QLineEdit *>();
    QTest::keyClicks(search, u"sidewalk"_s);
    QCOMPARE(stage.words(), QStringList{u"robot"_s});
    QTest::keyClicks(search, u"zzz"_s);
    QCOMPARE(stage.panel.words().message(), u"No word is called so, and no meaning has it."_s);
}

CURBSIDE_WINDOW_TEST(GlossaryTest)

} // namespace tst_glossary

#include "tst_glossary.moc"
