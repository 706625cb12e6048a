// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace curbside {

/// The alerts' list: floods fold and unfold by a click, Enter and the arrows, and it says when a hand is over it.
class AlertListView : public QListView
{
    Q_OBJECT

public:
    explicit AlertListView(QWidget *parent = nullptr);

Q_SIGNALS:
    /// `unfolds`: nothing turns it round.
    void foldWished(const QModelIndex &index, std::optional<bool> unfolds);
    void hovered(bool isHovered);
    void menuWished(const QPoint &globalPlace);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace curbside
