// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/records_panel.h"

#include "widgets/traffic/traffic_view.h"

#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

RecordsPanel::RecordsPanel(const QString &path, QSettings *settings, QWidget *parent)
    : TrafficListPanel(u"traffic"_s /* whose saved filters it shares */, tr("Records"),
                       std::make_unique<CaptureRows>(path), settings, parent),
      m_capture(static_cast<CaptureRows &>(rows())),
      m_follow(segment(tr("Follow"), tr("Keep the last record in view, as more come"), QString()))
{
    build(*m_follow);
    view().setAccessibleName(tr("Records of the capture"));
    connect(&view(), &QAbstractItemView::pressed, this, [this] { m_follow->setChecked(false); });
    connect(m_follow, &QToolButton::toggled, this, [this](bool isOn) {
        if (isOn)
            view().scrollToBottom();
    });
    connect(&m_capture, &CaptureRows::sampled, this, [this](const JournalBatch &samples) { learn(samples); });
    connect(&m_capture, &CaptureRows::looked, this, [this] {
        if (!view().currentIndex().isValid())
            keepChosen();
        if (m_follow->isChecked())
            view().scrollToBottom();
        revealWished();
        showState();
    });
    showState();
}

void RecordsPanel::reveal(qint64 record)
{
    m_wished = record;
    m_follow->setChecked(false);
    if (m_capture.rowOf(static_cast<quint64>(record) + 1) < 0)
        showOnlyOfAll(QString());
    revealWished();
}

void RecordsPanel::revealWished()
{
    const int row = m_wished ? m_capture.rowOf(static_cast<quint64>(*m_wished) + 1) : -1;
    if (row < 0)
        return;
    m_wished.reset();
    view().setCurrentIndex(m_capture.index(row, 0));
    view().scrollTo(m_capture.index(row, 0), QAbstractItemView::PositionAtCenter);
}

void RecordsPanel::showState()
{
    const QLocale locale;
    QString note = tr("%1 of %2 shown").arg(locale.toString(m_capture.rowCount()), locale.toString(m_capture.count()));
    if (m_capture.isLooking())
        note += tr(", still looking");
    setNote(m_capture.isOpen() ? note : QString());
    showMessageIfEmpty(emptyText());
}

QString RecordsPanel::emptyText() const
{
    if (!m_capture.trouble().isEmpty())
        return tr("Nothing of this file can be shown.");
    if (!m_capture.isOpen() || m_capture.isLooking())
        return tr("Reading…");
    if (m_capture.isStopped())
        return tr("Stopped before anything was found. Go on to look at the rest.");
    if (m_capture.count() == 0)
        return m_capture.facts().isEnded ? tr("This capture is empty: nothing happened while it was made.")
                                         : tr("This capture is empty so far. Records appear as they are written.");
    if (isFiltered())
        return tr("None of the %1 records passes the filter.").arg(QLocale().toString(m_capture.count()));
    return tr("None of the %1 records is about an event. “All” shows calls, timers and jobs too.")
        .arg(QLocale().toString(m_capture.count()));
}

} // namespace curbside
