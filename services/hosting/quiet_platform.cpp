// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/quiet_platform.h"

#include "services/hosting/audit_database.h"
#include "services/hosting/parts.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// What cannot be read is passed over: who opens it says why.
std::expected<void, Failure> checkIsPresent(const QString &folder, const std::vector<Platform::Part> &parts)
{
    for (const Platform::Part &part : parts) {
        const QString name = QString::fromUtf8(part.name);
        const auto database = AuditDatabase::open(folder, name);
        const auto applied = database ? (*database)->rows(u"SELECT owner, number FROM schema_migration"_s)
                                      : std::unexpected(database.error());
        if (!applied)
            continue;
        for (const Migration &migration : Platform::schemaOf(part)) {
            const QStringList step{migration.owner, QString::number(migration.number)};
            if (std::ranges::find(*applied, step) == applied->end())
                return std::unexpected(
                    Failure{ExitStatus::Machine,
                            u"%1: was left by an older version of Curbside: go on with it once, which brings it up to "
                            "date (curbsidectl run --workspace %2); looking at it changes nothing"_s.arg(
                                QDir::toNativeSeparators(QDir(folder).filePath(name + u".sqlite"_s)),
                                QDir::toNativeSeparators(folder))});
        }
    }
    return {};
}

} // namespace

std::expected<QuietPlatform, Failure> QuietPlatform::open(const QString &folder)
{
    const auto description = WorkspaceDescription::read(folder);
    if (!description)
        return std::unexpected(description.error());
    if (auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    auto held = Workspace::open(folder, *description);
    if (!held)
        return std::unexpected(held.error());
    auto scenario = loadScenario(description->scenario, description->seed);
    if (!scenario)
        return std::unexpected(Failure{ExitStatus::WrongUsage, scenario.error()});
    const Platform::Options options{.folder = folder, .seed = description->seed, .startsAt = scenario->startsAt};
    auto parts = platformParts(std::make_shared<const Scenario>(std::move(*scenario)));
    if (auto present = checkIsPresent(folder, parts); !present)
        return std::unexpected(present.error());
    auto platform = Platform::open(options, std::move(parts));
    if (!platform)
        return std::unexpected(Failure{ExitStatus::Machine, platform.error().text});
    return QuietPlatform(std::move(*held), std::move(*platform));
}

} // namespace curbside
