// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_button.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace curbside {

AlertButton::AlertButton(const Alerts &alerts, QWidget *parent) : QToolButton(parent), m_alerts(alerts)
{
    setObjectName(u"alerts-button"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(Tokens::markSize, Tokens::markSize));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("What needs a hand now: show or hide the alerts (F9)"));
    connect(&alerts, &Alerts::changed, this, &AlertButton::showCount);
    showCount();
}

/// The colours are another theme's.
void AlertButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isShowing)
        showCount();
}

void AlertButton::showCount()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const std::vector<AlertGroup> groups = m_alerts.groups();
    const auto count = groups.size();
    const Tokens &t = tokens();
    const QColor color = groups.empty() ? t.secondary : colorOf(toneOf(groups.front().severity), t);
    setIcon(markPixmap(groups.empty() ? Mark::Check : markOf(groups.front().severity), color, devicePixelRatioF()));
    const QString text = count == 0 ? tr("No alerts") : count == 1 ? tr("1 alert") : tr("%1 alerts").arg(count);
    setText(text);
    setAccessibleName(groups.empty() ? text : tr("%1, the worst: %2").arg(text, severityText(groups.front().severity)));
    const QString style = groups.empty()
        ? QString()
        : u"QToolButton { color: %1; border-color: %1; font-weight: 600; }"_s.arg(color.name());
    if (style != styleSheet())
        setStyleSheet(style);
}

} // namespace curbside
