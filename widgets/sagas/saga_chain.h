// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sagas/saga_story.h"

#include <QWidget>

namespace curbside {

/// The steps of a saga as a chain of boxes, the compensation of each hanging below it. Each says how it stands by colour,
/// mark and word; a wide chain folds into lines.
class SagaChain : public QWidget
{
    Q_OBJECT

public:
    explicit SagaChain(QWidget *parent = nullptr);

    void setStory(const SagaStory *story);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Link
    {
        QString title;
        Tone tone = Tone::Idle;
        Mark mark = Mark::Dotted;
        QString undo; ///< empty: none has begun
        Tone undoTone = Tone::Warning;
        Mark undoMark = Mark::Check;
        friend bool operator==(const Link &, const Link &) = default;
    };
    [[nodiscard]] const Link *linkAt(const QPoint &at) const;
    [[nodiscard]] int perLine(int width) const;
    [[nodiscard]] std::vector<int> lineTops(int width) const;
    void paintBox(QPainter &painter, const QRectF &box, const QString &text, Tone tone, Mark mark) const;

    std::vector<Link> m_links;
};

} // namespace curbside
