// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_window.h"

#include "services/capture/comparison.h"
#include "widgets/captures/activity_line.h"
#include "widgets/captures/comparison_panel.h"
#include "widgets/panels/save_dialog.h"
#include "widgets/shell/mode_view.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize usualSize(1180, 760);
constexpr QSize leastSize(640, 420);
const QString folderKey = u"captures/folder"_s;
const QString geometryKey = u"captures/geometry"_s;

QToolButton *makeButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("segment", QString());
    return button;
}

QString endingOf(EventFormat format)
{
    switch (format) {
    case EventFormat::JsonLines: return u"jsonl"_s;
    case EventFormat::Csv: return u"csv"_s;
    case EventFormat::Otlp: return u"json"_s;
    }
    return {};
}

std::expected<CaptureComparison, StorageError> compared(const QString &left, const QString &right,
                                                        const std::stop_token &stop)
{
    const auto leftCapture = CaptureReader::open(left);
    if (!leftCapture)
        return std::unexpected(leftCapture.error());
    const auto rightCapture = CaptureReader::open(right);
    if (!rightCapture)
        return std::unexpected(rightCapture.error());
    return CaptureComparison::of(**leftCapture, **rightCapture, stop);
}

/// What came of it, to be told.
QString exported(const QString &from, const QString &to, const EventExport &wish, const std::stop_token &stop)
{
    const auto cannot = [&](const QString &why) {
        return CaptureWindow::tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(to), why);
    };
    const auto capture = CaptureReader::open(from);
    if (!capture)
        return capture.error().text;
    QSaveFile file(to);
    if (!file.open(QIODevice::WriteOnly))
        return cannot(file.errorString());
    const auto written = wish.write(**capture, file, stop);
    if (!written)
        return written.error().text;
    if (stop.stop_requested())
        return {};
    if (!file.commit())
        return cannot(file.errorString());
    return *written == 1
        ? CaptureWindow::tr("1 event saved as %1").arg(QDir::toNativeSeparators(to))
        : CaptureWindow::tr("%1 events saved as %2").arg(QLocale().toString(*written), QDir::toNativeSeparators(to));
}

QString momentText(PlatformTime time)
{
    return QString::fromLatin1(toRfc3339(time)).left(19).replace(u'T', u' ');
}

} // namespace

void beginNextIn(QSettings *settings, const QString &folder)
{
    if (settings->value(folderKey) != folder)
        settings->setValue(folderKey, folder);
}

QString askForCapture(QWidget &window, const QString &title, QSettings *settings)
{
    QFileDialog dialog(&window, title, settings ? settings->value(folderKey).toString() : QString(),
                       CaptureWindow::tr("Captures (*.curbside);;All files (*)"));
    dialog.setFileMode(QFileDialog::ExistingFile);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString chosen = dialog.selectedFiles().value(0);
    if (settings)
        beginNextIn(settings, QFileInfo(chosen).absolutePath());
    return chosen;
}

CaptureWindow::CaptureWindow(const QString &path, QSettings *settings, QWidget *parent)
    : QWidget(parent, Qt::Window), m_path(path), m_settings(settings), m_records(new RecordsPanel(path, settings)),
      m_payload(new PayloadPanel), m_comparison(new ComparisonPanel), m_facts(new ElidedLabel(u"secondary"_s)),
      m_compare(makeButton(tr("Compare with…"), tr("Show where this capture and another one first part"))),
      m_export(makeButton(tr("Export"), tr("Save the events that the shown records are about"))),
      m_looking(new ActivityLine(tr("Reading the capture"))), m_working(new ActivityLine(tr("Comparing and saving")))
{
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowTitle(tr("%1 – Capture").arg(visibleText(QFileInfo(path).fileName())));
    setMinimumSize(leastSize);
    resize(usualSize);
    if (settings)
        restoreGeometry(settings->value(geometryKey).toByteArray());
    build();
    connect(m_compare, &QToolButton::clicked, this, &CaptureWindow::askAndCompare);
    connect(m_records, &RecordsPanel::entryChosen, this, &CaptureWindow::showChosen);
    connect(m_payload, &PayloadPanel::filterWished, m_records, &RecordsPanel::narrow);
    connect(m_payload, &PayloadPanel::columnWished, m_records, &RecordsPanel::addColumn);
    connect(m_comparison, &ComparisonPanel::recordWished, m_records, &RecordsPanel::reveal);
    connect(&m_records->capture(), &CaptureRows::looked, this, &CaptureWindow::showLooking);
    connect(m_looking, &ActivityLine::pressed, this, &CaptureWindow::onLookingPressed);
    connect(m_working, &ActivityLine::pressed, this, [this] { m_isWorking ? cancel() : m_working->tell({}); });
    connect(new QShortcut(QKeySequence(QKeySequence::Close), this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence(QKeySequence::Refresh), this), &QShortcut::activated, this,
            [this] { m_records->capture().lookForMore(); });
    showLooking();
}

CaptureWindow::~CaptureWindow() = default;

void CaptureWindow::closeEvent(QCloseEvent *event)
{
    if (m_settings)
        m_settings->setValue(geometryKey, saveGeometry());
    QWidget::closeEvent(event);
}

void CaptureWindow::build()
{
    auto *header = new QFrame;
    header->setProperty("part", u"header"_s);
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing);
    line->setSpacing(Tokens::spacing);
    m_facts->setAccessibleName(tr("What the capture is of"));
    line->addWidget(m_facts, 1);
    line->addWidget(m_compare);
    addExport(*line);
    auto *view = new ModeView(u"capture"_s);
    view->setArrangement({m_records, m_payload, m_comparison}, [this](ModeView &mode) {
        mode.place(m_records);
        mode.place(m_payload, m_records, Qt::Vertical);
        mode.place(m_comparison, m_payload, Qt::Horizontal);
        mode.resizeDocks({m_records, m_payload}, {440, 260}, Qt::Vertical);
        mode.resizeDocks({m_payload, m_comparison}, {2, 3}, Qt::Horizontal);
    });
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, Tokens::spacing);
    inside->addWidget(view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_looking);
    layout->addWidget(m_working);
    layout->addWidget(content, 1);
}

void CaptureWindow::addExport(QBoxLayout &layout)
{
    m_export->setText(tr("Export") + u" ▾"_s);
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_export);
    m_export->setMenu(menu);
    menu->addAction(tr("CloudEvents as &JSON Lines…"), this, [this] { askAndExport(EventFormat::JsonLines); });
    menu->addAction(tr("Events as &CSV…"), this, [this] { askAndExport(EventFormat::Csv); });
    menu->addAction(tr("&Traces as OTLP JSON…"), this, [this] { askAndExport(EventFormat::Otlp); });
    layout.addWidget(m_export);
}

// What is read.

void CaptureWindow::showFacts()
{
    const CaptureFacts &facts = m_records->capture().facts();
    QStringList words;
    if (facts.stretches > 0) {
        words << facts.scenario << tr("seed %1").arg(facts.seed)
              << tr("%1 to %2 UTC").arg(momentText(facts.from), momentText(facts.to));
        if (facts.stretches > 1)
            words << tr("%1 stretches").arg(facts.stretches);
        if (!facts.isEnded)
            words << tr("not ended: still written, or cut off");
    }
    m_facts->setText(words.isEmpty() ? QDir::toNativeSeparators(m_path) : words.join(u" · "_s));
}

void CaptureWindow::showChosen(const TrafficEntry *entry, quint64 number)
{
    m_payload->show(entry, number);
    const QString handler = entry ? m_records->capture().handlerOf(number) : QString();
    if (!handler.isEmpty())
        m_payload->setNote(tr("%1, handler at %2").arg(QString::fromUtf8(entry->type), handler));
}

void CaptureWindow::showLooking()
{
    const CaptureRows &capture = m_records->capture();
    const QLocale locale;
    const QString standing =
        tr("%1 of %2 records looked at").arg(locale.toString(capture.lookedAt()), locale.toString(capture.count()));
    const bool isReadable = capture.trouble().isEmpty();
    if (!isReadable)
        m_looking->tell(capture.trouble(), tr("Try again"));
    else if (capture.isStopped())
        m_looking->tell(tr("Stopped: %1").arg(standing), tr("Go on"));
    else if (capture.isLooking())
        m_looking->show(standing, capture.lookedAt(), capture.count(), tr("Stop"));
    else
        m_looking->tell({});
    const bool isEmpty = capture.rowCount() == 0;
    if (!isEmpty && !std::exchange(m_hasRows, true) && !m_records->filter().isAncestorOf(focusWidget()))
        m_records->view().setFocus();
    m_compare->setEnabled(capture.count() > 0 && !m_isWorking);
    m_export->setEnabled(!isEmpty && !m_isWorking);
    showFacts();
}

void CaptureWindow::onLookingPressed()
{
    CaptureRows &capture = m_records->capture();
    if (capture.isLooking())
        capture.stop();
    else
        capture.goOn();
}

// What is done beside.

void CaptureWindow::begin(const QString &what, std::function<std::function<void()>(const std::stop_token &)> job)
{
    m_thread = {}; // waits for one that was cancelled
    m_isWorking = true;
    m_working->show(what, 0, 0, tr("Cancel"));
    showLooking();
    m_thread = std::jthread([this, number = ++m_job, job = std::move(job)](const std::stop_token &stop) {
        auto take = job(stop);
        QMetaObject::invokeMethod(
            this,
            [this, number, take = std::move(take)] {
                if (number != m_job)
                    return;
                m_isWorking = false;
                take();
                showLooking();
            },
            Qt::QueuedConnection);
    });
}

void CaptureWindow::cancel()
{
    if (!m_isWorking)
        return;
    ++m_job;
    m_thread.request_stop();
    m_isWorking = false;
    m_working->tell({});
    showLooking();
}

void CaptureWindow::compareWith(const QString &path)
{
    const QString name = visibleText(QFileInfo(path).fileName());
    begin(tr("Comparing with %1…").arg(name), [this, mine = m_path, path, name](const std::stop_token &stop) {
        return [this, result = compared(mine, path, stop), name] { takeComparison(result, name); };
    });
}

void CaptureWindow::takeComparison(const std::expected<CaptureComparison, StorageError> &result, const QString &other)
{
    if (!result) {
        m_working->tell(result.error().text, tr("Close"));
        return;
    }
    m_working->tell({});
    m_comparison->show(*result, other);
    m_comparison->raise();
    if (result->left.number >= 0)
        m_records->reveal(result->left.number);
}

void CaptureWindow::exportAs(EventFormat format, const QString &path)
{
    if (QFileInfo(path).exists() && QFileInfo(path).canonicalFilePath() == QFileInfo(m_path).canonicalFilePath()) {
        m_working->tell(tr("This is the capture itself: choose another name."), tr("Close"));
        return;
    }
    const EventExport wish{m_records->capture().shown(), format};
    begin(tr("Saving as %1…").arg(visibleText(QFileInfo(path).fileName())),
          [this, mine = m_path, path, wish](const std::stop_token &stop) {
              return [this, told = exported(mine, path, wish, stop)] { m_working->tell(told, tr("Close")); };
          });
}

void CaptureWindow::askAndCompare()
{
    const QString path = askForCapture(*this, tr("Compare with"), m_settings);
    if (!path.isEmpty())
        compareWith(path);
}

void CaptureWindow::askAndExport(EventFormat format)
{
    const QString ending = endingOf(format);
    const QString path =
        askForFile(*this, tr("Export"), QFileInfo(m_path).completeBaseName() + u'.' + ending, u"*."_s + ending, ending);
    if (!path.isEmpty())
        exportAs(format, path);
}

} // namespace curbside
