// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/warehouse/copied_shop.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

CopiedShop::CopiedShop(const QString &warehouse)
    : m_platform(FixtureOptions{.durability = Database::Durability::Normal}),
      m_address(warehouse.isEmpty() ? m_folder.filePath(u"warehouse.sqlite"_s) : warehouse)
{
    m_platform.addNeighbour("shop").act = [](Neighbour &shop, const Request &request) {
        const auto body = JsonDocument::parse(request.body);
        const QStringList statements =
            body->root()["sql"].toString().value_or(QString()).split(u';', Qt::SkipEmptyParts);
        for (const QString &statement : statements)
            shop.database().execute(statement);
        return Response::json("{}");
    };
    m_platform.start();
    openWarehouse();
}

CopiedShop::~CopiedShop()
{
    m_capture.reset();
}

void CopiedShop::openWarehouse()
{
    auto opened =
        Store::open({.address = m_address, .name = u"warehouse"_s, .migrations = migrationsOf(u"warehouse"_s)});
    Q_ASSERT_X(opened, "CopiedShop", opened ? "" : qPrintable(opened.error().text));
    m_warehouse = std::move(*opened);
    m_capture = std::make_unique<Capture>(*m_warehouse, u"shop"_s, m_folder.filePath(u"replicas/shop.sqlite"_s));
}

void CopiedShop::killCapture()
{
    m_capture.reset();
    m_warehouse.reset();
    openWarehouse();
}

void CopiedShop::change(const QString &sql)
{
    JsonWriter json;
    json.beginObject().member("sql", sql).endObject();
    const Answer answer = m_platform.post(u"/sql"_s, json.take());
    Q_ASSERT_X(answer.status == 200, "CopiedShop::change", answer.body.constData());
}

void CopiedShop::writeNotes(int count)
{
    for (int i = 0; i < count; ++i) {
        ++m_notes;
        change(u"INSERT INTO note (id, text, changes) VALUES ('n%1', 'note %2', 1)"_s.arg(
            QString::number(m_notes).rightJustified(5, u'0'), QString::number(m_notes)));
    }
}

void CopiedShop::changeByHand(const QStringList &statements)
{
    const QString name = u"by-hand"_s;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(m_platform.pathOf("shop"));
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        for (const QString &statement : statements) {
            if (!query.exec(statement))
                qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
        }
    }
    QSqlDatabase::removeDatabase(name);
}

Response CopiedShop::ask(const Request &request)
{
    Process &shop = m_platform.process("shop");
    return shop.isUp() ? shop.service().look(request) : Response(Problem::unavailable(u"down"_s));
}

void CopiedShop::catchUp()
{
    while (step() == Capture::Outcome::Advanced) {
    }
}

QStringList CopiedShop::columnsOfSource(const QString &table)
{
    return m_platform.column("shop", u"SELECT name FROM pragma_table_info('%1') ORDER BY cid"_s.arg(table));
}

QString CopiedShop::selectOf(const QString &storedAs, const QStringList &columns)
{
    return u"SELECT %1 FROM \"%2\""_s.arg(columns.join(u", "_s), storedAs);
}

void CopiedShop::addRow(QStringList &texts, std::span<const SqlView> row)
{
    QStringList values;
    for (const SqlView &value : row)
        values.push_back(QString::number(int(value.type)) + u' ' + value.toText());
    texts.push_back(values.join(u", "_s));
}

QStringList CopiedShop::rowsOf(Database &database, const QString &storedAs, const QStringList &columns)
{
    QStringList texts;
    Statement select(database, selectOf(storedAs, columns));
    for (Rows rows = select.query(); rows.next();) {
        std::vector<SqlView> row;
        for (int column = 0; column < rows.columns(); ++column)
            row.push_back(rows.value(column));
        addRow(texts, row);
    }
    texts.sort();
    return texts;
}

QStringList CopiedShop::sourceRows(const QString &table)
{
    return rowsOf(m_platform.database("shop"), table, columnsOfSource(table));
}

QStringList CopiedShop::copiedRows(const QString &table)
{
    QStringList texts;
    m_warehouse->query(selectOf(u"shop_"_s + table, columnsOfSource(table)),
                       [&](std::span<const SqlView> row) { addRow(texts, row); });
    texts.sort();
    return texts;
}

QStringList CopiedShop::replicaRows(const QString &table)
{
    const auto replica = Database::open({.path = m_folder.filePath(u"replicas/shop.sqlite"_s),
                                         .name = u"seen replica"_s,
                                         .migrations = {},
                                         .kind = DatabaseKind::Replica});
    Q_ASSERT_X(replica, "CopiedShop::replicaRows", replica ? "" : qPrintable(replica.error().text));
    return rowsOf(**replica, table, columnsOfSource(table));
}

} // namespace curbside
