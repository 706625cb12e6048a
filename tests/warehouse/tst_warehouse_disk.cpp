// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/warehouse.h"
#include "tests/support/test_class.h"
#include "tests/warehouse/copied_shop.h"

#include <QDir>
#include <QTest>

#include <future>

#include <sys/mount.h>
#include <unistd.h>

namespace tst_warehouse_disk {

using namespace curbside;
using namespace Qt::StringLiterals;

// A disk that is really full, beneath the warehouse or a replica alone: a small file system, which only root may mount.
class WarehouseDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aFullDiskIsToldAndGoneOnFrom_data();
    void aFullDiskIsToldAndGoneOnFrom();

private:
    [[nodiscard]] bool mount(const QString &folder, const char *size, unsigned long flags) const;
    void fillNotes();
    [[nodiscard]] QByteArray answerTo(const QString &path);

    std::unique_ptr<CopiedShop> m_shop;
    std::unique_ptr<Warehouse> m_warehouse;
    AskSource m_ask;
    QString m_mounted;
};

bool WarehouseDiskTest::mount(const QString &folder, const char *size, unsigned long flags) const
{
    return ::mount("tmpfs", folder.toUtf8().constData(), "tmpfs", flags, size) == 0;
}

void WarehouseDiskTest::init()
{
    m_shop = std::make_unique<CopiedShop>();
    m_ask = [this](const QString &, const Request &request) { return m_shop->ask(request); };
}

void WarehouseDiskTest::cleanup()
{
    m_warehouse.reset();
    if (!m_mounted.isEmpty())
        ::umount2(m_mounted.toUtf8().constData(), MNT_DETACH);
    m_mounted.clear();
    m_shop.reset();
}

void WarehouseDiskTest::fillNotes()
{
    m_shop->change(u"WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
                   "INSERT INTO note SELECT 'm' || i, hex(zeroblob(1000)), 1 FROM n"_s);
}

QByteArray WarehouseDiskTest::answerTo(const QString &path)
{
    std::promise<Response> promise;
    Request request;
    request.method = Method::Get;
    request.path = path;
    m_warehouse->request(std::move(request), [&](Response response) { promise.set_value(std::move(response)); });
    return promise.get_future().get().body;
}

void WarehouseDiskTest::aFullDiskIsToldAndGoneOnFrom_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("isReplica");
    QTest::newRow("of the warehouse") << u"apart"_s << false;
    QTest::newRow("of a replica") << u"apart/replicas"_s << true;
}

void WarehouseDiskTest::aFullDiskIsToldAndGoneOnFrom()
{
    QFETCH(const QString, folder);
    QFETCH(const bool, isReplica);
    const QString mounted = QDir(m_shop->folder()).filePath(folder);
    QVERIFY(QDir().mkpath(mounted));
    if (::geteuid() != 0 || !mount(mounted, "size=2400k", 0))
        QSKIP("only root may mount a small file system, and not everywhere");
    m_mounted = mounted;
    m_warehouse = std::make_unique<Warehouse>(
        CaptureWorker::Options{m_shop->folder() + u"/apart"_s, {u"shop"_s}, Database::Durability::Normal});
    const auto catchUp = [&] { m_warehouse->catchUp(m_ask, m_shop->platform().now()); };
    m_shop->writeNotes(3);
    catchUp();
    QCOMPARE(m_warehouse->trouble(), QString());

    fillNotes();
    catchUp();
    catchUp(); // while nothing changes, it stays told
    QVERIFY2(m_warehouse->trouble().contains(u"make room"), qPrintable(m_warehouse->trouble()));
    QVERIFY(answerTo(u"/sources"_s).contains("make room"));
    QVERIFY(
        answerTo(u"/metrics"_s).contains(isReplica ? "curbside_warehouse_written 1" : "curbside_warehouse_written 0"));
    QCOMPARE(m_warehouse->error().isEmpty(), isReplica); // which holds up nothing else
    if (isReplica)
        QVERIFY(m_warehouse->reconcileNow(m_ask, m_shop->platform().now()).isSame());

    QVERIFY(mount(mounted, "size=60m", MS_REMOUNT));
    for (int i = 0; i < 100 && !m_warehouse->trouble().isEmpty(); ++i)
        catchUp();
    QCOMPARE(m_warehouse->trouble(), QString());
    QVERIFY(m_warehouse->reconcileNow(m_ask, m_shop->platform().now()).isSame());
    QVERIFY(!answerTo(u"/sources"_s).contains("make room"));
}

CURBSIDE_TEST(WarehouseDiskTest)

} // namespace tst_warehouse_disk

#include "tst_warehouse_disk.moc"
