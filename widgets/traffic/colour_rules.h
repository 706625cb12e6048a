// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

#include <QString>

#include <optional>
#include <vector>

class QSettings;

namespace curbside {

/// What makes an entry of the traffic stand out. Rules stand in an order; the first that matches counts.
struct ColourRule
{
    QString name;
    QString filter; ///< CloudEvents SQL
    Tone tone = Tone::Active;
    Mark mark = Mark::Ring;
    bool isOn = true;
    bool raisesAlert = false; ///< whatever rules stand before it
    friend bool operator==(const ColourRule &, const ColourRule &) = default;
};

inline constexpr std::size_t mostColourRules = 40;

[[nodiscard]] std::vector<ColourRule> firstColourRules();
/// As kept; the first ones where nothing is kept.
[[nodiscard]] std::vector<ColourRule> readColourRules(QSettings *settings);
void keepColourRules(QSettings *settings, const std::vector<ColourRule> &rules);

/// Rules ready to be asked. Those that cannot be read are passed over.
class CompiledRules
{
public:
    explicit CompiledRules(const std::vector<ColourRule> &rules = {});

    struct Look
    {
        Tone tone;
        Mark mark;
    };
    [[nodiscard]] std::optional<Look> lookOf(const cesql::Record &record, cesql::Scratch &scratch) const;

private:
    struct Compiled
    {
        cesql::Program program;
        Look look;
    };
    std::vector<Compiled> m_rules;
};

} // namespace curbside
