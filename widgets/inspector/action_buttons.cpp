// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/action_buttons.h"

#include "widgets/panels/flow_layout.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

void setRole(QPushButton &button, const QString &role)
{
    if (button.property("role").toString() == role)
        return;
    button.setProperty("role", role);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace

ActionButtons::ActionButtons(QWidget *parent) : QWidget(parent)
{
    new FlowLayout(*this, Tokens::spacing);
}

bool ActionButtons::setActions(const std::vector<QAction *> &actions)
{
    if (std::ranges::equal(m_shown, actions, {}, &Shown::action))
        return false;
    std::vector<Shown> next;
    for (QAction *action : actions) {
        const auto found = std::ranges::find(m_shown, action, &Shown::action);
        if (found == m_shown.end()) {
            next.push_back(make(action));
        } else {
            next.push_back(*found);
            m_shown.erase(found);
        }
    }
    clear();
    m_shown = std::move(next);
    layOut();
    return true;
}

void ActionButtons::clear()
{
    for (const Shown &shown : m_shown)
        delete shown.button;
    m_shown.clear();
}

std::vector<QWidget *> ActionButtons::buttons() const
{
    std::vector<QWidget *> buttons;
    buttons.reserve(m_shown.size());
    for (const Shown &shown : m_shown)
        buttons.push_back(shown.button);
    return buttons;
}

ActionButtons::Shown ActionButtons::make(QAction *action)
{
    auto *button = new QPushButton(action->text().remove(u'&'), this);
    button->setAutoDefault(false);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QPushButton::clicked, action, &QAction::trigger, Qt::QueuedConnection);
    return {action, button};
}

void ActionButtons::layOut()
{
    while (const QLayoutItem *item = layout()->takeAt(0))
        delete item;
    for (const Shown &shown : m_shown) {
        const bool isFirst = shown.button == m_shown.front().button;
        setRole(*shown.button, isFirst && !shown.action->property("undoesWork").toBool() ? u"primary"_s : QString());
        layout()->addWidget(shown.button);
        shown.button->show();
    }
}

} // namespace curbside
