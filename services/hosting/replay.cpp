// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/replay.h"

#include "services/hosting/input_effects.h"
#include "services/hosting/parts.h"
#include "services/hosting/row_comparison.h"
#include "services/hosting/workspace.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// One start of the workspace with what came in during it, and how it ended.
struct Stretch
{
    InputLogStart start;
    std::vector<Input> inputs;
    std::optional<WorkspaceDescription::Incarnation> ended;
    std::map<QByteArray, std::int64_t> messages; ///< that each database had taken in at the end
    PlatformTime lastCommitted; ///< the platform time of the last of them
};

std::vector<Stretch> stretchesOf(const std::vector<InputLog::Entry> &entries, const WorkspaceDescription &description)
{
    std::vector<Stretch> stretches;
    for (const InputLog::Entry &entry : entries) {
        if (const auto *start = std::get_if<InputLogStart>(&entry))
            stretches.push_back({*start, {}, std::nullopt, {}, PlatformTime::max()});
        else if (!stretches.empty())
            stretches.back().inputs.push_back(std::get<Input>(entry));
    }
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        for (const WorkspaceDescription::Incarnation &ended : description.ended) {
            if (ended.number == stretches[i].start.incarnation)
                stretches[i].ended = ended;
        }
        if (i + 1 < stretches.size()) {
            stretches[i].messages = stretches[i + 1].start.messages;
            stretches[i].lastCommitted = stretches[i + 1].start.at;
        }
    }
    return stretches;
}

class Replayer
{
public:
    Replayer(std::shared_ptr<const Scenario> scenario, QString folder, const std::function<bool()> &isInterrupted)
        : m_scenario(std::move(scenario)), m_folder(std::move(folder)), m_isInterrupted(isInterrupted)
    {}

    std::expected<QByteArray, Failure> run(const Stretch &stretch)
    {
        try {
            return runUnguarded(stretch);
        } catch (const StorageFault &fault) {
            return std::unexpected(Failure{ExitStatus::Machine,
                                           u"%1: cannot be written (%2): make room on the disk, or set TMPDIR"_s.arg(
                                               QDir::toNativeSeparators(m_folder), QString::fromUtf8(fault.what()))});
        }
    }

private:
    std::expected<QByteArray, Failure> runUnguarded(const Stretch &stretch)
    {
        auto opened = Platform::open({.folder = m_folder,
                                      .seed = m_scenario->seed,
                                      .startsAt = stretch.start.at,
                                      .mode = CommitGroup::Mode::Deferred,
                                      .durability = Database::Durability::Off,
                                      .incarnations = stretch.start.incarnations},
                                     platformParts(m_scenario));
        if (!opened)
            return std::unexpected(Failure{ExitStatus::Machine, opened.error().text});
        Platform &platform = **opened;
        if (auto added = addFaults(platform, stretch.start.settings); !added)
            return std::unexpected(added.error());
        if (!stretch.ended) {
            for (const auto &[name, count] : stretch.messages)
                platform.process(name).endAfter(count);
        }
        platform.start();
        for (const Input &input : stretch.inputs) {
            runBefore(platform, input.at);
            runOf(platform, input);
            if (isInterrupted())
                break;
            platform.environment().scheduler.advanceTo(input.at);
            applyInput(platform, input, [](const Response &) {});
        }
        runBefore(platform, stretch.ended ? stretch.ended->endedAt : stretch.lastCommitted + Duration{1});
        if (isInterrupted())
            return std::unexpected(Failure{ExitStatus::Machine, u"interrupted: nothing was compared"_s});
        platform.commit();
        return platform.environment().journal.digest();
    }

    void runBefore(Platform &platform, PlatformTime end) const
    {
        Scheduler &scheduler = platform.environment().scheduler;
        for (auto next = scheduler.nextAt(); next && *next < end && !isInterrupted(); next = scheduler.nextAt())
            platform.runNext();
    }

    /// What was done of the input's own moment before it.
    static void runOf(Platform &platform, const Input &input)
    {
        Scheduler &scheduler = platform.environment().scheduler;
        for (auto next = scheduler.nextAt(); next == input.at; next = scheduler.nextAt()) {
            const bool isMoment = scheduler.now() == input.at;
            if ((isMoment ? static_cast<std::int64_t>(scheduler.doneNow()) : 0) >= input.after)
                return;
            platform.runNext();
        }
    }

    [[nodiscard]] bool isInterrupted() const { return m_isInterrupted && m_isInterrupted(); }

    std::shared_ptr<const Scenario> m_scenario;
    QString m_folder;
    const std::function<bool()> &m_isInterrupted;
};

} // namespace

bool Replay::isSame() const
{
    const bool areDigestsSame =
        std::all_of(incarnations.begin(), incarnations.end(), [](const Incarnation &incarnation) {
            return incarnation.expected.isEmpty() || incarnation.expected == incarnation.actual;
        });
    return areDigestsSame && differences.isEmpty();
}

QByteArray Replay::toJson() const
{
    JsonWriter json;
    json.beginObject().member("same", isSame()).key("incarnations").beginArray();
    for (const Incarnation &incarnation : incarnations) {
        json.beginObject().member("number", incarnation.number);
        if (!incarnation.expected.isEmpty())
            json.member("expected", incarnation.expected);
        json.member("digest", incarnation.actual).endObject();
    }
    json.endArray().key("differences").beginArray();
    for (const QString &difference : differences)
        json.value(difference);
    json.endArray();
    if (!incarnations.empty())
        json.member("digest", incarnations.back().actual);
    json.endObject();
    return json.take();
}

QString Replay::toText() const
{
    QString text;
    for (const Incarnation &incarnation : incarnations) {
        const QString verdict = incarnation.expected.isEmpty() ? u"did not end in order, rows compared"_s
            : incarnation.expected == incarnation.actual       ? u"the same"_s
                                                         : u"was %1"_s.arg(QString::fromLatin1(incarnation.expected));
        text += u"incarnation %1: digest %2, %3\n"_s.arg(incarnation.number)
                    .arg(QString::fromLatin1(incarnation.actual), verdict);
    }
    for (const QString &difference : differences)
        text += difference + u'\n';
    return text + (isSame() ? u"the same run\n"_s : u"not the same run\n"_s);
}

std::expected<Replay, Failure> replayWorkspace(const QString &folder, const std::function<bool()> &isInterrupted)
{
    const auto description = WorkspaceDescription::read(folder);
    if (!description)
        return std::unexpected(description.error());
    if (auto permitted = checkPermission(description->scenario); !permitted)
        return std::unexpected(permitted.error());
    auto scenario = loadScenario(description->scenario, description->seed);
    if (!scenario)
        return std::unexpected(Failure{ExitStatus::WrongUsage, scenario.error()});
    if (scenario->digest != description->scenarioDigest)
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"%1: the scenario %2 has changed since: restore it"_s.arg(folder, description->scenario)});
    const auto held = Workspace::open(folder, *description);
    if (!held)
        return std::unexpected(held.error());
    if (auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    const auto entries = InputLog::read(QDir(folder).filePath(u"inputs.log"_s));
    if (!entries)
        return std::unexpected(entries.error());
    const QTemporaryDir temporary;
    if (!temporary.isValid())
        return std::unexpected(
            Failure{ExitStatus::Machine,
                    u"%1: no temporary folder can be made there: make room or set TMPDIR"_s.arg(QDir::tempPath())});

    std::vector<Stretch> stretches = stretchesOf(*entries, *description);
    if (!stretches.empty() && !stretches.back().ended) {
        auto standing = whereDatabasesStand(folder);
        if (!standing)
            return std::unexpected(standing.error());
        stretches.back().messages = standing->messages;
        stretches.back().lastCommitted = standing->lastCommitted;
    }
    Replay replay;
    Replayer replayer(std::make_shared<const Scenario>(std::move(*scenario)), temporary.path(), isInterrupted);
    for (const Stretch &stretch : stretches) {
        auto digest = replayer.run(stretch);
        if (!digest)
            return std::unexpected(digest.error());
        replay.incarnations.push_back(
            {stretch.start.incarnation, stretch.ended ? stretch.ended->digest : QByteArray(), *digest});
    }
    auto differences = compareRows(folder, temporary.path());
    if (!differences)
        return std::unexpected(differences.error());
    replay.differences = *differences;
    return replay;
}

} // namespace curbside
