// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <limits>
#include <vector>

namespace tst_random {

using namespace curbside;

namespace {

using Draws = std::vector<std::uint64_t>;
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

} // namespace

class RandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyMachineDrawsTheSame_data();
    void everyMachineDrawsTheSame();
    void aBoundIsNeverReached_data();
    void aBoundIsNeverReached();
    void theSmallestBoundLeavesOneValue();
    void aLargeBoundRefusesWhatWouldBias();
    void theBoundIsSpreadEvenly();
    void betweenIncludesBothEnds();
    void betweenSpansAllNumbers();
    void whatNeverOrAlwaysHappens();
    void whatHappensOnceInFour();
    void aDrawOfALinkDependsOnAllItsParts();
    void aDrawMapsOntoItsWholeRange();
};

void RandomTest::everyMachineDrawsTheSame_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<QByteArray>("component");
    QTest::addColumn<quint64>("incarnation");
    QTest::addColumn<Draws>("expected");
    QTest::newRow("a component") << quint64{1} << QByteArray("operations") << quint64{1}
                                 << Draws{0x3a67ed05a9b0b918, 0x1873d431df59f877, 0x8fe9f1f59fe11b46,
                                          0x79f105a1eb362eaf};
    QTest::newRow("its next incarnation")
        << quint64{1} << QByteArray("operations") << quint64{2}
        << Draws{0xb3b982e9922b9c1e, 0x913fea3cf3c25774, 0xd4ae6c928f698faa, 0xc78448b29b5f69eb};
    QTest::newRow("another component") << quint64{1} << QByteArray("dispatch") << quint64{1}
                                       << Draws{0x7f0a82063ceabd7a, 0x0bca8c78dddc305b, 0xfb896fa0a43a04d0,
                                                0x1a3861f6ee349341};
    QTest::newRow("another seed") << quint64{2} << QByteArray("operations") << quint64{1}
                                  << Draws{0xb25a9ccac232410d, 0x6d5c44631e6aa0af, 0x82cadc7723567e9b,
                                           0x3bc21eae3a0bfee9};
    QTest::newRow("nothing given") << quint64{0} << QByteArray() << quint64{0}
                                   << Draws{0x8a21cd34a214a917, 0x9c507e12243e64d0, 0xc3763b828e49dc84,
                                            0x103c72cbff1eb4b5};
    QTest::newRow("a long name and the last seed")
        << std::numeric_limits<quint64>::max() << QByteArray("a component of more than eight bytes") << quint64{7}
        << Draws{0x8aae1d5501fc79d0, 0xfa1ad8748a836272, 0x7b86871b0f9ce597, 0x80f90ce9bc8d6bfe};
}

void RandomTest::everyMachineDrawsTheSame()
{
    QFETCH(quint64, seed);
    QFETCH(QByteArray, component);
    QFETCH(quint64, incarnation);
    QFETCH(Draws, expected);
    RandomStream stream(seed, component, incarnation);
    Draws drawn;
    for (std::size_t i = 0; i < expected.size(); ++i)
        drawn.push_back(stream.next());
    QCOMPARE(drawn, expected);
}

void RandomTest::aBoundIsNeverReached_data()
{
    QTest::addColumn<quint64>("bound");
    QTest::newRow("two") << quint64{2};
    QTest::newRow("a prime") << quint64{1'000'003};
    QTest::newRow("a power of two") << (quint64{1} << 63);
    QTest::newRow("just over half of all") << (quint64{1} << 63) + 1;
    QTest::newRow("the greatest") << std::numeric_limits<quint64>::max();
}

void RandomTest::aBoundIsNeverReached()
{
    QFETCH(quint64, bound);
    RandomStream stream(3, "bounds", 1);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(stream.below(bound) < bound);
}

void RandomTest::theSmallestBoundLeavesOneValue()
{
    RandomStream stream(3, "bounds", 1);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(stream.below(1), std::uint64_t{0});
}

void RandomTest::aLargeBoundRefusesWhatWouldBias()
{
    // With three quarters of all numbers as the bound, one draw in four is refused: these skip some of the stream's.
    RandomStream stream(1, "operations", 1);
    const Draws expected{1321488892423273049, 7777564240686666868, 6590107905727963907, 6775251602482555248};
    Draws drawn;
    for (std::size_t i = 0; i < expected.size(); ++i)
        drawn.push_back(stream.below(std::uint64_t{3} << 62));
    QCOMPARE(drawn, expected);
}

void RandomTest::theBoundIsSpreadEvenly()
{
    // A plain remainder or product would give the thirds of 3 * 2^62 the shares 1/2, 1/4, 1/4 or the like.
    RandomStream stream(1, "spread", 1);
    std::array<int, 3> counts{};
    constexpr int draws = 90'000;
    for (int i = 0; i < draws; ++i)
        ++counts[stream.below(std::uint64_t{3} << 62) >> 62];
    for (const int count : counts)
        QVERIFY2(std::abs(count - draws / 3) < 900, qPrintable(QString::number(count)));
}

void RandomTest::betweenIncludesBothEnds()
{
    RandomStream stream(1, "ends", 1);
    std::array<int, 5> counts{};
    for (int i = 0; i < 1'000; ++i)
        ++counts.at(static_cast<std::size_t>(stream.between(-2, 2) + 2));
    for (const int count : counts)
        QVERIFY(count > 0);
    QCOMPARE(stream.between(highest, highest), highest);
    QCOMPARE(stream.between(lowest, lowest), lowest);
}

void RandomTest::betweenSpansAllNumbers()
{
    RandomStream stream(1, "operations", 1);
    QCOMPARE(stream.between(lowest, highest), std::int64_t{-5014779051476207336});
    QCOMPARE(stream.between(lowest, highest), std::int64_t{-7461386846957078409});
}

void RandomTest::whatNeverOrAlwaysHappens()
{
    RandomStream stream(1, "chance", 1);
    for (int i = 0; i < 1'000; ++i) {
        QVERIFY(!stream.happens(0));
        QVERIFY(stream.happens(1'000'000));
    }
}

void RandomTest::whatHappensOnceInFour()
{
    RandomStream stream(1, "chance", 1);
    int count = 0;
    for (int i = 0; i < 40'000; ++i)
        count += stream.happens(250'000) ? 1 : 0;
    QVERIFY2(std::abs(count - 10'000) < 400, qPrintable(QString::number(count)));
}

void RandomTest::aDrawOfALinkDependsOnAllItsParts()
{
    QCOMPARE(hashDraw(1, "operations>deliveries", "01890a5d-ac96-774b-bcce-b302099a8057"),
             std::uint64_t{0xb571d6754d435d0e});
    QCOMPARE(hashDraw(1, "ab", "c"), std::uint64_t{0x43e0216958ad3d55});
    QCOMPARE(hashDraw(1, "a", "bc"), std::uint64_t{0xff4388f80cf2b9bb});
    QCOMPARE(hashDraw(1, "", ""), std::uint64_t{0xb18a02f46d8d86c3});
    QCOMPARE(hashDraw(2, "", ""), std::uint64_t{0x1956ecd1a275ec95});
}

void RandomTest::aDrawMapsOntoItsWholeRange()
{
    constexpr auto greatest = std::numeric_limits<std::uint64_t>::max();
    QCOMPARE(drawBetween(0, -5, 5), std::int64_t{-5});
    QCOMPARE(drawBetween(greatest, -5, 5), std::int64_t{5});
    QCOMPARE(drawBetween(std::uint64_t{1} << 63, -5, 5), std::int64_t{0});
    QCOMPARE(drawBetween(0, lowest, highest), lowest);
    QCOMPARE(drawBetween(greatest, lowest, highest), highest);
    QCOMPARE(drawBetween(greatest, 7, 7), std::int64_t{7});
}

CURBSIDE_TEST(RandomTest)

} // namespace tst_random

#include "tst_random.moc"
