// SPDX-License-Identifier: GPL-3.0-or-later
// The mode Stats on a real platform: what its charts and tables show is what the warehouse answers of the facts.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/stats/capture_panel.h"
#include "widgets/stats/chart_card.h"
#include "widgets/stats/charts_panel.h"
#include "widgets/stats/reconciliation_panel.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QImage>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <numeric>
#include <sqlite3.h>

namespace tst_stats {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

EmbeddedLink::Options busyPlatform(const QString &workspace)
{
    EmbeddedLink::Options made;
    made.wishes.workspace = workspace;
    made.wishes.scenario = u"small-busy"_s;
    made.wishes.speed = u"max"_s;
    made.withHttp = false;
    made.pauseAt = 65min;
    return made;
}

/// The rows that the warehouse answers to a question, each as its values with bars between.
QStringList askedOf(PlatformLink &link, const QString &sql)
{
    QStringList rows;
    bool isAnswered = false;
    JsonWriter body;
    body.beginObject().member("sql", sql).member("limit", 10'000).endObject();
    link.post(u"warehouse"_s, u"/query"_s, body.take(), [&](int status, const QByteArray &answer) {
        const auto document = JsonDocument::parse(answer);
        if (status != 200)
            rows.append(QString::fromUtf8(answer));
        document->root()["rows"].forEachItem([&](JsonValue row) {
            QStringList values;
            row.forEachItem([&](JsonValue value) {
                values.append(value.isNull() ? u"–"_s : value.toString().value_or(QString::fromUtf8(value.toJson())));
            });
            rows.append(values.join(u'|'));
        });
        isAnswered = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceMs); }();
    return rows;
}

/// The window on a real platform that has come to rest after more than an hour.
struct RealStage
{
    QTemporaryDir folder;
    EmbeddedLink link{busyPlatform(folder.filePath(u"w"_s))};
    MainWindow window{link};

    RealStage()
    {
        window.showMode(u"stats"_s);
        window.resize(1440, 900);
        window.show();
        QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
        if (!reached.wait(patienceMs))
            qFatal("the platform did not get there");
    }
    [[nodiscard]] ChartsPanel &charts() const { return *window.findChild<ChartsPanel *>(); }
    [[nodiscard]] ChartCard &card(const QString &name) const { return *charts().card(name); }
    [[nodiscard]] CapturePanel &capture() const { return *window.findChild<CapturePanel *>(); }
    [[nodiscard]] ReconciliationPanel &reconciliation() const { return *window.findChild<ReconciliationPanel *>(); }
    [[nodiscard]] QToolButton *timeButton(const QString &text) const
    {
        const auto buttons = charts().findChildren<QToolButton *>();
        const auto found = std::ranges::find(buttons, text, &QToolButton::text);
        return found == buttons.end() ? nullptr : *found;
    }
    /// Everything that has happened is captured, aggregated and shown: comparing brings the warehouse up to date.
    void settle()
    {
        bool isCompared = false;
        link.get(u"warehouse"_s, u"/reconciliation"_s, [&](int, const QByteArray &) { isCompared = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isCompared, patienceMs);
        charts().desk().readAgain();
        QTRY_VERIFY_WITH_TIMEOUT(!charts().desk().isReading(), patienceMs);
    }
    [[nodiscard]] QStringList shown(const QString &name) const
    {
        const QAbstractItemModel *model = card(name).table().model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList values;
            for (int column = 0; column < model->columnCount(); ++column)
                values.append(model->index(row, column).data(PlainTextRole).toString());
            rows.append(values.join(u'|'));
        }
        return rows;
    }
};

const QString fiveMinutes = u"SELECT strftime('%Y-%m-%dT%H:%MZ', (placed_at - placed_at % 300000000) / 1000000, "
                            u"'unixepoch'), %1 FROM fact_delivery WHERE %2 GROUP BY 1 ORDER BY 1 DESC"_s;
const QString outcomes = u"count(*), sum(status = 'Delivered'), sum(status = 'Failed'), sum(status = 'Cancelled'), "
                         u"sum(status = 'Returned')"_s;

QString deliveriesWhere(const QString &condition)
{
    return QString(fiveMinutes).replace(u"%1"_s, outcomes).replace(u"%2"_s, condition);
}

double sumOf(const ChartPicture &picture)
{
    double sum = 0;
    for (const ChartBar &bar : picture.bars)
        sum += std::accumulate(bar.values.begin(), bar.values.end(), 0.0);
    return sum;
}

QByteArray chartsAnswer(const QByteArray &asOf)
{
    return R"({"items":[{"name":"attempts-per-delivery","title":"Attempts","sql":"SELECT 1","narrows":[]}],"asOf":")"
        + asOf + "\",\"run\":" + asOf.mid(15, 1) + "}"; // by the minute
}

QByteArray attemptsAnswer(int once, const QByteArray &asOf)
{
    return R"({"name":"attempts-per-delivery","sql":"SELECT 1","asOf":")" + asOf
        + R"(","columns":["attempts","deliveries"],"rows":[[1,)" + QByteArray::number(once)
        + R"(],[2,4]],"cut":false,"milliseconds":1})";
}

/// The window on a platform that answers what is written down.
struct ScriptedStage
{
    ScriptedLink link;
    MainWindow window{link};

    ScriptedStage()
    {
        window.showMode(u"stats"_s);
        window.resize(1024, 700);
        link.setAnswer(u"warehouse /charts"_s, chartsAnswer("2026-03-02T11:01:00.000Z"));
        link.setAnswer(u"warehouse /charts/attempts-per-delivery"_s, attemptsAnswer(12, "2026-03-02T11:01:00.000Z"));
    }
    void open()
    {
        window.show();
        link.open();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    [[nodiscard]] ChartsPanel &charts() const { return *window.findChild<ChartsPanel *>(); }
    [[nodiscard]] ChartCard &attempts() const { return *charts().card(u"attempts-per-delivery"_s); }
    [[nodiscard]] qsizetype looks() const { return link.asked.count(u"warehouse /charts"_s); }
    [[nodiscard]] qsizetype readings() const
    {
        return link.asked.filter(u"warehouse /charts/attempts-per-delivery"_s).size();
    }
};

} // namespace

} // namespace tst_stats

namespace tst_stats {

class StatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_real.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support|QFont|Populating)"_s)); }

    void everyChartShowsWhatTheFactsSay_data();
    void everyChartShowsWhatTheFactsSay();
    void picturesAddUpToTheFacts_data();
    void picturesAddUpToTheFacts();
    void theLastHourIsOfTheFacts();
    void aRangeIsOfTheFacts();
    void aMerchantNarrowsWhatIsOfMerchants();
    void theSqlBeneathGivesTheSameRows_data();
    void theSqlBeneathGivesTheSameRows();
    void theSqlIsCopiedAndOpened();
    void keysReadOutOneBarAfterTheOther();
    void figuresAreSavedAsCsv();
    void picturesAreSaved_data();
    void picturesAreSaved();
    void theReportIsOnePage();
    void aFileThatCannotBeWrittenIsSaid();
    void captureIsWhatTheWarehouseSays();
    void aRowDeletedByHandIsFoundAndSettled();

    void newFiguresAreReadWhenThereAreSome();
    void nothingIsAskedWhileNobodyLooks();
    void whatCannotBeReadIsSaidAndReadLater();
    void aWarehouseThatIsAwayIsSaid();
    void anEmptyWarehouseSaysWhenFiguresCome();
    void whatIsReadOutStaysWhileFiguresChange();

private:
    std::unique_ptr<RealStage> m_real;
};

void StatsTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    m_real = std::make_unique<RealStage>();
    m_real->settle();
}

void StatsTest::everyChartShowsWhatTheFactsSay_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("facts");
    const auto row = [](const QString &chart, const QString &facts) {
        QTest::newRow(qPrintable(chart)) << chart << facts;
    };
    row(u"deliveries-by-hour"_s, deliveriesWhere(u"1"_s));
    row(u"promise-kept"_s,
        QString(fiveMinutes)
            .replace(u"%1"_s,
                     u"coalesce(sum(is_promise_kept = 1), 0), coalesce(sum(is_promise_kept = 0), 0), "
                     "round(100.0 * sum(is_promise_kept = 1) / nullif(count(is_promise_kept), 0), 1)"_s)
            .replace(u"%2"_s, u"1"_s));
    row(u"order-to-door"_s,
        u"SELECT order_to_door_seconds / 60, count(*) FROM fact_delivery "
        "WHERE order_to_door_seconds IS NOT NULL GROUP BY 1 ORDER BY 1"_s);
    row(u"attempts-per-delivery"_s, u"SELECT attempts, count(*) FROM fact_delivery GROUP BY 1 ORDER BY 1"_s);
    row(u"lid-open-time"_s,
        u"SELECT coalesce(stop, 'None'), open_seconds - open_seconds % 10, count(*), round(avg(open_seconds), 1) "
        "FROM fact_lid_event WHERE open_seconds IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"_s);
    row(u"robot-use"_s,
        u"SELECT f.robot_serial, r.name, r.hub, count(*), sum(f.deliveries), coalesce(sum(f.busy_seconds), 0) "
        "FROM fact_trip f JOIN dim_robot r ON r.robot_serial = f.robot_serial AND r.valid_to IS NULL "
        "GROUP BY 1 ORDER BY 6 DESC, 1"_s);
    const QString members = u"SELECT m.name, f.%1_id, count(*), sum(f.status = 'Delivered'), sum(f.status = 'Failed'), "
                            u"coalesce(sum(is_promise_kept = 1), 0), coalesce(sum(is_promise_kept = 0), 0), "
                            "round(sum(order_to_door_seconds) / 60.0 / nullif(sum(f.status = 'Delivered'), 0), 1) "
                            "FROM fact_delivery f JOIN dim_%1 m ON m.%1_id = f.%1_id AND m.valid_to IS NULL "
                            "GROUP BY 2 ORDER BY 3 DESC, 2"_s;
    row(u"by-merchant"_s, QString(members).replace(u"%1"_s, u"merchant"_s));
    row(u"by-partner"_s, QString(members).replace(u"%1"_s, u"partner"_s));
}

void StatsTest::everyChartShowsWhatTheFactsSay()
{
    QFETCH(const QString, chart);
    QFETCH(const QString, facts);
    const QStringList expected = askedOf(m_real->link, facts);
    QVERIFY(!expected.isEmpty());
    m_real->card(chart).setLook(ChartCard::Look::Table);
    QCOMPARE(m_real->shown(chart), expected);
    QCOMPARE(m_real->card(chart).message(), QString());
    m_real->card(chart).setLook(ChartCard::Look::Picture);
}

void StatsTest::picturesAddUpToTheFacts_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("facts");
    const QString all = u"SELECT count(*) FROM fact_delivery"_s;
    QTest::newRow("deliveries") << u"deliveries-by-hour"_s << all;
    QTest::newRow("attempts") << u"attempts-per-delivery"_s << all;
    QTest::newRow("merchants") << u"by-merchant"_s << all;
    QTest::newRow("partners") << u"by-partner"_s << all;
    QTest::newRow("to the door") << u"order-to-door"_s << all + u" WHERE status = 'Delivered'"_s;
    QTest::newRow("lids") << u"lid-open-time"_s << u"SELECT count(open_seconds) FROM fact_lid_event"_s;
    QTest::newRow("robots") << u"robot-use"_s << u"SELECT sum(busy_seconds) / 60 FROM fact_trip"_s;
    QTest::newRow("promises") << u"promise-kept"_s
                              << u"SELECT 100 * count(DISTINCT placed_at / 300000000) FROM fact_delivery "
                                 "WHERE is_promise_kept IS NOT NULL"_s;
}

void StatsTest::picturesAddUpToTheFacts()
{
    QFETCH(const QString, chart);
    QFETCH(const QString, facts);
    const double expected = askedOf(m_real->link, facts).value(0).toDouble();
    QVERIFY(expected > 0);
    QCOMPARE(std::floor(sumOf(m_real->card(chart).chart().picture()) + 1e-6), expected);
}

void StatsTest::theLastHourIsOfTheFacts()
{
    QTest::mouseClick(m_real->timeButton(u"Last hour"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_real->charts().desk().isReading(), patienceMs);
    const qint64 begin = m_real->link.status().now - 3'600'000'000;
    const QStringList expected =
        askedOf(m_real->link, deliveriesWhere(u"placed_at >= %1"_s.arg(begin - begin % 300'000'000)));
    QVERIFY(!expected.isEmpty());
    QTRY_COMPARE(m_real->shown(u"deliveries-by-hour"_s), expected);
    QVERIFY(expected.size() < askedOf(m_real->link, deliveriesWhere(u"1"_s)).size());
    QTest::mouseClick(m_real->timeButton(u"Whole run"_s), Qt::LeftButton);
    m_real->settle();
}

void StatsTest::aRangeIsOfTheFacts()
{
    QTest::mouseClick(m_real->timeButton(u"Range"_s), Qt::LeftButton);
    const auto edits = m_real->charts().findChildren<QDateTimeEdit *>();
    QCOMPARE(edits.size(), 2);
    QVERIFY(edits[0]->isVisible() && edits[1]->isVisible());
    const qint64 from = m_real->link.description().startsAt + 5 * 60'000'000LL;
    edits[0]->setDateTime(QDateTime::fromMSecsSinceEpoch(from / 1000, Qt::UTC));
    edits[1]->setDateTime(QDateTime::fromMSecsSinceEpoch((from + 10 * 60'000'000LL) / 1000, Qt::UTC));
    const QStringList expected = askedOf(
        m_real->link, deliveriesWhere(u"placed_at >= %1 AND placed_at < %2"_s.arg(from).arg(from + 10 * 60'000'000LL)));
    QVERIFY(!expected.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(m_real->shown(u"deliveries-by-hour"_s), expected, patienceMs);
    QTest::mouseClick(m_real->timeButton(u"Whole run"_s), Qt::LeftButton);
    m_real->settle();
    QVERIFY(!edits[0]->isVisible());
}

void StatsTest::aMerchantNarrowsWhatIsOfMerchants()
{
    auto *choice = m_real->charts().findChild<QComboBox *>();
    const QStringList busiest = askedOf(m_real->link,
                                        u"SELECT f.merchant_id, m.name, count(*) FROM fact_delivery f "
                                        "JOIN dim_merchant m USING (merchant_key) GROUP BY 1 ORDER BY 3 "
                                        "DESC, 1 LIMIT 1"_s);
    const QStringList merchant = busiest.value(0).split(u'|');
    QVERIFY(choice->findText(merchant.value(1)) > 0);
    choice->setFocus();
    QTest::keyClicks(choice, merchant.value(1));
    QCOMPARE(choice->currentText(), merchant.value(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_real->shown(u"deliveries-by-hour"_s),
                              askedOf(m_real->link, deliveriesWhere(u"merchant_id = '%1'"_s.arg(merchant.value(0)))),
                              patienceMs);
    QVERIFY(m_real->card(u"robot-use"_s).note().startsWith(u"everyone: "_s));
    QVERIFY(!m_real->card(u"deliveries-by-hour"_s).note().startsWith(u"everyone: "_s));
    QTest::keyClick(choice, Qt::Key_Home);
    QCOMPARE(choice->currentText(), u"Everyone"_s);
    m_real->settle();
}

void StatsTest::theSqlBeneathGivesTheSameRows_data()
{
    QTest::addColumn<QString>("chart");
    for (const QString &name : ChartDesk::names())
        QTest::newRow(qPrintable(name)) << name;
}

void StatsTest::theSqlBeneathGivesTheSameRows()
{
    QFETCH(const QString, chart);
    ChartCard &card = m_real->card(chart);
    card.setLook(ChartCard::Look::Sql);
    const auto *text = card.findChild<QPlainTextEdit *>();
    QVERIFY(text->isVisible());
    QCOMPARE(askedOf(m_real->link, text->toPlainText()), m_real->shown(chart));
    card.setLook(ChartCard::Look::Picture);
}

void StatsTest::theSqlIsCopiedAndOpened()
{
    ChartCard &card = m_real->card(u"order-to-door"_s);
    QString opened;
    m_real->charts().setSqlOpener([&](const QString &sql) { opened = sql; });
    card.setLook(ChartCard::Look::Sql);
    for (auto *button : card.findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Copy the SQL" || button->accessibleName() == u"Open the SQL")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), card.sql());
    QCOMPARE(opened, card.sql());
    card.setLook(ChartCard::Look::Picture);
    m_real->charts().setSqlOpener({});
}

void StatsTest::keysReadOutOneBarAfterTheOther()
{
    ChartCard &card = m_real->card(u"attempts-per-delivery"_s);
    const QString summary = card.note();
    QTest::keyClick(&card.chart(), Qt::Key_Right);
    QCOMPARE(card.chart().read(), 0);
    QCOMPARE(card.note(), card.chart().picture().bars.front().readout);
    QVERIFY(card.chart().accessibleDescription().startsWith(card.note()));
    QTest::keyClick(&card.chart(), Qt::Key_End);
    QCOMPARE(card.chart().read(), int(card.chart().picture().bars.size()) - 1);
    QTest::keyClick(&card.chart(), Qt::Key_Escape);
    QCOMPARE(card.note(), summary);
}

void StatsTest::figuresAreSavedAsCsv()
{
    const QString path = m_real->folder.filePath(u"attempts.csv"_s);
    QCOMPARE(m_real->charts().saveChart(u"attempts-per-delivery"_s, path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList expected{u"attempts,deliveries"_s};
    for (QString row : askedOf(m_real->link, u"SELECT attempts, count(*) FROM fact_delivery GROUP BY 1 ORDER BY 1"_s))
        expected.append(row.replace(u'|', u','));
    QCOMPARE(QString::fromUtf8(file.readAll()), expected.join(u"\r\n"_s) + u"\r\n"_s);
}

void StatsTest::picturesAreSaved_data()
{
    QTest::addColumn<QString>("chart");
    for (const QString &name : ChartDesk::names())
        QTest::newRow(qPrintable(name)) << name;
}

void StatsTest::picturesAreSaved()
{
    QFETCH(const QString, chart);
    const QString png = m_real->folder.filePath(chart + u".png"_s);
    QCOMPARE(m_real->charts().saveChart(chart, png), QString());
    const QImage image(png);
    QVERIFY(image.width() >= 1000);
    QSet<QRgb> colors;
    for (int x = 0; x < image.width(); x += 3) {
        for (int y = 0; y < image.height(); y += 3)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY(colors.size() > 8); // not a blank sheet
    const QString svg = m_real->folder.filePath(chart + u".svg"_s);
    QCOMPARE(m_real->charts().saveChart(chart, svg), QString());
    QVERIFY(QSvgRenderer(svg).isValid());
}

void StatsTest::theReportIsOnePage()
{
    const QString path = m_real->folder.filePath(u"report.pdf"_s);
    QCOMPARE(m_real->charts().saveReport(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY(bytes.contains("/Count 1\n"));
    QVERIFY(bytes.size() > 10'000);
}

void StatsTest::aFileThatCannotBeWrittenIsSaid()
{
    const QString path = m_real->folder.filePath(u"nowhere/chart.csv"_s);
    QVERIFY(m_real->charts().saveChart(u"robot-use"_s, path).contains(u"cannot be written"_s));
    QVERIFY(!QFile::exists(path));
}

void StatsTest::captureIsWhatTheWarehouseSays()
{
    CapturePanel &panel = m_real->capture();
    QTRY_COMPARE_WITH_TIMEOUT(panel.rows().rowCount(), 5, patienceMs);
    const auto positions = [this] {
        return askedOf(m_real->link, u"SELECT source, position FROM capture_position ORDER BY source"_s);
    };
    const auto shown = [&panel] {
        QStringList lines;
        for (const SourceRow &row : panel.rows().rows())
            lines.append(u"%1|%2"_s.arg(row.source).arg(row.position));
        lines.sort();
        return lines;
    };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), positions(), patienceMs); // the last rows may still be on their way
    for (const SourceRow &row : panel.rows().rows())
        QVERIFY2(row.isFollowed(), qPrintable(row.source));
    QCOMPARE(panel.rows().index(0, 1).data().toString(), u"followed"_s);
}

void StatsTest::aRowDeletedByHandIsFoundAndSettled()
{
    ReconciliationPanel &panel = m_real->reconciliation();
    auto *compare = panel.findChildren<QPushButton *>().value(0);
    QCOMPARE(compare->text(), u"Compare"_s);
    QTest::mouseClick(compare, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(panel.said().startsWith(u"The warehouse has what the services have"_s), patienceMs);
    const QString attempt = askedOf(m_real->link, u"SELECT min(id) FROM deliveries_attempt"_s).value(0);
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(m_real->folder.filePath(u"w/deliveries.sqlite"_s)).constData(), &handle),
             SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    const int deleted =
        sqlite3_exec(handle, QByteArray("DELETE FROM attempt WHERE id = '" + attempt.toUtf8() + "'").constData(),
                     nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    QCOMPARE(deleted, SQLITE_OK);
    QTest::mouseClick(compare, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(panel.said().startsWith(u"1 row differs"_s), qPrintable(panel.said()), patienceMs);
    QCOMPARE(panel.tables().model()->index(0, 0).data().toString(), u"deliveries.attempt"_s);
    QVERIFY(panel.differences().isVisible());
    QCOMPARE(panel.differences().model()->index(0, 0).data().toString(), attempt);
    QCOMPARE(panel.differences().model()->index(0, 1).data().toString(), u"only in the warehouse"_s);
    QPushButton *renew = panel.findChildren<QPushButton *>().value(1);
    QVERIFY(renew->isEnabled());
    QTest::mouseClick(renew, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_real->window.findChild<RenewalDialog *>(), patienceMs);
    auto *dialog = m_real->window.findChild<RenewalDialog *>();
    QVERIFY2(dialog->text().contains(attempt + u": is removed from the warehouse"_s), qPrintable(dialog->text()));
    QCOMPARE(askedOf(m_real->link, u"SELECT count(*) FROM deliveries_attempt WHERE id = '%1'"_s.arg(attempt)),
             QStringList{u"1"_s}); // a preview does nothing
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(panel.said().startsWith(u"The warehouse has what the services have"_s),
                              qPrintable(panel.said()), patienceMs);
    QCOMPARE(askedOf(m_real->link, u"SELECT count(*) FROM deliveries_attempt WHERE id = '%1'"_s.arg(attempt)),
             QStringList{u"0"_s});
}

void StatsTest::newFiguresAreReadWhenThereAreSome()
{
    ScriptedStage stage;
    stage.open();
    QTRY_VERIFY(stage.attempts().note().startsWith(u"1.25"_s));
    QCOMPARE(stage.readings(), 1);
    stage.link.setAnswer(u"warehouse /charts/attempts-per-delivery"_s, attemptsAnswer(36, "2026-03-02T11:02:00.000Z"));
    stage.link.setStatus({true, 1'772'449'290'000'000, 1.0, false, 0, {}}); // 11:01:30: no step since
    const qsizetype looks = stage.looks();
    stage.charts().desk().look();
    QCOMPARE(stage.looks(), looks);
    stage.link.setAnswer(u"warehouse /charts"_s, chartsAnswer("2026-03-02T11:02:00.000Z"));
    stage.link.setStatus({true, 1'772'449'325'000'000, 1.0, false, 0, {}});
    QTRY_VERIFY(stage.attempts().note().startsWith(u"1.10"_s));
    QCOMPARE(stage.readings(), 2);
}

void StatsTest::nothingIsAskedWhileNobodyLooks()
{
    ScriptedStage stage;
    stage.window.showMode(u"ops"_s);
    stage.open();
    QTRY_VERIFY(stage.window.entities().isCurrent());
    QCOMPARE(stage.link.asked.filter(u"warehouse "_s), QStringList());
    stage.window.showMode(u"stats"_s);
    QTRY_COMPARE(stage.readings(), 1);
}

void StatsTest::whatCannotBeReadIsSaidAndReadLater()
{
    ScriptedStage stage;
    stage.link.setAnswer(u"warehouse /charts/attempts-per-delivery"_s, R"({"detail":"the disk is full"})", 503);
    stage.open();
    QTRY_COMPARE(stage.attempts().message(),
                 u"This cannot be read: the disk is full. It is tried again every second."_s);
    stage.link.setAnswer(u"warehouse /charts/attempts-per-delivery"_s, attemptsAnswer(12, "2026-03-02T11:01:00.000Z"));
    QTRY_COMPARE(stage.attempts().message(), QString());
}

void StatsTest::aWarehouseThatIsAwayIsSaid()
{
    ScriptedStage stage;
    stage.link.setAnswer(u"warehouse /charts"_s, R"({"detail":"too many questions are waiting: try again"})", 503);
    stage.open();
    QTRY_COMPARE(stage.attempts().message(),
                 u"The warehouse cannot be asked: too many questions are waiting: try again. It is tried again every "
                 "second."_s);
}

void StatsTest::anEmptyWarehouseSaysWhenFiguresCome()
{
    ScriptedStage stage;
    stage.link.setAnswer(u"warehouse /charts"_s, R"({"items":[]})");
    stage.open();
    QTRY_VERIFY(stage.looks() > 0);
    QCOMPARE(stage.attempts().message(), u"No figures yet. They are made once a minute of platform time."_s);
}

void StatsTest::whatIsReadOutStaysWhileFiguresChange()
{
    ScriptedStage stage;
    stage.open();
    QTRY_VERIFY(stage.attempts().note().startsWith(u"1.25"_s));
    stage.attempts().chart().readOut(1);
    QVERIFY(stage.attempts().note().startsWith(u"4 in attempt 2"_s));
    stage.link.setAnswer(u"warehouse /charts/attempts-per-delivery"_s, attemptsAnswer(36, "2026-03-02T11:02:00.000Z"));
    stage.link.setAnswer(u"warehouse /charts"_s, chartsAnswer("2026-03-02T11:02:00.000Z"));
    stage.link.setStatus({true, 1'772'449'325'000'000, 1.0, false, 0, {}});
    QTRY_COMPARE(stage.attempts().note(), u"4 in attempt 2, 10 %"_s);
    QCOMPARE(stage.attempts().chart().read(), 1);
}

CURBSIDE_WINDOW_TEST(StatsTest)

} // namespace tst_stats

#include "tst_stats.moc"
