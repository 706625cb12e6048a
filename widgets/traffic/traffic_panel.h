// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/traffic/traffic_model.h"

#include <QSortFilterProxyModel>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace curbside {

class ListView;

/// The entries that are about events, or all.
class TrafficFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TrafficFilter(TrafficModel &model, QObject *parent = nullptr);
    void showAll(bool showsAll);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TrafficModel &m_model;
    bool m_showsAll = false;
};

/// The event traffic, following its end or holding still.
class TrafficPanel : public Panel
{
    Q_OBJECT

public:
    explicit TrafficPanel(PlatformLink &link, QWidget *parent = nullptr);

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const TrafficModel &model() const { return m_model; }
    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &)> nameOf) { m_model.setNames(std::move(nameOf)); }
    void setFollowing(bool isFollowing);

Q_SIGNALS:
    /// Null when none is chosen any more.
    void entryChosen(const curbside::TrafficEntry *entry);

private:
    void onJournal(const JournalBatch &batch);
    void showState();
    QToolButton *segment(const QString &text, const QString &tip, const QString &place);

    TrafficModel m_model;
    TrafficFilter m_filter;
    ListView *m_view;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QToolButton *m_follow;
    QToolButton *m_hold;
    QToolButton *m_all;
};

/// What an entry carried, as text.
class PayloadPanel : public Panel
{
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget *parent = nullptr);

    void show(const TrafficEntry *entry);

private:
    QPlainTextEdit *m_text;
};

/// JSON in lines and steps, as text; what is not JSON as it is.
[[nodiscard]] QString indentedJson(const QByteArray &json);

} // namespace curbside
