// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"
#include "services/world/names.h"
#include "services/world/streets.h"
#include "services/world/travel.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

namespace curbside {

struct ScenarioPartner
{
    PartnerKey key;
    QString name;
};

struct ScenarioMerchant
{
    MerchantKey key;
    PartnerKey partner;
    QString name;
    Place place;
    qint64 preparationMinutes = 0;
};

struct ScenarioHub
{
    QString name;
    Place place;
};

struct ScenarioRobot
{
    RobotSerial serial;
    QString name; // the driver name
    QString hub; // empty for an MDRP courier, which has none
    Place place; // where it stands when it comes on duty
    PlatformTime onDutyFrom;
    PlatformTime onDutyUntil;
    qint64 batteryPercent = 100;
};

struct ScenarioOperator
{
    OperatorKey key;
    QString name;
};

/// An order as it will be posted, and what the people at both ends of it will do. Whatever is drawn is drawn when the
/// scenario is made: acting it out needs no more chance.
struct ScenarioOrder
{
    QString externalId;
    PartnerKey partner;
    MerchantKey merchant;
    Place dropoff;
    PlatformTime placedAt;
    /// What the partner states in its order; unstated, the platform has its own rules.
    std::optional<PlatformTime> readyAt;
    std::optional<PlatformTime> promisedAt;
    /// When the partner cancels it, if it does.
    std::optional<PlatformTime> cancelledAt;

    /// When the goods are in truth ready, whatever was stated.
    PlatformTime goodsReadyAt;
    /// From the moment when both robot and goods are there.
    Duration merchantOpensAfter{};
    Duration loadingTakes{};
    /// From the robot's arrival; nothing: this customer does not come.
    std::optional<Duration> customerComesAfter = Duration{};
    Duration unloadingTakes{};
};

struct DurationRange
{
    Duration from{};
    Duration to{};
};

/// How operators work on a task that calls for them: how long until one looks at it, and how long it then takes.
struct OperatorPace
{
    DurationRange answersAfter{20s, 90s};
    DurationRange worksFor{30s, 180s};
};

/// Bad luck that strikes while the world runs, in strokes a million. (Absent customers and late merchants are part of
/// the orders already.)
struct Mishaps
{
    std::uint32_t lidJamsPerMillionOpenings = 0;
    std::uint32_t linkLossesPerMillionDrivingMinutes = 0;
    DurationRange linkLossLasts{20s, 120s};
    std::uint32_t batteryDropsPerMillionDrivingMinutes = 0;
    qint64 batteryDropPercent = 40;
    std::uint32_t strayLidOpeningsPerMillionDrivingMinutes = 0;
};

enum class ScenarioKind { Generated, MdrpDay };

/// Everything that stands outside the platform at the start of a run, and what will be asked of it: plain data, the same
/// for the same definition and seed on every machine.
struct Scenario
{
    ScenarioKind kind = ScenarioKind::Generated;
    QString name;
    QString title;
    QString description; // one line
    PlatformTime startsAt;
    std::uint64_t seed = 1;
    /// SHA-256, hexadecimal, of all that defines the scenario but the seed: another digest is another scenario.
    QByteArray digest;

    Streets streets;
    std::vector<ScenarioPartner> partners;
    std::vector<ScenarioMerchant> merchants;
    std::vector<ScenarioHub> hubs;
    std::vector<ScenarioRobot> robots; // an MDRP day's in the order of its file
    std::vector<ScenarioOperator> operators;
    std::vector<ScenarioOrder> orders; // by placedAt

    Motion motion;
    OperatorPace operatorPace;
    Mishaps mishaps;
    /// The faults that belong to this scenario: a JSON array of rules for the runtime's fault plan.
    QByteArray faults = QByteArrayLiteral("[]");
};

struct ScenarioSummary
{
    QString name;
    QString title;
    QString description; // one line
};

/// The scenarios that are compiled in, the default first.
[[nodiscard]] std::vector<ScenarioSummary> builtInScenarios();

inline constexpr char16_t defaultScenarioName[] = u"lunch-rush";

/// `nameOrPath` is the name of a built-in scenario, or the path of a scenario file (docs/scenario-format.md) or of the
/// folder of an MDRP day. The error is one line that says what is wrong, where, and what to do.
[[nodiscard]] std::expected<Scenario, QString> loadScenario(QStringView nameOrPath, std::uint64_t seed);

} // namespace curbside
