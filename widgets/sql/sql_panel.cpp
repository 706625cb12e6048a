// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sql/sql_panel.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/editor/code_edit.h"
#include "widgets/entities/rows.h"
#include "widgets/panels/save_dialog.h"
#include "widgets/platform/platform_link.h"
#include "widgets/shell/mode.h"
#include "widgets/sql/sql_desk.h"
#include "widgets/theme/plain_text.h"

#include <QComboBox>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype statementTitleLength = 80; ///< of a statement in the menu

const QString firstStatement =
    u"SELECT status, count(*) AS deliveries, round(avg(order_to_door_seconds) / 60.0, 1) AS minutes\n"
    "FROM fact_delivery\nGROUP BY status\nORDER BY deliveries DESC"_s;

/// Tells cancelled questions of this program apart.
QString tagOf(const void *asker, int round)
{
    return u"console-%1-%2"_s.arg(reinterpret_cast<quintptr>(asker)).arg(round);
}

QToolButton *makeMenuButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text + u" ▾"_s);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(new QMenu(button));
    return button;
}

} // namespace

SqlPanel::SqlPanel(Workbench &bench, QWidget *parent)
    : Panel(u"sql"_s, tr("SQL"), parent), m_bench(bench), m_history(bench.settings, u"sql/history"_s),
      m_editor(new CodeEdit(sqlLanguage(), tr("SQL statement"))), m_rows(new EntityList(tr("Rows of the answer"))),
      m_limit(new QComboBox), m_run(new QPushButton(tr("&Run"))), m_cancel(new QPushButton(tr("&Cancel"))),
      m_historyButton(
          makeMenuButton(tr("History"), tr("Statements that were run (Alt+Up and Alt+Down in the editor)"))),
      m_export(makeMenuButton(tr("Export"), tr("Copies or saves all rows of the answer"))), m_told(new QLabel)
{
    addHeader();
    build();
    m_editor->setPlainText(m_history.statements().value(0, firstStatement));
    m_editor->setWords([this](const QString &text, int position) { return m_schema.wordsAt(text, position); });
    connect(m_editor, &CodeEdit::runWished, this, &SqlPanel::run);
    connect(m_editor, &CodeEdit::historyWished, this, [this](int step) {
        if (const QString statement = m_history.walk(step); !statement.isEmpty())
            m_editor->replaceText(statement);
    });
    connect(&bench.link, &PlatformLink::described, this, &SqlPanel::readSchema);
    if (bench.sqlDesk)
        connect(bench.sqlDesk, &SqlDesk::wanted, this, &SqlPanel::takeWaiting);
    QMetaObject::invokeMethod(this, &SqlPanel::takeWaiting, Qt::QueuedConnection); // once it has its place
    showState();
}

void SqlPanel::addHeader()
{
    setNote(tr("read-only, on the warehouse"));
    const QLocale locale;
    for (const int limit : {100, 1000, 10'000})
        m_limit->addItem(tr("%1 rows").arg(locale.toString(limit)), limit);
    m_limit->setCurrentIndex(1);
    m_limit->setAccessibleName(tr("At most this many rows"));
    m_limit->setToolTip(tr("An answer has no more rows than this; whether there are more is said"));
    m_run->setProperty("role", u"primary"_s);
    m_run->setToolTip(tr("Runs the statement (Ctrl+Return)"));
    m_cancel->setToolTip(tr("Stops the statement"));
    connect(m_run, &QPushButton::clicked, this, &SqlPanel::run);
    connect(m_cancel, &QPushButton::clicked, this, &SqlPanel::cancel);
    connect(m_historyButton->menu(), &QMenu::aboutToShow, this, &SqlPanel::fillHistory);
    addExport(m_export);
    for (QWidget *control : std::initializer_list<QWidget *>{m_historyButton, m_limit, m_export, m_cancel, m_run})
        addControl(control);
}

void SqlPanel::addExport(QToolButton *button)
{
    using Format = ListView::CopyFormat;
    QMenu &menu = *button->menu();
    menu.addAction(tr("Copy all as &text"), this, [this] { copyAll(Format::Text); });
    menu.addAction(tr("Copy all as CS&V"), this, [this] { copyAll(Format::Csv); });
    menu.addAction(tr("Copy all as &JSON"), this, [this] { copyAll(Format::Json); });
    menu.addSeparator();
    menu.addAction(tr("&Save as CSV…"), this, [this] { saveAs(Format::Csv); });
    menu.addAction(tr("S&ave as JSON…"), this, [this] { saveAs(Format::Json); });
}

void SqlPanel::build()
{
    m_result = SqlResult::from({});
    m_rows->setTable(*m_result.rows);
    auto *split = new QSplitter(Qt::Vertical);
    auto *asked = new QWidget;
    auto *layout = new QVBoxLayout(asked);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_told->setContentsMargins(Tokens::margin - 2, 5, Tokens::margin - 2, 5);
    layout->addWidget(m_told);
    m_rows->setMessage(tr("Ask with one SELECT; Ctrl+Return runs it. Nothing can be changed here."));
    split->addWidget(asked);
    split->addWidget(m_rows);
    split->setChildrenCollapsible(false);
    split->setSizes({150, 260});
    split->setStretchFactor(1, 1);
    body()->addWidget(split, 1);
}

void SqlPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    readSchema();
}

void SqlPanel::readSchema()
{
    if (!isVisible() || !m_bench.link.status().isRunning)
        return;
    JsonWriter json;
    json.beginObject().member("sql", SqlSchema::question).endObject();
    m_bench.link.ask(u"warehouse"_s, u"/query"_s, json.take(),
                     [self = QPointer(this)](int status, const QByteArray &body) {
                         const auto answer = JsonDocument::parse(body);
                         if (self && status == 200 && answer)
                             self->m_schema = SqlSchema::from(answer->root());
                     });
}

void SqlPanel::takeWaiting()
{
    const QString sql = m_bench.sqlDesk ? m_bench.sqlDesk->take() : QString();
    if (sql.isEmpty())
        return;
    m_history.add(m_editor->toPlainText());
    m_editor->replaceText(sql);
    show();
    raise();
    m_editor->setFocus(Qt::OtherFocusReason);
    run();
}

void SqlPanel::fillHistory()
{
    QMenu &menu = *m_historyButton->menu();
    menu.clear();
    if (m_history.statements().isEmpty())
        menu.addAction(tr("Nothing has been run yet"))->setEnabled(false);
    for (const QString &statement : m_history.statements().mid(0, 25)) {
        const QString line = statement.simplified();
        const QString title = line.size() > statementTitleLength ? line.left(statementTitleLength) + u'…' : line;
        menu.addAction(asMenuText(title), this, [this, statement] { m_editor->replaceText(statement); });
    }
}

void SqlPanel::run()
{
    const QString sql = m_editor->toPlainText().trimmed();
    if (m_isRunning || sql.isEmpty())
        return;
    m_history.add(sql);
    m_editor->clearError();
    m_isRunning = true;
    ++m_round;
    JsonWriter json;
    json.beginObject()
        .member("sql", m_editor->toPlainText())
        .member("limit", m_limit->currentData().toInt())
        .member("tag", tagOf(this, m_round))
        .endObject();
    tell(tr("Running…"), false);
    showState();
    m_bench.link.ask(u"warehouse"_s, u"/query"_s, json.take(),
                     [self = QPointer(this), round = m_round](int status, const QByteArray &body) {
                         if (self && round == self->m_round)
                             self->take(status, body);
                     });
}

void SqlPanel::cancel()
{
    if (m_isRunning)
        m_bench.link.ask(u"warehouse"_s, u"/query/%1/cancel"_s.arg(tagOf(this, m_round)), {},
                         [](int, const QByteArray &) {}); // the statement's own answer tells
}

void SqlPanel::take(int status, const QByteArray &body)
{
    m_isRunning = false;
    const auto answer = JsonDocument::parse(body);
    if (status != 200 || !answer) {
        QString detail;
        if (answer)
            answer->root()["errors"].forEachItem([&](JsonValue error) { detail = textIn(error, "detail"); });
        if (detail.isEmpty() && answer)
            detail = textIn(answer->root(), "detail");
        tell(detail.isEmpty() ? tr("The warehouse answered %1.").arg(status) : detail, true);
        static const QRegularExpression place(uR"(^line (\d+), column (\d+):)"_s);
        if (const auto match = place.match(detail); match.hasMatch())
            m_editor->markError(match.captured(1).toInt(), match.captured(2).toInt());
        showState();
        return;
    }
    SqlResult result = SqlResult::from(answer->root());
    m_rows->setMessage(tr("No row answers this."));
    m_rows->setTable(*result.rows);
    m_result = std::move(result); // the rows before go now
    const QString count = QLocale().toString(m_result.rowCount);
    tell(m_result.isCut ? tr("The first %1 rows, in %2 ms. There are more: narrow it, or allow more rows.")
                              .arg(count)
                              .arg(m_result.milliseconds)
             : m_result.rowCount == 1 ? tr("1 row in %1 ms").arg(m_result.milliseconds)
                                      : tr("%1 rows in %2 ms").arg(count).arg(m_result.milliseconds),
         false);
    showState();
}

void SqlPanel::tell(const QString &text, bool isProblem)
{
    m_told->setText(visibleLines(text));
    m_told->setProperty("role", isProblem ? u"bad"_s : u"secondary"_s);
    m_told->style()->unpolish(m_told);
    m_told->style()->polish(m_told);
}

QString SqlPanel::told() const
{
    return m_told->text();
}

void SqlPanel::showState()
{
    m_run->setEnabled(!m_isRunning);
    m_cancel->setEnabled(m_isRunning);
    m_export->setEnabled(m_result.rowCount > 0);
    m_told->setVisible(!m_told->text().isEmpty());
}

void SqlPanel::copyAll(ListView::CopyFormat format)
{
    m_rows->view().selectAll();
    m_rows->view().copy(format);
}

QString SqlPanel::save(const QString &path, ListView::CopyFormat format)
{
    m_rows->view().selectAll();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(m_rows->view().selectedRows(format).toUtf8());
    return file.commit() ? QString() : file.errorString();
}

void SqlPanel::saveAs(ListView::CopyFormat format)
{
    const bool isCsv = format == ListView::CopyFormat::Csv;
    const QString ending = isCsv ? u"csv"_s : u"json"_s;
    const QString path = askForFile(*this, isCsv ? tr("Save as CSV") : tr("Save as JSON"), u"answer."_s + ending,
                                    u"*."_s + ending, ending);
    if (path.isEmpty())
        return;
    const QString problem = save(path, format);
    tell(problem.isEmpty() ? tr("Saved as %1").arg(path) : tr("%1 cannot be written: %2").arg(path, problem),
         !problem.isEmpty());
}

} // namespace curbside
