// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <memory>
#include <optional>
#include <vector>

namespace curbside {

/// What a workspace says of itself in workspace.json.
struct WorkspaceDescription
{
    static constexpr int currentFormat = 1;

    struct Incarnation
    {
        qint64 number = 0;
        PlatformTime endedAt;
        QByteArray digest;
    };

    QString scenario; ///< name or absolute path, as it was given
    QByteArray scenarioDigest;
    quint64 seed = 1;
    std::vector<Incarnation> ended; ///< those that ended in order
    /// postgresql://…, without a password; empty: a file of the workspace. As a wish: empty is as it was, sqlite is a file.
    QString warehouse{};

    /// Reads workspace.json in `folder`; a folder without one is no workspace (WrongUsage).
    [[nodiscard]] static std::expected<WorkspaceDescription, Failure> read(const QString &folder);
    /// Replaces workspace.json whole or not at all.
    [[nodiscard]] std::expected<void, Failure> write(const QString &folder) const;
};

/// What a description keeps of a wish for a warehouse.
[[nodiscard]] QString keptWarehouse(const QString &wish);
/// A failure of the machine where `path` is there, or may be, and may not be read. What is not there passes.
[[nodiscard]] std::expected<void, Failure> checkPermission(const QString &path);
/// Makes a folder and those above it.
[[nodiscard]] std::expected<void, Failure> makeFolder(const QString &folder);

/// Whether a workspace that was worked in still has all its files: the log of its inputs, and every service's database. To
/// go on without one of them would silently lose what it held.
[[nodiscard]] std::expected<void, Failure> checkFiles(const QString &folder);
/// The same, for those who only look: something has to have run there.
[[nodiscard]] std::expected<void, Failure> checkHasRun(const QString &folder);

/// A folder that a platform works in, held for as long as this object lives: no second process can open it.
class Workspace
{
public:
    /// Opens the workspace at `folder`, or makes one when the folder is absent or empty. Refuses a folder with other things
    /// in it, another scenario or seed, a newer format, and a workspace in use.
    [[nodiscard]] static std::expected<std::unique_ptr<Workspace>, Failure> open(const QString &folder,
                                                                                 const WorkspaceDescription &wanted);
    ~Workspace();
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] QString filePath(const QString &name) const;
    [[nodiscard]] const WorkspaceDescription &description() const { return m_description; }
    /// The bearer token of its HTTP ports, made once and readable by its owner only.
    [[nodiscard]] const QByteArray &token() const { return m_token; }

    /// Leaves word, for as long as this object lives, of the ports that the platform answers at; see working_platform.h.
    void noteServing(const std::vector<quint16> &ports);
    /// Takes back what open() made here, if nothing was here before. Only before anything has worked in it.
    void discardIfNew();

    [[nodiscard]] std::expected<void, Failure> noteEnded(const WorkspaceDescription::Incarnation &incarnation);

private:
    Workspace() = default;
    std::expected<void, Failure> lock();
    std::expected<void, Failure> describe(const WorkspaceDescription &wanted, bool isNew);
    std::expected<void, Failure> readToken();

    QString m_folder;
    WorkspaceDescription m_description;
    QByteArray m_token;
    int m_lockFile = -1;
    bool m_isNew = false;
    bool m_isFolderNew = false;
};

} // namespace curbside
