// SPDX-License-Identifier: GPL-3.0-or-later
// curbside_live_bench: the console on a running platform, measured from inside: how long the window's thread is busy in one go,
// how long frames take, and how long it takes from a wish to changed pixels. Prints one JSON object.
#include "services/runtime/json/json_writer.h"
#include "widgets/map/map_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int heartbeatMs = 5;
constexpr double stallMs = 50;
constexpr int wishEveryMs = 700;
constexpr std::size_t mostCauses = 20;

/// Of this thread: what it worked itself, whoever else wanted the machine.
double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double millisecondsOf(qint64 nanoseconds)
{
    return double(nanoseconds) / 1e6;
}

struct Series
{
    std::vector<double> values; ///< milliseconds

    [[nodiscard]] double share(double part)
    {
        if (values.empty())
            return 0;
        std::ranges::sort(values);
        return values[std::min(values.size() - 1, std::size_t(double(values.size()) * part))];
    }
    void write(JsonWriter &json, std::string_view name)
    {
        json.key(name).beginObject();
        json.member("count", qint64(values.size()));
        json.member("median", share(0.5)).member("p99", share(0.99)).member("worst", share(1)).endObject();
    }
};

/// Sees every event of the window's thread, and how long it took.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!isMeasuring)
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const bool isMap = type == QEvent::Paint && qobject_cast<MapView *>(receiver);
        const bool isFrame = type == QEvent::UpdateRequest && receiver->isWidgetType();
        const bool isTold = m_depth == 0 || type == QEvent::Paint;
        const QByteArray name = isTold ? nameOf(receiver) : QByteArray();
        const double workedBefore = processorMs();
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool isTaken = QApplication::notify(receiver, event);
        --m_depth;
        const double took = millisecondsOf(timer.nsecsElapsed());
        const double worked = processorMs() - workedBefore;
        if (isMap) {
            mapPaints.values.push_back(took);
            mapWork.values.push_back(worked);
            ++mapPaintCount;
        }
        if (isFrame) {
            frames.values.push_back(took);
            frameWork.values.push_back(worked);
        }
        if (isTold)
            note(name + (type == QEvent::Paint ? QByteArray(" painted") : " " + QByteArray::number(int(type))), took);
        return isTaken;
    }

    bool isMeasuring = false;
    Series mapPaints;
    Series frames;
    Series mapWork; ///< processor time
    Series frameWork;
    qint64 mapPaintCount = 0;
    std::map<QByteArray, std::pair<double, double>> causes; ///< receiver and event: worst, sum of processor time

private:
    static QByteArray nameOf(const QObject *receiver)
    {
        QByteArray name = receiver->metaObject()->className();
        for (const QObject *parent = receiver->parent(); parent; parent = parent->parent()) {
            if (!parent->objectName().isEmpty())
                return name + " in " + parent->objectName().toUtf8();
        }
        return name;
    }

    void note(const QByteArray &cause, double took)
    {
        auto &[worst, sum] = causes[cause];
        worst = std::max(worst, took);
        sum += took;
    }

    int m_depth = 0;
};

/// Holds and releases a robot now and then, and waits until the map has been painted with it.
class Wishes : public QObject
{
public:
    Wishes(TimedApplication &application, EmbeddedLink &link, const Entities &entities)
        : m_application(application), m_link(link), m_entities(entities)
    {
        m_timer.setInterval(wishEveryMs);
        connect(&m_timer, &QTimer::timeout, this, &Wishes::wish);
        connect(&entities.robots, &QAbstractItemModel::dataChanged, this, &Wishes::look);
        m_frames.setInterval(1);
        connect(&m_frames, &QTimer::timeout, this, &Wishes::waitForPixels);
    }

    void start() { m_timer.start(); }

    Series fromWish; ///< posted → painted
    Series fromAnswer; ///< answered → painted

private:
    void wish()
    {
        if (m_isUnderWay || m_entities.robots.rowCount() == 0)
            return;
        const auto &rows = m_entities.robots.rows();
        const RobotRow &robot = rows[m_next++ % rows.size()];
        m_serial = robot.serial;
        m_wanted = !robot.isHeld;
        m_isUnderWay = true;
        m_answeredAt = 0;
        m_clock.start();
        m_link.post(u"gateway"_s, u"/robots/"_s + m_serial + (m_wanted ? u"/hold"_s : u"/release"_s),
                    m_wanted ? QByteArrayLiteral("{\"reason\":\"measured\"}") : QByteArray(),
                    [this](int, const QByteArray &) { m_answeredAt = m_clock.nsecsElapsed(); });
    }

    void look()
    {
        const RobotRow *robot = m_isUnderWay ? m_entities.robots.find(m_serial) : nullptr;
        if (!robot || robot->isHeld != m_wanted || m_frames.isActive())
            return;
        m_paintsBefore = m_application.mapPaintCount;
        m_frames.start();
    }

    void waitForPixels()
    {
        if (m_application.mapPaintCount == m_paintsBefore)
            return;
        m_frames.stop();
        m_isUnderWay = false;
        fromWish.values.push_back(millisecondsOf(m_clock.nsecsElapsed()));
        fromAnswer.values.push_back(millisecondsOf(m_clock.nsecsElapsed() - m_answeredAt));
    }

    TimedApplication &m_application;
    EmbeddedLink &m_link;
    const Entities &m_entities;
    QTimer m_timer;
    QTimer m_frames;
    QElapsedTimer m_clock;
    QString m_serial;
    qint64 m_answeredAt = 0;
    qint64 m_paintsBefore = 0;
    std::size_t m_next = 0;
    bool m_wanted = false;
    bool m_isUnderWay = false;
};

/// Runs up to the moment at full speed, and then measures for a while at the speed that is wished.
class LiveBench : public QObject
{
public:
    struct Options
    {
        QString scenario;
        QString mode;
        double speed = 10;
        int seconds = 20;
        Duration from{};
    };

    LiveBench(TimedApplication &application, const Options &options, const QString &folder)
        : m_application(application), m_options(options), m_link(linkOptions(options, folder)), m_window(m_link),
          m_wishes(application, m_link, m_window.entities())
    {
        m_window.showMode(options.mode);
        m_window.resize(1440, 900);
        m_window.show();
        connect(&m_link, &EmbeddedLink::pauseReached, this, &LiveBench::begin);
        connect(&m_link, &EmbeddedLink::failed, this, [this] {
            std::fprintf(stderr, "%s\n", qUtf8Printable(m_link.failure()->text));
            QCoreApplication::exit(1);
        });
        connect(&m_link, &PlatformLink::journalArrived, this, [this](const JournalBatch &batch) {
            m_records += qint64(batch.entries.size());
            m_dropped += qint64(batch.dropped);
            m_published += std::ranges::count(batch.entries, JournalKind::Published, &TrafficEntry::kind);
        });
        connect(&m_link, &PlatformLink::statusChanged, this,
                [this](const PlatformStatus &status) { m_worstLag = std::max(m_worstLag, status.lagMilliseconds); });
        m_heartbeat.setTimerType(Qt::PreciseTimer);
        m_heartbeat.setInterval(heartbeatMs);
        connect(&m_heartbeat, &QTimer::timeout, this, [this] {
            m_beats.values.push_back(millisecondsOf(m_sinceBeat.nsecsElapsed()));
            m_work.values.push_back(processorMs() - m_workedUntilBeat);
            m_workedUntilBeat = processorMs();
            m_sinceBeat.start();
        });
    }

private:
    static EmbeddedLink::Options linkOptions(const Options &options, const QString &folder)
    {
        EmbeddedLink::Options link;
        link.wishes.workspace = folder;
        link.wishes.scenario = options.scenario;
        link.withHttp = false;
        link.isAtFullSpeed = true;
        link.pauseAt = options.from;
        return link;
    }

    void begin()
    {
        m_link.setSpeed(m_options.speed < 0 ? std::nullopt : std::optional(m_options.speed));
        m_link.setPaused(false);
        QTimer::singleShot(3000, this, [this] { // what was late is shown by then
            m_records = m_dropped = m_published = 0;
            m_worstLag = 0;
            m_startedAt = m_link.status().now;
            m_application.isMeasuring = true;
            m_total.start();
            m_sinceBeat.start();
            m_workedUntilBeat = processorMs();
            m_heartbeat.start();
            m_wishes.start();
            QTimer::singleShot(m_options.seconds * 1000, this, &LiveBench::end);
        });
    }

    void end()
    {
        m_application.isMeasuring = false;
        const double seconds = double(m_total.nsecsElapsed()) / 1e9;
        JsonWriter json;
        json.beginObject();
        json.member("scenario", m_options.scenario).member("mode", m_options.mode).member("seconds", seconds);
        json.member("speed", double(m_link.status().now - m_startedAt) / 1e6 / seconds);
        json.member("worstLagMs", m_worstLag);
        json.member("eventsPerSecond", double(m_published) / seconds);
        json.member("journalRecordsPerSecond", double(m_records) / seconds).member("droppedRecords", m_dropped);
        json.member("robots", qint64(m_window.entities().robots.rowCount()));
        json.member("deliveries", qint64(m_window.entities().deliveries.rowCount()));
        json.member("stallsOver50Ms", qint64(std::ranges::count_if(m_beats.values, [](double gap) {
                        return gap > stallMs + heartbeatMs;
                    })));
        m_beats.write(json, "heartbeatGapMs");
        m_application.mapPaints.write(json, "mapPaintMs");
        m_application.mapWork.write(json, "mapPaintProcessorMs");
        m_application.frames.write(json, "windowFrameMs");
        m_application.frameWork.write(json, "windowFrameProcessorMs");
        m_work.write(json, "betweenHeartbeatsProcessorMs");
        json.member("mapFramesPerSecond", double(m_application.mapPaintCount) / seconds);
        m_wishes.fromWish.write(json, "wishToPixelsMs");
        m_wishes.fromAnswer.write(json, "answerToPixelsMs");
        writeCauses(json);
        json.endObject();
        std::puts(json.take().constData());
        QCoreApplication::quit();
    }

    void writeCauses(JsonWriter &json) const
    {
        std::vector<std::pair<QByteArray, std::pair<double, double>>> causes(m_application.causes.begin(),
                                                                             m_application.causes.end());
        std::ranges::sort(causes, std::greater(), [](const auto &cause) { return cause.second.first; });
        causes.resize(std::min(causes.size(), mostCauses));
        json.key("longestEvents").beginArray();
        for (const auto &[name, times] : causes)
            json.beginObject()
                .member("event", name)
                .member("worstMs", times.first)
                .member("sumMs", times.second)
                .endObject();
        json.endArray();
    }

    TimedApplication &m_application;
    Options m_options;
    EmbeddedLink m_link;
    MainWindow m_window;
    Wishes m_wishes;
    QTimer m_heartbeat;
    QElapsedTimer m_sinceBeat;
    QElapsedTimer m_total;
    Series m_beats;
    Series m_work;
    double m_workedUntilBeat = 0;
    qint64 m_startedAt = 0;
    qint64 m_records = 0;
    qint64 m_dropped = 0;
    qint64 m_published = 0;
    qint64 m_worstLag = 0;
};

} // namespace

} // namespace curbside

int main(int argc, char *argv[])
{
    using namespace curbside;
    TimedApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the console on a running platform; prints JSON."_s);
    parser.addHelpOption();
    parser.addOptions({{u"scenario"_s, u"Scenario."_s, u"NAME"_s, u"scale-1k"_s},
                       {u"mode"_s, u"Mode that is shown."_s, u"NAME"_s, u"ops"_s},
                       {u"speed"_s, u"Multiple of wall time, or max."_s, u"X"_s, u"10"_s},
                       {u"from"_s, u"From this moment of the scenario on."_s, u"DURATION"_s, u"30m"_s},
                       {u"seconds"_s, u"How long to measure."_s, u"N"_s, u"20"_s}});
    parser.process(application);
    LiveBench::Options options;
    options.scenario = parser.value(u"scenario"_s);
    options.mode = parser.value(u"mode"_s);
    options.speed = parser.value(u"speed"_s) == u"max" ? -1 : parser.value(u"speed"_s).toDouble();
    options.seconds = parser.value(u"seconds"_s).toInt();
    options.from = parseDuration(parser.value(u"from"_s)).value_or(Duration{});
    const QTemporaryDir folder;
    const LiveBench bench(application, options, folder.filePath(u"workspace"_s));
    return QCoreApplication::exec();
}
