// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/chart_question.h"

#include "services/warehouse/charts.h"
#include "services/warehouse/slice_sql.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype longestId = 64;

qint64 floorTo(qint64 time, qint64 length)
{
    return time - time % length;
}

qint64 ceilingTo(qint64 time, qint64 length)
{
    return floorTo(time + length - 1, length);
}

/// A time of the query; whole slices count.
std::expected<std::optional<PlatformTime>, Problem> timeOf(const Request &request, const QString &name, bool isUp)
{
    const auto text = request.queryValue(name);
    if (!text)
        return std::nullopt;
    const auto time = fromRfc3339(text->toUtf8());
    if (!time)
        return std::unexpected(Problem::unprocessable(u'?' + name, u"is not a time as in 2026-03-02T11:42:07.318Z"_s));
    constexpr qint64 length = grainMicroseconds(sliceGrains.front());
    const qint64 at = toMicroseconds(*time);
    return fromMicroseconds(isUp ? ceilingTo(at, length) : floorTo(at, length));
}

std::expected<QString, Problem> memberOf(const Request &request, const QString &name, bool isTaken)
{
    const auto id = request.queryValue(name);
    if (!id)
        return QString();
    if (!isTaken)
        return std::unexpected(Problem::unprocessable(u'?' + name, u"is nothing that this chart can be narrowed by"_s));
    const bool isId = !id->isEmpty() && id->size() <= longestId && std::ranges::all_of(*id, [](QChar letter) {
        return letter.unicode() < 128 && (letter.isLetterOrNumber() || letter == u'-' || letter == u'_');
    });
    if (!isId)
        return std::unexpected(Problem::unprocessable(u'?' + name, u"is not an id"_s));
    return *id;
}

std::expected<int, Problem> grainOf(const Request &request, const Chart &chart)
{
    const auto step = request.queryValue(u"step");
    if (!step)
        return 0;
    if (chart.grain == 0)
        return std::unexpected(Problem::unprocessable(u"?step"_s, u"is nothing that this chart has"_s));
    const auto *found = std::ranges::find(sliceGrains, *step, grainName);
    if (found == sliceGrains.end())
        return std::unexpected(Problem::unprocessable(u"?step"_s, u"is not one of 5m, 1h, 1d"_s));
    return *found;
}

} // namespace

QString grainName(int minutes)
{
    return minutes == 5 ? u"5m"_s : minutes == 60 ? u"1h"_s : u"1d"_s;
}

std::expected<ChartQuestion, Problem> ChartQuestion::read(const Request &request, const Chart &chart)
{
    const auto from = timeOf(request, u"from"_s, false);
    const auto to = timeOf(request, u"to"_s, true);
    const auto merchant = memberOf(request, u"merchant"_s, chart.narrowsByMerchant);
    const auto partner = memberOf(request, u"partner"_s, chart.narrowsByPartner);
    const auto grain = grainOf(request, chart);
    for (const Problem *problem :
         {from ? nullptr : &from.error(), to ? nullptr : &to.error(), merchant ? nullptr : &merchant.error(),
          partner ? nullptr : &partner.error(), grain ? nullptr : &grain.error()}) {
        if (problem)
            return std::unexpected(*problem);
    }
    if (*from && *to && **from > **to)
        return std::unexpected(Problem::unprocessable(u"?to"_s, u"is before `from`"_s));
    if (!merchant->isEmpty() && !partner->isEmpty())
        return std::unexpected(
            Problem::unprocessable(u"?partner"_s, u"cannot be given with a merchant: it has one partner"_s));
    return ChartQuestion{*from, *to, *merchant, *partner, *grain};
}

std::vector<SliceSpan> sliceSpans(const ChartQuestion &question, int longest)
{
    qint64 low = question.from ? toMicroseconds(*question.from) : 0;
    qint64 high = question.to ? toMicroseconds(*question.to) : std::numeric_limits<qint64>::max();
    std::vector<SliceSpan> spans;
    const auto add = [&](int grain, qint64 first, qint64 last) {
        if (first < last)
            spans.push_back({grain, first, last});
    };
    for (std::size_t i = 0; i + 1 < sliceGrains.size() && sliceGrains[i] < longest; ++i) {
        const qint64 next = grainMicroseconds(sliceGrains[i + 1]);
        if (question.from) {
            const qint64 until = std::min(ceilingTo(low, next), high);
            add(sliceGrains[i], low, until);
            low = until;
        }
        if (question.to) {
            const qint64 since = std::max(floorTo(high, next), low);
            add(sliceGrains[i], since, high);
            high = since;
        }
    }
    add(longest, low, high);
    return spans;
}

} // namespace curbside
