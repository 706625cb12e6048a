// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/saved_filters.h"

#include "widgets/commands/commands.h"
#include "widgets/panels/chip_list_panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"

#include <QDialogButtonBox>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestName = 60;

} // namespace

SavedFilters::SavedFilters(ChipListPanel &panel, QSettings *settings)
    : SavedFilters(panel,
                   {[&panel] { return Saved{{}, panel.chosenFilter(), panel.searchText(), panel.savedNarrowing()}; },
                    [&panel](const Saved &saved) {
                        panel.chooseFilter(saved.chip);
                        panel.search(saved.search);
                        panel.narrowAsSaved(saved.narrowing);
                    }},
                   settings)
{
    panel.addControl(m_button);
}

SavedFilters::SavedFilters(Panel &panel, Access access, QSettings *settings)
    : QObject(&panel), m_panel(panel), m_access(std::move(access)), m_settings(settings), m_button(new QToolButton)
{
    m_button->setIcon(themedIcon(u"bookmark"_s));
    m_button->setIconSize(QSize(16, 16));
    m_button->setAccessibleName(tr("Saved filters of %1").arg(panel.windowTitle()));
    m_button->setToolTip(tr("Saved filters: keep the present filter under a name, and come back to it"));
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setProperty("role", u"quiet"_s);
    auto *menu = new QMenu(m_button);
    m_button->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(*menu); });
    read();
}

std::vector<SavedFilters::Saved>::iterator SavedFilters::find(const QString &name)
{
    return std::ranges::find(m_saved, name, &Saved::name);
}

bool SavedFilters::isInForce(const Saved &saved) const
{
    const Saved present = m_access.inForce();
    return saved.chip == present.chip && saved.search == present.search && saved.narrowing == present.narrowing;
}

void SavedFilters::save(const QString &name)
{
    const QString kept = name.trimmed().left(longestName);
    if (kept.isEmpty())
        return;
    Saved saved = m_access.inForce();
    saved.name = kept;
    if (const auto known = find(kept); known != m_saved.end())
        *known = saved;
    else if (m_saved.size() < mostKept)
        m_saved.push_back(saved);
    write();
}

void SavedFilters::apply(const QString &name)
{
    const auto saved = find(name);
    if (saved == m_saved.end())
        return;
    m_access.apply(Saved(*saved));
}

bool SavedFilters::rename(const QString &name, const QString &to)
{
    const QString kept = to.trimmed().left(longestName);
    const auto saved = find(name);
    if (saved == m_saved.end() || kept.isEmpty() || find(kept) != m_saved.end())
        return false;
    saved->name = kept;
    write();
    return true;
}

void SavedFilters::remove(const QString &name)
{
    std::erase_if(m_saved, [&](const Saved &saved) { return saved.name == name; });
    write();
}

void SavedFilters::fill(QMenu &menu)
{
    clearMenu(menu);
    for (const Saved &saved : m_saved) {
        QAction *action = menu.addAction(asMenuText(saved.name), this, [this, name = saved.name] { apply(name); });
        action->setCheckable(true);
        action->setChecked(isInForce(saved));
    }
    if (m_saved.empty())
        menu.addAction(tr("No saved filters yet"))->setEnabled(false);
    menu.addSeparator();
    const bool isFull = m_saved.size() >= mostKept;
    menu.addAction(isFull ? tr("&Save this filter… (in place of one of %1)").arg(mostKept) : tr("&Save this filter…"),
                   this, [this] { save(askForName(tr("Save filter"), {}, true)); });
    if (m_saved.empty())
        return;
    QMenu *renaming = menu.addMenu(tr("&Rename"));
    QMenu *removing = menu.addMenu(tr("&Delete"));
    for (const Saved &saved : m_saved) {
        renaming->addAction(asMenuText(saved.name), this, [this, name = saved.name] {
            const QString to = askForName(tr("Rename filter"), name, false);
            if (!to.isEmpty())
                rename(name, to);
        });
        removing->addAction(asMenuText(saved.name), this, [this, name = saved.name] { remove(name); });
    }
}

QString SavedFilters::askForName(const QString &title, const QString &present, bool mayBeKnown)
{
    QInputDialog dialog(m_button->window());
    dialog.setWindowTitle(title);
    dialog.setLabelText(tr("Name"));
    dialog.setTextValue(present);
    connect(&dialog, &QInputDialog::textValueChanged, &dialog, [&, this](const QString &name) {
        const QString kept = name.trimmed().left(longestName);
        const bool isKnown = find(kept) != m_saved.end();
        const bool isRefused = mayBeKnown ? !isKnown && m_saved.size() >= mostKept : isKnown && kept != present;
        dialog.setLabelText(!isRefused ? tr("Name")
                                : mayBeKnown
                                ? tr("There are %1 already: the name of one that this replaces").arg(mostKept)
                                : tr("Another filter has that name already"));
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->setDisabled(isRefused);
    });
    return dialog.exec() == QDialog::Accepted ? dialog.textValue() : QString();
}

// What is remembered.

QString SavedFilters::group() const
{
    return u"filters/"_s + m_panel.objectName();
}

void SavedFilters::read()
{
    if (!m_settings)
        return;
    const int count = std::min(static_cast<int>(mostKept), m_settings->beginReadArray(group()));
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        m_saved.push_back({m_settings->value(u"name"_s).toString(), m_settings->value(u"chip"_s).toString(),
                           m_settings->value(u"search"_s).toString(),
                           m_settings->value(u"narrowing"_s).toStringList()});
    }
    m_settings->endArray();
}

void SavedFilters::write()
{
    if (!m_settings)
        return;
    m_settings->remove(group());
    m_settings->beginWriteArray(group(), static_cast<int>(m_saved.size()));
    for (int i = 0; i < static_cast<int>(m_saved.size()); ++i) {
        const Saved &saved = m_saved[static_cast<std::size_t>(i)];
        m_settings->setArrayIndex(i);
        m_settings->setValue(u"name"_s, saved.name);
        m_settings->setValue(u"chip"_s, saved.chip);
        m_settings->setValue(u"search"_s, saved.search);
        m_settings->setValue(u"narrowing"_s, saved.narrowing);
    }
    m_settings->endArray();
}

} // namespace curbside
