// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_referring_columns {

using namespace curbside;
using namespace Qt::StringLiterals;

// Looking for what dangles goes through every column that names what another service owns, a hundred values at a time.
class ReferringColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsValuesAreReadByAnIndex_data();
    void itsValuesAreReadByAnIndex();

private:
    GatewayStage m_stage;
};

void ReferringColumnsTest::itsValuesAreReadByAnIndex_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QString>("column");
    for (const QByteArray &service : {"integrations"_ba, "deliveries"_ba, "dispatch"_ba, "operations"_ba, "state"_ba}) {
        const JsonDocument references = m_stage.read(u"/references"_s, QString::fromUtf8(service));
        references.root()["items"].forEachItem([&](JsonValue reference) {
            const QString column = reference["column"].toString().value_or(QString());
            const bool namesFew = column.endsWith(u".merchant_id"_s) || !column.endsWith(u"_id"_s)
                || column.startsWith(u"robot_"_s); // hubs and robots; tables of a row a robot
            if (!namesFew)
                QTest::newRow(qPrintable(QString::fromUtf8(service) + u' ' + column)) << service << column;
        });
    }
}

void ReferringColumnsTest::itsValuesAreReadByAnIndex()
{
    QFETCH(const QByteArray, service);
    QFETCH(const QString, column);
    Statement explain(
        m_stage.session().platform().process(service).database(),
        u"EXPLAIN QUERY PLAN SELECT DISTINCT %1 FROM %2 WHERE %1 IS NOT NULL AND %1 > 'x' ORDER BY %1 LIMIT 100"_s.arg(
            column.section(u'.', 1), column.section(u'.', 0, 0)));
    QString plan;
    for (Rows rows = explain.query(); rows.next();)
        plan += rows.text(3) + u'\n';
    QVERIFY2(plan.startsWith(u"SEARCH"_s) && !plan.contains(u"TEMP B-TREE"_s), qPrintable(plan));
}

CURBSIDE_TEST(ReferringColumnsTest)

} // namespace tst_referring_columns

#include "tst_referring_columns.moc"
