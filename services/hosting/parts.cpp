// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/parts.h"

#include "services/deliveries/deliveries_service.h"
#include "services/dispatch/dispatch_service.h"
#include "services/hosting/audit_database.h"
#include "services/hosting/workspace.h"
#include "services/integrations/integrations_service.h"
#include "services/operations/operations_service.h"
#include "services/runtime/json/json_writer.h"
#include "services/state/state_service.h"
#include "services/world/json_lines.h"
#include "services/world/world.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

template <typename S>
Platform::Part part(const QByteArray &name, QByteArray configuration = {})
{
    return {name, std::move(configuration),
            [](ServiceContext &context) -> std::unique_ptr<Service> { return std::make_unique<S>(context); }};
}

QByteArray dispatchConfiguration(const Scenario &scenario)
{
    const Motion &motion = scenario.motion;
    JsonWriter json;
    json.beginObject();
    json.member("millimetresPerMinute", motion.metersPerMinute * 1000).member("metric", motion.metric);
    json.member("wholeMinutes", motion.wholeMinutes).member("minuteZero", scenario.startsAt);
    json.member("pickupServiceSeconds", motion.pickupServiceMinutes * 60)
        .member("dropoffServiceSeconds", motion.dropoffServiceMinutes * 60);
    json.endObject();
    return json.take();
}

std::unexpected<Failure> wrongPlan(const QString &file, int line, const FieldError &error)
{
    const QString where = error.pointer.isEmpty() ? QString() : error.pointer + u": "_s;
    return std::unexpected(
        Failure{ExitStatus::WrongUsage, u"%1:%2: %3%4"_s.arg(file, QString::number(line), where, error.detail)});
}

} // namespace

std::vector<Platform::Part> platformParts(const std::shared_ptr<const Scenario> &scenario)
{
    std::vector<Platform::Part> parts;
    parts.push_back(part<integrations::IntegrationsService>("integrations"));
    parts.push_back(part<deliveries::DeliveriesService>("deliveries"));
    parts.push_back(part<dispatch::DispatchService>("dispatch", dispatchConfiguration(*scenario)));
    parts.push_back(part<operations::OperationsService>("operations"));
    parts.push_back(part<state::StateService>("state"));
    parts.push_back({"world", {}, [scenario](ServiceContext &context) -> std::unique_ptr<Service> {
                         return std::make_unique<World>(context, scenario);
                     }});
    return parts;
}

const QStringList &namesInFaults()
{
    static const QStringList names = AuditDatabase::names() + QStringList{u"gateway"_s};
    return names;
}

QByteArray joinedFaults(const QByteArray &left, const QByteArray &right)
{
    if (left.isEmpty() || left == "[]")
        return right;
    if (right.isEmpty() || right == "[]")
        return left;
    return left.trimmed().chopped(1) + ',' + right.trimmed().mid(1);
}

std::expected<void, Failure> addFaults(Platform &platform, const QByteArray &faults)
{
    if (faults.isEmpty())
        return {};
    const auto document = JsonDocument::parse(faults);
    const auto rules = document ? FaultPlan::read(document->root(), platform.now())
                                : std::unexpected(FieldError{QString(), document.error().detail});
    if (!rules)
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"the fault plan is wrong: %1 %2"_s.arg(rules.error().pointer, rules.error().detail)});
    for (const FaultRule &rule : *rules)
        platform.environment().faults.add(rule);
    return {};
}

std::expected<QByteArray, Failure> loadFaults(const QString &nameOrPath)
{
    constexpr qint64 largestFile = 1 << 20;
    constexpr int mostValues = 1'000'000;
    const QString builtIn = u":/faults/%1.json"_s.arg(nameOrPath);
    if (auto permitted = checkPermission(nameOrPath); !permitted)
        return std::unexpected(permitted.error());
    QFile file(QFile::exists(builtIn) ? builtIn : nameOrPath);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"%1: is neither a built-in fault plan (%2) nor a file that can be read: name one"_s.arg(
                        nameOrPath, QDir(u":/faults"_s).entryList().join(u", "_s).remove(u".json"_s))});
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return std::unexpected(
            Failure{ExitStatus::WrongUsage, u"%1: is larger than 1 MiB: make it smaller"_s.arg(nameOrPath)});
    const auto document = JsonDocument::parse(text);
    if (!document) {
        const JsonFault fault =
            findJsonFault(text, mostValues).value_or(JsonFault{1, {}, u"is not JSON: "_s + document.error().detail});
        return wrongPlan(nameOrPath, fault.line, {fault.pointer, fault.detail});
    }
    if (const auto rules = FaultPlan::read(document->root(), PlatformTime{}, namesInFaults()); !rules)
        return wrongPlan(nameOrPath, lineOfPointer(text, rules.error().pointer), rules.error());
    return document->root().toJson();
}

} // namespace curbside
