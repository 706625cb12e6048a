// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/fault/fault_plan.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/random_stream.h"

#include <algorithm>
#include <array>

namespace curbside {

namespace {

bool matches(const QByteArray &wanted, QByteArrayView actual)
{
    return wanted.isEmpty() || wanted == actual;
}

std::optional<Duration> durationOf(Fields &fields, std::string_view name)
{
    const auto text = fields.optional<QString>(name);
    if (!text)
        return std::nullopt;
    const auto duration = *text == u"0s" ? Duration{0} : parseDuration(*text);
    if (!duration)
        fields.refuse(name, QStringLiteral("is not a duration such as 90s, 45m or 8h"));
    return duration;
}

/// `id`, `since`, `until`, `ended` and `hits` are what a rule that is shown has besides.
void refuseUnknownMembers(Fields &fields, JsonValue rule)
{
    static constexpr std::array<std::string_view, 14> known{"kind",           "service", "from",  "to",  "type",
                                                            "ratePerMillion", "delayMs", "after", "for", "id",
                                                            "since",          "until",   "ended", "hits"};
    rule.forEachMember([&](std::string_view name, JsonValue) {
        if (std::ranges::find(known, name) == known.end())
            fields.refuse(name, QStringLiteral("is not known here"));
    });
}

/// Of `names`; a rule about anybody else would never hit, and nobody would notice.
std::optional<QByteArray> nameOf(Fields &fields, std::string_view member, const QStringList &names)
{
    const auto name = fields.optional<QString>(member);
    if (!name)
        return std::nullopt;
    if (!name->isEmpty() && !names.isEmpty() && !names.contains(*name))
        fields.refuse(member, QStringLiteral("is none of %1").arg(names.join(QStringLiteral(", "))));
    return name->toUtf8();
}

/// It is drawn for the service alone: a rule that says more, or less, would hit nobody, or everybody.
void checkCutOff(Fields &fields, const FaultRule &rule)
{
    if (rule.from.isEmpty())
        fields.refuse("service", QStringLiteral("is missing: a CutOff is of one service"));
    if (!rule.to.isEmpty())
        fields.refuse("to", QStringLiteral("has no meaning in a CutOff: name the service"));
    if (!rule.type.isEmpty())
        fields.refuse("type", QStringLiteral("has no meaning in a CutOff: all is lost"));
}

FaultRule readRule(Fields &fields, PlatformTime start, const QStringList &names)
{
    constexpr qint64 longestDelayMs = 86'400'000;
    FaultRule rule;
    rule.kind = fields.required<FaultKind>("kind");
    const auto from = nameOf(fields, "from", names);
    rule.from = nameOf(fields, "service", names).value_or(from.value_or(QByteArray()));
    rule.to = nameOf(fields, "to", names).value_or(QByteArray());
    rule.type = fields.optional<QString>("type").value_or(QString()).toUtf8();
    if (fields.ok() && rule.kind == FaultKind::CutOff)
        checkCutOff(fields, rule);
    const qint64 rate = fields.optional<qint64>("ratePerMillion").value_or(1'000'000);
    if (rate < 0 || rate > 1'000'000)
        fields.refuse("ratePerMillion", QStringLiteral("is not between 0 and 1000000"));
    rule.ratePerMillion = static_cast<std::uint32_t>(std::clamp<qint64>(rate, 0, 1'000'000));
    const qint64 delayMs = fields.optional<qint64>("delayMs").value_or(1000);
    // One that is down for no time at all would crash at the same message for ever.
    const qint64 shortestDelayMs = isCrash(rule.kind) ? 100 : 0;
    if (delayMs < shortestDelayMs || delayMs > longestDelayMs)
        fields.refuse("delayMs", QStringLiteral("is not between %1 and a day").arg(shortestDelayMs));
    rule.delay = std::chrono::milliseconds(std::clamp<qint64>(delayMs, 0, longestDelayMs));
    rule.after = start + durationOf(fields, "after").value_or(Duration{0});
    if (const auto length = durationOf(fields, "for"))
        rule.until = rule.after + *length;
    return rule;
}

} // namespace

void FaultRule::writeTo(JsonWriter &json, PlatformTime now) const
{
    json.beginObject();
    json.member("id", QString::number(qint64(id)));
    json.member("kind", kind);
    if (!from.isEmpty())
        json.member(isOfOneService(kind) ? "service" : "from", from);
    if (!to.isEmpty())
        json.member("to", to);
    if (!type.isEmpty())
        json.member("type", type);
    json.member("ratePerMillion", qint64(ratePerMillion));
    json.member("delayMs", qint64(delay / 1ms));
    json.member("since", after);
    json.member("until", until);
    json.member("ended", isOver(now));
    json.member("hits", hits);
    json.endObject();
}

std::expected<std::vector<FaultRule>, FieldError> FaultPlan::read(JsonValue list, PlatformTime start,
                                                                  const QStringList &names)
{
    if (!list.isArray())
        return std::unexpected(FieldError{QString(), QStringLiteral("a fault plan is a list of rules")});
    std::vector<FaultRule> rules;
    std::optional<FieldError> error;
    int index = 0;
    list.forEachItem([&](JsonValue item) {
        Fields fields(item, QStringLiteral("/%1").arg(index++));
        refuseUnknownMembers(fields, item);
        rules.push_back(readRule(fields, start, names));
        if (const auto problem = fields.problem(); problem && !error && !problem->errors.empty())
            error = problem->errors.front();
    });
    if (error)
        return std::unexpected(*error);
    return rules;
}

void FaultPlan::noteKinds()
{
    m_kinds = 0;
    for (const FaultRule &rule : m_rules)
        m_kinds |= 1U << static_cast<unsigned>(rule.kind);
}

std::int64_t FaultPlan::add(FaultRule rule)
{
    rule.id = ++m_lastId;
    rule.hits = 0;
    m_rules.push_back(std::move(rule));
    noteKinds();
    return m_lastId;
}

bool FaultPlan::remove(std::int64_t id)
{
    const bool removed = std::erase_if(m_rules, [id](const FaultRule &rule) { return rule.id == id; }) != 0;
    noteKinds();
    return removed;
}

void FaultPlan::clear()
{
    m_rules.clear();
    noteKinds();
}

const FaultRule *FaultPlan::hit(FaultKind kind, QByteArrayView from, QByteArrayView to, QByteArrayView type,
                                QByteArrayView message, PlatformTime now)
{
    const FaultRule *rule = wouldHit(kind, from, to, type, message, now);
    if (rule) {
        ++m_hits[static_cast<std::size_t>(kind)];
        ++m_rules[static_cast<std::size_t>(rule - m_rules.data())].hits;
    }
    return rule;
}

const FaultRule *FaultPlan::wouldHit(FaultKind kind, QByteArrayView from, QByteArrayView to, QByteArrayView type,
                                     QByteArrayView message, PlatformTime now) const
{
    if (!has(kind))
        return nullptr;
    for (const FaultRule &rule : m_rules) {
        if (rule.kind != kind || now < rule.after || rule.isOver(now) || !matches(rule.from, from)
            || !matches(rule.to, to) || !matches(rule.type, type))
            continue;
        const std::uint64_t link = hashDraw(m_seed + static_cast<std::uint64_t>(rule.id), from, to);
        const std::uint64_t draw = hashDraw(link, to, message);
        if (draw % 1'000'000 < rule.ratePerMillion)
            return &rule;
    }
    return nullptr;
}

Duration FaultPlan::drawDelay(const FaultRule &rule, QByteArrayView message, Duration bound) const
{
    return Duration(drawBetween(
        hashDraw(m_seed, QByteArrayView("delay"), message) + static_cast<std::uint64_t>(rule.id), 0, bound.count()));
}

} // namespace curbside
