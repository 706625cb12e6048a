// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/input_log.h"

#include "services/hosting/audit_database.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

#include <QDir>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Input readInput(Fields &fields)
{
    Input input;
    input.id = fields.required<QString>("input").toUtf8();
    input.incarnation = fields.required<qint64>("incarnation");
    input.at = fromMicroseconds(fields.required<qint64>("at"));
    input.after = fields.optional<qint64>("after").value_or(0);
    const auto service = fields.required<QString>("service");
    if (service != u"control" && !AuditDatabase::names().contains(service))
        fields.refuse("service", u"is no service of the platform"_s);
    input.service = service.toUtf8();
    input.request.method = fields.required<Method>("method");
    input.request.path = fields.raw("path").toString().value_or(QString());
    fields.raw("query").forEachItem([&](JsonValue pair) {
        input.request.query.emplace_back(pair["name"].toString().value_or(QString()),
                                         pair["value"].toString().value_or(QString()));
    });
    input.request.idempotencyKey = fields.raw("key").toString().value_or(QString()).toUtf8();
    input.request.contentType = fields.raw("contentType").toString().value_or(QString()).toUtf8();
    input.request.traceparent = fields.raw("traceparent").toString().value_or(QString()).toUtf8();
    input.request.body = fields.raw("body").toString().value_or(QString()).toUtf8();
    return input;
}

InputLogStart readStart(Fields &fields)
{
    InputLogStart start;
    start.incarnation = fields.required<qint64>("start");
    start.at = fromMicroseconds(fields.required<qint64>("at"));
    fields.raw("messages").forEachMember([&](std::string_view name, JsonValue count) {
        start.messages[QByteArray(name.data(), static_cast<qsizetype>(name.size()))] = count.toInteger().value_or(0);
    });
    fields.raw("incarnations").forEachMember([&](std::string_view name, JsonValue number) {
        start.incarnations[QByteArray(name.data(), static_cast<qsizetype>(name.size()))] =
            number.toInteger().value_or(0);
    });
    start.settings = fields.raw("settings").isAbsent() ? QByteArray() : fields.raw("settings").toJson();
    return start;
}

} // namespace

std::expected<std::vector<InputLog::Entry>, Failure> InputLog::read(const QString &path)
{
    QFile file(path);
    std::vector<Entry> entries;
    if (!file.exists())
        return entries;
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Failure{ExitStatus::Machine,
                                       u"%1: cannot be read (%2): check its permissions"_s.arg(
                                           QDir::toNativeSeparators(path), file.errorString())});
    std::set<QByteArray> struckOut;
    for (qint64 number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n'))
            break;
        const auto document = JsonDocument::parse(line.trimmed());
        bool isGood = document.has_value();
        if (isGood) {
            Fields fields(document->root());
            if (const auto id = fields.raw("struckOut").toString())
                struckOut.insert(id->toUtf8());
            else if (!fields.raw("start").isAbsent())
                entries.emplace_back(readStart(fields));
            else
                entries.emplace_back(readInput(fields));
            isGood = fields.ok();
        }
        if (!isGood)
            return std::unexpected(Failure{
                ExitStatus::Machine,
                u"%1:%2: is damaged: restore the file from a copy"_s.arg(QDir::toNativeSeparators(path)).arg(number)});
    }
    std::erase_if(entries, [&](const Entry &entry) {
        const Input *input = std::get_if<Input>(&entry);
        return input && struckOut.contains(input->id);
    });
    return entries;
}

std::expected<std::unique_ptr<InputLog>, Failure> InputLog::open(const QString &path, bool synchronize)
{
    auto log = std::make_unique<InputLog>();
    log->m_synchronize = synchronize;
    log->m_file.setFileName(path);
    if (!log->m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return std::unexpected(Failure{ExitStatus::Machine,
                                       u"%1: cannot be written (%2): check its permissions"_s.arg(
                                           QDir::toNativeSeparators(path), log->m_file.errorString())});
    // A line that a crash cut off was never handled.
    const QByteArray content = log->m_file.readAll();
    const qint64 whole = content.lastIndexOf('\n') + 1;
    if (whole != content.size())
        log->m_file.resize(whole);
    log->m_file.seek(whole);
    return log;
}

std::expected<void, Failure> InputLog::append(const InputLogStart &start)
{
    JsonWriter json;
    json.beginObject().member("start", start.incarnation).member("at", toMicroseconds(start.at));
    json.key("messages").beginObject();
    for (const auto &[name, count] : start.messages)
        json.member(name.toStdString(), count);
    json.endObject();
    if (!start.incarnations.empty()) {
        json.key("incarnations").beginObject();
        for (const auto &[name, number] : start.incarnations)
            json.member(name.toStdString(), number);
        json.endObject();
    }
    if (!start.settings.isEmpty())
        json.rawMember("settings", start.settings);
    json.endObject();
    return write(json.take());
}

std::expected<void, Failure> InputLog::append(const Input &input)
{
    JsonWriter json;
    json.beginObject();
    json.member("input", input.id).member("incarnation", input.incarnation).member("at", toMicroseconds(input.at));
    if (input.after > 0)
        json.member("after", input.after);
    json.member("service", input.service).member("method", input.request.method).member("path", input.request.path);
    if (!input.request.query.empty()) {
        json.key("query").beginArray();
        for (const auto &[name, value] : input.request.query)
            json.beginObject().member("name", name).member("value", value).endObject();
        json.endArray();
    }
    json.member("key", input.request.idempotencyKey).member("contentType", input.request.contentType);
    json.member("traceparent", input.request.traceparent);
    json.member("body", QString::fromUtf8(input.request.body));
    json.endObject();
    return write(json.take());
}

std::expected<void, Failure> InputLog::strikeOut(const QByteArray &inputId)
{
    JsonWriter json;
    json.beginObject().member("struckOut", inputId).endObject();
    return write(json.take());
}

std::expected<void, Failure> InputLog::write(const QByteArray &line)
{
    const qint64 before = m_file.pos();
    const bool isWritten =
        m_file.write(line + '\n') == line.size() + 1 && (!m_synchronize || ::fdatasync(m_file.handle()) == 0);
    if (isWritten)
        return {};
    const QString why = m_file.errorString();
    m_file.resize(before);
    m_file.seek(before);
    return std::unexpected(Failure{
        ExitStatus::Machine,
        u"%1: cannot be written (%2): make room on the disk"_s.arg(QDir::toNativeSeparators(m_file.fileName()), why)});
}

} // namespace curbside
