// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/expression_edit.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QMenu;
class QSettings;
class QToolButton;

namespace curbside {

class ElidedLabel;

/// The line above the traffic in which its filter is written. It is in force as it is typed, as long as it can be read; Return
/// puts it in force at once and into the history. What cannot be read is told below, and the filter before it stays in force.
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype mostRemembered = 40;

    /// Without settings the history lasts as long as the line.
    FilterLine(const TrafficVocabulary &vocabulary, QSettings *settings, QWidget *parent = nullptr);

    [[nodiscard]] ExpressionEdit &edit() { return *m_edit; }
    [[nodiscard]] QString text() const { return m_edit->text(); }
    /// As if it had been written and Return pressed.
    void setFilter(const QString &expression);
    /// Both what is in force and this.
    void narrow(const QString &condition);
    [[nodiscard]] const QStringList &history() const { return m_history; }
    /// Right of the line.
    void addControl(QWidget *control);

Q_SIGNALS:
    /// Another one is in force; none lets everything pass.
    void filterChanged(const std::optional<curbside::cesql::Program> &filter);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onRead();
    void apply();
    void remember();
    void walkHistory(int direction);
    void fillHistory(QMenu &menu);

    QSettings *m_settings;
    ExpressionEdit *m_edit;
    QToolButton *m_historyButton;
    ElidedLabel *m_told;
    QHBoxLayout *m_row;
    QTimer m_applyTimer;
    QString m_inForce;
    QStringList m_history; // the newest first
    qsizetype m_historyPlace = -1; // while one walks through it
    QString m_written; // before one began to
};

} // namespace curbside
