// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/plot/time_plot.h"
#include "widgets/sagas/chosen_saga.h"
#include "widgets/shell/mode.h"

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace curbside {

class SagaChain;

/// What one of the mode's panels about the chosen saga shows instead of it: a sentence.
class SagaPanel : public Panel
{
    Q_OBJECT

public:
    /// `invitation`: what is said while no saga is chosen.
    SagaPanel(const QString &name, const QString &title, const QString &invitation, Workbench &bench,
              ChosenSaga &chosen);

    /// What is shown instead of a saga; empty while one is.
    [[nodiscard]] QString message() const;

protected:
    /// Heirs put what they show of the saga in here.
    void setContent(QWidget *content);
    virtual void show(const SagaStory &story) = 0;
    void refresh();
    void showEvent(QShowEvent *event) override;

    Workbench &m_bench;
    ChosenSaga &m_chosen;

private:
    QString m_invitation;
    QStackedWidget *m_stack;
    QLabel *m_message;
};

/// The chosen saga's steps as a chain, and what helps it when it is stuck.
class SagaFlowPanel : public SagaPanel
{
    Q_OBJECT

public:
    SagaFlowPanel(Workbench &bench, ChosenSaga &chosen);

private:
    void show(const SagaStory &story) override;
    void tryAgain();
    void passOver();

    SagaChain *m_chain;
    QPushButton *m_tryAgain;
    QPushButton *m_passOver;
};

/// The chosen saga's steps against time: a lane each, with its compensations.
class SagaStepsPanel : public SagaPanel
{
    Q_OBJECT

public:
    SagaStepsPanel(Workbench &bench, ChosenSaga &chosen);

    [[nodiscard]] TimePlot &plot() { return *m_plot; }

private:
    void show(const SagaStory &story) override;
    void showReadout(const QString &readout);

    TimePlot *m_plot;
    ElidedLabel *m_readout;
    QString m_shown; // whose steps
};

/// What the chosen saga has still to do, and what would be undone if its next step failed.
class SagaOutlookPanel : public SagaPanel
{
    Q_OBJECT

public:
    SagaOutlookPanel(Workbench &bench, ChosenSaga &chosen);

    /// As it is read: a line for each sentence.
    [[nodiscard]] QString text() const;

private:
    void show(const SagaStory &story) override;

    struct Line
    {
        QLabel *title;
        QLabel *text;
        QWidget *whole = nullptr;
    };
    Line addLine(QVBoxLayout *layout, const QString &title);
    static void setLine(const Line &line, const QString &text);

    Line m_now;
    Line m_next;
    Line m_undone;
    Line m_error;
    Line m_help;
};

/// The lanes of a saga's steps: in the order of its plan, those that are still to come empty.
[[nodiscard]] std::vector<PlotLane> sagaLanes(const SagaStory &story, qint64 now);

} // namespace curbside
