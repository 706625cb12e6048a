// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commands.h"

#include <QMenu>
#include <QRegularExpression>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace curbside {

QAction *Commands::add(QWidget &window, Group group, const QString &text, const QKeySequence &shortcut,
                       std::function<void()> carryOut)
{
    auto *action = new QAction(text, &window);
    action->setShortcut(shortcut);
    action->setStatusTip(commandText(*action));
    connect(action, &QAction::triggered, &window, [carryOut = std::move(carryOut)] { carryOut(); });
    window.addAction(action);
    m_entries.push_back({group, action});
    return action;
}

QString Commands::groupTitle(Group group)
{
    switch (group) {
    case Group::File: return tr("&File");
    case Group::Go: return tr("&Go");
    case Group::Selection: return tr("&Selection");
    case Group::Time: return tr("&Time");
    case Group::View: return tr("&View");
    case Group::Preferences: return tr("&Preferences");
    case Group::Help: return tr("&Help");
    }
    return {};
}

void Commands::fill(QMenu &menu) const
{
    for (const Group group :
         {Group::File, Group::Go, Group::Selection, Group::Time, Group::View, Group::Preferences, Group::Help}) {
        QMenu *submenu = nullptr;
        for (const Entry &entry : m_entries) {
            if (entry.group != group)
                continue;
            if (!submenu)
                submenu = menu.addMenu(groupTitle(group));
            submenu->addAction(entry.action);
        }
    }
}

QString commandText(const QAction &action)
{
    static const QRegularExpression mnemonic(u"&(?=[^&])"_s);
    return action.text().remove(mnemonic).remove(u'…');
}

void clearMenu(QMenu &menu)
{
    menu.clear();
    qDeleteAll(menu.findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
}

} // namespace curbside
