// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/runtime/http/message.h"
#include "services/runtime/time/platform_time.h"

#include <QFile>

#include <expected>
#include <map>
#include <memory>
#include <set>
#include <variant>
#include <vector>

namespace curbside {

/// A request from outside that changes something, with the moment at which it took effect.
struct Input
{
    QByteArray id; ///< of the message that the service handles
    qint64 incarnation = 0;
    PlatformTime at;
    QByteArray service; ///< who handles it; "control" for the fault plan
    Request request;
    std::int64_t after = 0; ///< so many pieces of work of its moment were done before it: time stood still among them
};

/// One start of the platform on a workspace, and how far the incarnation before it had got.
struct InputLogStart
{
    qint64 incarnation = 0;
    PlatformTime at;
    std::map<QByteArray, std::int64_t> messages; ///< that each database had taken in (Database::progress)
    QByteArray settings{}; ///< JSON: what the run was started with, such as its fault plan
    std::map<QByteArray, std::int64_t>
        incarnations{}; ///< of each service; a start that died early may have counted some
};

/// inputs.log: JSON Lines, appended and flushed before an input is handled, so that a run can be made again.
class InputLog
{
public:
    using Entry = std::variant<InputLogStart, Input>;

    /// All entries, without the inputs that were struck out. A last line cut off by a crash is passed over.
    [[nodiscard]] static std::expected<std::vector<Entry>, Failure> read(const QString &path);

    /// Opens for appending; `synchronize` makes each entry survive a power cut.
    [[nodiscard]] static std::expected<std::unique_ptr<InputLog>, Failure> open(const QString &path, bool synchronize);

    [[nodiscard]] std::expected<void, Failure> append(const InputLogStart &start);
    [[nodiscard]] std::expected<void, Failure> append(const Input &input);
    /// The input never took effect: its process died between the log and the commit.
    [[nodiscard]] std::expected<void, Failure> strikeOut(const QByteArray &inputId);

private:
    std::expected<void, Failure> write(const QByteArray &line);

    QFile m_file;
    bool m_synchronize = false;
};

} // namespace curbside
