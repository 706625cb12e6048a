// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/entity_model.h"

namespace curbside {

/// What one service was asked for at one place of an answer.
struct PlanRow
{
    qint64 number = 0; ///< in the order of the plan, from 1
    qint64 level = 0; ///< calls of one level are made at once
    qint64 call = 0; ///< fetches of one call share it
    bool isFirst = true; ///< of its call
    QString service;
    QString path; ///< of the answer; empty: its root
    QString type; ///< of the entities; empty for root fields
    QString keyField; ///< by which they are found
    qint64 entities = 0;
    qint64 milliseconds = 0; ///< of the call
    double share = 0; ///< of the slowest call
    QString query; ///< as the service got it

    [[nodiscard]] QString key() const { return QString::number(number); }
    friend bool operator==(const PlanRow &, const PlanRow &) = default;
};

/// How an answer came about, by extensions.plan of it.
struct GraphPlanStory
{
    std::vector<PlanRow> rows;
    qint64 milliseconds = 0; ///< platform time: a level costs as much as its slowest call
    qint64 calls = 0;
    qint64 levels = 0;
    QStringList services;

    [[nodiscard]] static GraphPlanStory from(const JsonValue &plan);
    /// "3 calls to 2 services in 2 steps, 31 ms"
    [[nodiscard]] QString text() const;
};

[[nodiscard]] std::vector<EntityColumn<PlanRow>> planColumns();

} // namespace curbside
