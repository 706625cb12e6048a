// SPDX-License-Identifier: GPL-3.0-or-later
// Many records at once, on several threads.
#include "services/cesql/batch.h"
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <atomic>

namespace tst_cesql_batch {

using namespace curbside;

class CesqlBatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMatchesComeInOrder_data();
    void theMatchesComeInOrder();
    void everyNumberIsVisitedOnce();
};

namespace {

class Numbers : public cesql::Record
{
public:
    const cesql::Record &show(std::size_t number)
    {
        m_payload = R"({"number":)" + std::to_string(number) + "}";
        return *this;
    }
    [[nodiscard]] cesql::Value attribute(cesql::Attribute, std::string_view, cesql::Texts &) const override
    {
        return {};
    }
    [[nodiscard]] std::string_view payload() const override { return m_payload; }

private:
    std::string m_payload;
};

} // namespace

void CesqlBatchTest::theMatchesComeInOrder_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 4095, 4096, 8193, 40'000})
        QTest::addRow("%d", count) << count;
}

void CesqlBatchTest::theMatchesComeInOrder()
{
    QFETCH(const int, count);
    const auto program = cesql::Program::compile("data.number % 3 = 1");
    const auto found = cesql::matchesAmong(*program, std::size_t(count), [] { return Numbers(); });
    std::vector<std::uint32_t> expected;
    for (int number = 1; number < count; number += 3)
        expected.push_back(std::uint32_t(number));
    QCOMPARE(found, expected);
}

void CesqlBatchTest::everyNumberIsVisitedOnce()
{
    constexpr std::size_t count = 50'001;
    std::vector<std::atomic<int>> visits(count);
    cesql::inParallel(count, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t number = begin; number < end; ++number)
            ++visits[number];
    });
    QVERIFY(std::ranges::all_of(visits, [](const std::atomic<int> &times) { return times == 1; }));
}

CURBSIDE_TEST(CesqlBatchTest)

} // namespace tst_cesql_batch

#include "tst_cesql_batch.moc"
