// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tokens.h"

using namespace Qt::StringLiterals;

namespace curbside {

Tokens Tokens::light()
{
    return {.window = QColor(0xf3f5f7),
            .surface = QColor(0xffffff),
            .sunken = QColor(0xf8f9fb),
            .border = QColor(0xdce1e6),
            .text = QColor(0x1b2530),
            .secondary = QColor(0x5c6b7a),
            .accent = QColor(0x0b63b8),
            .selection = QColor(0xe3eefa),
            .good = QColor(0x00805c),
            .active = QColor(0x0b63b8),
            .warning = QColor(0xb26a00),
            .bad = QColor(0xc2410c),
            .idle = QColor(0x6b7785),
            .disabled = QColor(0xb4bdc6),
            .onAccent = QColor(0xffffff),
            .block = QColor(0xe2e7ec),
            .park = QColor(0xdfe8dd)};
}

Tokens Tokens::dark()
{
    return {.window = QColor(0x12161b),
            .surface = QColor(0x1a2027),
            .sunken = QColor(0x161b21),
            .border = QColor(0x2b343e),
            .text = QColor(0xe3e8ed),
            .secondary = QColor(0x93a1af),
            .accent = QColor(0x5aa9f0),
            .selection = QColor(0x1f3247),
            .good = QColor(0x3cc79a),
            .active = QColor(0x5aa9f0),
            .warning = QColor(0xe9a63a),
            .bad = QColor(0xff8a5c),
            .idle = QColor(0x8a97a5),
            .disabled = QColor(0x4b5763),
            .onAccent = QColor(0x12161b),
            .block = QColor(0x262f39),
            .park = QColor(0x24332a)};
}

Tokens Tokens::highContrast()
{
    return {.window = QColor(Qt::black),
            .surface = QColor(Qt::black),
            .sunken = QColor(Qt::black),
            .border = QColor(0xffffff),
            .text = QColor(0xffffff),
            .secondary = QColor(0xffffff),
            .accent = QColor(0x7cc4ff),
            .selection = QColor(0x003a75),
            .good = QColor(0x5fffc8),
            .active = QColor(0x7cc4ff),
            .warning = QColor(0xffd166),
            .bad = QColor(0xffa07a),
            .idle = QColor(0xd0d0d0),
            .disabled = QColor(0x7a7a7a),
            .onAccent = QColor(Qt::black),
            .block = QColor(0x2a2a2a),
            .park = QColor(0x1d3a26)};
}

QColor colorOf(Tone tone, const Tokens &tokens)
{
    switch (tone) {
    case Tone::Good: return tokens.good;
    case Tone::Active: return tokens.active;
    case Tone::Warning: return tokens.warning;
    case Tone::Bad: return tokens.bad;
    case Tone::Idle: return tokens.idle;
    }
    return tokens.text;
}

QFont textFont()
{
    QFont font;
    font.setFamilies({u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(Tokens::textPixels);
    return font;
}

QFont secondaryFont()
{
    QFont font = textFont();
    font.setPixelSize(Tokens::secondaryPixels);
    return font;
}

QFont emphasisedFont()
{
    QFont font = textFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont monospacedFont()
{
    QFont font;
    font.setFamilies({u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(Tokens::secondaryPixels);
    return font;
}

QFont codeFont()
{
    QFont font = monospacedFont();
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace curbside
