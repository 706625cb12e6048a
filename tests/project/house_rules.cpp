// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/project/house_rules.h"

#include "tests/project/function_lengths.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestFile = 600;
constexpr int longestFunction = 60;

const QStringList services{u"integrations"_s, u"deliveries"_s, u"dispatch"_s, u"operations"_s, u"state"_s};

QString at(const SourceFile &file, qsizetype line, const QString &what)
{
    return u"%1:%2: %3"_s.arg(file.path).arg(line).arg(what);
}

// Every place in `text` (the file's own, or what blanking left of it) where `pattern` matches.
QStringList matches(const SourceFile &file, const QString &text, const QRegularExpression &pattern)
{
    QStringList found;
    auto all = pattern.globalMatch(text);
    while (all.hasNext()) {
        const auto match = all.next();
        found.append(
            at(file, QStringView(text).first(match.capturedStart()).count(u'\n') + 1, match.captured().trimmed()));
    }
    return found;
}

QStringList includesThat(const SourceFile &file, const std::function<bool(const QString &)> &breach)
{
    QStringList found;
    for (const QString &include : file.includes()) {
        if (breach(include))
            found.append(u"%1: includes %2"_s.arg(file.path, include));
    }
    return found;
}

QStringList tooLongFile(const SourceFile &file)
{
    const qsizetype lines = file.lines().size();
    return file.isCpp() && lines > longestFile ? QStringList{at(file, lines, u"%1 lines"_s.arg(lines))} : QStringList();
}

QStringList tooLongFunctions(const SourceFile &file)
{
    if (!file.isCpp())
        return {};
    const FunctionLengths lengths = functionLengths(file.text);
    QStringList found;
    if (!lengths.balanced)
        found.append(at(file, 1, u"braces that do not pair, so functions cannot be measured"_s));
    for (const FunctionLength &function : lengths.functions) {
        if (function.lines > longestFunction)
            found.append(at(file, function.line, u"%1 has %2 lines"_s.arg(function.name).arg(function.lines)));
    }
    return found;
}

// JSON, pictures and prose have no line of their own: REUSE.toml speaks for them.
QStringList withoutLicenceLine(const SourceFile &file)
{
    static const QRegularExpression carriesOne(
        u"(\\.(cpp|h|cmake|sh|sql|py|mjs|js|qss|toml|in|desktop|xml|yaml|yml|supp)|CMakeLists\\.txt|/run|"
        "(^|/)\\.(clang-format|clang-tidy|editorconfig|gitattributes))$"_s);
    if (!carriesOne.match(file.path).hasMatch())
        return {};
    for (const QString &line : file.lines().first(qMin<qsizetype>(5, file.lines().size()))) {
        if (line.contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s))
            return {};
    }
    return {at(file, 1, u"no SPDX-License-Identifier line among the first five"_s)};
}

QStringList badIncludes(const SourceFile &file, const QSet<QString> &paths)
{
    static const QRegularExpression ours(u"^(app|widgets|services|tests)/"_s);
    if (!file.isCpp())
        return {};
    return includesThat(file, [&](const QString &include) {
        return include.contains(u".."_s) || (ours.match(include).hasMatch() && !paths.contains(include));
    });
}

/// A floor and the folders it may include; of our own folders, no others.
struct Floor
{
    QString folder;
    QStringList sees;
};

std::vector<Floor> floors()
{
    const QString runtime = u"services/runtime/"_s;
    const QStringList beside{u"services/world/"_s, u"services/gateway/"_s, u"services/warehouse/"_s,
                             u"services/capture/"_s};
    const QString hosting = u"services/hosting/"_s;
    const QString cesql = u"services/cesql/"_s;
    const QString graphql = u"services/graphql/"_s;
    const QString subgraph = u"services/subgraph/"_s;
    std::vector<Floor> all{{runtime, {runtime}},
                           {cesql, {cesql}},
                           {graphql, {u"services/runtime/json/"_s, graphql}},
                           {subgraph, {runtime, graphql, subgraph}}};
    QStringList below{runtime, cesql, graphql, subgraph};
    for (const QString &name : services) {
        const QString service = u"services/%1/"_s.arg(name);
        all.push_back({service, {runtime, subgraph, service}});
        below.append(service);
    }
    for (const QString &folder : beside)
        all.push_back({folder,
                       folder == u"services/gateway/"_s ? QStringList{runtime, graphql, subgraph, folder}
                                                        : QStringList{runtime, folder}});
    all.push_back({hosting, below + beside + QStringList{hosting}});
    all.push_back({u"widgets/"_s, beside + QStringList{runtime, cesql, hosting, u"widgets/"_s}});
    all.push_back({u"app/"_s, beside + QStringList{runtime, cesql, hosting, u"widgets/"_s, u"app/"_s}});
    return all;
}

QStringList brokenWalls(const SourceFile &file)
{
    static const std::vector<Floor> house = floors();
    static const QRegularExpression ours(u"^(app|widgets|services|tests)/"_s);
    const auto isOn = [&](const Floor &floor) { return file.path.startsWith(floor.folder); };
    const auto floor = std::find_if(house.begin(), house.end(), isOn);
    if (!file.isCpp() || floor == house.end())
        return {};
    return includesThat(file, [&](const QString &include) {
        const auto covers = [&](const QString &folder) { return include.startsWith(folder); };
        return ours.match(include).hasMatch() && std::none_of(floor->sees.begin(), floor->sees.end(), covers);
    });
}

// Includes of what a floor has no business with, by the name of the header.
QStringList foreignLibraries(const SourceFile &file)
{
    static const QRegularExpression window(
        u"^(Qt(Widgets|Gui|Svg|PrintSupport)(/"
        u"|$)|Q(Widget|Application|GuiApplication|Painter|Color|Icon|Pixmap|Image|Action|"
        "Font|Brush|Pen|Palette|MainWindow|Dialog|AbstractItemView|StyledItemDelegate)$|qcustomplot|Qsci/|igraph)"_s);
    static const QRegularExpression storesOrCalls(
        u"^(Qt(Sql|Network|WebSockets)(/|$)|QSql|QNetwork|QTcp|QSsl|QHttp|sqlite3\\.h|boost/|nats)"_s);
    if (!file.isCpp())
        return {};
    if (file.path.startsWith(u"services/"_s))
        return includesThat(file, [](const QString &include) { return window.match(include).hasMatch(); });
    if (file.path.startsWith(u"widgets/"_s))
        return includesThat(file, [](const QString &include) { return storesOrCalls.match(include).hasMatch(); });
    return {};
}

// As a part of any name: RobotSerial, isRobot, robot_state.
QStringList domainInTheRuntime(const SourceFile &file)
{
    static const QRegularExpression word(
        u"(?<![a-z])(?:robot|lid|merchant|customer|courier|partner|dropoff|pickup)s?(?![a-z])|"
        "(?<![A-Za-z])[A-Za-z]*(?:Robot|Lid|Merchant|Customer|Courier|Partner|Dropoff|Pickup)s?(?![a-z])|"
        "\\b(?:Delivery|Task|Demand|Trip)(?:Id|Status|Store|Service)\\b"_s);
    if (!file.isCpp() || !file.path.startsWith(u"services/runtime/"_s))
        return {};
    return matches(file, blanked(file.text, Blank::Comments), word);
}

QStringList vagueNames(const SourceFile &file)
{
    static const QRegularExpression vague(
        u"\\b(?:class|struct|namespace)\\s+\\w*(?:Manager|Helper|Utils?|Utilities)\\b"_s);
    static const QRegularExpression snakeCase(u"^[a-z0-9_]+\\.(cpp|h)$"_s);
    if (!file.isCpp())
        return {};
    QStringList found = matches(file, blanked(file.text, Blank::CommentsAndLiterals), vague);
    if (!snakeCase.match(file.path.section(u'/', -1)).hasMatch())
        found.append(at(file, 1, u"its name is not in snake_case"_s));
    return found;
}

// Whatever makes two runs of the same scenario and seed differ.
QStringList chanceAndWallClock(const SourceFile &file)
{
    static const QRegularExpression chance(
        u"\\b(?:system_clock::now|currentDateTime(?:Utc)?|currentMSecsSinceEpoch|currentSecsSinceEpoch|"
        u"QRandomGenerator|"
        "createUuid|random_device|default_random_engine|mt19937(?:_64)?|\\w+_distribution)\\b|\\bs?rand\\(\\)"_s);
    // Where wall time is the subject itself, or chance has to be the real one: the token of a workspace.
    static const QStringList atTheEdge{u"services/runtime/observe/"_s, u"services/runtime/http/http_server"_s,
                                       u"services/hosting/workspace.cpp"_s};
    const auto covers = [&](const QString &edge) { return file.path.startsWith(edge); };
    if (!file.isCpp() || !file.path.startsWith(u"services/"_s)
        || std::any_of(atTheEdge.begin(), atTheEdge.end(), covers))
        return {};
    return matches(file, blanked(file.text, Blank::CommentsAndLiterals), chance);
}

QStringList sleepingTests(const SourceFile &file)
{
    static const QRegularExpression sleep(
        u"\\b(?:qSleep|qWait|sleep_for|sleep_until|usleep|msleep|nanosleep)\\s*\\("_s);
    if (!file.isCpp() || !file.path.startsWith(u"tests/"_s))
        return {};
    return matches(file, blanked(file.text, Blank::CommentsAndLiterals), sleep);
}

// What is linked in pages, [words](path) from the folder of the page, and what comments name as docs/…; what leads out of the
// repository is not followed.
QStringList linkTargets(const SourceFile &file)
{
    static const QRegularExpression link(u"\\]\\(([^)#:]+)(#[^)]*)?\\)"_s);
    static const QRegularExpression page(u"\\bdocs/[\\w./-]+\\.md\\b"_s);
    const bool isPage = file.path.endsWith(u".md"_s);
    const QString folder = file.path.contains(u'/') ? file.path.section(u'/', 0, -2) + u'/' : QString();
    QStringList targets;
    auto all = (isPage ? link : page).globalMatch(file.text);
    while (all.hasNext()) {
        const auto match = all.next();
        targets.append(isPage ? QDir::cleanPath(folder + match.captured(1)) : match.captured());
    }
    return targets;
}

QStringList deadLinks(const SourceFile &file, const QSet<QString> &paths)
{
    QStringList found;
    for (const QString &target : linkTargets(file)) {
        const auto isInside = [&](const QString &path) { return path.startsWith(target + u'/'); };
        if (!paths.contains(target) && std::none_of(paths.begin(), paths.end(), isInside))
            found.append(u"%1: points to %2"_s.arg(file.path, target));
    }
    return found;
}

// Written in two halves, or this file would break the rule.
QStringList unfinishedWork(const SourceFile &file)
{
    static const QRegularExpression mark(u"\\b(?:TO"_s
                                         u"DO|FIX"_s
                                         u"ME|XX"_s
                                         u"X)\\b"_s);
    return matches(file, file.text, mark);
}

QStringList machinePaths(const SourceFile &file)
{
    static const QRegularExpression path(u"(?<![\\w.}$])/(?:work|root|home)/[^\\s\"'`)]*"_s);
    return matches(file, file.text, path);
}

} // namespace

std::vector<HouseRule> houseRules(const QSet<QString> &paths)
{
    return {
        {"no file is longer than 600 lines", tooLongFile},
        {"no function is longer than 60 lines", tooLongFunctions},
        {"every source names its licence", withoutLicenceLine},
        {"an include names a file from the root of the repository",
         [paths](const SourceFile &file) { return badIncludes(file, paths); }},
        {"a floor includes only what stands below it", brokenWalls},
        {"services draw nothing, widgets neither store nor call", foreignLibraries},
        {"the runtime knows nothing of deliveries and robots", domainInTheRuntime},
        {"names say what a thing is", vagueNames},
        {"no chance and no wall clock in the services", chanceAndWallClock},
        {"tests do not sleep", sleepingTests},
        {"a link points to what is there", [paths](const SourceFile &file) { return deadLinks(file, paths); }},
        {"no work is left for later", unfinishedWork},
        {"no path of one machine", machinePaths},
    };
}

} // namespace curbside
