// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/capture_panel.h"

#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/platform_link.h"
#include "widgets/theme/plain_text.h"

#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

CapturePanel::CapturePanel(Workbench &bench)
    : Panel(u"capture"_s, tr("Capture")), m_link(bench.link), m_view(new ListView), m_stack(new QStackedWidget),
      m_message(new QLabel)
{
    m_rows.setColumns(sourceColumns([this] { return m_link.status().now; }));
    m_view->setModel(&m_rows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Services and how far they are captured"));
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        m_view->setColumnWidth(column, m_rows.look(column).width);
        if (m_rows.look(column).stretches)
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(Tokens::margin);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_message);
    body()->addWidget(m_stack, 1);
    connect(m_view, &ListView::widthChanged, this, &CapturePanel::fitColumns);
    connect(m_view, &ListView::menuOpening, this, [this](QMenu &menu, const QModelIndex &index) {
        const QString source = index.data(KeyRole).toString();
        menu.addAction(tr("&Read its rows anew…"), this, [this, source] { Q_EMIT renewalWanted(source); });
    });
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &CapturePanel::ask);
    connect(&m_link, &PlatformLink::described, this, &CapturePanel::ask);
    showState({});
}

CapturePanel::~CapturePanel()
{
    m_view->setModel(nullptr); // before the rows
}

/// The last columns that can give way do, until the others have room.
void CapturePanel::fitColumns(int width)
{
    int wanted = 0;
    for (int column = 0; column < m_rows.columnCount(); ++column)
        wanted += m_rows.look(column).width;
    for (int column = m_rows.columnCount() - 1; column >= 0; --column) {
        const bool isHidden = m_rows.look(column).givesWay && wanted > width;
        wanted -= isHidden ? m_rows.look(column).width : 0;
        m_view->setColumnHidden(column, isHidden);
    }
}

QString CapturePanel::message() const
{
    return m_stack->currentWidget() == m_message ? m_message->text() : QString();
}

void CapturePanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_timer.start();
    ask();
}

void CapturePanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_timer.stop();
}

void CapturePanel::ask()
{
    const PlatformStatus status = m_link.status();
    const bool isDue = !m_isSettled || status.now != m_askedAt;
    if (!isVisible() || !status.isRunning || m_isAsking || !isDue)
        return;
    m_isAsking = true;
    m_askedAt = status.now;
    m_link.get(u"warehouse"_s, u"/sources"_s, [self = QPointer(this)](int answered, const QByteArray &body) {
        if (self)
            self->take(answered, body);
    });
}

void CapturePanel::take(int status, const QByteArray &body)
{
    m_isAsking = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        m_isSettled = false;
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        showState(detail.isEmpty() ? tr("the warehouse answered %1").arg(status) : detail);
        return;
    }
    std::vector<SourceRow> read;
    document->root()["items"].forEachItem([&read](JsonValue item) { read.push_back(SourceRow::from(item)); });
    // One answer more than seems needed: the warehouse learns only by asking that there is nothing more.
    const bool isSame = std::ranges::equal(read, m_rows.rows()) && m_askedAt == m_link.status().now;
    m_isSettled = !read.empty() && isSame && std::ranges::all_of(read, &SourceRow::isFollowed);
    m_rows.take(std::move(read));
    m_rows.refreshAll();
    m_etlAt = momentIn(document->root()["etl"], "at");
    m_etlMilliseconds = document->root()["etl"]["milliseconds"].toInteger().value_or(0);
    showState(textIn(document->root(), "error"));
    Q_EMIT this->read();
}

void CapturePanel::showState(const QString &trouble)
{
    QString message;
    if (!trouble.isEmpty())
        message = tr("The capture cannot be asked: %1. It is tried again every two seconds.").arg(trouble);
    else if (m_rows.rowCount() == 0)
        message = tr("Nothing is captured yet. It begins when the platform runs.");
    m_message->setText(visibleText(message));
    m_stack->setCurrentWidget(message.isEmpty() ? static_cast<QWidget *>(m_view) : m_message);
    const auto &rows = m_rows.rows();
    const auto behind = std::ranges::count_if(rows, [](const SourceRow &row) { return !row.isFollowed(); });
    QString note = rows.empty() ? QString()
        : behind == 0           ? tr("all captured")
                                : tr("%1 of %2 not captured in full").arg(behind).arg(rows.size());
    if (m_etlAt > 0)
        note = tr("%1; figures of %2, made in %3 ms").arg(note, clockText(m_etlAt)).arg(m_etlMilliseconds);
    setNote(note);
}

} // namespace curbside
