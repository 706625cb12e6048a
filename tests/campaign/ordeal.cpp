// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaign/ordeal.h"

#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/runtime/json/json.h"
#include "tests/campaign/journal_audit.h"

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<Outcome, Failure> runUnderFaults(quint64 seed, PlantedBugs bugs,
                                               const std::function<void(Platform &)> &interfere)
{
    RunWishes wishes;
    wishes.workspace = u"."_s;
    wishes.scenario = u"small-busy"_s;
    wishes.seed = QString::number(seed);
    wishes.faults = u"mixed"_s;
    const auto settings = RunSettings::from(wishes);
    if (!settings)
        return std::unexpected(settings.error());
    Simulation::Options options;
    options.scenario = settings->scenario;
    options.faults = settings->faults;
    options.bugs = bugs;
    options.reverseUnordered = seed % 2 == 0;
    Platform *platform = nullptr;
    options.isInterrupted = [&] {
        if (interfere)
            interfere(*platform);
        return false;
    };
    auto simulation = Simulation::open(std::move(options));
    if (!simulation)
        return std::unexpected(simulation.error());
    platform = &(*simulation)->platform();
    JournalAudit audit;
    (*simulation)
        ->platform()
        .environment()
        .journal.addListener([&audit](const JournalRecord &record) { audit.take(record); }, Journal::Detail::Brief);
    if (auto ran = (*simulation)->run(); !ran)
        return std::unexpected(ran.error());
    auto verification = verifyDatabases((*simulation)->folder());
    if (!verification)
        return std::unexpected(verification.error());
    const auto summary = JsonDocument::parse((*simulation)->summary().toJson(u"small-busy"_s, seed, 0));
    return Outcome{audit.breaches(), std::move(*verification), (*simulation)->platform().environment().journal.digest(),
                   summary ? summary->root()["open"].toInteger().value_or(-1) : -1};
}

} // namespace curbside
