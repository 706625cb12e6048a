// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/engine.h"
#include "services/hosting/workspace.h"
#include "services/runtime/json/json.h"

#include <QTemporaryDir>

namespace curbside {

/// Three minutes of the scenario small-busy at full speed on an engine, from a standstill to a standstill, asked as from
/// outside.
class HeldRun
{
public:
    HeldRun();

    Response ask(Method method, const QString &path, const QByteArray &body = {}, const QString &endpoint = {});
    Response get(const QString &path) { return ask(Method::Get, path); }
    Response post(const QString &path, const QByteArray &body = {}) { return ask(Method::Post, path, body); }
    /// Asks until platform time stands still; what GET /control says then.
    JsonDocument untilStill();
    JsonDocument resumeUntilStill(const QByteArray &body = {});
    /// Goes on to the end, whatever it stands still for, and ends; the digest.
    QByteArray finish();
    /// Ends it where it stands; the digest.
    QByteArray stop();
    [[nodiscard]] QString folder() const { return m_place.filePath(QStringLiteral("w")); }
    [[nodiscard]] JournalTap &journal() { return *m_tap; }

private:
    QTemporaryDir m_place;
    std::shared_ptr<JournalTap> m_tap = std::make_shared<JournalTap>(1'000'000);
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Engine> m_engine;
};

} // namespace curbside
