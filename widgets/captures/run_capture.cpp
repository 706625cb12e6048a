// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/run_capture.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/entities/rows.h"
#include "widgets/panels/panel.h"
#include "widgets/platform/platform_link.h"
#include "widgets/shell/notices.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int askIntervalMs = 1000;
constexpr int dialogWidth = 460;
constexpr int longestName = 100;
const QString gateway = u"gateway"_s;
const QString capturePath = u"/control/capture"_s;
const QString captureSubject = u"capture"_s;

} // namespace

RunCapture::RunCapture(PlatformLink &link, Notices &notices, QObject *parent)
    : QObject(parent), m_link(link), m_notices(notices)
{
    m_timer.setInterval(askIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &RunCapture::ask);
    connect(&link, &PlatformLink::described, &m_timer, [this] { m_timer.start(); });
}

void RunCapture::ask()
{
    if (!m_link.status().isRunning)
        return;
    m_link.get(gateway, capturePath, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self && status == 200)
            self->take(body);
    });
}

void RunCapture::begin(const QString &name, std::function<void(const QString &refusal)> answered)
{
    if (!m_link.status().isRunning) {
        answered(tr("The platform is not running."));
        return;
    }
    JsonWriter json;
    json.beginObject();
    if (!name.isEmpty())
        json.member("name", name);
    json.endObject();
    m_link.ask(gateway, capturePath, json.take(),
               [self = QPointer(this), answered = std::move(answered)](int status, const QByteArray &body) {
                   const bool isBegun = status == 201;
                   if (self && isBegun)
                       self->take(body);
                   answered(isBegun ? QString() : refusalText(status, body));
               });
}

void RunCapture::end()
{
    m_link.remove(gateway, capturePath, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self && status == 200)
            self->take(body);
    });
}

void RunCapture::take(const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    if (!document || document->root()["capturing"].isAbsent())
        return;
    const bool wasOn = m_isOn;
    m_isOn = document->root()["capturing"].toBool().value_or(false);
    if (m_isOn) {
        m_file = textIn(document->root(), "file");
        m_records = document->root()["records"].toInteger().value_or(0);
        m_notices.withdraw(captureSubject);
    } else if (wasOn) {
        tellEnd(textIn(document->root(), "trouble"));
    }
    if (m_isOn || wasOn)
        Q_EMIT changed();
}

void RunCapture::tellEnd(const QString &trouble)
{
    if (!trouble.isEmpty())
        m_notices.tell(captureSubject, Tone::Bad, tr("The capture has ended early. %1").arg(trouble));
    else
        m_notices.tell(captureSubject, Tone::Active,
                       tr("What happened is captured in %1. File ▸ Open capture… shows it.")
                           .arg(QDir::toNativeSeparators(m_file)));
}

BeginCaptureDialog::BeginCaptureDialog(RunCapture &capture, QWidget *parent)
    : QDialog(parent), m_capture(capture), m_name(new QLineEdit), m_told(new ElidedLabel(u"bad"_s))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Save capture"));
    auto *what =
        new QLabel(tr("From now on everything that happens is written to a file in the workspace’s folder "
                      "“captures”, with what every database holds, until you stop. The run is the same with it "
                      "and without."));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    what->setProperty("role", u"secondary"_s);
    m_name->setMaxLength(longestName);
    m_name->setPlaceholderText(tr("the platform time"));
    m_name->setToolTip(tr("Letters, digits, dots, - and _"));
    auto *label = new QLabel(tr("&Name of the file"));
    label->setBuddy(m_name);
    m_name->setAccessibleName(tr("Name of the file"));
    auto *buttons = new QDialogButtonBox;
    m_begin = buttons->addButton(tr("Begin"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_begin->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &BeginCaptureDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    for (QWidget *part : {static_cast<QWidget *>(what), static_cast<QWidget *>(label), static_cast<QWidget *>(m_name),
                          static_cast<QWidget *>(m_told), static_cast<QWidget *>(buttons)})
        layout->addWidget(part);
    ensurePolished();
    resize(dialogWidth, layout->totalHeightForWidth(dialogWidth)); // the words have as many lines as they need
    m_name->setFocus();
}

void BeginCaptureDialog::begin()
{
    m_begin->setEnabled(false);
    m_capture.begin(m_name->text().trimmed(), [self = QPointer(this)](const QString &refusal) {
        if (!self)
            return;
        self->m_begin->setEnabled(true);
        self->m_told->setText(refusal);
        if (refusal.isEmpty())
            self->accept();
    });
}

CaptureButton::CaptureButton(const RunCapture &capture, QWidget *parent) : QToolButton(parent), m_capture(capture)
{
    setObjectName(u"capture-button"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(Tokens::markSize, Tokens::markSize));
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(QToolButton::InstantPopup);
    connect(&capture, &RunCapture::changed, this, &CaptureButton::showState);
    showState();
}

/// The colours are another theme's.
void CaptureButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setIcon(markPixmap(Mark::Target, colorOf(Tone::Active, tokens()), devicePixelRatioF()));
}

void CaptureButton::showState()
{
    setIcon(markPixmap(Mark::Target, colorOf(Tone::Active, tokens()), devicePixelRatioF()));
    const QString count = QLocale().toString(m_capture.records());
    const QString file = QFileInfo(m_capture.file()).fileName();
    setText(tr("Capturing: %1").arg(count));
    setAccessibleName(tr("Capturing to %1, %2 records").arg(file, count));
    setToolTip(asToolTip(tr("Capturing to %1, %2 records").arg(QDir::toNativeSeparators(m_capture.file()), count)));
    setVisible(m_capture.isOn());
}

} // namespace curbside
