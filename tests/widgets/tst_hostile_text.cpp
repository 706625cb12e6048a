// SPDX-License-Identifier: GPL-3.0-or-later
// Every naughty string of a well-known list, as names and numbers and through the platform: shown as the text that it is.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/commands/palette.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/plain_text.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <array>

#include <sys/inotify.h>
#include <unistd.h>

namespace tst_hostile_text {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A folder with files that nobody has a reason to open, and what names them in every way that might open one.
class Bait
{
public:
    Bait() : m_watch(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        for (const QString &name : {u"picture.png"_s, u"picture.svg"_s, u"page.html"_s, u"style.css"_s}) {
            QFile file(m_folder.filePath(name));
            if (file.open(QIODevice::WriteOnly))
                file.write("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        }
        inotify_add_watch(m_watch, m_folder.path().toUtf8().constData(), IN_OPEN | IN_ACCESS);
    }
    ~Bait() { close(m_watch); }
    Q_DISABLE_COPY_MOVE(Bait)

    [[nodiscard]] QStringList strings() const
    {
        QStringList all;
        for (const QString &name : {u"picture.png"_s, u"picture.svg"_s, u"page.html"_s, u"style.css"_s}) {
            const QString file = m_folder.filePath(name);
            for (const QString &form :
                 {u"%1"_s, u"file://%1"_s, u"<img src=\"%1\">"_s, u"<img src='file://%1'>"_s,
                  u"<a href=\"file://%1\">x</a>"_s, u"<body background=\"%1\">x"_s,
                  u"<link rel=stylesheet href=\"%1\">"_s, u"<style>@import url(%1);</style><b>x</b>"_s, u"![x](%1)"_s,
                  u"<qt><img src=\"%1\"></qt>"_s, u"x\n<table background=\"%1\"><tr><td>"_s})
                all.append(form.arg(file));
        }
        return all;
    }
    /// Names of the files that were opened since this was asked last.
    [[nodiscard]] QStringList opened()
    {
        QStringList names;
        alignas(inotify_event) std::array<char, 16'384> news{};
        for (ssize_t size = 0; (size = read(m_watch, news.data(), news.size())) > 0;) {
            for (ssize_t at = 0; at < size;) {
                const auto *event = reinterpret_cast<const inotify_event *>(news.data() + at);
                if (event->len > 0)
                    names.append(QString::fromUtf8(event->name));
                at += ssize_t(sizeof(inotify_event)) + event->len;
            }
        }
        names.removeDuplicates();
        return names;
    }
    void open() const
    {
        QFile file(m_folder.filePath(u"picture.png"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
    }

private:
    QTemporaryDir m_folder;
    int m_watch;
};

/// What the program holds open beyond its memory: connections.
QStringList openSockets()
{
    QStringList sockets;
    const QDir folder(u"/proc/self/fd"_s);
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        const QString target = file.symLinkTarget();
        if (target.contains(u"socket:"_s))
            sockets.append(target);
    }
    sockets.sort();
    return sockets;
}

/// Rich text is ours where its only marks are those that asToolTip() writes.
bool isOursOrPlain(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return true;
    static const QRegularExpression marks(u"</?(?:qt|br)>"_s);
    return text.startsWith(u"<qt>"_s) && !QString(text).remove(marks).contains(u'<');
}

/// What a window shows as something else than the text that it is.
QStringList richIn(const QWidget &window)
{
    QStringList rich;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!isOursOrPlain(widget->toolTip()))
            rich.append(u"tool tip: "_s + widget->toolTip());
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool isPlain = !label || label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text());
        if (!isPlain || (label && label->textFormat() == Qt::RichText))
            rich.append(u"label: "_s + label->text());
    }
    for (const QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
        for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QString tip = view->model()->index(row, column).data(Qt::ToolTipRole).toString();
                if (!isOursOrPlain(tip))
                    rich.append(u"cell: "_s + tip);
            }
        }
    }
    return rich;
}

QString toolTipOf(const QAbstractItemView &view, const QModelIndex &index)
{
    QToolTip::hideText();
    const QPoint place = view.visualRect(index).center();
    QHelpEvent asked(QEvent::ToolTip, place, view.viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(view.viewport(), &asked);
    return QToolTip::text();
}

} // namespace

class HostileTextTest : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE void noteUrl(const QUrl &url) { m_opened.append(url.toString()); }

private Q_SLOTS:
    void initTestCase();
    void namesAreShownAsTheTextThatTheyAre();
    void thePaletteShowsTextOnly();
    void ordersThroughThePlatformAreShownAsText();
    void cleanup();

private:
    void script(ScriptedLink &link) const;

    QStringList m_strings;
    QStringList m_opened;
    QStringList m_sockets;
    Bait m_bait;
};

void HostileTextTest::initTestCase()
{
    QFile file(qEnvironmentVariable("CURBSIDE_TEST_DATA") + u"/blns.json"_s);
    if (!qEnvironmentVariableIsSet("CURBSIDE_TEST_DATA") || !file.open(QIODevice::ReadOnly))
        QSKIP("no blns.json: CURBSIDE_TEST_DATA names no folder with it");
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).array())
        m_strings.append(value.toString());
    QVERIFY(m_strings.size() > 400);
    m_strings += m_bait.strings();
    m_bait.open(); // whoever takes it is noticed
    QCOMPARE(m_bait.opened(), QStringList{u"picture.png"_s});
    for (const auto &scheme : {u"http"_s, u"https"_s, u"file"_s, u"ftp"_s, u"mailto"_s, u"javascript"_s})
        QDesktopServices::setUrlHandler(scheme, this, "noteUrl");
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    QWidget first; // what the window system itself connects to
    first.show();
    m_sockets = openSockets();
}

void HostileTextTest::cleanup()
{
    QCOMPARE(m_opened, QStringList());
    QCOMPARE(m_bait.opened(), QStringList());
    QCOMPARE(openSockets(), m_sockets);
}

/// Each string as every name and word that the platform's lists have.
void HostileTextTest::script(ScriptedLink &link) const
{
    QByteArrayList deliveries;
    QByteArrayList tasks;
    QByteArrayList robots;
    QByteArrayList merchants;
    QByteArrayList lidEvents;
    for (qsizetype i = 0; i < m_strings.size(); ++i) {
        const QString &text = m_strings[i];
        const QString number = QString::number(i);
        deliveries.append(jsonOf({{u"id"_s, u"d"_s + number},
                                  {u"number"_s, text},
                                  {u"status"_s, i % 2 == 0 ? u"InTransit"_s : text},
                                  {u"merchantId"_s, u"m"_s + number},
                                  {u"driverName"_s, text},
                                  {u"taskId"_s, u"t"_s + number}}));
        tasks.append(jsonOf({{u"id"_s, u"t"_s + number},
                             {u"number"_s, text},
                             {u"type"_s, text},
                             {u"status"_s, u"Failed"_s},
                             {u"deliveryId"_s, u"d"_s + number},
                             {u"robotSerial"_s, u"CR-"_s + number},
                             {u"operatorId"_s, text},
                             {u"failureReason"_s, text}}));
        robots.append(jsonOf({{u"serial"_s, u"CR-"_s + number},
                              {u"name"_s, text},
                              {u"hub"_s, text},
                              {u"inService"_s, true},
                              {u"state"_s, QJsonObject{{u"x"_s, 1}, {u"y"_s, 2}, {u"lid"_s, text}}}}));
        merchants.append(jsonOf({{u"id"_s, u"m"_s + number}, {u"name"_s, text}}));
        lidEvents.append(jsonOf({{u"id"_s, u"l"_s + number},
                                 {u"robotSerial"_s, u"CR-"_s + number},
                                 {u"kind"_s, text},
                                 {u"actor"_s, text},
                                 {u"at"_s, u"2026-03-02T11:00:30.000Z"_s}}));
    }
    link.setItems(u"gateway /deliveries"_s, deliveries);
    link.setItems(u"gateway /tasks"_s, tasks);
    link.setItems(u"gateway /robots"_s, robots);
    link.setItems(u"gateway /lid-events"_s, lidEvents);
    link.setItems(u"integrations /merchants"_s, merchants);
}

void HostileTextTest::namesAreShownAsTheTextThatTheyAre()
{
    ScriptedLink link;
    script(link);
    MainWindow window(link);
    window.resize(1024, 700);
    for (const QString &mode : MainWindow::modeNames())
        window.showMode(mode);
    window.show();
    link.open();
    std::vector<TrafficEntry> entries;
    for (const QString &text : m_strings) {
        entries.push_back(published(text.toUtf8(), text.toUtf8(), jsonOf({{text, text}})));
        entries.back().subject = text.toUtf8();
    }
    link.tell(std::move(entries));
    QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
    QCOMPARE(window.entities().deliveries.rowCount(), int(m_strings.size()));
    for (qsizetype i = 0; i < m_strings.size(); ++i) {
        const QString number = QString::number(i);
        window.selection().select({EntityKind::Delivery, u"d"_s + number});
        window.selection().select({EntityKind::Task, u"t"_s + number});
        window.selection().select({EntityKind::Robot, u"CR-"_s + number});
        window.selection().select({EntityKind::Merchant, u"m"_s + number});
        if (i % 60 == 0)
            QCOMPARE(richIn(window), QStringList());
    }
    for (const QString &mode : MainWindow::modeNames()) {
        window.showMode(mode);
        QVERIFY(!window.grab().isNull());
        for (const ListView *list : window.findChildren<ListView *>()) {
            if (!list->isVisible())
                continue;
            for (int row = 0; row < list->model()->rowCount(); row += 40) {
                for (int column = 0; column < list->model()->columnCount(); ++column) {
                    const QModelIndex index = list->model()->index(row, column);
                    const_cast<ListView *>(list)->scrollTo(index);
                    const QString tip = toolTipOf(*list, index);
                    QVERIFY2(isOursOrPlain(tip), qPrintable(tip));
                }
            }
        }
    }
}

void HostileTextTest::thePaletteShowsTextOnly()
{
    ScriptedLink link;
    script(link);
    MainWindow window(link);
    window.resize(1024, 700);
    window.show();
    link.open();
    QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
    window.find();
    auto *palette = window.findChild<Palette *>();
    auto *line = palette->findChild<QLineEdit *>();
    const auto *list = palette->findChild<QListView *>();
    for (qsizetype i = 0; i < m_strings.size(); i += 5) {
        line->setText(m_strings[i].left(12));
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QString shown = list->model()->index(row, 0).data().toString();
            QCOMPARE(shown, visibleText(shown));
        }
        QCOMPARE(richIn(*palette), QStringList());
    }
    QVERIFY(!palette->grab().isNull());
}

void HostileTextTest::ordersThroughThePlatformAreShownAsText()
{
    const QTemporaryDir folder;
    EmbeddedLink::Options options;
    options.wishes.workspace = folder.filePath(u"w"_s);
    options.wishes.scenario = u"small-busy"_s;
    options.isAtFullSpeed = true;
    options.withHttp = false;
    options.pauseAt = 1min;
    EmbeddedLink link(options);
    MainWindow window(link);
    window.showMode(u"events"_s);
    window.resize(1440, 900);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(!window.entities().merchants.rows().empty(), patienceMs);
    QString merchant;
    QString partner;
    link.get(u"integrations"_s, u"/merchants?limit=1"_s, [&](int, const QByteArray &body) {
        const QJsonObject item = QJsonDocument::fromJson(body)[u"items"][0].toObject();
        merchant = item[u"id"_s].toString();
        partner = item[u"partnerId"_s].toString();
    });
    QTRY_VERIFY_WITH_TIMEOUT(!merchant.isEmpty() && !partner.isEmpty(), patienceMs);
    QMap<int, int> statuses;
    QStringList orders;
    for (const QString &text : m_strings)
        link.post(u"integrations"_s, u"/orders"_s,
                  jsonOf({{u"partnerId"_s, partner},
                          {u"externalId"_s, text},
                          {u"merchantId"_s, merchant},
                          {u"dropoff"_s, QJsonObject{{u"x"_s, 100}, {u"y"_s, 100}}}}),
                  [&](int status, const QByteArray &body) {
                      ++statuses[status];
                      orders.append(QJsonDocument::fromJson(body)[u"id"].toString());
                  });
    QTRY_COMPARE_WITH_TIMEOUT(orders.size(), m_strings.size(), patienceMs);
    orders.removeAll(QString());
    QVERIFY2(orders.size() > 400,
             qPrintable(u"%1 orders, %2 refused as unknown"_s.arg(orders.size()).arg(statuses[404])));
    QCOMPARE(richIn(window), QStringList());
    auto *traffic = window.findChild<QWidget *>(u"traffic"_s)->findChild<ListView *>();
    QTRY_VERIFY_WITH_TIMEOUT(traffic->model()->rowCount() > 200, patienceMs);
    for (int row = 0; row < traffic->model()->rowCount(); row += 10) {
        traffic->setCurrentIndex(traffic->model()->index(row, 0));
        QCOMPARE(richIn(window), QStringList());
    }
    QVERIFY(!window.grab().isNull());
}

CURBSIDE_WINDOW_TEST(HostileTextTest)

} // namespace tst_hostile_text

#include "tst_hostile_text.moc"
