// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_columns.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Columns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Columns)
};

QString textOf(const JsonValue &value)
{
    if (const auto text = value.toString())
        return *text;
    if (const auto number = value.toInteger())
        return QString::number(*number);
    return {};
}

EntityCell plain(const QString &text)
{
    return {text.isEmpty() ? u"–"_s : text, std::nullopt, text};
}

/// 2026-03-02T11:42:07.318Z as 11:42:07.
EntityCell clock(const JsonValue &value)
{
    const QString text = textOf(value);
    return {text.size() > 19 ? text.mid(11, 8) : u"–"_s, std::nullopt, text};
}

EntityCell deliveryStatus(const JsonValue &item)
{
    struct Shown
    {
        QString text;
        Tone tone;
    };
    static const QHash<QString, Shown> known{{u"Pending"_s, {Columns::tr("Pending"), Tone::Idle}},
                                             {u"Assigned"_s, {Columns::tr("Assigned"), Tone::Idle}},
                                             {u"PickingUp"_s, {Columns::tr("Picking up"), Tone::Active}},
                                             {u"InTransit"_s, {Columns::tr("In transit"), Tone::Active}},
                                             {u"Arrived"_s, {Columns::tr("Arrived"), Tone::Active}},
                                             {u"Delivered"_s, {Columns::tr("Delivered"), Tone::Good}},
                                             {u"Returning"_s, {Columns::tr("Returning"), Tone::Warning}},
                                             {u"Returned"_s, {Columns::tr("Returned"), Tone::Warning}},
                                             {u"Failed"_s, {Columns::tr("Failed"), Tone::Bad}},
                                             {u"Cancelled"_s, {Columns::tr("Cancelled"), Tone::Idle}}};
    const QString status = textOf(item["status"]);
    const Shown shown = known.value(status, {status, Tone::Idle});
    return {shown.text, shown.tone, {}};
}

EntityCell taskStatus(const JsonValue &item)
{
    static const QHash<QString, std::pair<QString, Tone>> known{
        {u"Pending"_s, {Columns::tr("Pending"), Tone::Idle}},
        {u"Assigned"_s, {Columns::tr("Assigned"), Tone::Idle}},
        {u"InProgress"_s, {Columns::tr("In progress"), Tone::Active}},
        {u"Completed"_s, {Columns::tr("Completed"), Tone::Good}},
        {u"Failed"_s, {Columns::tr("Failed"), Tone::Bad}},
        {u"Cancelled"_s, {Columns::tr("Cancelled"), Tone::Idle}}};
    const QString status = textOf(item["status"]);
    const auto shown = known.value(status, {status, Tone::Idle});
    return {shown.first, shown.second, {}};
}

EntityCell lid(const JsonValue &item)
{
    const QString lid = textOf(item["state"]["lid"]);
    if (lid == u"Open")
        return {Columns::tr("Open"), Tone::Active, {}};
    if (lid == u"Jammed")
        return {Columns::tr("Jammed"), Tone::Bad, {}};
    if (lid == u"Closed")
        return {Columns::tr("Closed"), Tone::Good, {}};
    return plain(lid.isEmpty() ? QString() : Columns::tr("Unknown"));
}

EntityCell battery(const JsonValue &item)
{
    const auto percent = item["state"]["battery"].toInteger();
    if (!percent)
        return plain({});
    const std::optional<Tone> tone = *percent < 20 ? std::optional(Tone::Bad)
        : *percent < 35                            ? std::optional(Tone::Warning)
                                                   : std::nullopt;
    return {Columns::tr("%1 %").arg(*percent), tone, qlonglong(*percent)};
}

EntityCell link(const JsonValue &item)
{
    const QString link = textOf(item["state"]["connectivity"]);
    if (link.isEmpty())
        return plain({});
    return link == u"Online" ? EntityCell{Columns::tr("Online"), Tone::Good, {}}
                             : EntityCell{Columns::tr("Offline"), Tone::Bad, {}};
}

EntityCell duty(const JsonValue &item)
{
    if (item["held"].toBool().value_or(false))
        return {Columns::tr("Held"), Tone::Warning, {}};
    if (!item["inService"].toBool().value_or(true))
        return {Columns::tr("Out of service"), Tone::Bad, {}};
    return item["state"]["onDuty"].toBool().value_or(false) ? EntityCell{Columns::tr("On duty"), Tone::Good, {}}
                                                            : EntityCell{Columns::tr("Off duty"), Tone::Idle, {}};
}

EntityCell place(const JsonValue &item)
{
    const auto x = item["state"]["x"].toDouble();
    const auto y = item["state"]["y"].toDouble();
    return x && y ? EntityCell{u"%1, %2"_s.arg(qRound64(*x)).arg(qRound64(*y)), std::nullopt, {}} : plain({});
}

EntityColumn member(const QString &title, const char *name, int width, bool isFigure = false)
{
    return {title, [name](const JsonValue &item) { return plain(textOf(item[name])); }, isFigure, width};
}

EntityColumn moment(const QString &title, const char *name)
{
    return {title, [name](const JsonValue &item) { return clock(item[name]); }, true, 82};
}

/// "T-2093" and its like sort by their number.
EntityColumn number(const QString &title)
{
    return {title,
            [](const JsonValue &item) {
                const QString text = textOf(item["number"]);
                return EntityCell{text, std::nullopt, text.section(u'-', -1).toLongLong()};
            },
            true, 84};
}

} // namespace

std::vector<EntityColumn> deliveryColumns()
{
    return {number(Columns::tr("Delivery")),
            {Columns::tr("Status"), deliveryStatus, false, 112},
            member(Columns::tr("Robot"), "driverName", 92),
            {Columns::tr("Task"), [](const JsonValue &item) { return plain(textOf(item["taskStatus"])); }, false, 92},
            moment(Columns::tr("Ready"), "readyAt"),
            moment(Columns::tr("Promised"), "promisedAt"),
            moment(Columns::tr("Changed"), "updatedAt")};
}

std::vector<EntityColumn> taskColumns()
{
    return {number(Columns::tr("Task")),
            member(Columns::tr("Type"), "type", 84),
            {Columns::tr("Status"), taskStatus, false, 116},
            member(Columns::tr("Robot"), "robotSerial", 90, false),
            member(Columns::tr("Reason"), "failureReason", 120),
            moment(Columns::tr("Due"), "dueAt"),
            moment(Columns::tr("Changed"), "updatedAt")};
}

std::vector<EntityColumn> robotColumns()
{
    return {member(Columns::tr("Robot"), "name", 110),   member(Columns::tr("Serial"), "serial", 84, false),
            {Columns::tr("Lid"), lid, false, 92},        {Columns::tr("Battery"), battery, true, 84},
            {Columns::tr("Link"), link, false, 92},      {Columns::tr("Service"), duty, false, 120},
            {Columns::tr("Place (m)"), place, true, 104}};
}

} // namespace curbside
