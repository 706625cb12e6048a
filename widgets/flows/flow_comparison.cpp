// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow_comparison.h"

#include <algorithm>

namespace curbside {

namespace {

constexpr qsizetype shortestId = 6;

/// A number, or what is long and has figures in it, as in D-1044 or an UUID.
bool isId(const QByteArray &part)
{
    const auto isFigure = [](char c) { return c >= '0' && c <= '9'; };
    const bool isNumber = !part.isEmpty() && std::ranges::all_of(part, isFigure);
    return isNumber || (part.size() >= shortestId && std::ranges::any_of(part, isFigure));
}

/// "POST /task/0198…/start" as "POST /task/*/start".
QByteArray withoutIds(const QByteArray &type)
{
    const qsizetype query = type.indexOf('?');
    if (!type.contains('/'))
        return type;
    QByteArrayList parts = (query < 0 ? type : type.left(query)).split('/');
    for (QByteArray &part : parts) {
        if (isId(part) || part.startsWith('{'))
            part = "*";
    }
    return parts.join('/');
}

QByteArray likenessOf(const Flow &flow, int id)
{
    const FlowStep &step = flow.step(id);
    const auto name = [&flow](int participant) { return flow.participants()[static_cast<std::size_t>(participant)]; };
    return QByteArray::number(int(step.entry.kind)) + '\n' + withoutIds(step.entry.type) + '\n' + name(step.from) + '\n'
        + name(step.to);
}

std::vector<QByteArray> likenessesOf(const Flow &flow)
{
    std::vector<QByteArray> likenesses;
    for (int row = 0; row < flow.count(); ++row)
        likenesses.push_back(likenessOf(flow, flow.idAt(row)));
    return likenesses;
}

QHash<QByteArray, int> countOf(const std::vector<QByteArray> &likenesses)
{
    QHash<QByteArray, int> counts;
    for (const QByteArray &likeness : likenesses)
        ++counts[likeness];
    return counts;
}

/// Those that are not paired with one of the other flow.
std::vector<int> unpaired(const Flow &flow, const std::vector<QByteArray> &likenesses, QHash<QByteArray, int> ofOther)
{
    std::vector<int> ids;
    for (int row = 0; row < flow.count(); ++row) {
        if (--ofOther[likenesses[static_cast<std::size_t>(row)]] < 0)
            ids.push_back(flow.idAt(row));
    }
    return ids;
}

} // namespace

FlowComparison compareFlows(const Flow &flow, const Flow &reference)
{
    const std::vector<QByteArray> here = likenessesOf(flow);
    const std::vector<QByteArray> there = likenessesOf(reference);
    FlowComparison comparison;
    const auto [parted, partedThere] = std::ranges::mismatch(here, there);
    if (parted != here.end() || partedThere != there.end())
        comparison.partsAt = static_cast<int>(parted - here.begin());
    const std::vector<int> own = unpaired(flow, here, countOf(there));
    comparison.onlyHere = {own.begin(), own.end()};
    comparison.onlyThere = unpaired(reference, there, countOf(here));
    return comparison;
}

} // namespace curbside
