// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/traffic_model.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QTableView;
class QToolButton;

namespace curbside {

/// The event traffic, following its end or holding still, and the payload of the chosen entry.
class TrafficPanel : public QFrame
{
    Q_OBJECT

public:
    explicit TrafficPanel(PlatformLink &link, QWidget *parent = nullptr);

private:
    void onJournal(const JournalBatch &batch);
    void showPayload(const QModelIndex &index);

    TrafficModel m_model;
    QLabel *m_note;
    QToolButton *m_follow;
    QTableView *m_table;
    QPlainTextEdit *m_payload;
};

/// JSON in lines and steps, as text; what is not JSON as it is.
[[nodiscard]] QString indentedJson(const QByteArray &json);

} // namespace curbside
