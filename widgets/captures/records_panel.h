// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/captures/capture_rows.h"
#include "widgets/traffic/traffic_list_panel.h"

namespace curbside {

/// The records of a capture: the list that the traffic has, on a file.
class RecordsPanel : public TrafficListPanel
{
    Q_OBJECT

public:
    RecordsPanel(const QString &path, QSettings *settings, QWidget *parent = nullptr);

    [[nodiscard]] CaptureRows &capture() { return m_capture; }
    /// Chooses the record of that number, from 0, as soon as it has been looked at; where the filter hides it, the filter goes.
    void reveal(qint64 record);

private:
    void revealWished();
    void showState();
    [[nodiscard]] QString emptyText() const;

    CaptureRows &m_capture;
    QToolButton *m_follow;
    std::optional<qint64> m_wished; // record to be chosen
};

} // namespace curbside
