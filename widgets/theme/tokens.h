// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

namespace curbside {

/// The colours and measures that everything drawn refers to. One palette for each theme; colour means status and nothing
/// else, and never stands alone.
struct Tokens
{
    QColor window;
    QColor surface;
    QColor sunken;
    QColor border;
    QColor text;
    QColor secondary;
    QColor accent;
    QColor selection;
    QColor good;
    QColor active;
    QColor warning;
    QColor bad;
    QColor idle;
    QColor disabled; ///< marks of what cannot be used now
    QColor onAccent; ///< text and marks on the accent
    QColor block; ///< a block of houses on the map
    QColor park; ///< a green one

    static constexpr int rowHeight = 27;
    static constexpr int compactRowHeight = 22;
    static constexpr int spacing = 8;
    static constexpr int margin = 12;
    static constexpr int panelRadius = 8;
    static constexpr int controlRadius = 6;
    static constexpr int controlHeight = 27;
    static constexpr int panelHeaderHeight = 37;
    static constexpr int headerHeight = 45;
    static constexpr int timeBarHeight = 41;
    static constexpr int railWidth = 58;
    static constexpr int cellPadding = 8;
    static constexpr int markSize = 12;
    static constexpr int iconSize = 20;
    static constexpr int textPixels = 13;
    static constexpr int secondaryPixels = 12;

    [[nodiscard]] static Tokens light();
    [[nodiscard]] static Tokens dark();
    /// For those who need it: black and white, and the strongest of each colour.
    [[nodiscard]] static Tokens highContrast();
};

/// How a thing stands, for those who look: each has a colour, a mark and a word.
enum class Tone { Good, Active, Warning, Bad, Idle };

[[nodiscard]] QColor colorOf(Tone tone, const Tokens &tokens);

[[nodiscard]] QFont textFont();
[[nodiscard]] QFont secondaryFont();
[[nodiscard]] QFont emphasisedFont();
/// For ids, times and numbers: figures of one width.
[[nodiscard]] QFont monospacedFont();
/// The same for what people write: no ligatures, which show <> as another character.
[[nodiscard]] QFont codeFont();

} // namespace curbside
