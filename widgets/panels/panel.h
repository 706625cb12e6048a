// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QLabel>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace curbside {

class ElidedLabel;

/// A card of a mode: a title with a quiet note beside it, controls at its right, and below what it shows. Can be moved and
/// detached as every dock.
class Panel : public QDockWidget
{
    Q_OBJECT

public:
    /// `name` is what layouts remember it by.
    Panel(const QString &name, const QString &title, QWidget *parent = nullptr);

    void setHeading(const QString &heading);
    /// Shown as plain text; the tool tip tells `more`, too.
    void setNote(const QString &note, const QString &more = {});
    /// `isGivingWay`: it takes what room is left, before the note is cut.
    void addControl(QWidget *control, bool isGivingWay = false);

protected:
    /// The body, from top to bottom; heirs put their parts in.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

private:
    QLabel *m_heading;
    ElidedLabel *m_note;
    QHBoxLayout *m_header;
    QVBoxLayout *m_body;
};

/// A line of text that gives way: what does not fit is cut with an ellipsis and told in the tool tip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &role = {}, QWidget *parent = nullptr);

    /// Any text: it is shown as visibleText() of it.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace curbside
