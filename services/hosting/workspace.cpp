// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/workspace.h"

#include "services/hosting/audit_database.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QUrl>
#include <QUrlQuery>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString descriptionFile = u"workspace.json"_s;

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

std::unexpected<Failure> machine(const QString &text)
{
    return std::unexpected(Failure{ExitStatus::Machine, text});
}

std::unexpected<Failure> wrongUsage(const QString &text)
{
    return std::unexpected(Failure{ExitStatus::WrongUsage, text});
}

std::unexpected<Failure> broken(const QString &path, const QString &why)
{
    return machine(
        u"%1: is damaged (%2): restore it from a copy, or choose another workspace"_s.arg(native(path), why));
}

} // namespace

std::expected<WorkspaceDescription, Failure> WorkspaceDescription::read(const QString &folder)
{
    if (auto permitted = checkPermission(folder); !permitted)
        return std::unexpected(permitted.error());
    if (!QFileInfo::exists(folder))
        return wrongUsage(u"%1: is not there: name the folder of a workspace"_s.arg(native(folder)));
    const QString path = QDir(folder).filePath(descriptionFile);
    QFile file(path);
    if (!file.exists())
        return wrongUsage(
            u"%1: is not a workspace (it has no workspace.json): name the folder of one"_s.arg(native(folder)));
    if (!file.open(QIODevice::ReadOnly))
        return machine(u"%1: cannot be read (%2): check its permissions"_s.arg(native(path), file.errorString()));
    const auto document = JsonDocument::parse(file.read(1 << 24));
    if (!document)
        return broken(path, document.error().detail);
    Fields fields(document->root());
    const auto format = fields.required<qint64>("format");
    if (fields.ok() && format > currentFormat)
        return machine(
            u"%1: was written by a newer version of Curbside (format %2, this one knows %3): use that version"_s
                .arg(native(path))
                .arg(format)
                .arg(currentFormat));
    WorkspaceDescription description;
    description.scenario = fields.required<QString>("scenario");
    description.scenarioDigest = fields.required<QString>("scenarioDigest").toUtf8();
    bool isNumber = false;
    description.seed = fields.required<QString>("seed").toULongLong(&isNumber);
    if (!fields.ok() || !isNumber)
        return broken(path,
                      fields.ok()
                          ? u"seed is not a number"_s
                          : fields.problem()->errors.front().pointer + u' ' + fields.problem()->errors.front().detail);
    description.warehouse = fields.optional<QString>("warehouse").value_or(QString());
    if (!description.warehouse.isEmpty() && !description.warehouse.startsWith(u"postgres"))
        return broken(path, u"its warehouse is no address such as postgresql://USER@HOST/DATABASE"_s);
    fields.raw("incarnations").forEachItem([&](JsonValue item) {
        Fields entry(item);
        description.ended.push_back({entry.required<qint64>("number"),
                                     fromMicroseconds(entry.required<qint64>("endedAt")),
                                     entry.required<QString>("digest").toUtf8()});
    });
    return description;
}

std::expected<void, Failure> WorkspaceDescription::write(const QString &folder) const
{
    JsonWriter json;
    json.beginObject();
    json.member("format", currentFormat).member("scenario", scenario).member("scenarioDigest", scenarioDigest);
    json.member("seed", QString::number(seed));
    if (!warehouse.isEmpty())
        json.member("warehouse", warehouse);
    json.key("incarnations").beginArray();
    for (const Incarnation &incarnation : ended)
        json.beginObject()
            .member("number", incarnation.number)
            .member("endedAt", toMicroseconds(incarnation.endedAt))
            .member("digest", incarnation.digest)
            .endObject();
    json.endArray().endObject();
    const QString path = QDir(folder).filePath(descriptionFile);
    QSaveFile file(path);
    // Flushed first: commit() alone passes over a full disk that it meets at its last flush, and would put an empty file here.
    if (!file.open(QIODevice::WriteOnly) || file.write(json.take() + '\n') < 0 || !file.flush() || !file.commit())
        return machine(u"%1: cannot be written (%2): make room on the disk, or check the permissions"_s.arg(
            native(path), file.errorString()));
    return {};
}

QString keptWarehouse(const QString &wish)
{
    if (wish.isEmpty() || wish == u"sqlite")
        return {};
    QUrl url(wish);
    QUrlQuery query(url);
    query.removeAllQueryItems(u"password"_s);
    url.setQuery(query);
    return url.toString(QUrl::RemovePassword);
}

std::expected<void, Failure> checkPermission(const QString &path)
{
    const int wanted = QFileInfo(path).isDir() ? R_OK | X_OK : R_OK;
    if (::access(QFile::encodeName(path).constData(), wanted) == 0 || errno != EACCES)
        return {};
    return machine(
        u"%1: no permission to read it: change its permissions, or those of the folders above"_s.arg(native(path)));
}

std::expected<void, Failure> makeFolder(const QString &folder)
{
    if (QDir().mkpath(folder))
        return {};
    const QStringList names = folder.split(u'/');
    const bool isTooLong = QFile::encodeName(folder).size() >= PATH_MAX
        || std::any_of(names.begin(), names.end(),
                       [](const QString &name) { return QFile::encodeName(name).size() > NAME_MAX; });
    if (isTooLong)
        return wrongUsage(u"%1: its name is too long: name a shorter one"_s.arg(native(folder)));
    return machine(u"%1: cannot be made: check the permissions of the folder above"_s.arg(native(folder)));
}

std::expected<void, Failure> checkFiles(const QString &folder)
{
    const auto missing = [&](const QString &name) {
        return machine(u"%1: is missing: restore it from a copy, or choose another workspace"_s.arg(
            native(QDir(folder).filePath(name))));
    };
    const QString log = u"inputs.log"_s;
    const QStringList present = AuditDatabase::namesIn(folder);
    if (QFileInfo(QDir(folder).filePath(log)).size() > 0) {
        for (const QString &name : AuditDatabase::names()) {
            const QString file = name + u".sqlite"_s;
            if (!present.contains(name))
                return missing(file);
            if (QFileInfo(QDir(folder).filePath(file)).size() == 0)
                return machine(u"%1: is empty: restore it from a copy, or choose another workspace"_s.arg(
                    native(QDir(folder).filePath(file))));
        }
        return {};
    }
    // A process that died while it made the workspace leaves databases that are half made, or have nothing in them.
    for (const QString &name : present) {
        const auto database = AuditDatabase::open(folder, name);
        const auto worked =
            database ? (*database)->rows(u"SELECT 1 FROM row_change LIMIT 1"_s) : std::unexpected(database.error());
        if (worked && !worked->empty())
            return missing(log);
    }
    return {};
}

std::expected<void, Failure> checkHasRun(const QString &folder)
{
    if (auto whole = checkFiles(folder); !whole)
        return whole;
    if (QFileInfo(QDir(folder).filePath(u"inputs.log"_s)).size() == 0)
        return wrongUsage(u"%1: nothing has run here yet: name a workspace that has"_s.arg(native(folder)));
    return {};
}

std::expected<std::unique_ptr<Workspace>, Failure> Workspace::open(const QString &folder,
                                                                   const WorkspaceDescription &wanted)
{
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return wrongUsage(u"%1: is not a folder: name a folder for the workspace"_s.arg(native(folder)));
    QDir directory(folder);
    const bool isFolderNew = !directory.exists();
    if (isFolderNew) {
        if (auto made = makeFolder(folder); !made)
            return std::unexpected(made.error());
    }
    if (::access(QFile::encodeName(folder).constData(), R_OK | W_OK | X_OK) != 0)
        return machine(u"%1: no permission to work in this folder: change its permissions, or choose another"_s.arg(
            native(folder)));
    const bool isWorkspace = directory.exists(descriptionFile);
    QStringList entries = directory.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    entries.removeAll(u"lock"_s);
    entries.removeIf([](const QString &name) { return name.startsWith(descriptionFile); }); // half written
    if (!isWorkspace && !entries.isEmpty())
        return wrongUsage(u"%1: is neither empty nor a workspace: name another folder"_s.arg(native(folder)));
    std::unique_ptr<Workspace> workspace(new Workspace);
    workspace->m_folder = directory.absolutePath();
    workspace->m_isNew = !isWorkspace;
    workspace->m_isFolderNew = isFolderNew;
    if (auto locked = workspace->lock(); !locked)
        return std::unexpected(locked.error());
    if (auto described = workspace->describe(wanted, !isWorkspace); !described)
        return std::unexpected(described.error());
    if (auto read = workspace->readToken(); !read)
        return std::unexpected(read.error());
    return workspace;
}

Workspace::~Workspace()
{
    if (m_lockFile < 0)
        return;
    noteServing({});
    ::close(m_lockFile);
}

void Workspace::discardIfNew()
{
    if (!m_isNew)
        return;
    for (const QString &name : {u"token"_s, descriptionFile, u"lock"_s})
        QFile::remove(filePath(name));
    if (m_isFolderNew)
        QDir().rmdir(m_folder);
}

QString Workspace::filePath(const QString &name) const
{
    return QDir(m_folder).filePath(name);
}

std::expected<void, Failure> Workspace::lock()
{
    // flock: released by the system however the process ends.
    const QByteArray path = QFile::encodeName(filePath(u"lock"_s));
    m_lockFile = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lockFile < 0)
        return machine(u"%1: cannot be written (%2): check the permissions"_s.arg(native(filePath(u"lock"_s)),
                                                                                  qt_error_string(errno)));
    if (::flock(m_lockFile, LOCK_EX | LOCK_NB) != 0) {
        ::close(std::exchange(m_lockFile, -1)); // what it says is another's
        return machine(
            u"%1: is in use by another process: stop that one, or choose another workspace"_s.arg(native(m_folder)));
    }
    noteServing({}); // what the last process left is over
    return {};
}

void Workspace::noteServing(const std::vector<quint16> &ports)
{
    JsonWriter json;
    json.beginObject().key("ports").beginArray();
    for (const quint16 port : ports)
        json.value(qint64(port));
    json.endArray().endObject();
    const QByteArray text = ports.empty() ? QByteArray() : json.take() + '\n';
    if (::ftruncate(m_lockFile, 0) != 0
        || ::pwrite(m_lockFile, text.constData(), static_cast<std::size_t>(text.size()), 0) < 0)
        return; // nobody finds it by itself then
}

std::expected<void, Failure> Workspace::describe(const WorkspaceDescription &wanted, bool isNew)
{
    if (isNew) {
        m_description = wanted;
        m_description.warehouse = keptWarehouse(wanted.warehouse);
        return m_description.write(m_folder);
    }
    auto present = WorkspaceDescription::read(m_folder);
    if (!present)
        return std::unexpected(present.error());
    if (present->scenarioDigest != wanted.scenarioDigest)
        return wrongUsage(u"%1: was made with the scenario %2: name that one, or choose another workspace"_s.arg(
            native(m_folder), present->scenario));
    if (present->seed != wanted.seed)
        return wrongUsage(
            u"%1: was made with --seed %2: name that seed, or choose another workspace"_s.arg(native(m_folder))
                .arg(present->seed));
    m_description = std::move(*present);
    if (wanted.warehouse.isEmpty() || m_description.warehouse == keptWarehouse(wanted.warehouse))
        return {};
    m_description.warehouse = keptWarehouse(wanted.warehouse);
    return m_description.write(m_folder);
}

std::expected<void, Failure> Workspace::readToken()
{
    const QString path = filePath(u"token"_s);
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        m_token = file.read(4096).trimmed();
        if (!m_token.isEmpty())
            return {};
    }
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    m_token = QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const QByteArray line = m_token + '\n';
    const bool isWritten = descriptor >= 0 && ::fchmod(descriptor, 0600) == 0
        && ::write(descriptor, line.constData(), static_cast<std::size_t>(line.size())) == line.size();
    if (descriptor >= 0)
        ::close(descriptor);
    if (!isWritten)
        return machine(u"%1: cannot be written: check the disk and the permissions"_s.arg(native(path)));
    return {};
}

std::expected<void, Failure> Workspace::noteEnded(const WorkspaceDescription::Incarnation &incarnation)
{
    constexpr std::size_t mostKept = 10'000;
    m_description.ended.push_back(incarnation);
    if (m_description.ended.size() > mostKept)
        m_description.ended.erase(m_description.ended.begin());
    return m_description.write(m_folder);
}

} // namespace curbside
