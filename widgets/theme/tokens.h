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

    static constexpr int rowHeight = 27;
    static constexpr int spacing = 8;
    static constexpr int margin = 12;
    static constexpr int panelRadius = 8;
    static constexpr int controlRadius = 6;
    static constexpr int textPixels = 13;
    static constexpr int secondaryPixels = 12;

    [[nodiscard]] static Tokens light();
    [[nodiscard]] static Tokens dark();
};

/// How a thing stands, for those who look: each has a colour, a shape and a word.
enum class Tone { Good, Active, Warning, Bad, Idle };

[[nodiscard]] QColor colorOf(Tone tone, const Tokens &tokens);
/// A character that stands for the tone where colour is not seen.
[[nodiscard]] QString shapeOf(Tone tone);

[[nodiscard]] QFont textFont();
/// For ids, times and numbers: figures of one width.
[[nodiscard]] QFont monospacedFont();

} // namespace curbside
