// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/sequence_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace curbside {

namespace {

/// Translations of this file.
class LayoutTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::SequenceDrawing)
};

constexpr double pointHeight = 20;
constexpr double arrivalHeight = 34;
constexpr double bandHeight = 20;
constexpr double leastLane = 92;
constexpr double ordinaryGap = 24; // pixels
constexpr double mostGapHeight = 900'000; // a view takes no higher rows
constexpr double mostHeight = 20'000'000; // of all gaps together

} // namespace

void SequencePicture::fitLanes(double width)
{
    laneWidth = std::floor(std::max(leastLane * zoom, lanes() == 0 ? 0 : width / lanes()));
}

void SequencePicture::fitScale()
{
    std::vector<qint64> gapsAbove;
    for (int row = 1; flow && row < flow->count(); ++row) {
        if (const qint64 gap = gapAbove(row); gap > 0)
            gapsAbove.push_back(gap);
    }
    pixelsPerMicrosecond = 0;
    if (gapsAbove.empty())
        return;
    const auto middle = gapsAbove.begin() + std::ssize(gapsAbove) / 2;
    std::ranges::nth_element(gapsAbove, middle);
    const auto ordinary = double(*middle);
    const auto longest = double(*std::ranges::max_element(gapsAbove));
    const auto all = double(flow->lastAt() - flow->firstAt());
    pixelsPerMicrosecond =
        std::min({ordinaryGap * zoom / ordinary, mostGapHeight / longest, mostHeight / std::max(all, 1.0)});
}

qint64 SequencePicture::gapAbove(int row) const
{
    return row <= 0 ? 0 : flow->step(flow->idAt(row)).entry.at - flow->step(flow->idAt(row - 1)).entry.at;
}

double SequencePicture::gapHeight(int row) const
{
    const qint64 gap = gapAbove(row);
    if (gaps == TimeGaps::ToScale)
        return std::min(double(gap) * pixelsPerMicrosecond, mostGapHeight);
    return gap >= longGap ? bandHeight * zoom : 0;
}

double SequencePicture::partingHeight(int row) const
{
    return comparison && comparison->partsAt == row ? bandHeight * zoom : 0;
}

double SequencePicture::rowHeight(int row) const
{
    const double own = (isPoint(flow->step(flow->idAt(row))) ? pointHeight : arrivalHeight) * zoom;
    return std::round(gapHeight(row)) + std::round(partingHeight(row)) + std::round(own);
}

bool isPoint(const FlowStep &step)
{
    if (step.from != step.to)
        return false;
    switch (step.entry.kind) {
    case JournalKind::Handled:
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::DeadLettered:
    case JournalKind::Requested:
    case JournalKind::Answered: return false;
    default: return true;
    }
}

QString SequencePicture::label(int id) const
{
    const QString text = stepText(flow->step(id), names ? *names : FlowNames());
    return comparison && comparison->onlyHere.contains(id) ? LayoutTexts::tr("+ %1 (only here)").arg(text) : text;
}

double SequencePicture::headerHeight() const
{
    return std::round(30 * std::max(1.0, zoom));
}

} // namespace curbside
