// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/activity_line.h"

#include "widgets/panels/panel.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int steps = 1000;
constexpr QSize barSize(180, 10);

} // namespace

ActivityLine::ActivityLine(const QString &name, QWidget *parent)
    : QFrame(parent), m_text(new ElidedLabel), m_bar(new QProgressBar), m_button(new QPushButton)
{
    setProperty("part", u"bar"_s);
    setAccessibleName(name);
    m_bar->setAccessibleName(name);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(barSize);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, 4, Tokens::margin, 4);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(m_bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &ActivityLine::pressed);
    hide();
}

void ActivityLine::show(const QString &text, qint64 done, qint64 of, const QString &button)
{
    m_text->setText(text);
    m_bar->setRange(0, of > 0 ? steps : 0);
    if (of > 0)
        m_bar->setValue(static_cast<int>(double(done) / double(of) * steps));
    m_bar->show();
    setButton(button);
    setVisible(true);
}

void ActivityLine::tell(const QString &text, const QString &button)
{
    m_text->setText(text);
    m_bar->hide();
    setButton(button);
    setVisible(!text.isEmpty());
}

QString ActivityLine::text() const
{
    return m_text->text();
}

void ActivityLine::setButton(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

} // namespace curbside
