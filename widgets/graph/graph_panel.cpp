// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_panel.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/editor/code_edit.h"
#include "widgets/entities/rows.h"
#include "widgets/graph/json_tree.h"
#include "widgets/platform/platform_link.h"
#include "widgets/shell/mode.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/traffic_panel.h"

#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype queryTitleLength = 80; ///< of a query in the menu

const QString firstQuery = u"{\n  deliveries(limit: 5) {\n    items {\n      number\n      status\n"
                           "      tasks { number status lidEvents { kind at } }\n"
                           "      robot { name state { lid battery } }\n    }\n  }\n}"_s;

QSplitter *makeSplit(Qt::Orientation orientation, std::initializer_list<QWidget *> parts)
{
    auto *split = new QSplitter(orientation);
    for (QWidget *part : parts)
        split->addWidget(part);
    split->setChildrenCollapsible(false);
    return split;
}

CodeEdit *makeReadOnly(const CodeLanguage &language, const QString &name)
{
    auto *edit = new CodeEdit(language, name);
    edit->setReadOnly(true);
    return edit;
}

} // namespace

GraphPanel::GraphPanel(Workbench &bench, QWidget *parent)
    : Panel(u"graphql"_s, tr("GraphQL"), parent), m_bench(bench), m_history(bench.settings, u"graphql/history"_s),
      m_editor(new CodeEdit(graphLanguage(), tr("GraphQL query"))),
      m_variables(new CodeEdit(jsonLanguage(), tr("Variables, as JSON"))), m_tree(new JsonTree(tr("Answer as a tree"))),
      m_text(makeReadOnly(jsonLanguage(), tr("Answer as text"))), m_plan(new EntityList(tr("Plan over the services"))),
      m_asked(makeReadOnly(graphLanguage(), tr("What the service was asked"))), m_stack(new QStackedWidget),
      m_historyButton(new QToolButton), m_variablesButton(new QToolButton), m_run(new QPushButton(tr("&Run"))),
      m_told(new QLabel)
{
    m_planRows.setColumns(planColumns());
    addHeader();
    build();
    m_editor->setPlainText(m_history.statements().value(0, firstQuery));
    m_variables->setPlaceholderText(tr("Variables: {\"limit\": 3}"));
    m_editor->setWords([this](const QString &text, int position) { return m_schema.wordsAt(text, position); });
    for (CodeEdit *edit : {m_editor, m_variables})
        connect(edit, &CodeEdit::runWished, this, &GraphPanel::run);
    connect(m_editor, &CodeEdit::historyWished, this, [this](int step) {
        if (const QString query = m_history.walk(step); !query.isEmpty())
            m_editor->replaceText(query);
    });
    connect(m_plan, &EntityList::chosen, this, &GraphPanel::showAsked);
    connect(&bench.link, &PlatformLink::described, this, &GraphPanel::readSchema);
    showLook(Look::Tree);
}

void GraphPanel::addHeader()
{
    setNote(tr("the graph of all services"));
    m_historyButton->setText(tr("History") + u" ▾"_s);
    m_historyButton->setAccessibleName(tr("History"));
    m_historyButton->setToolTip(tr("Queries that were run (Alt+Up and Alt+Down in the editor)"));
    m_historyButton->setPopupMode(QToolButton::InstantPopup);
    m_historyButton->setMenu(new QMenu(m_historyButton));
    connect(m_historyButton->menu(), &QMenu::aboutToShow, this, &GraphPanel::fillHistory);
    m_variablesButton->setText(tr("Variables"));
    m_variablesButton->setAccessibleName(tr("Variables"));
    m_variablesButton->setToolTip(tr("Shows the query's variables beside it"));
    m_variablesButton->setCheckable(true);
    connect(m_variablesButton, &QToolButton::toggled, m_variables, &QWidget::setVisible);
    m_run->setProperty("role", u"primary"_s);
    m_run->setToolTip(tr("Runs the query (Ctrl+Return)"));
    connect(m_run, &QPushButton::clicked, this, &GraphPanel::run);
    for (QToolButton *button : {m_historyButton, m_variablesButton}) {
        button->setFocusPolicy(Qt::StrongFocus);
        addControl(button);
    }
    addControl(m_run);
}

void GraphPanel::build()
{
    auto *asked = new QWidget;
    auto *layout = new QVBoxLayout(asked);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSplit(Qt::Horizontal, {m_editor, m_variables}), 1);
    m_variables->hide();
    auto *bar = new QFrame;
    bar->setProperty("part", u"bar"_s);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(Tokens::margin - 2, 4, Tokens::spacing - 2, 4);
    line->setSpacing(0);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setProperty("role", u"secondary"_s);
    m_told->setText(tr("Ctrl+Return runs the query. Looking changes nothing."));
    line->addWidget(m_told, 1);
    const std::array<std::pair<QString, QString>, 3> looks{{{tr("Tree"), tr("The answer as a tree")},
                                                            {tr("Text"), tr("The answer as text")},
                                                            {tr("Plan"), tr("Which service was asked for what")}}};
    for (std::size_t at = 0; at < looks.size(); ++at) {
        auto *button = new QToolButton;
        button->setText(looks[at].first);
        button->setAccessibleName(looks[at].first);
        button->setToolTip(looks[at].second);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment", at == 0 ? u"first"_s : at == 1 ? u"middle"_s : u"last"_s);
        connect(button, &QToolButton::clicked, this, [this, at] { showLook(static_cast<Look>(at)); });
        m_looks.push_back(button);
        line->addWidget(button);
    }
    layout->addWidget(bar);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_text);
    m_stack->addWidget(makePlan());
    auto *split = makeSplit(Qt::Vertical, {asked, m_stack});
    split->setSizes({140, 300});
    body()->addWidget(split, 1);
}

QWidget *GraphPanel::makePlan()
{
    m_plan->setMessage(
        tr("The plan of the last query is shown here: which service was asked for what, in which order."));
    m_plan->setTable(m_planRows);
    m_plan->sortBy(0, Qt::AscendingOrder);
    m_asked->setPlaceholderText(tr("Choose a line of the plan to read what its service was asked."));
    auto *split = makeSplit(Qt::Vertical, {m_plan, m_asked});
    m_asked->setMinimumHeight(Tokens::panelHeaderHeight);
    split->setSizes({300, 60});
    split->setStretchFactor(0, 1);
    return split;
}

void GraphPanel::showLook(Look look)
{
    const auto at = static_cast<std::size_t>(look);
    m_stack->setCurrentIndex(static_cast<int>(at));
    for (std::size_t i = 0; i < m_looks.size(); ++i)
        m_looks[i]->setChecked(i == at);
}

void GraphPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    readSchema();
}

void GraphPanel::readSchema()
{
    if (!isVisible() || !m_bench.link.status().isRunning || !m_schema.types.isEmpty())
        return;
    JsonWriter json;
    json.beginObject().member("query", GraphSchema::question).endObject();
    m_bench.link.ask(u"gateway"_s, u"/graphql"_s, json.take(),
                     [self = QPointer(this)](int status, const QByteArray &body) {
                         const auto answer = JsonDocument::parse(body);
                         if (self && status == 200 && answer)
                             self->m_schema = GraphSchema::from(answer->root());
                     });
}

void GraphPanel::fillHistory()
{
    QMenu &menu = *m_historyButton->menu();
    menu.clear();
    if (m_history.statements().isEmpty())
        menu.addAction(tr("Nothing has been run yet"))->setEnabled(false);
    for (const QString &query : m_history.statements().mid(0, 25)) {
        const QString line = query.simplified();
        const QString title = line.size() > queryTitleLength ? line.left(queryTitleLength) + u'…' : line;
        menu.addAction(asMenuText(title), this, [this, query] { m_editor->replaceText(query); });
    }
}

void GraphPanel::run()
{
    const QString query = m_editor->toPlainText();
    if (m_isRunning || query.trimmed().isEmpty())
        return;
    const QByteArray given = m_variables->toPlainText().trimmed().toUtf8();
    if (!given.isEmpty() && !JsonDocument::parse(given)) {
        m_variablesButton->setChecked(true);
        tell(tr("The variables are not JSON."), true);
        return;
    }
    m_history.add(query);
    m_editor->clearError();
    m_isRunning = true;
    m_run->setEnabled(false);
    JsonWriter json;
    json.beginObject().member("query", query);
    if (!given.isEmpty())
        json.rawMember("variables", given);
    json.rawMember("extensions", R"({"plan":true})").endObject();
    m_bench.link.ask(u"gateway"_s, u"/graphql"_s, json.take(),
                     [self = QPointer(this)](int status, const QByteArray &body) {
                         if (self)
                             self->take(status, body);
                     });
}

void GraphPanel::take(int status, const QByteArray &body)
{
    m_isRunning = false;
    m_run->setEnabled(true);
    const auto answer = JsonDocument::parse(body);
    if (!answer) {
        tell(tr("The gateway answered %1.").arg(status), true);
        return;
    }
    const JsonValue root = answer->root();
    const JsonValue plan = root["extensions"]["plan"];
    m_story = GraphPlanStory::from(plan);
    JsonWriter shown; // the plan is shown apart
    shown.beginObject();
    for (const std::string_view name : {"errors", "data"}) {
        if (!root[name].isAbsent())
            shown.key(name).raw(root[name].toJson());
    }
    shown.endObject();
    const QByteArray text = root["data"].isAbsent() && root["errors"].isAbsent() ? body : shown.take();
    m_tree->setJson(text);
    m_text->setPlainText(indentedJson(text));
    m_planRows.takeAll(m_story.rows);
    showAsked();
    takeErrors(root, plan.isAbsent() ? QString() : m_story.text());
}

void GraphPanel::takeErrors(const JsonValue &answer, const QString &plan)
{
    QStringList messages;
    answer["errors"].forEachItem([&](JsonValue error) {
        if (messages.isEmpty())
            error["locations"].forEachItem([&](JsonValue place) {
                m_editor->markError(int(place["line"].toInteger().value_or(0)),
                                    int(place["column"].toInteger().value_or(0)));
            });
        messages += textIn(error, "message");
    });
    if (messages.isEmpty() && answer["data"].isAbsent())
        messages += textIn(answer, "detail");
    if (messages.isEmpty())
        tell(plan, false);
    else if (answer["data"].isObject())
        tell(tr("Not all could be answered (%1): %2").arg(messages.size()).arg(messages.front()), true);
    else
        tell(messages.front(), true);
}

void GraphPanel::showAsked()
{
    const PlanRow *row = m_planRows.find(m_plan->currentKey());
    m_asked->setPlainText(row ? row->query : QString());
}

void GraphPanel::tell(const QString &text, bool isProblem)
{
    m_told->setText(visibleLines(text));
    m_told->setProperty("role", isProblem ? u"bad"_s : u"secondary"_s);
    m_told->style()->unpolish(m_told);
    m_told->style()->polish(m_told);
}

QString GraphPanel::told() const
{
    return m_told->text();
}

QString GraphPanel::asked() const
{
    return m_asked->toPlainText();
}

QString GraphPanel::answerText() const
{
    return m_text->toPlainText();
}

} // namespace curbside
