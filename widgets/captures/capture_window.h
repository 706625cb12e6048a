// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/event_export.h"
#include "widgets/captures/records_panel.h"

#include <QWidget>

#include <thread>

class QBoxLayout;
class QToolButton;

namespace curbside {

class ActivityLine;
class ComparisonPanel;
class PayloadPanel;
struct CaptureComparison;

/// A capture, opened as a document: its records, what the chosen one carried, and what it is compared with. Nothing in it
/// needs a platform, and it opens no database but the file.
class CaptureWindow : public QWidget
{
    Q_OBJECT

public:
    CaptureWindow(const QString &path, QSettings *settings, QWidget *parent = nullptr);
    /// What is under way ends first.
    ~CaptureWindow() override;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] RecordsPanel &records() { return *m_records; }
    [[nodiscard]] ComparisonPanel &comparison() { return *m_comparison; }
    [[nodiscard]] ActivityLine &looking() { return *m_looking; }
    [[nodiscard]] ActivityLine &working() { return *m_working; }

    /// What is shown is held against another capture, beside the window's thread.
    void compareWith(const QString &path);
    /// The events that the shown records are about, beside the window's thread.
    void exportAs(EventFormat format, const QString &path);
    /// Ends what compareWith() or exportAs() began; nothing comes of it.
    void cancel();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void addExport(QBoxLayout &layout);
    void askAndCompare();
    void askAndExport(EventFormat format);
    void showFacts();
    void showChosen(const TrafficEntry *entry, quint64 number);
    void showLooking();
    void onLookingPressed();
    /// `job` is called on a thread of its own; what it returns, on this one, unless it was cancelled.
    void begin(const QString &what, std::function<std::function<void()>(const std::stop_token &)> job);
    void takeComparison(const std::expected<CaptureComparison, StorageError> &result, const QString &other);

    QString m_path;
    QSettings *m_settings;
    RecordsPanel *m_records;
    PayloadPanel *m_payload;
    ComparisonPanel *m_comparison;
    ElidedLabel *m_facts;
    QToolButton *m_compare;
    QToolButton *m_export;
    ActivityLine *m_looking;
    ActivityLine *m_working;
    int m_job = 0; // what an earlier one has to say no longer counts
    bool m_isWorking = false;
    bool m_hasRows = false; // once, there were some
    std::jthread m_thread; // the last: it ends first
};

/// Asks which capture to open; empty: none. Begins where one was opened or made last.
[[nodiscard]] QString askForCapture(QWidget &window, const QString &title, QSettings *settings);
/// From there on, after this.
void beginNextIn(QSettings *settings, const QString &folder);

} // namespace curbside
