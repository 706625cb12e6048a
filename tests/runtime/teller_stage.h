// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/service_fixture.h"

namespace curbside {

/// A platform of two: `teller` publishes what the test says, `listener` writes down what it hears. GET /notes at the teller
/// lists `listed`, from which the listener takes a snapshot when it has to.
class TellerStage
{
public:
    explicit TellerStage(const FixtureOptions &options = {});

    void tell(const QByteArray &subject, const QByteArray &text);
    /// "1" to "count", all in one message.
    void tellMany(const QByteArray &subject, int count);
    void tellAndSettle(const QByteArray &subject, const QByteArray &text);
    /// What the listener has handled, as "subject text", in order.
    QStringList heard();
    /// What it took from snapshots.
    QStringList taken();
    /// How far the listener's database says it has taken the teller's events over.
    qint64 position();
    qint64 parked()
    {
        return m_platform.value("listener", QStringLiteral("SELECT count(*) FROM inbox_parked")).toLongLong();
    }
    qint64 deadLetters()
    {
        return m_platform.value("listener", QStringLiteral("SELECT count(*) FROM dead_letter")).toLongLong();
    }

    /// What becomes of an event after the listener has written it down; nothing set: all is well.
    std::function<Handled(const IncomingEvent &)> verdict;
    /// The pages of GET /notes: each a JSON list of {"text"}.
    QByteArrayList listed;
    /// What becomes of an item of a snapshot.
    std::function<Handled(JsonValue)> itemVerdict;

    [[nodiscard]] ServiceFixture &platform() { return m_platform; }
    [[nodiscard]] Service &teller() { return m_platform.service("teller"); }
    [[nodiscard]] Service &listener() { return m_platform.service("listener"); }

    /// Runs `body` as a message of `service`'s own.
    void runAt(const QByteArray &service, const std::function<void(Service &)> &body);
    std::int64_t addFault(FaultKind kind, const QByteArray &from, const QByteArray &to = {}, Duration delay = 1s);

private:
    [[nodiscard]] Response list(const Request &request) const;

    ServiceFixture m_platform;
};

} // namespace curbside
