// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/suggestion.h"
#include "services/runtime/json/json.h"
#include "widgets/platform/platform_link.h"

#include <QStringList>

#include <map>
#include <set>

namespace curbside {

/// What the traffic has shown so far that a filter could ask for: types, services, paths into payloads and some of their
/// values. Bounded: of each type only the first payloads are looked into.
class TrafficVocabulary
{
public:
    static constexpr qsizetype mostSuggested = 20;

    void take(const JournalBatch &batch);
    /// What can stand in the gap and begins with, or else contains, what is written of it; as it is to be written.
    [[nodiscard]] QStringList suggestions(const cesql::Gap &gap, QStringView written) const;

private:
    void take(const TrafficEntry &entry);
    void takePayload(const std::string &path, JsonValue value, int depth);
    [[nodiscard]] QStringList candidates(const cesql::Gap &gap) const;
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QStringList valuesOf(const std::string &subject) const;

    std::map<QByteArray, int> m_types; // and how many payloads have been looked into
    std::set<QByteArray> m_services;
    std::map<std::string, std::set<std::string>> m_paths; // and literals of values seen there
};

} // namespace curbside
