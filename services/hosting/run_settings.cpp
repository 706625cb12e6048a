// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"

#include "services/hosting/parts.h"
#include "services/hosting/warehouse_feed.h"
#include "services/runtime/json/json.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::unexpected<Failure> wrongUsage(const QString &text)
{
    return std::unexpected(Failure{ExitStatus::WrongUsage, text});
}

std::expected<std::optional<double>, Failure> speedOf(const QString &text)
{
    if (text == u"max")
        return std::nullopt;
    bool isNumber = false;
    const double speed = text.toDouble(&isNumber);
    if (!isNumber || !(speed >= Pace::slowest && speed <= Pace::fastest))
        return wrongUsage(u"--speed %1: is neither max nor a number from 0.01 to 100000"_s.arg(text));
    return speed;
}

std::expected<quint64, Failure> seedOf(const QString &text)
{
    const bool isDigits =
        std::all_of(text.begin(), text.end(), [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
    bool isNumber = false;
    const quint64 seed = text.toULongLong(&isNumber);
    if (!isDigits || !isNumber)
        return wrongUsage(u"--seed %1: is not a whole number from 0 to 18446744073709551615"_s.arg(text));
    return seed;
}

/// A scenario does not know the services; what runs it does.
std::optional<FieldError> findUnknownName(const QByteArray &faults)
{
    const auto document = JsonDocument::parse(faults);
    const auto rules = FaultPlan::read(document->root(), PlatformTime{}, namesInFaults());
    return rules ? std::nullopt : std::optional(rules.error());
}

} // namespace

QString defaultWorkspace()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"curbside/default"_s);
}

std::expected<RunSettings, Failure> RunSettings::from(const RunWishes &wishes)
{
    RunSettings settings;
    settings.workspace = wishes.workspace.isEmpty() ? defaultWorkspace() : wishes.workspace;
    const auto speed = speedOf(wishes.speed);
    if (!speed)
        return std::unexpected(speed.error());
    settings.speed = *speed;
    if (!wishes.runFor.isEmpty()) {
        settings.runFor = parseDuration(wishes.runFor);
        if (!settings.runFor)
            return wrongUsage(u"--for %1: is not a duration such as 90s, 45m, 8h or 1d"_s.arg(wishes.runFor));
    }
    if (wishes.durability != u"normal" && wishes.durability != u"full")
        return wrongUsage(u"--durability %1: is neither normal nor full"_s.arg(wishes.durability));
    settings.durability = wishes.durability == u"full" ? Database::Durability::Full : Database::Durability::Normal;

    QString scenarioName = wishes.scenario.isEmpty() ? QString::fromUtf16(defaultScenarioName) : wishes.scenario;
    const bool isAllNamed = !wishes.scenario.isEmpty() && !wishes.seed.isEmpty();
    if (!isAllNamed && QFileInfo::exists(QDir(settings.workspace).filePath(u"workspace.json"_s))) {
        const auto present = WorkspaceDescription::read(settings.workspace);
        if (!present)
            return std::unexpected(present.error());
        if (wishes.scenario.isEmpty())
            scenarioName = present->scenario;
        settings.description.seed = present->seed;
    }
    if (const auto warehouse = warehouseAddress({}); !warehouse)
        return std::unexpected(warehouse.error());
    settings.description.warehouse = qEnvironmentVariable("CURBSIDE_WAREHOUSE");
    if (!wishes.seed.isEmpty()) {
        const auto seed = seedOf(wishes.seed);
        if (!seed)
            return std::unexpected(seed.error());
        settings.description.seed = *seed;
    }
    if (auto permitted = checkPermission(scenarioName); !permitted)
        return std::unexpected(permitted.error());
    auto scenario = loadScenario(scenarioName, settings.description.seed);
    if (!scenario)
        return wrongUsage(scenario.error());
    const bool isPath = QFileInfo::exists(scenarioName);
    settings.description.scenario = isPath ? QFileInfo(scenarioName).absoluteFilePath() : scenarioName;
    settings.description.scenarioDigest = scenario->digest;
    if (const auto error = findUnknownName(scenario->faults))
        return wrongUsage(u"%1: /faults%2: %3"_s.arg(scenarioName, error->pointer, error->detail));
    if (!wishes.faults.isEmpty()) {
        auto faults = loadFaults(wishes.faults);
        if (!faults)
            return std::unexpected(faults.error());
        settings.faults = std::move(*faults);
    }
    settings.faults = joinedFaults(scenario->faults, settings.faults);
    settings.scenario = std::make_shared<const Scenario>(std::move(*scenario));
    return settings;
}

CaptureDescription RunSettings::captureDescription() const
{
    return {description.scenario, description.scenarioDigest, description.seed, scenario->startsAt};
}

Engine::Options RunSettings::engineOptions(Workspace &opened) const
{
    Engine::Options options;
    options.session.folder = opened.folder();
    options.session.startsAt = scenario->startsAt;
    if (const auto &ended = opened.description().ended; !ended.empty()) {
        options.session.lastEndedInOrder = ended.back().number;
        options.session.startsAt = ended.back().endedAt; // where it stood, though nothing may have happened since
    }
    options.session.seed = description.seed;
    options.session.parts = platformParts(scenario);
    options.session.durability = durability;
    options.session.faults = faults;
    options.session.warehouse = warehouseAddress(opened.description()).value_or(QString());
    options.session.description = captureDescription();
    options.speed = speed;
    options.runFor = runFor;
    options.noteEnded = [&opened](const WorkspaceDescription::Incarnation &ended) { return opened.noteEnded(ended); };
    return options;
}

} // namespace curbside
