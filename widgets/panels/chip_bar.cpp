// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/chip_bar.h"

#include "widgets/panels/flow_layout.h"
#include "widgets/theme/tokens.h"

#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

ChipBar::ChipBar(const QString &name, QWidget *parent) : QFrame(parent)
{
    setProperty("part", u"bar"_s);
    setAccessibleName(name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Tokens::margin - 2, 6, Tokens::margin - 2, 6);
    auto *line = new QWidget;
    line->setObjectName(u"chips"_s);
    new FlowLayout(*line, 4);
    layout->addWidget(line);
}

void ChipBar::addChip(const QString &title, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(title);
    button->setAccessibleName(title);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("role", u"chip"_s);
    const std::size_t position = m_chips.size();
    button->setChecked(position == m_chosen);
    connect(button, &QToolButton::clicked, this, [this, position] { choose(position); });
    findChild<QWidget *>(u"chips"_s)->layout()->addWidget(button);
    m_chips.push_back({button, title});
}

void ChipBar::setCount(std::size_t chip, int count)
{
    const Chip &shown = m_chips[chip];
    const QString text = shown.title + u' ' + QLocale().toString(count);
    if (shown.button->text() == text)
        return;
    shown.button->setText(text);
    shown.button->setAccessibleName(text);
    takeRoom();
}

void ChipBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    takeRoom();
}

/// For all its lines: a list beside it can do with less.
void ChipBar::takeRoom()
{
    setMinimumHeight(layout()->heightForWidth(width()));
}

void ChipBar::choose(std::size_t chip)
{
    m_chosen = chip;
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i].button->setChecked(i == chip);
    Q_EMIT chipChosen(chip);
}

} // namespace curbside
