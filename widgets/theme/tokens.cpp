// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tokens.h"

using namespace Qt::StringLiterals;

namespace curbside {

Tokens Tokens::light()
{
    return {QColor(0xf3f5f7), QColor(0xffffff), QColor(0xf8f9fb), QColor(0xdce1e6), QColor(0x1b2530),
            QColor(0x5c6b7a), QColor(0x0b63b8), QColor(0xe3eefa), QColor(0x00805c), QColor(0x0b63b8),
            QColor(0xb26a00), QColor(0xc2410c), QColor(0x6b7785)};
}

Tokens Tokens::dark()
{
    return {QColor(0x12161b), QColor(0x1a2027), QColor(0x161b21), QColor(0x2b343e), QColor(0xe3e8ed),
            QColor(0x93a1af), QColor(0x5aa9f0), QColor(0x1f3247), QColor(0x3cc79a), QColor(0x5aa9f0),
            QColor(0xe9a63a), QColor(0xff8a5c), QColor(0x8a97a5)};
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

QString shapeOf(Tone tone)
{
    switch (tone) {
    case Tone::Good: return u"✓"_s;
    case Tone::Active: return u"▶"_s;
    case Tone::Warning: return u"▲"_s;
    case Tone::Bad: return u"✕"_s;
    case Tone::Idle: return u"○"_s;
    }
    return {};
}

QFont textFont()
{
    QFont font;
    font.setFamilies({u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(Tokens::textPixels);
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

} // namespace curbside
