// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <functional>
#include <vector>

class QMenu;

namespace curbside {

/// Every command of the window, in one table: menus and the palette are made from it.
class Commands : public QObject
{
    Q_OBJECT

public:
    /// The menus, in their order.
    enum class Group { File, Go, Selection, Time, View, Preferences, Help };

    struct Entry
    {
        Group group;
        QAction *action;
    };

    using QObject::QObject;

    /// `text` with the menu's mnemonic. The command belongs to `window`, whose shortcuts it serves.
    QAction *add(QWidget &window, Group group, const QString &text, const QKeySequence &shortcut,
                 std::function<void()> carryOut);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] static QString groupTitle(Group group);
    /// Adds a menu for each group that has commands.
    void fill(QMenu &menu) const;

private:
    std::vector<Entry> m_entries;
};

/// The action's text without mnemonic.
[[nodiscard]] QString commandText(const QAction &action);
/// Empties a menu, of its submenus too, which QMenu::clear() keeps.
void clearMenu(QMenu &menu);

} // namespace curbside
