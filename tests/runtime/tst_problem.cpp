// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/message.h"
#include "services/runtime/http/problem.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_problem {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

enum class Status { Pending, Done };

} // namespace

} // namespace tst_problem

template <>
struct curbside::EnumNames<tst_problem::Status>
{
    static constexpr std::array<std::string_view, 2> names{"Pending", "Done"};
};

namespace tst_problem {

class ProblemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void problemsHaveAllMembers();
    void fieldErrorsAreListed();
    void theInstanceIsAUriReference();
    void whatIsUnknownIsLeftOut();
    void illegalMovesAreConflicts();
    void aProblemIsAResponse();
    void locationsArePercentEncoded();
    void queryValuesAreFoundByName();
};

void ProblemTest::problemsHaveAllMembers()
{
    QCOMPARE(Problem::notFound(u"task", u"7").toJson(u"/task/7", "4bf92f3577b34da6a3ce929d0e0e4736"),
             QByteArray(R"({"type":"about:blank","title":"Not Found","status":404,"detail":"There is no task 7.",)"
                        R"("instance":"/task/7","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"})"));
}

void ProblemTest::fieldErrorsAreListed()
{
    const Problem problem = Problem::unprocessable({{u"/dropoff/x"_s, u"is missing"_s}, {u"/a"_s, u"is \"wrong\""_s}});
    QCOMPARE(
        problem.toJson({}, {}),
        QByteArray(
            R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
            R"("detail":"2 fields are missing or wrong.","errors":[{"pointer":"/dropoff/x","detail":"is missing"},)"
            R"({"pointer":"/a","detail":"is \"wrong\""}]})"));
}

void ProblemTest::theInstanceIsAUriReference()
{
    const QByteArray json = Problem::badRequest(u"no"_s).toJson(u"/t\u00e4sk/a b?%\"/\n", {});
    QVERIFY2(json.contains(R"("instance":"/t%C3%A4sk/a%20b%3F%25%22/%0A")"), json.constData());
}

void ProblemTest::whatIsUnknownIsLeftOut()
{
    QCOMPARE(Problem::badRequest(u"no"_s).toJson({}, {}),
             QByteArray(R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"no"})"));
}

void ProblemTest::illegalMovesAreConflicts()
{
    const Problem problem = Problem::illegalMove(Status::Done, Status::Pending);
    QCOMPARE(problem.status, 409);
    QCOMPARE(problem.detail, u"What is Done cannot become Pending."_s);
}

void ProblemTest::aProblemIsAResponse()
{
    const Response response = Problem::deleted(u"order", u"9");
    QCOMPARE(response.status, 410);
    QVERIFY(response.problem);
    QVERIFY(!response.isSuccess());
}

void ProblemTest::locationsArePercentEncoded()
{
    const Response response = Response::created(u"/robots/R 7\r\nX: y/50%/\u00e4?b#c"_s, "{}");
    QCOMPARE(response.status, 201);
    QCOMPARE(response.headers,
             (std::vector<std::pair<QByteArray, QByteArray>>{
                 {"Location", "/robots/R%207%0D%0AX:%20y/50%25/%C3%A4%3Fb%23c"}}));
    QCOMPARE(Response::accepted(u"/sagas/1"_s, "{}").status, 202);
    QCOMPARE(Response::noContent().status, 204);
}

void ProblemTest::queryValuesAreFoundByName()
{
    Request request;
    request.query = {{u"a"_s, u"1"_s}, {u"b"_s, QString()}, {u"a"_s, u"2"_s}};
    request.pathValues = {{u"id"_s, u"7"_s}};
    QCOMPARE(request.queryValue(u"a"), std::optional(u"1"_s));
    QCOMPARE(request.queryValue(u"b"), std::optional(QString()));
    QCOMPARE(request.queryValue(u"c"), std::nullopt);
    QCOMPARE(request.pathValue(u"id"), u"7"_s);
    QCOMPARE(request.pathValue(u"other"), QString());
}

CURBSIDE_TEST(ProblemTest)

} // namespace tst_problem

#include "tst_problem.moc"
