// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_panel.h"

#include "widgets/theme/theme.h"
#include "widgets/traffic/traffic_view.h"

#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t capacity = 100'000;

} // namespace

TrafficPanel::TrafficPanel(PlatformLink &link, QSettings *settings, QWidget *parent)
    : TrafficListPanel(u"traffic"_s, tr("Traffic"), std::make_unique<TrafficModel>(capacity), settings, parent),
      m_model(static_cast<TrafficModel &>(rows())),
      m_follow(segment(tr("Follow"), tr("Keep the newest entry in view"), u"first"_s)),
      m_hold(segment(tr("Hold"), tr("Let the list stand still; what happens meanwhile is kept"), u"last"_s))
{
    makeHeader();
    connect(&link, &PlatformLink::journalArrived, this, &TrafficPanel::onJournal);
    connect(&view(), &QAbstractItemView::pressed, this, [this] { setFollowing(false); });
    connect(&m_model, &TrafficModel::looked, this, [this] {
        if (!view().currentIndex().isValid())
            keepChosen();
        if (m_follow->isChecked())
            view().scrollToBottom();
        showState();
    });
    m_follow->setChecked(true);
    showState();
}

void TrafficPanel::makeHeader()
{
    auto *pair = new QWidget;
    auto *together = new QHBoxLayout(pair);
    together->setContentsMargins(0, 0, 0, 0);
    together->setSpacing(0);
    together->addWidget(m_follow);
    together->addWidget(m_hold);
    build(*pair);
    connect(m_follow, &QToolButton::clicked, this, [this] { setFollowing(true); });
    connect(m_hold, &QToolButton::clicked, this, [this] { setFollowing(false); });
}

void TrafficPanel::onFilter()
{
    if (m_follow->isChecked())
        view().scrollToBottom();
}

void TrafficPanel::setFollowing(bool isFollowing)
{
    m_follow->setChecked(isFollowing);
    m_hold->setChecked(!isFollowing);
    m_model.setHolding(!isFollowing);
    if (isFollowing)
        view().scrollToBottom();
    showState();
}

bool TrafficPanel::showMessage(const QByteArray &messageId)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.entry(row).messageId != messageId)
            continue;
        setFollowing(false);
        view().setCurrentIndex(m_model.index(row, 0));
        view().scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
        return true;
    }
    view().setCurrentIndex({}); // what was chosen before is not what is shown elsewhere now
    return false;
}

void TrafficPanel::onJournal(const JournalBatch &batch)
{
    learn(batch);
    m_model.take(batch);
    if (m_follow->isChecked())
        view().scrollToBottom();
    showState();
}

void TrafficPanel::showState()
{
    const QLocale locale;
    QString note = isFiltered()
        ? tr("%1 of %2 shown").arg(locale.toString(m_model.rowCount()), locale.toString(qulonglong(m_model.kept())))
        : tr("%1 since this was opened").arg(locale.toString(m_model.seen()));
    if (m_model.isLooking())
        note += tr(", still looking");
    if (m_model.waiting() > 0)
        note += tr(", %1 new").arg(locale.toString(qulonglong(m_model.waiting())));
    if (m_model.dropped() > 0)
        note += tr(", %1 came too fast to be kept").arg(locale.toString(m_model.dropped()));
    setNote(note);
    showMessageIfEmpty(isFiltered() && m_model.kept() > 0
                           ? tr("Nothing among the last %1 entries passes the filter. New ones appear as they come.")
                                 .arg(locale.toString(qulonglong(m_model.kept())))
                           : tr("Nothing yet. Events appear as services publish and handle them."));
}

PayloadPanel::PayloadPanel(QWidget *parent) : Panel(u"payload"_s, tr("Payload"), parent), m_view(new PayloadView)
{
    m_view->setFont(monospacedFont());
    m_view->setAccessibleName(tr("Payload of the chosen entry"));
    m_view->document()->setDocumentMargin(Tokens::margin - 2);
    body()->addWidget(m_view, 1);
    connect(m_view, &PayloadView::filterWished, this, &PayloadPanel::filterWished);
    connect(m_view, &PayloadView::columnWished, this, &PayloadPanel::columnWished);
    show(nullptr);
}

void PayloadPanel::show(const TrafficEntry *entry, quint64 number)
{
    QString note = entry ? QString::fromUtf8(entry->type) : QString();
    if (entry && !entry->payload.isEmpty() && !entry->detail.isEmpty())
        note += u": "_s + QString::fromUtf8(entry->detail); // why it was parked, given up, lost
    setNote(note);
    m_view->setPlaceholderText(entry ? tr("This entry carried nothing.")
                                     : tr("Choose an entry to see what it carried."));
    PayloadText shown = entry ? payloadText(entry->payload) : PayloadText();
    if (entry && shown.text.isEmpty())
        shown.text = QString::fromUtf8(entry->detail);
    m_view->show(shown, number);
}

void PayloadPanel::showPayload(const QString &type, const QByteArray &payload)
{
    setNote(type);
    m_view->show(payloadText(payload), 0);
}

} // namespace curbside
