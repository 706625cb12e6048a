// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QHash>
#include <QStringList>

namespace curbside {

/// A platform that answers what a test has written down, and notes what it is asked and wished. Answers come when the event
/// loop turns, as from the real one.
class ScriptedLink : public PlatformLink
{
    Q_OBJECT

public:
    using PlatformLink::PlatformLink;

    /// The town, before open(); without it there are no streets and no hubs.
    void setTown(const Streets &streets, std::vector<Hub> hubs);
    /// The platform is there: described() and a first status.
    void open();
    void setStatus(const PlatformStatus &status);
    void tell(std::vector<TrafficEntry> entries, quint64 dropped = 0);

    /// What "endpoint path" answers, without the query; lists may be given as their items alone.
    void setAnswer(const QString &question, const QByteArray &body, int status = 200);
    void setItems(const QString &question, const QByteArrayList &items);
    /// From now on answers wait until the number is told off by answerNext().
    void holdAnswers() { m_isHolding = true; }
    void answerNext();

    /// "endpoint path?query" of everything asked, "ASK endpoint path body" of long questions, "POST endpoint path body" and
    /// "DELETE endpoint path" of everything done.
    QStringList asked;
    /// pause, resume, step, speed X.
    QStringList wishes;
    /// What is not as wished, told when the platform is there.
    QString note;
    /// Whether wishes about time take effect at once.
    bool obeys = true;

    void get(const QString &endpoint, const QString &path, Answered answered) override;
    void ask(const QString &endpoint, const QString &path, const QByteArray &question, Answered answered) override;
    void post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered) override;
    void remove(const QString &endpoint, const QString &path, Answered answered) override;
    void setPaused(bool isPaused) override;
    void setSpeed(std::optional<double> speed) override;
    void step() override;
    [[nodiscard]] PlatformStatus status() const override { return m_status; }
    [[nodiscard]] const PlatformDescription &description() const override { return m_description; }

private:
    struct Scripted
    {
        QByteArray body;
        int status = 200;
    };
    void answer(const QString &question, Answered answered);

    PlatformStatus m_status;
    PlatformDescription m_description;
    QHash<QString, Scripted> m_answers;
    std::vector<std::function<void()>> m_held;
    bool m_isHolding = false;
};

/// An event that `service` has published.
[[nodiscard]] TrafficEntry published(const QByteArray &service, const QByteArray &type = "curbside.test.Happened",
                                     const QByteArray &payload = "{}");

} // namespace curbside
