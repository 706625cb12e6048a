// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/translation/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString translationFolder = u":/translations"_s;
const QString english = u"en"_s;

void install(const QLocale &locale, const QString &file, const QString &from)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, file, u"_"_s, from))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

/// Of the languages that the desktop asks for, the first one that we speak.
QString wantedLanguage()
{
    const QStringList spoken = availableLanguages();
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &name : wanted) {
        const QString language = name.section(u'-', 0, 0);
        if (language == english || spoken.contains(language))
            return language;
    }
    return english;
}

} // namespace

QStringList availableLanguages()
{
    QStringList languages;
    const QStringList files = QDir(translationFolder).entryList({u"curbside_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        languages.append(file.section(u'_', 1).section(u'.', 0, 0));
    return languages;
}

QString languageName(const QString &language)
{
    return QLocale(language).nativeLanguageName();
}

void applyLanguage(const QString &language)
{
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    const QString spoken = language.isEmpty() ? wantedLanguage() : language;
    if (spoken == english)
        return;
    install(QLocale(spoken), u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QLocale(spoken), u"curbside"_s, translationFolder);
}

} // namespace curbside
