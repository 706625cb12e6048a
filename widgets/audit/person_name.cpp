// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/person_name.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype longestName = 60;

/// Translations of this file.
class NameWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::PersonName)
};

QString settingsKey()
{
    return u"person/name"_s;
}

} // namespace

PersonName::PersonName(QSettings *settings) : m_settings(settings)
{
    if (settings)
        m_name = settings->value(settingsKey()).toString();
}

void PersonName::setName(const QString &name)
{
    m_name = name.simplified().left(longestName);
    if (m_settings)
        m_settings->setValue(settingsKey(), m_name);
}

QString PersonName::ask(QWidget &window)
{
    if (m_name.isEmpty())
        change(window);
    return m_name;
}

void PersonName::change(QWidget &window)
{
    bool isGiven = false;
    const QString name =
        QInputDialog::getText(&window, NameWords::tr("Your name"),
                              NameWords::tr("Your name, as others shall read it beside what you take and do:"),
                              QLineEdit::Normal, m_name, &isGiven);
    if (isGiven && !name.simplified().isEmpty())
        setName(name);
}

} // namespace curbside
