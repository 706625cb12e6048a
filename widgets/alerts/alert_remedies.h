// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert.h"
#include "widgets/shell/mode.h"

#include <QAction>
#include <QObject>

namespace curbside {

/// The actions that settle alerts. Those on things are the window's own and act on what is chosen there; those for the
/// machinery, and for calls, act on the finding that was given last.
class AlertRemedies : public QObject
{
    Q_OBJECT

public:
    AlertRemedies(Workbench &bench, QWidget &window);

    /// Those that can be carried out now, the likeliest first.
    std::vector<QAction *> actionsFor(const Finding &finding);

private:
    struct Own
    {
        Remedy remedy;
        QAction *action;
    };

    void add(Remedy remedy, const QString &text, void (AlertRemedies::*carryOut)());
    [[nodiscard]] QAction *actionOf(Remedy remedy) const;
    void assignOperator();
    void retrySaga();
    void passOverStep();
    void replayDeadLetter();
    void discardDeadLetter();
    void showTraffic();
    void showLetter();

    Workbench &m_bench;
    QWidget &m_window;
    std::vector<Own> m_own;
    Finding m_finding;
};

} // namespace curbside
