// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/payload_view.h"
#include "widgets/traffic/traffic_list_panel.h"
#include "widgets/traffic/traffic_model.h"

namespace curbside {

/// The event traffic, following its end or holding still.
class TrafficPanel : public TrafficListPanel
{
    Q_OBJECT

public:
    explicit TrafficPanel(PlatformLink &link, QSettings *settings = nullptr, QWidget *parent = nullptr);

    [[nodiscard]] const TrafficModel &model() const { return m_model; }
    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &)> nameOf) { m_model.setNames(std::move(nameOf)); }
    void setFollowing(bool isFollowing);
    /// Shows what is told first of that message, and holds still; false, and nothing is chosen, where nothing of it is in the
    /// list.
    bool showMessage(const QByteArray &messageId);

protected:
    void onFilter() override;

private:
    void makeHeader();
    void onJournal(const JournalBatch &batch);
    void showState();

    TrafficModel &m_model;
    QToolButton *m_follow;
    QToolButton *m_hold;
};

/// What an entry carried, as text.
class PayloadPanel : public Panel
{
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget *parent = nullptr);

    void show(const TrafficEntry *entry, quint64 number = 0);
    /// Of an event that is not in the list.
    void showPayload(const QString &type, const QByteArray &payload);
    [[nodiscard]] PayloadView &view() { return *m_view; }

Q_SIGNALS:
    void filterWished(const QString &condition);
    void columnWished(const QString &path);

private:
    PayloadView *m_view;
};

} // namespace curbside
