// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>
#include <QToolButton>

#include <functional>

class QLineEdit;
class QPushButton;

namespace curbside {

class ElidedLabel;
class Notices;
class PlatformLink;

/// The capture that the platform makes of its own run, as the window sees it: asked after once a second, because others can
/// begin and end it too.
class RunCapture : public QObject
{
    Q_OBJECT

public:
    RunCapture(PlatformLink &link, Notices &notices, QObject *parent = nullptr);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    /// Empty until there was one.
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] qint64 records() const { return m_records; }

    /// Into a new file of the workspace; without a name, the platform time. `answered`: why it was refused, or nothing.
    void begin(const QString &name, std::function<void(const QString &refusal)> answered);
    void end();
    void ask();

Q_SIGNALS:
    void changed();

private:
    void take(const QByteArray &body);
    void tellEnd(const QString &trouble);

    PlatformLink &m_link;
    Notices &m_notices;
    QTimer m_timer;
    bool m_isOn = false;
    QString m_file;
    qint64 m_records = 0;
};

/// Asks for the name of a capture, and begins it. What the platform says against it is said here.
class BeginCaptureDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BeginCaptureDialog(RunCapture &capture, QWidget *parent = nullptr);

private:
    void begin();

    RunCapture &m_capture;
    QLineEdit *m_name;
    ElidedLabel *m_told;
    QPushButton *m_begin;
};

/// Says that a capture is being made, and of how much. Out of sight while there is none.
class CaptureButton : public QToolButton
{
    Q_OBJECT

public:
    explicit CaptureButton(const RunCapture &capture, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();

    const RunCapture &m_capture;
};

} // namespace curbside
