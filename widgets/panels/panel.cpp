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
    explicit PanelHeader(const QWidget &note) : m_note(note) {}

    /// The note comes and goes; a dock does not grow by it.
    [[nodiscard]] QSize sizeHint() const override
    {
        return {QFrame::sizeHint().width() - m_note.sizeHint().width(), Tokens::panelHeaderHeight};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, Tokens::panelHeaderHeight}; }

private:
    const QWidget &m_note;
};

} // namespace

Panel::Panel(const QString &name, const QString &title, QWidget *parent)
    : QDockWidget(title, parent), m_heading(new QLabel(title)), m_note(new ElidedLabel(u"secondary"_s)),
      m_header(new QHBoxLayout), m_body(new QVBoxLayout)
{
    setObjectName(name);
    setAccessibleName(title);
    m_heading->setProperty("role", u"heading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto *header = new PanelHeader(*m_note);
    header->setProperty("part", u"panelheader"_s);
    header->setLayout(m_header);
    m_header->setContentsMargins(Tokens::margin - 2, 0, Tokens::spacing - 2, 0);
    m_header->setSpacing(Tokens::spacing);
    m_header->addWidget(m_heading);
    m_header->addWidget(m_note);
    m_header->addStretch(1);
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

void Panel::setNote(const QString &note, const QString &more)
{
    m_note->setText(note);
    m_note->setToolTip(asToolTip(more.isEmpty() ? note : note + u'\n' + more));
}

void Panel::addControl(QWidget *control, bool isGivingWay)
{
    if (isGivingWay)
        control->setSizePolicy(QSizePolicy::Ignored, control->sizePolicy().verticalPolicy());
    m_header->addWidget(control, isGivingWay ? 1000 : 0);
}

ElidedLabel::ElidedLabel(const QString &role, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    if (!role.isEmpty())
        setProperty("role", role);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(asToolTip(text));
    QLabel::setText(visibleText(text));
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(Qt::AlignVCenter | Qt::AlignLeft),
                     fontMetrics().elidedText(QLabel::text(), Qt::ElideRight, contentsRect().width()));
}

} // namespace curbside
