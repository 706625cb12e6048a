// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alerts.h"

#include <QToolButton>

namespace curbside {

/// How many alerts are open, and how bad the worst is: by mark, number, word and colour.
class AlertButton : public QToolButton
{
    Q_OBJECT

public:
    explicit AlertButton(const Alerts &alerts, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCount();

    const Alerts &m_alerts;
    bool m_isShowing = false;
};

} // namespace curbside
