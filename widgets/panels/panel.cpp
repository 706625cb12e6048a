// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/panel.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// A dock gives its title what that asks for, whatever its fixed size.
class PanelHeader : public QFrame
{
public:
    [[nodiscard]] QSize sizeHint() const override { return {QFrame::sizeHint().width(), Tokens::panelHeaderHeight}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, Tokens::panelHeaderHeight}; }
};

} // namespace

Panel::Panel(const QString &name, const QString &title, QWidget *parent)
    : QDockWidget(title, parent), m_heading(new QLabel(title)), m_note(new QLabel), m_header(new QHBoxLayout),
      m_body(new QVBoxLayout)
{
    setObjectName(name);
    setAccessibleName(title);
    m_heading->setProperty("role", u"heading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_note->setProperty("role", u"secondary"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *header = new PanelHeader;
    header->setProperty("part", u"panelheader"_s);
    header->setLayout(m_header);
    m_header->setContentsMargins(Tokens::margin - 2, 0, Tokens::spacing - 2, 0);
    m_header->setSpacing(Tokens::spacing);
    m_header->addWidget(m_heading);
    m_header->addWidget(m_note, 1);
    setTitleBarWidget(header);
    auto *frame = new QFrame;
    frame->setProperty("part", u"panelbody"_s);
    frame->setLayout(m_body);
    m_body->setContentsMargins(1, 0, 1, 1);
    m_body->setSpacing(0);
    setWidget(frame);
}

void Panel::setHeading(const QString &heading)
{
    m_heading->setText(visibleText(heading));
}

void Panel::setNote(const QString &note)
{
    m_note->setText(visibleText(note));
}

void Panel::addControl(QWidget *control)
{
    m_header->addWidget(control);
}

ElidedLabel::ElidedLabel(const QString &role, QWidget *parent) : QWidget(parent), m_isSecondary(role == u"secondary"_s)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(asToolTip(text));
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(visibleText(m_text)) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_isSecondary ? tokens().secondary : tokens().text);
    painter.drawText(rect(), int(Qt::AlignVCenter | Qt::AlignLeft),
                     fontMetrics().elidedText(visibleText(m_text), Qt::ElideRight, width()));
}

} // namespace curbside
