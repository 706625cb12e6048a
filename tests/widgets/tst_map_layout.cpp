// SPDX-License-Identifier: GPL-3.0-or-later
// What the map computes before it draws: crowds, labels, ways.
#include "tests/support/test_class.h"
#include "widgets/map/clustering.h"
#include "widgets/map/label_placement.h"
#include "widgets/map/map_picture.h"
#include "widgets/map/movers.h"

#include <QTest>

#include <random>

namespace tst_map_layout {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

std::vector<QPointF> cloud(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < count; ++i)
        points.emplace_back(double(random() % 10'000) / 10, double(random() % 8'000) / 10);
    return points;
}

double apart(QPointF one, QPointF other)
{
    return lengthOf(one - other);
}

LabelWish label(QPointF at, double width = 40)
{
    return {at, 10, {width, 16}, {}};
}

const QRectF sheet(0, 0, 400, 300);

Streets streets()
{
    Streets made;
    made.width = 1'000'000;
    made.height = 1'000'000;
    made.spacing = 100'000;
    return made;
}

} // namespace

class MapLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noPointsAreNoClusters();
    void pointsFarApartStandAlone();
    void pointsOnOneSpotAreOneCluster();
    void everyPointBelongsToOneCluster();
    void aClusterReachesNoFartherThanAllowed();
    void clustersDoNotDependOnTheOrderOfThePoints();
    void closePointsAcrossALineOfTheGridAreOneCluster();
    void aLineOfPointsDoesNotBecomeOne();

    void aLabelStandsRightOfItsThing();
    void aTakenSideIsLeft_data();
    void aTakenSideIsLeft();
    void labelsNeverCoverEachOther();
    void theMoreImportantLabelStays();
    void theFirstLabelIsShownComeWhatMay();
    void aLabelStaysWhereItStood();
    void labelsStayInside();
    void whatIsOutsideHasNoLabel();

    void scaleBarsHaveRoundLengths_data();
    void scaleBarsHaveRoundLengths();
    void waysFollowTheStreets();
    void withoutStreetsWaysAreStraight();
    void aRobotTurnsWhereItsWayDoes();
    void aRobotNotHeardOfIsNotMovedForEver();
};

void MapLayoutTest::noPointsAreNoClusters()
{
    QVERIFY(clustered({}, 10).empty());
}

void MapLayoutTest::pointsFarApartStandAlone()
{
    const auto clusters = clustered({{0, 0}, {100, 0}, {0, 100}, {-100, -100}}, 20);
    QCOMPARE(clusters.size(), 4U);
    for (const Cluster &cluster : clusters)
        QCOMPARE(cluster.members.size(), 1U);
}

void MapLayoutTest::pointsOnOneSpotAreOneCluster()
{
    const auto clusters = clustered(std::vector<QPointF>(50, QPointF(7, 9)), 20);
    QCOMPARE(clusters.size(), 1U);
    QCOMPARE(clusters.front().members.size(), 50U);
    QCOMPARE(clusters.front().middle, QPointF(7, 9));
}

void MapLayoutTest::everyPointBelongsToOneCluster()
{
    const auto points = cloud(3'000, 1);
    std::vector<int> seen(points.size());
    for (const Cluster &cluster : clustered(points, 25)) {
        for (const std::size_t member : cluster.members)
            ++seen[member];
    }
    QCOMPARE(std::count(seen.begin(), seen.end(), 1), qsizetype(points.size()));
}

void MapLayoutTest::aClusterReachesNoFartherThanAllowed()
{
    const auto points = cloud(3'000, 2);
    constexpr double reach = 25;
    for (const Cluster &cluster : clustered(points, reach)) {
        for (const std::size_t member : cluster.members)
            QVERIFY(apart(points[member], cluster.middle) < 4 * reach);
    }
}

void MapLayoutTest::clustersDoNotDependOnTheOrderOfThePoints()
{
    auto points = cloud(500, 3);
    const auto sets = [&] {
        std::vector<std::vector<std::pair<double, double>>> found;
        for (const Cluster &cluster : clustered(points, 30)) {
            found.emplace_back();
            for (const std::size_t member : cluster.members)
                found.back().emplace_back(points[member].x(), points[member].y());
            std::ranges::sort(found.back());
        }
        std::ranges::sort(found);
        return found;
    };
    const auto before = sets();
    std::ranges::reverse(points);
    QVERIFY(sets() == before);
}

void MapLayoutTest::closePointsAcrossALineOfTheGridAreOneCluster()
{
    QCOMPARE(clustered({{19.5, 10}, {20.5, 10}}, 20).size(), 1U);
}

void MapLayoutTest::aLineOfPointsDoesNotBecomeOne()
{
    std::vector<QPointF> line;
    for (int i = 0; i < 200; ++i)
        line.emplace_back(5.0 * i, 0);
    QVERIFY(clustered(line, 20).size() > 10);
}

void MapLayoutTest::aLabelStandsRightOfItsThing()
{
    const auto labels = placeLabels({label({100, 100})}, {}, sheet);
    QCOMPARE(labels.front()->side, LabelSide::Right);
    QCOMPARE(labels.front()->place, QRectF(110, 92, 40, 16));
}

void MapLayoutTest::aTakenSideIsLeft_data()
{
    QTest::addColumn<QList<QRectF>>("obstacles");
    QTest::addColumn<LabelSide>("side");
    const QRectF right(112, 95, 5, 5);
    const QRectF left(80, 95, 5, 5);
    const QRectF above(98, 80, 5, 5);
    QTest::newRow("right is taken") << QList{right} << LabelSide::Left;
    QTest::newRow("right and left are taken") << QList{right, left} << LabelSide::Above;
    QTest::newRow("only below is free") << QList{right, left, above} << LabelSide::Below;
}

void MapLayoutTest::aTakenSideIsLeft()
{
    QFETCH(const QList<QRectF>, obstacles);
    QFETCH(const LabelSide, side);
    const auto labels = placeLabels({label({300, 20}), label({100, 100})}, {obstacles.begin(), obstacles.end()}, sheet);
    QCOMPARE(labels[1]->side, side);
}

void MapLayoutTest::labelsNeverCoverEachOther()
{
    std::vector<LabelWish> wishes;
    for (const QPointF &at : cloud(400, 4))
        wishes.push_back(label({at.x() * 0.4, at.y() * 0.37}));
    const auto labels = placeLabels(wishes, {}, sheet);
    int shown = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        shown += labels[i] ? 1 : 0;
        for (std::size_t j = 0; labels[i] && j < i; ++j)
            QVERIFY(!labels[j] || !labels[j]->place.intersects(labels[i]->place));
    }
    QVERIFY(shown > 60);
}

void MapLayoutTest::theMoreImportantLabelStays()
{
    std::vector<LabelWish> wishes(9, label({200, 150}, 300));
    const auto labels = placeLabels(wishes, {}, sheet);
    QVERIFY(labels.front());
    QVERIFY(!labels.back());
}

void MapLayoutTest::theFirstLabelIsShownComeWhatMay()
{
    const auto labels = placeLabels({label({100, 100}), label({100, 100})}, {sheet}, sheet);
    QVERIFY(labels[0]);
    QVERIFY(!labels[1]);
}

void MapLayoutTest::aLabelStaysWhereItStood()
{
    LabelWish wish = label({100, 100});
    wish.side = LabelSide::Below;
    QCOMPARE(placeLabels({wish}, {}, sheet).front()->side, LabelSide::Below);
}

void MapLayoutTest::labelsStayInside()
{
    QCOMPARE(placeLabels({label({390, 100})}, {}, sheet).front()->side, LabelSide::Left);
}

void MapLayoutTest::whatIsOutsideHasNoLabel()
{
    QVERIFY(!placeLabels({label({-5, 100})}, {}, sheet).front());
}

void MapLayoutTest::scaleBarsHaveRoundLengths_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("metres");
    QTest::newRow("a town") << 0.2 << 500.0;
    QTest::newRow("a city") << 0.05 << 2000.0;
    QTest::newRow("a street") << 1.0 << 100.0;
    QTest::newRow("a crossing") << 4.0 << 20.0;
}

void MapLayoutTest::scaleBarsHaveRoundLengths()
{
    QFETCH(const double, scale);
    QFETCH(const double, metres);
    QCOMPARE(roundLength(scale, 110), metres);
}

void MapLayoutTest::waysFollowTheStreets()
{
    const QPolygonF way = wayBetween(streets(), {40, 100}, {300, 260});
    QCOMPARE(way.first(), QPointF(40, 100));
    QCOMPARE(way.last(), QPointF(300, 260));
    for (qsizetype i = 1; i < way.size(); ++i)
        QVERIFY(way[i].x() == way[i - 1].x() || way[i].y() == way[i - 1].y());
}

void MapLayoutTest::withoutStreetsWaysAreStraight()
{
    QCOMPARE(wayBetween({}, {40, 100}, {300, 260}), QPolygonF(QList<QPointF>{{40, 100}, {300, 260}}));
}

void MapLayoutTest::aRobotTurnsWhereItsWayDoes()
{
    Mover mover;
    mover.way = QPolygonF(QList<QPointF>{{0, 0}, {6, 0}, {6, 100}});
    mover.speed = 1;
    mover.headingDegrees = 90;
    QCOMPARE(mover.at(4'000'000).place, QPointF(4, 0));
    QCOMPARE(mover.at(10'000'000).place, QPointF(6, 4));
    QCOMPARE(mover.at(10'000'000).headingDegrees, 180.0);
}

void MapLayoutTest::aRobotNotHeardOfIsNotMovedForEver()
{
    Mover mover;
    mover.way = QPolygonF(QList<QPointF>{{0, 0}});
    mover.isOpen = true;
    mover.speed = 1;
    mover.headingDegrees = 90;
    QCOMPARE(mover.at(3'600'000'000).place, QPointF(15, 0));
}

CURBSIDE_TEST(MapLayoutTest)

} // namespace tst_map_layout

#include "tst_map_layout.moc"
