// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consistency/consistency_watch.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/alerts/service_words.h"

#include <QEvent>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int tickMs = 250;
constexpr int shareOfTime = 10; ///< a reading may take a tenth of the time

QString detailOf(const QByteArray &body, int status)
{
    const auto document = JsonDocument::parse(body);
    const QString detail = document ? textIn(document->root(), "detail") : QString();
    return detail.isEmpty() ? ConsistencyWatch::tr("answered %1").arg(status) : detail;
}

QString quotedText(QString value)
{
    return u'\'' + value.replace(u'\'', u"''"_s) + u'\'';
}

} // namespace

ConsistencyWatch::ConsistencyWatch(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    copies.setColumns(copyColumns());
    references.setColumns(referenceColumns());
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &ConsistencyWatch::tick);
    connect(&link, &PlatformLink::journalArrived, this, [this] { m_isStale = true; });
    connect(&link, &PlatformLink::described, this, [this] {
        m_pending = 0;
        m_isStale = true;
        tick();
    });
}

void ConsistencyWatch::addViewer(QWidget *viewer)
{
    m_viewers.emplace_back(viewer);
    viewer->installEventFilter(this);
}

bool ConsistencyWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show) {
        m_timer.start();
        QMetaObject::invokeMethod(this, &ConsistencyWatch::tick, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void ConsistencyWatch::readSoon()
{
    m_isStale = true;
    m_pauseMs = 0;
}

bool ConsistencyWatch::isSeen() const
{
    return std::ranges::any_of(m_viewers, [](const auto &viewer) { return viewer && viewer->isVisible(); });
}

void ConsistencyWatch::tick()
{
    if (!isSeen()) {
        m_timer.stop();
        return;
    }
    const bool isDue = !m_reading.isValid() || m_reading.elapsed() >= m_pauseMs;
    if (m_isStale && isDue && m_pending == 0 && m_link.status().isRunning)
        begin();
}

void ConsistencyWatch::begin()
{
    m_isStale = false;
    ++m_round;
    m_answers.clear();
    m_reading.restart();
    for (const QString &service : serviceNames()) {
        ask(service, u"/copies"_s, [](Answers &answers, int status, const QByteArray &body) {
            answers.copiesStatus = status;
            answers.copies = body;
        });
        ask(service, u"/references"_s,
            [](Answers &answers, int, const QByteArray &body) { answers.references = body; });
        ask(service, u"/orphans"_s, [](Answers &answers, int status, const QByteArray &body) {
            answers.orphansStatus = status;
            answers.orphans = body;
        });
    }
}

void ConsistencyWatch::ask(const QString &service, const QString &path,
                           std::function<void(Answers &, int, const QByteArray &)> keep)
{
    ++m_pending;
    m_link.get(
        service, path,
        [self = QPointer(this), round = m_round, service, keep = std::move(keep)](int status, const QByteArray &body) {
            if (!self || round != self->m_round)
                return;
            keep(self->m_answers[service], status, body);
            if (--self->m_pending == 0)
                self->end();
        });
}

void ConsistencyWatch::end()
{
    m_pauseMs = std::max<qint64>(leastPauseMs, shareOfTime * m_reading.elapsed());
    m_reading.restart();
    m_hasLoaded = true;
    takeCopies();
    takeReferences();
    Q_EMIT read();
}

/// A service that does not answer: what it holds is known from before.
void ConsistencyWatch::keepCopiesOf(const QString &service, const QByteArray &problem, std::vector<CopyRow> &rows) const
{
    for (const CopyRow &known : copies.rows()) {
        if (known.service != service)
            continue;
        CopyRow row;
        row.service = known.service;
        row.column = known.column;
        row.source = known.source;
        row.problem = QString::fromUtf8(problem);
        rows.push_back(row);
    }
}

void ConsistencyWatch::takeCopies()
{
    std::vector<CopyRow> rows;
    std::vector<DifferingRow> differ;
    for (const auto &[service, answers] : m_answers) {
        const auto document = JsonDocument::parse(answers.copies);
        if (answers.copiesStatus != 200 || !document) {
            keepCopiesOf(service, detailOf(answers.copies, answers.copiesStatus).toUtf8(), rows);
            continue;
        }
        const qint64 at = momentIn(document->root(), "at");
        document->root()["items"].forEachItem([&, owner = service](JsonValue item) {
            rows.push_back(CopyRow::from(owner, item, at));
            item["rows"].forEachItem([&](JsonValue row) { differ.push_back(DifferingRow::from(rows.back(), row)); });
        });
    }
    copies.takeAll(std::move(rows));
    differing.takeAll(std::move(differ));
}

void ConsistencyWatch::takeReferences()
{
    std::vector<ReferenceRow> rows;
    std::vector<DanglingRow> dangle;
    for (const auto &[service, answers] : m_answers) {
        const auto declared = JsonDocument::parse(answers.references);
        const auto orphans = JsonDocument::parse(answers.orphans);
        const bool isAnswered = answers.orphansStatus == 200 && orphans && declared;
        const qint64 at = isAnswered ? momentIn(orphans->root(), "at") : m_link.status().now;
        QStringList problems;
        if (isAnswered) {
            orphans->root()["problems"].forEachItem(
                [&](JsonValue problem) { problems += problem.toString().value_or(QString()); });
            orphans->root()["items"].forEachItem(
                [&, holder = service](JsonValue item) { dangle.push_back(DanglingRow::from(holder, item, at)); });
        }
        if (declared)
            declared->root()["items"].forEachItem([&, holder = service](JsonValue item) {
                ReferenceRow row;
                row.service = holder;
                row.column = textIn(item, "column");
                row.target = textIn(item, "target");
                row.remedy = textIn(item, "remedy");
                row.now = at;
                const QStringList about = problems.filter(row.target);
                row.problem = isAnswered ? about.value(0) : detailOf(answers.orphans, answers.orphansStatus);
                rows.push_back(std::move(row));
            });
    }
    explain(dangle);
    for (ReferenceRow &row : rows) {
        for (const DanglingRow &one : dangle) {
            if (one.reference != row.key())
                continue;
            ++row.dangling;
            if (row.oldest == 0 || one.since < row.oldest) {
                row.oldest = one.since;
                row.why = one.why();
            }
        }
    }
    references.takeAll(std::move(rows));
    dangling.takeAll(std::move(dangle));
}

/// The warehouse keeps what a hand has removed past a service: its feed does not tell of that.
void ConsistencyWatch::explain(std::vector<DanglingRow> &rows)
{
    std::map<QString, QStringList> unknown;
    for (DanglingRow &row : rows) {
        const auto known = m_wasThere.find({row.target, row.value});
        if (known != m_wasThere.end())
            row.wasThere = known->second;
        else if (QStringList &values = unknown[row.target]; values.size() < mostAsked && !values.contains(row.value))
            values += row.value;
    }
    std::erase_if(m_wasThere, [&](const auto &entry) {
        return std::ranges::none_of(rows, [&](const DanglingRow &row) {
            return row.target == entry.first.first && row.value == entry.first.second;
        });
    });
    for (const auto &[target, values] : unknown) {
        if (!values.isEmpty())
            askWarehouse(target, values);
    }
}

void ConsistencyWatch::askWarehouse(const QString &target, const QStringList &values)
{
    const QString column = target.section(u'.', 1);
    const QString table = target.section(u'.', 0, 0).replace(u':', u'_');
    QStringList quoted;
    for (const QString &value : values)
        quoted += quotedText(value);
    JsonWriter json;
    json.beginObject().member("sql",
                              u"SELECT DISTINCT %1 FROM %2 WHERE %1 IN (%3)"_s.arg(column, table, quoted.join(u", ")));
    json.endObject();
    m_link.ask(u"warehouse"_s, u"/query"_s, json.take(),
               [self = QPointer(this), target, values](int status, const QByteArray &body) {
                   const auto answer = JsonDocument::parse(body);
                   if (!self || status != 200 || !answer)
                       return; // asked again with the next reading
                   QStringList found;
                   answer->root()["rows"].forEachItem([&](JsonValue row) {
                       row.forEachItem([&](JsonValue value) { found += value.toString().value_or(QString()); });
                   });
                   for (const QString &value : values)
                       self->m_wasThere[{target, value}] = found.contains(value);
                   self->takeReferences();
                   Q_EMIT self->read();
               });
}

QString ConsistencyWatch::remedyOf(const QString &service, const QString &column) const
{
    const ReferenceRow *row = references.find(service + u':' + column);
    return row ? row->remedy : QString();
}

} // namespace curbside
