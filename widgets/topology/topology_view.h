// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/topology_layout.h"
#include "widgets/topology/topology_words.h"

#include <QTimer>
#include <QWidget>

namespace curbside {

/// The picture of the platform's parts and what flows between them. A click chooses; arrows walk through all of it, part by
/// part and flow by flow. What flows moves while platform time goes, at most twenty times a second.
class TopologyView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int frameMs = 50;

    explicit TopologyView(QWidget *parent = nullptr);

    /// Parts that have no look are shown as running.
    void setLooks(std::vector<FlowLook> flows, std::vector<PartLook> parts);
    /// Whether platform time goes.
    void setGoing(bool isGoing);
    /// A flow's name or a part's; empty chooses none.
    void choose(const QString &name);
    [[nodiscard]] const QString &chosen() const { return m_chosen; }
    /// All that can be chosen, in the order of the arrow keys.
    [[nodiscard]] QStringList names() const;
    /// Empty where nothing is.
    [[nodiscard]] QString nameAt(QPointF place) const;
    [[nodiscard]] QPointF placeOf(const QString &name) const;
    [[nodiscard]] QString wordsOf(const QString &name) const;
    [[nodiscard]] bool isMoving() const { return m_frames.isActive(); }
    [[nodiscard]] QSize sizeHint() const override { return {560, 380}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 220}; }

Q_SIGNALS:
    /// A person has chosen this one.
    void nameChosen(const QString &name);
    void menuWished(QPoint place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void walk(int by);
    void moveIfWanted();
    void onFrame();
    void describe();

    std::vector<FlowLook> m_flows; ///< those that are drawn, in the layout's order
    std::vector<FlowLook> m_allFlows;
    std::vector<PartLook> m_parts; ///< in the layout's order
    std::vector<PartLook> m_allParts;
    TopologyLayout m_layout;
    QString m_chosen;
    QTimer m_frames;
    double m_seconds = 0;
    bool m_isGoing = false;
};

} // namespace curbside
