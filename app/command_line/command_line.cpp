// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

#include <CLI/CLI.hpp>

#include <QStringList>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString text(const std::string &words)
{
    return QString::fromLocal8Bit(words.c_str());
}

/// What is too much or too little of an option that is known; the error tells it only in words that begin with its name, for
/// a flag without the dashes.
QString explainedMismatch(CLI::App &command, const QString &words)
{
    QString name = words.section(u':', 0, 0).section(u' ', 0, 0);
    if (!name.startsWith(u'-'))
        name.prepend(u"--");
    const CLI::Option *option = command.get_option_no_throw(name.toStdString());
    if (!option)
        return words;
    if (option->get_items_expected_max() == 0)
        return u"%1: takes no value: leave the value out"_s.arg(name);
    if (option->count() > 1)
        return u"%1: is given more than once: give it once"_s.arg(name);
    return u"%1: its value is missing: give %2"_s.arg(name, text(option->get_type_name()));
}

} // namespace

QString explained(CLI::App &app, const CLI::ParseError &error)
{
    CLI::App &command = app.get_subcommands().empty() ? app : *app.get_subcommands().front();
    QString name = text(app.get_name());
    if (&command != &app)
        name += u' ' + text(command.get_name());
    if (dynamic_cast<const CLI::ArgumentMismatch *>(&error))
        return explainedMismatch(command, text(error.what()));
    const bool isMissing = dynamic_cast<const CLI::RequiredError *>(&error) != nullptr;
    if (!isMissing && !dynamic_cast<const CLI::ExtrasError *>(&error))
        return text(error.what());
    if (const std::vector<std::string> extras = app.remaining(true); !extras.empty()) {
        const QString first = text(extras.front());
        return (first.startsWith(u'-') ? u"%1: is no option here: see %2 --help"_s
                                       : u"%1: is one word too many: see %2 --help"_s)
            .arg(first, name);
    }
    for (const CLI::Option *option : command.get_options()) {
        if (option->get_required() && option->count() == 0)
            return u"%1: %2 is missing: name it"_s.arg(text(command.get_name()), text(option->get_type_name()));
    }
    QStringList commands;
    for (const CLI::App *known : app.get_subcommands([](const CLI::App *) { return true; }))
        commands.append(text(known->get_name()));
    return u"a command is missing: name one of %1"_s.arg(commands.join(u", "_s));
}

bool isTerminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

} // namespace curbside
