// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QMainWindow>

namespace curbside {

class TimeBar;

/// The console's window: composes panels, and does nothing else.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(PlatformLink &link, QWidget *parent = nullptr);

    /// A remark that stays in view, such as ports that could not be opened.
    void setNote(const QString &note);

private:
    QWidget *makeEntityPanel(PlatformLink &link, const QString &title, const QString &emptyText, const QString &path,
                             const QByteArray &key, std::vector<struct EntityColumn> columns,
                             const QStringList &publishers, Qt::SortOrder order);

    TimeBar *m_timeBar;
};

} // namespace curbside
