// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"
#include "widgets/entities/entity_model.h"
#include "widgets/panels/list_filter.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

namespace tst_list_filter {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Thing
{
    QString id;
    QString name;
    int weight = 0;

    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const Thing &, const Thing &) = default;
};

struct Scene
{
    EntityModel<Thing> table{nullptr, 200};
    int reads = 0; ///< of cells
    std::unique_ptr<ListFilter> filter;
    std::unique_ptr<QAbstractItemModelTester> tester;

    Scene()
    {
        const auto cell = [this](const QString &text, const QVariant &key) {
            ++reads;
            Cell made;
            made.text = text;
            made.sortKey = key;
            return made;
        };
        table.setColumns({{{.title = u"Name"_s}, [cell](const Thing &row) { return cell(row.name, row.name); }},
                          {{.title = u"Weight"_s},
                           [cell](const Thing &row) { return cell(u"%1 kg"_s.arg(row.weight), row.weight); }},
                          {{.title = u"Clock"_s, .runs = true}, [cell](const Thing &) { return cell(u"now"_s, 0); }}});
        table.take({{u"1"_s, u"Pear"_s, 3}, {u"2"_s, u"apple"_s, 1}, {u"3"_s, u"Fig"_s, 2}});
        filter = std::make_unique<ListFilter>(table);
        tester = std::make_unique<QAbstractItemModelTester>(filter.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    [[nodiscard]] QString names() const
    {
        QStringList shown;
        for (int row = 0; row < filter->rowCount(); ++row)
            shown.append(filter->index(row, 0).data().toString());
        return shown.join(u' ');
    }
};

} // namespace

/// Which rows are shown, in which order, and how a view hears of it.
class ListFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void withoutAnOrderRowsStandAsTheyCame();
    void rowsStandInTheOrderOfAColumn_data();
    void rowsStandInTheOrderOfAColumn();
    void aSearchLooksAtEveryColumnWithoutCase_data();
    void aSearchLooksAtEveryColumnWithoutCase();
    void typingReadsNoCell();
    void aTestLetsRowsThrough();
    void rowsOfPriorityComeFirst();
    void aChangedRowMovesToItsPlace_data();
    void aChangedRowMovesToItsPlace();
    void aChangedRowComesAndGoes();
    void aMovedRowStaysTheSameOne();
    void newRowsComeToTheirPlaces();
    void oldRowsGo();
    void aRunningColumnIsToldWithoutReadingIt();
    void muchAtOnceIsAReset();
    void withoutItsTableItIsEmpty();
};

void ListFilterTest::withoutAnOrderRowsStandAsTheyCame()
{
    const Scene scene;
    QCOMPARE(scene.names(), u"Pear apple Fig"_s);
}

void ListFilterTest::rowsStandInTheOrderOfAColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QString>("names");
    QTest::newRow("text, without case") << 0 << Qt::AscendingOrder << u"apple Fig Pear"_s;
    QTest::newRow("numbers") << 1 << Qt::AscendingOrder << u"apple Fig Pear"_s;
    QTest::newRow("numbers, downwards") << 1 << Qt::DescendingOrder << u"Pear Fig apple"_s;
    QTest::newRow("equals stand as they came") << 2 << Qt::DescendingOrder << u"Pear apple Fig"_s;
}

void ListFilterTest::rowsStandInTheOrderOfAColumn()
{
    QFETCH(const int, column);
    QFETCH(const Qt::SortOrder, order);
    const Scene scene;
    scene.filter->sort(column, order);
    QTEST(scene.names(), "names");
}

void ListFilterTest::aSearchLooksAtEveryColumnWithoutCase_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("names");
    QTest::newRow("a part of a name") << u"P"_s << u"Pear apple"_s;
    QTest::newRow("another column") << u"2 KG"_s << u"Fig"_s;
    QTest::newRow("what runs is not searched") << u"now"_s << QString();
    QTest::newRow("not from one cell into the next") << u"Fig2"_s << QString();
    QTest::newRow("nothing") << QString() << u"Pear apple Fig"_s;
}

void ListFilterTest::aSearchLooksAtEveryColumnWithoutCase()
{
    QFETCH(const QString, search);
    const Scene scene;
    scene.filter->setSearch(search);
    QTEST(scene.names(), "names");
}

void ListFilterTest::typingReadsNoCell()
{
    Scene scene;
    scene.filter->sort(0, Qt::AscendingOrder);
    scene.tester.reset(); // which reads
    scene.reads = 0;
    for (const char *typed : {"p", "pe", "p", ""})
        scene.filter->setSearch(QString::fromLatin1(typed));
    QCOMPARE(scene.reads, 0);
}

void ListFilterTest::aTestLetsRowsThrough()
{
    const Scene scene;
    int least = 2;
    scene.filter->setTest([&](int row) { return scene.table.rows()[static_cast<std::size_t>(row)].weight >= least; });
    QCOMPARE(scene.names(), u"Pear Fig"_s);
    least = 3;
    scene.filter->testAgain();
    QCOMPARE(scene.names(), u"Pear"_s);
}

void ListFilterTest::rowsOfPriorityComeFirst()
{
    const Scene scene;
    scene.filter->sort(0, Qt::DescendingOrder);
    scene.filter->setPriority(
        [&](int row) { return scene.table.rows()[static_cast<std::size_t>(row)].weight == 1 ? 0 : 1; });
    QCOMPARE(scene.names(), u"apple Pear Fig"_s);
}

void ListFilterTest::aChangedRowMovesToItsPlace_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("weight");
    QTest::addColumn<QString>("names");
    QTest::newRow("down") << u"2"_s << 9 << u"Fig Pear apple"_s;
    QTest::newRow("up") << u"1"_s << 0 << u"Pear apple Fig"_s;
    QTest::newRow("between") << u"1"_s << 1 << u"Pear apple Fig"_s;
    QTest::newRow("nowhere") << u"3"_s << 2 << u"apple Fig Pear"_s;
}

void ListFilterTest::aChangedRowMovesToItsPlace()
{
    QFETCH(const QString, id);
    QFETCH(const int, weight);
    Scene scene;
    scene.filter->sort(1, Qt::AscendingOrder);
    const Thing known = *scene.table.find(id);
    scene.table.take({{id, known.name, weight}});
    QTEST(scene.names(), "names");
}

void ListFilterTest::aChangedRowComesAndGoes()
{
    Scene scene;
    scene.filter->sort(1, Qt::AscendingOrder);
    scene.filter->setSearch(u"p"_s);
    scene.table.take({{u"3"_s, u"Plum"_s, 2}});
    QCOMPARE(scene.names(), u"apple Plum Pear"_s);
    scene.table.take({{u"1"_s, u"Kiwi"_s, 3}});
    QCOMPARE(scene.names(), u"apple Plum"_s);
}

void ListFilterTest::aMovedRowStaysTheSameOne()
{
    Scene scene;
    scene.filter->sort(1, Qt::AscendingOrder);
    const QPersistentModelIndex apple = scene.filter->index(0, 0);
    scene.table.take({{u"2"_s, u"apple"_s, 9}});
    QCOMPARE(apple.row(), 2);
    QCOMPARE(apple.data().toString(), u"apple"_s);
    scene.filter->sort(0, Qt::AscendingOrder);
    QCOMPARE(apple.row(), 0);
}

void ListFilterTest::newRowsComeToTheirPlaces()
{
    Scene scene;
    scene.filter->sort(1, Qt::AscendingOrder);
    scene.table.take({{u"4"_s, u"Kiwi"_s, 2}, {u"5"_s, u"Nut"_s, 0}});
    QCOMPARE(scene.names(), u"Nut apple Fig Kiwi Pear"_s);
}

void ListFilterTest::oldRowsGo()
{
    Scene scene;
    scene.filter->sort(1, Qt::AscendingOrder);
    scene.table.remove(u"1"_s);
    QCOMPARE(scene.names(), u"apple Fig"_s);
    scene.table.take({{u"3"_s, u"Fig"_s, 0}});
    QCOMPARE(scene.names(), u"Fig apple"_s);
    std::vector<Thing> many; // the table keeps 200
    for (int i = 10; i < 210; ++i)
        many.push_back({QString::number(i), u"Nut"_s, i});
    scene.table.take(std::move(many));
    QCOMPARE(scene.filter->rowCount(), 200);
    QCOMPARE(scene.filter->index(0, 1).data().toString(), u"10 kg"_s);
}

void ListFilterTest::aRunningColumnIsToldWithoutReadingIt()
{
    Scene scene;
    scene.tester.reset();
    scene.filter->sort(1, Qt::AscendingOrder);
    QSignalSpy changed(scene.filter.get(), &QAbstractItemModel::dataChanged);
    scene.reads = 0;
    scene.table.refreshColumn(2);
    QCOMPARE(scene.reads, 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().at(1).toModelIndex().row(), 2);
}

void ListFilterTest::muchAtOnceIsAReset()
{
    Scene scene;
    std::vector<Thing> many;
    for (int i = 0; i < 180; ++i)
        many.push_back({u"n%1"_s.arg(i), i % 2 == 0 ? u"Nut"_s : u"Oat"_s, 5});
    scene.table.take(std::move(many));
    QSignalSpy resets(scene.filter.get(), &QAbstractItemModel::modelReset);
    scene.filter->setSearch(u"nut"_s);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(scene.filter->rowCount(), 90);
}

void ListFilterTest::withoutItsTableItIsEmpty()
{
    auto table = std::make_unique<EntityModel<Thing>>();
    table->setColumns({{{.title = u"Name"_s}, [](const Thing &) { return Cell(); }}});
    table->take({{u"1"_s, u"Pear"_s, 3}});
    const ListFilter filter(*table);
    QCOMPARE(filter.rowCount(), 1);
    table.reset();
    QCOMPARE(filter.rowCount(), 0);
    QVERIFY(!filter.headerData(0, Qt::Horizontal, Qt::DisplayRole).isValid());
}

CURBSIDE_WINDOW_TEST(ListFilterTest)

} // namespace tst_list_filter

#include "tst_list_filter.moc"
