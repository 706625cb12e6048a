// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/sequence_layout.h"

#include <QString>

namespace curbside {

// Sequence diagrams as files: the whole flow, light in every theme, to be printed and put into reports. Each gives what went
// wrong as a sentence, or nothing.

/// By the file's ending: .svg, .png, .pdf, .mmd.
[[nodiscard]] QString saveSequence(const SequencePicture &picture, const QString &title, const QString &file);
/// For whatever draws Mermaid's sequenceDiagram. Names are aliases, and every character that Mermaid might read as its own
/// is written as an entity.
[[nodiscard]] QString asMermaid(const Flow &flow, const FlowNames &names);

/// The highest picture that PNG is made of; more has to be a PDF or an SVG.
inline constexpr int mostPngHeight = 30'000;

} // namespace curbside
