// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/problem.h"
#include "services/runtime/json/json.h"
#include "services/world/scenario.h"

#include <expected>
#include <optional>
#include <vector>

namespace curbside {

struct NumberRange
{
    qint64 from = 0;
    qint64 to = 0;
};

/// What a scenario file says: a compact description from which, with a seed, a Scenario is generated. Members that the
/// file leaves out have the values given here.
struct ScenarioDefinition
{
    struct City
    {
        qint64 widthMeters = 0;
        qint64 heightMeters = 0;
        qint64 streetSpacingMeters = 120;
        QStringList streetNames;
        QStringList crossStreetNames;
    };
    struct Hubs
    {
        std::vector<ScenarioHub> places;
        qint64 count = 0; // hubs spread evenly, besides those with a place
    };
    struct Partner
    {
        QString name;
        QString orderPrefix;
        qint64 share = 1;
    };
    struct Merchants
    {
        qint64 count = 0;
        QStringList names;
        NumberRange preparationMinutes{8, 18};
    };
    struct Shift
    {
        qint64 share = 1;
        qint64 onDutyFromMinutes = 0;
        qint64 onDutyUntilMinutes = 24LL * 60;
    };
    struct Robots
    {
        qint64 count = 0;
        QStringList names;
        NumberRange batteryPercent{60, 100};
        std::vector<Shift> shifts{Shift{}};
    };
    struct Operators
    {
        qint64 count = 2;
        QStringList names;
        OperatorPace pace;
    };
    struct Arrivals
    {
        qint64 minutes = 0;
        qint64 orders = 0;
    };
    struct Orders
    {
        std::vector<Arrivals> arrivals;
        std::optional<qint64> firstAfterSeconds;
        NumberRange distanceMeters{200, 1200};
        qint64 statedReadyPerMillion = 0;
        qint64 statedPromisePerMillion = 0;
        qint64 promiseMinutes = 40;
        qint64 cancelledPerMillion = 0;
        DurationRange cancelledAfter{30s, 900s};
    };
    struct People
    {
        DurationRange merchantOpensAfter{5s, 40s};
        DurationRange loadingTakes{10s, 40s};
        DurationRange customerComesAfter{20s, 90s};
        DurationRange unloadingTakes{8s, 30s};
        qint64 lateMerchantsPerMillion = 0;
        DurationRange merchantLateBy{180s, 900s};
        qint64 absentCustomersPerMillion = 0;
    };

    QString name;
    QString title;
    QString description;
    PlatformTime startsAt;
    City city;
    Hubs hubs;
    std::vector<Partner> partners;
    Merchants merchants;
    Robots robots;
    Operators operators;
    Orders orders;
    People people;
    Motion motion;
    Mishaps mishaps;
    QByteArray faults = QByteArrayLiteral("[]");
};

/// Names for those that a definition does not name.
struct CommonNames
{
    QStringList streets;
    QStringList crossStreets;
    QStringList merchants;
    QStringList robots;
    QStringList operators;
};

[[nodiscard]] CommonNames readCommonNames(JsonValue root);

/// Reads a definition that keeps to the schema; the errors are what no schema says (a range upside down, a name twice).
[[nodiscard]] std::expected<ScenarioDefinition, std::vector<FieldError>>
readScenarioDefinition(JsonValue root, const CommonNames &names);

} // namespace curbside
