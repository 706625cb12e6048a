// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/handover.h"

#include "widgets/deliveries/delivery_columns.h"
#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class HandoverWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Handover)
};

using Section = HandoverReport::Section;

constexpr std::size_t mostLines = 60;
constexpr std::size_t mostActions = 20;

void addLine(Section &section, const QStringList &line, std::size_t most = mostLines)
{
    if (section.lines.size() < most)
        section.lines.push_back(line);
    else
        ++section.leftOut;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

Section openAlerts(const Alerts &alerts, const Entities &entities)
{
    Section section{HandoverWords::tr("Open alerts"),
                    HandoverWords::tr("Nothing needs a hand."),
                    {HandoverWords::tr("How bad"), HandoverWords::tr("What"), HandoverWords::tr("Since"),
                     HandoverWords::tr("Endangers"), HandoverWords::tr("Taken by")},
                    {}};
    const auto add = [&](const Alert &alert) {
        QStringList deliveries;
        for (const QString &id :
             alert.finding.deliveries.first(std::min<qsizetype>(4, alert.finding.deliveries.size())))
            deliveries.append(entities.callName(id));
        if (alert.finding.deliveries.size() > deliveries.size())
            deliveries.append(u"…"_s);
        const QString till = alert.snoozedUntil == 0
            ? QString()
            : u' ' + HandoverWords::tr("(snoozed until %1)").arg(minuteText(alert.snoozedUntil));
        addLine(section,
                {severityText(alert.finding.severity), alert.finding.title + till, clockText(alert.finding.since),
                 orDash(deliveries.join(u", "_s)), orDash(alert.takenBy)});
    };
    for (const AlertGroup &group : alerts.groups()) {
        std::ranges::for_each(group.members, add);
        section.leftOut += group.leftOut;
    }
    std::ranges::for_each(alerts.snoozed(), add);
    return section;
}

Section lateDeliveries(const Entities &entities, qint64 now)
{
    Section section{HandoverWords::tr("Late deliveries"),
                    HandoverWords::tr("No delivery is late."),
                    {HandoverWords::tr("Delivery"), HandoverWords::tr("From → to"), HandoverWords::tr("Promised"),
                     HandoverWords::tr("Status"), HandoverWords::tr("Robot")},
                    {}};
    for (const DeliveryRow &delivery : entities.deliveries.rows()) {
        if (isLate(delivery, now))
            addLine(section,
                    {delivery.number, wayText(delivery, entities), clockText(delivery.promisedAt),
                     deliveryStatusCell(delivery.status).text, orDash(delivery.driverName)});
    }
    return section;
}

Section robotsAside(const Entities &entities)
{
    Section section{HandoverWords::tr("Robots on hold or out of service"),
                    HandoverWords::tr("Every robot may be given work."),
                    {HandoverWords::tr("Robot"), HandoverWords::tr("Serial"), HandoverWords::tr("How it stands"),
                     HandoverWords::tr("Lid"), HandoverWords::tr("Where")},
                    {}};
    for (const RobotRow &robot : entities.robots.rows()) {
        if (robot.isHeld || !robot.isInService)
            addLine(section,
                    {robot.name, robot.serial, serviceCell(robot).text, lidCell(robot.lid).text,
                     robot.isSeen ? entities.addressAt(robot.place) : orDash({})});
    }
    return section;
}

Section personTasks(const Entities &entities)
{
    Section section{HandoverWords::tr("Tasks for a person"),
                    HandoverWords::tr("No robot has called for a person."),
                    {HandoverWords::tr("Task"), HandoverWords::tr("Robot"), HandoverWords::tr("Since"),
                     HandoverWords::tr("Status"), HandoverWords::tr("Operator")},
                    {}};
    for (const TaskRow &task : entities.tasks.rows()) {
        if (task.type != u"Rescue" || task.hasEnded())
            continue;
        const QString robot = entities.robotName(task.robotSerial);
        addLine(section,
                {task.number, robot.isEmpty() ? task.robotSerial : robot, clockText(task.createdAt),
                 taskStatusCell(task.status).text, orDash(entities.operatorName(task.operatorId))});
    }
    return section;
}

/// Of this scenario: what was done in another one has nothing to do with this shift, nor has what was done later in it, in
/// another run.
Section recentActions(const AuditLog &audit, const QString &scenario, qint64 now)
{
    Section section{HandoverWords::tr("Recent actions"),
                    HandoverWords::tr("Nothing has been done in this console."),
                    {HandoverWords::tr("Time"), HandoverWords::tr("Person"), HandoverWords::tr("Action"),
                     HandoverWords::tr("Thing"), HandoverWords::tr("Reason"), HandoverWords::tr("Answer")},
                    {}};
    const auto &entries = audit.entries.rows();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->scenario == scenario && entry->at <= now)
            addLine(section,
                    {clockText(entry->at), orDash(entry->person), entry->action, orDash(entry->thing),
                     orDash(entry->reason), entry->answer},
                    mostActions);
    }
    return section;
}

QString htmlOf(const QString &text)
{
    return visibleText(text).toHtmlEscaped();
}

QString rowHtml(const QStringList &cells, const QString &tag)
{
    QString html = u"<tr>"_s;
    for (const QString &cell : cells)
        html += u"<%1 align=\"left\">%2</%1>"_s.arg(tag, htmlOf(cell));
    return html + u"</tr>\n"_s;
}

QString leftOutText(std::size_t count)
{
    return HandoverWords::tr("and %1 more").arg(count);
}

QString htmlOf(const Section &section)
{
    QString html = u"<h4>%1</h4>\n"_s.arg(htmlOf(section.title));
    if (section.lines.empty())
        return html + u"<p>%1</p>\n"_s.arg(htmlOf(section.empty));
    html += u"<table cellspacing=\"0\" cellpadding=\"3\">\n"_s + rowHtml(section.columns, u"th"_s);
    for (const QStringList &line : section.lines)
        html += rowHtml(line, u"td"_s);
    html += u"</table>\n"_s;
    return section.leftOut == 0 ? html : html + u"<p>%1</p>\n"_s.arg(htmlOf(leftOutText(section.leftOut)));
}

QString paddedLine(const QStringList &cells, const std::vector<qsizetype> &widths)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += visibleText(cells[i]).leftJustified(widths[static_cast<std::size_t>(i)]) + u"  "_s;
    while (line.endsWith(u' '))
        line.chop(1);
    return line + u'\n';
}

QString textOf(const Section &section)
{
    QString text = u'\n' + section.title + u'\n' + QString(section.title.size(), u'-') + u'\n';
    if (section.lines.empty())
        return text + section.empty + u'\n';
    std::vector<qsizetype> widths(static_cast<std::size_t>(section.columns.size()), 0);
    const auto measure = [&](const QStringList &cells) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], visibleText(cells[static_cast<qsizetype>(i)]).size());
    };
    measure(section.columns);
    std::ranges::for_each(section.lines, measure);
    text += paddedLine(section.columns, widths);
    for (const QStringList &line : section.lines)
        text += paddedLine(line, widths);
    return section.leftOut == 0 ? text : text + leftOutText(section.leftOut) + u'\n';
}

} // namespace

QString HandoverReport::toHtml() const
{
    QString html = u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n"
                   "<style>body { font-family: sans-serif; } h2 { margin-bottom: 0; } h4 { margin-bottom: 4px; }\n"
                   "table, p { font-size: 9pt; } th { border-bottom: 1px solid #808080; }</style></head><body>\n"
                   "<h2>%1</h2>\n<p>%2</p>\n"_s.arg(htmlOf(title), htmlOf(note));
    for (const Section &section : sections)
        html += htmlOf(section);
    return html + u"</body></html>\n"_s;
}

QString HandoverReport::toText() const
{
    QString text = title + u'\n' + QString(title.size(), u'=') + u'\n' + visibleText(note) + u'\n';
    for (const Section &section : sections)
        text += textOf(section);
    return text;
}

HandoverReport handoverReport(const PlatformLink &link, const Entities &entities, const Alerts &alerts,
                              const AuditLog &audit, const QString &person)
{
    const qint64 now = link.status().now;
    HandoverReport report;
    report.title = HandoverWords::tr("Handover");
    const QString by = person.isEmpty() ? QString() : HandoverWords::tr(", by %1").arg(person);
    report.note = HandoverWords::tr("%1, at %2 platform time%3").arg(link.description().title, clockText(now), by);
    report.sections = {openAlerts(alerts, entities), lateDeliveries(entities, now), robotsAside(entities),
                       personTasks(entities), recentActions(audit, link.description().scenario, now)};
    return report;
}

} // namespace curbside
