// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/session.h"
#include "services/runtime/json/json.h"

#include <QTemporaryDir>

namespace curbside {

/// The scenario small-busy on a platform of its own, window by window, with a gateway in front of it.
class GatewayStage
{
public:
    GatewayStage();

    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] Response ask(const QString &endpoint, Request request);
    /// `target` may carry a query.
    [[nodiscard]] Response get(const QString &target, const QString &endpoint = QStringLiteral("gateway"));
    [[nodiscard]] Response post(const QString &path, const QByteArray &body = {},
                                const QString &endpoint = QStringLiteral("gateway"));
    /// The answer, which must be a JSON of status 200.
    [[nodiscard]] JsonDocument read(const QString &target, const QString &endpoint = QStringLiteral("gateway"));
    void runFor(Duration time);
    /// Runs window by window until it holds; false when it did not in two hours.
    [[nodiscard]] bool runUntil(const std::function<bool()> &holds);
    void addFault(FaultKind kind, const QByteArray &from, const QByteArray &to = {}, Duration delay = Duration{0},
                  const QByteArray &type = {});
    void endFaults();
    /// The first value that `sql` gives on a service's database, read beside it.
    [[nodiscard]] QString value(const QByteArray &service, const QString &sql);
    /// Ids of deliveries that are so.
    [[nodiscard]] QStringList deliveriesThatAre(const QString &status);

private:
    struct Nobody : PlatformControl
    {
        explicit Nobody(GatewayStage &stage) : m_stage(stage) {}
        [[nodiscard]] QByteArray describe() const override { return "{}"; }
        [[nodiscard]] QByteArray describeFaults() const override;
        void pause() override {}
        void resume() override {}
        void step(int) override {}
        void setSpeed(std::optional<double>) override {}

    private:
        GatewayStage &m_stage;
    };

    QTemporaryDir m_folder;
    Nobody m_nobody{*this};
    std::unique_ptr<Session> m_session;
};

} // namespace curbside
