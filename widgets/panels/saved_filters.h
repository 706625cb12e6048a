// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

class QMenu;
class QSettings;
class QToolButton;

namespace curbside {

class ChipListPanel;

class Panel;

/// The filters of one list that a person has given names: a chip, a search, and how the list is narrowed. A button offers them;
/// they are kept in the settings from run to run, at most mostKept of them.
class SavedFilters : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostKept = 40;

    struct Saved
    {
        QString name;
        QString chip; ///< its name
        QString search;
        QStringList narrowing = {}; ///< as the panel gave it
    };

    /// How a panel's filter is read and set.
    struct Access
    {
        std::function<Saved()> inForce; ///< its name is not looked at
        std::function<void(const Saved &)> apply;
    };

    /// Belongs to the panel. Without settings they last as long as the panel. The button is in the panel's header.
    SavedFilters(ChipListPanel &panel, QSettings *settings);
    /// The same for any panel, which puts the button where it wants it.
    SavedFilters(Panel &panel, Access access, QSettings *settings);

    [[nodiscard]] const std::vector<Saved> &all() const { return m_saved; }
    /// Saves what is in force; a name that is known is given to it. A new one beyond mostKept is not kept.
    void save(const QString &name);
    void apply(const QString &name);
    /// False when there is one of that name.
    bool rename(const QString &name, const QString &to);
    void remove(const QString &name);
    [[nodiscard]] QToolButton &button() { return *m_button; }

private:
    [[nodiscard]] std::vector<Saved>::iterator find(const QString &name);
    [[nodiscard]] bool isInForce(const Saved &saved) const;
    [[nodiscard]] QString group() const;
    void fill(QMenu &menu);
    void read();
    void write();
    /// Empty when the person thinks better of it.
    [[nodiscard]] QString askForName(const QString &title, const QString &present, bool mayBeKnown);

    Panel &m_panel;
    Access m_access;
    QSettings *m_settings;
    QToolButton *m_button;
    std::vector<Saved> m_saved;
};

} // namespace curbside
