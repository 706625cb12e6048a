// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace tst_man_pages {

using namespace Qt::StringLiterals;

namespace {

const QString programs = QStringLiteral(CURBSIDE_BINARY_DIR "/app/");
const QString pages = QStringLiteral(CURBSIDE_SOURCE_DIR "/packaging/");

/// What a page says of one command, or of the program itself where `command` is empty.
struct Described
{
    QString program;
    QString command;
    QString section; ///< the line that begins it in the page
};

const std::vector<Described> described{
    {u"curbsidectl"_s, {}, u".Sh DESCRIPTION"_s},
    {u"curbsidectl"_s, u"run"_s, u".Ss run"_s},
    {u"curbsidectl"_s, u"simulate"_s, u".Ss simulate"_s},
    {u"curbsidectl"_s, u"verify"_s, u".Ss verify"_s},
    {u"curbsidectl"_s, u"events"_s, u".Ss events"_s},
    {u"curbsidectl"_s, u"query"_s, u".Ss query"_s},
    {u"curbsidectl"_s, u"reconcile"_s, u".Ss reconcile"_s},
    {u"curbsidectl"_s, u"scenarios"_s, u".Ss scenarios"_s},
#ifdef CURBSIDE_CONSOLE
    {u"curbside"_s, {}, u".Sh OPTIONS"_s},
#endif
};

QString helpOf(const QString &program, const QString &command)
{
    QProcess process;
    process.start(programs + program, (command.isEmpty() ? QStringList() : QStringList{command}) << u"--help"_s);
    const bool isWell = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit;
    return isWell && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

QStringList pageOf(const QString &program)
{
    QFile page(pages + program + u".1"_s);
    return page.open(QFile::ReadOnly) ? QString::fromUtf8(page.readAll()).split(u'\n') : QStringList();
}

/// The lines after the one that begins a section or subsection, up to the next of either.
QStringList linesOf(const QStringList &page, const QString &section)
{
    QStringList lines;
    for (qsizetype i = page.indexOf(section) + 1; i > 0 && i < page.size(); ++i) {
        if (page[i].startsWith(u".Sh ") || page[i].startsWith(u".Ss "))
            break;
        lines.append(page[i]);
    }
    return lines;
}

/// What the pattern's only group matches in any line, sorted.
QStringList captured(const QStringList &lines, const QString &pattern)
{
    const QRegularExpression expression(pattern);
    QStringList found;
    for (const QString &line : lines) {
        if (const auto match = expression.match(line); match.hasMatch())
            found.append(match.captured(1));
    }
    found.sort();
    return found;
}

QStringList optionsInHelp(const Described &what)
{
    QStringList options = captured(helpOf(what.program, what.command).split(u'\n'), u"^  (?:-\\w,)?--([\\w-]+)"_s);
    if (!what.command.isEmpty())
        options.removeIf([](const QString &option) { // described once, for all commands
            return option == u"help" || option == u"version";
        });
    return options;
}

QStringList optionsInPage(const Described &what)
{
    return captured(linesOf(pageOf(what.program), what.section), u"^\\.It Fl (?:\\w , )?-([\\w-]+)"_s);
}

} // namespace

class ManPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOptionIsDescribed_data();
    void everyOptionIsDescribed();
    void everyCommandIsDescribed();
#ifdef CURBSIDE_CONSOLE
    void everyModeIsNamed();
#endif
    void quotesEndWhereTheyBegan_data();
    void quotesEndWhereTheyBegan();
    void synopsisNamesEveryOption_data();
    void synopsisNamesEveryOption();
};

void ManPagesTest::everyOptionIsDescribed_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < described.size(); ++i)
        QTest::addRow("%s %s", qPrintable(described[i].program), qPrintable(described[i].command)) << i;
}

void ManPagesTest::everyOptionIsDescribed()
{
    QFETCH(const std::size_t, index);
    const Described &what = described[index];
    QVERIFY2(!helpOf(what.program, what.command).isEmpty(), "--help printed nothing");
    QCOMPARE(optionsInPage(what), optionsInHelp(what));
}

void ManPagesTest::everyCommandIsDescribed()
{
    const QString help = helpOf(u"curbsidectl"_s, {});
    const QStringList commands = captured(help.section(u"Subcommands:"_s, 1).split(u'\n'), u"^  (\\w+)"_s);
    QVERIFY(!commands.isEmpty());
    QCOMPARE(captured(pageOf(u"curbsidectl"_s), u"^\\.Ss (\\w+)"_s), commands);
}

#ifdef CURBSIDE_CONSOLE
void ManPagesTest::everyModeIsNamed()
{
    const QRegularExpression listed(u"Mode to show: ([\\w, \\n]+?)\\n +--"_s);
    const QStringList modes =
        listed.match(helpOf(u"curbside"_s, {})).captured(1).simplified().split(u", "_s, Qt::SkipEmptyParts);
    QVERIFY(modes.size() > 1);
    const QStringList page = pageOf(u"curbside"_s);
    const QStringList entry =
        page.mid(page.indexOf(u".It Fl -mode Ar NAME"_s) + 1).join(u'\n').section(u"\n.It"_s, 0, 0).split(u'\n');
    QStringList named = captured(entry, u"^\\.Ql (\\w+)"_s);
    QStringList wanted = modes;
    wanted.sort();
    QCOMPARE(named, wanted);
}
#endif

void ManPagesTest::quotesEndWhereTheyBegan_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("curbside") << u"curbside"_s;
    QTest::newRow("curbsidectl") << u"curbsidectl"_s;
}

/// Around a line with quotes, others are set apart at the wrong end: such parentheses stand on lines of their own.
void ManPagesTest::quotesEndWhereTheyBegan()
{
    QFETCH(const QString, program);
    QCOMPARE(captured(pageOf(program), u"^(\\.[PDQ]q Ql .*)"_s), QStringList());
}

void ManPagesTest::synopsisNamesEveryOption_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < described.size(); ++i) {
        if (optionsInPage(described[i]) != QStringList{u"help"_s, u"version"_s}) // those go without saying
            QTest::addRow("%s %s", qPrintable(described[i].program), qPrintable(described[i].command)) << i;
    }
}

void ManPagesTest::synopsisNamesEveryOption()
{
    QFETCH(const std::size_t, index);
    const Described &what = described[index];
    QStringList options = optionsInPage(what);
    options.removeAll(u"help"_s);
    options.removeAll(u"version"_s);
    const QString synopsis = linesOf(pageOf(what.program), u".Sh SYNOPSIS"_s).join(u'\n');
    const QStringList forms = what.command.isEmpty() ? QStringList{synopsis} : synopsis.split(u".Nm\n"_s);
    QStringList named;
    for (const QString &form : forms) {
        if (what.command.isEmpty() || form.startsWith(u".Cm "_s + what.command))
            named += captured(form.split(u'\n'), u"Fl -([\\w-]+)"_s);
    }
    named.sort();
    named.removeDuplicates();
    QCOMPARE(named, options);
}

CURBSIDE_TEST(ManPagesTest)

} // namespace tst_man_pages

#include "tst_man_pages.moc"
