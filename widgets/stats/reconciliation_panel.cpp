// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/reconciliation_panel.h"

#include "widgets/actions/deed.h"
#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/platform_link.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int watchEveryMs = 300;
constexpr std::size_t mostNamedRows = 8;

QLabel *makeWrappedLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    return label;
}

void layOut(ListView &view, const EntityTable &table)
{
    for (int column = 0; column < table.columnCount(); ++column) {
        view.setColumnWidth(column, widthOf(table.look(column)));
        view.horizontalHeader()->setSectionResizeMode(
            column, table.look(column).stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
}

} // namespace

// The preview.

RenewalDialog::RenewalDialog(const QString &source, const Comparison &comparison, QWidget *parent)
    : QDialog(parent), m_text(makeWrappedLabel({}))
{
    setWindowTitle(tr("Read anew: %1").arg(serviceText(source)));
    qint64 rows = 0;
    qint64 differing = 0;
    QStringList named;
    for (const ComparedTable &table : comparison.tables) {
        if (table.source != source)
            continue;
        rows += table.sourceRows;
        differing += table.differences;
    }
    for (const RowApart &row : comparison.rows) {
        if (row.table.section(u'.', 0, 0) != source)
            continue;
        if (named.size() < qsizetype(mostNamedRows))
            named += tr("%1 %2: %3")
                         .arg(row.table.section(u'.', 1), row.rowKey,
                              row.where == u"source"          ? tr("is added to the warehouse")
                                  : row.where == u"warehouse" ? tr("is removed from the warehouse")
                                                              : tr("%1 becomes %2").arg(row.column, row.inSource));
    }
    QStringList lines{tr("All %1 rows of %2 are read again, table by table, while the platform goes on. Rows that the "
                         "service no longer has are removed from the warehouse and from its replica. The service is "
                         "only read, and no event is sent.")
                          .arg(rows)
                          .arg(serviceText(source))};
    lines += differing == 0
        ? tr("The last comparison found no difference there: nothing will change.")
        : tr("It settles what the comparison of %1 found (%2):").arg(clockText(comparison.at)).arg(differing);
    lines += named;
    if (differing > named.size())
        lines += tr("and %1 more").arg(differing - named.size());
    m_text->setText(visibleLines(lines.join(u'\n')));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("What will be done"));
    m_text->setMinimumWidth(460);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("&Read anew"), QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Tokens::margin);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
}

QString RenewalDialog::text() const
{
    return m_text->text();
}

// The panel.

ReconciliationPanel::ReconciliationPanel(Workbench &bench)
    : Panel(u"reconciliation"_s, tr("Reconciliation")), m_bench(bench), m_said(makeWrappedLabel(u"secondary"_s)),
      m_mark(new QLabel), m_compare(new QPushButton(tr("Compare"))), m_renew(new QPushButton(tr("Read anew…"))),
      m_split(new QSplitter(Qt::Horizontal)), m_stack(new QStackedWidget), m_tables(new ListView),
      m_differences(new ListView)
{
    m_compare->setToolTip(tr("Compares every table of every service with its copy; the platform waits meanwhile"));
    m_renew->setToolTip(tr("Reads all rows of the chosen table's service again: shows first what that would do"));
    addControl(m_compare);
    addControl(m_renew);
    connect(m_compare, &QPushButton::clicked, this, &ReconciliationPanel::compare);
    connect(m_renew, &QPushButton::clicked, this, [this] { renew(chosenSource()); });
    auto *line = new QHBoxLayout;
    line->setContentsMargins(Tokens::margin - 2, 6, Tokens::margin - 2, 6);
    line->setSpacing(6);
    line->addWidget(m_mark, 0, Qt::AlignTop);
    line->addWidget(m_said, 1);
    body()->addLayout(line);
    addLists();
    m_watch.setInterval(watchEveryMs);
    connect(&m_watch, &QTimer::timeout, this, &ReconciliationPanel::watchRenewal);
    say(tr("Not compared yet. Compare tells whether the warehouse has what the services have, row by row."),
        Tone::Idle);
    showButtons();
}

ReconciliationPanel::~ReconciliationPanel()
{
    m_tables->setModel(nullptr); // before the rows
    m_differences->setModel(nullptr);
}

void ReconciliationPanel::addLists()
{
    m_tables->setAccessibleName(tr("Tables compared"));
    m_tables->setSelectionMode(QAbstractItemView::SingleSelection);
    m_differences->setAccessibleName(tr("Rows that differ"));
    for (ListView *view : {m_tables, m_differences}) {
        view->setSortingEnabled(false);
        view->setMinimumSize(120, 40);
        m_split->addWidget(view);
    }
    m_tableRows = std::make_unique<EntityModel<ComparedTable>>();
    m_tableRows->setColumns(comparedColumns());
    m_tables->setModel(m_tableRows.get());
    m_differingRows = std::make_unique<EntityModel<RowApart>>();
    m_differingRows->setColumns(differingColumns());
    m_differences->setModel(m_differingRows.get());
    m_split->setChildrenCollapsible(false);
    m_stack->addWidget(new QWidget);
    m_stack->addWidget(m_split);
    body()->addWidget(m_stack, 1);
}

QString ReconciliationPanel::said() const
{
    return m_said->text();
}

void ReconciliationPanel::say(const QString &text, Tone tone)
{
    const Mark mark = tone == Tone::Good ? Mark::Check
        : tone == Tone::Bad              ? Mark::Cross
        : tone == Tone::Active           ? Mark::Play
        : tone == Tone::Warning          ? Mark::Warning
                                         : Mark::Dotted;
    m_mark->setPixmap(markPixmap(mark, colorOf(tone, tokens()), devicePixelRatioF()));
    m_said->setText(visibleText(text));
    m_said->setToolTip(asToolTip(text)); // a small panel may have no room for all of it
}

void ReconciliationPanel::compare()
{
    if (m_isComparing || !m_bench.link.status().isRunning)
        return;
    m_isComparing = true;
    say(tr("Comparing…"), Tone::Active);
    showButtons();
    m_bench.link.get(u"warehouse"_s, u"/reconciliation"_s, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->takeComparison(status, body);
    });
}

void ReconciliationPanel::takeComparison(int status, const QByteArray &body)
{
    m_isComparing = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document || !document->root()["sources"].isArray()) {
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        say(tr("It could not be compared: %1").arg(detail.isEmpty() ? QString::number(status) : detail), Tone::Bad);
        m_wanted.clear();
        showButtons();
        return;
    }
    m_comparison = Comparison::from(document->root());
    showTables();
    showButtons();
    if (const QString source = std::exchange(m_wanted, {}); !source.isEmpty())
        askToRenew(source);
}

void ReconciliationPanel::showTables()
{
    const Comparison &found = *m_comparison;
    qint64 rows = 0;
    qint64 differing = 0;
    qint64 uncompared = 0;
    for (const ComparedTable &table : found.tables) {
        rows += table.sourceRows;
        differing += table.differences;
        uncompared += table.error.isEmpty() ? 0 : 1;
    }
    const QString what = tr("%1 rows in %2 tables, compared in %3 ms at %4")
                             .arg(rows)
                             .arg(qint64(found.tables.size()) - uncompared)
                             .arg(found.milliseconds)
                             .arg(clockText(found.at));
    if (found.isSame)
        say(tr("The warehouse has what the services have: %1.").arg(what), Tone::Good);
    else if (differing == 0)
        say((uncompared == 1 ? tr("Of one service nothing could be compared: %1.").arg(what)
                             : tr("Of %1 services nothing could be compared: %2.").arg(uncompared).arg(what)),
            Tone::Warning);
    else
        say((differing == 1 ? tr("1 row differs: %1. Read anew settles it.").arg(what)
                            : tr("%1 rows differ: %2. Read anew settles it.").arg(differing).arg(what)),
            Tone::Bad);
    auto model = std::make_unique<EntityModel<ComparedTable>>();
    model->setColumns(comparedColumns());
    model->take(found.tables);
    m_tables->setModel(model.get());
    m_tableRows = std::move(model);
    layOut(*m_tables, *m_tableRows);
    connect(m_tables->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showDifferences();
        showButtons();
    });
    m_tables->selectRow(0);
    m_stack->setCurrentWidget(m_split);
    m_differences->setVisible(differing > 0);
    showDifferences();
}

/// Of the table that is chosen.
void ReconciliationPanel::showDifferences()
{
    const QString table = m_tables->currentIndex().data(KeyRole).toString();
    std::vector<RowApart> rows;
    std::ranges::copy_if(m_comparison->rows, std::back_inserter(rows),
                         [&](const RowApart &row) { return row.table == table; });
    auto model = std::make_unique<EntityModel<RowApart>>();
    model->setColumns(differingColumns());
    model->take(std::move(rows));
    m_differences->setModel(model.get());
    m_differingRows = std::move(model);
    layOut(*m_differences, *m_differingRows);
}

QString ReconciliationPanel::chosenSource() const
{
    return m_tables->currentIndex().data(KeyRole).toString().section(u'.', 0, 0);
}

void ReconciliationPanel::showButtons()
{
    const bool isBusy = m_isComparing || !m_renewing.isEmpty();
    m_compare->setEnabled(!isBusy);
    m_renew->setEnabled(!isBusy && !chosenSource().isEmpty());
    m_renew->setAccessibleName(chosenSource().isEmpty() ? tr("Read a service anew")
                                                        : tr("Read anew: %1").arg(serviceText(chosenSource())));
}

void ReconciliationPanel::renew(const QString &source)
{
    if (source.isEmpty() || !m_renewing.isEmpty())
        return;
    m_wanted = source; // what it would change is known only by a comparison of now
    compare();
}

void ReconciliationPanel::askToRenew(const QString &source)
{
    auto *dialog = new RenewalDialog(source, *m_comparison, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, source] {
        m_renewing = source;
        showButtons();
        say(tr("Reading %1 anew…").arg(serviceText(source)), Tone::Active);
        m_bench.link.post(u"warehouse"_s, u"/sources/%1/renew"_s.arg(inPath(source)), {},
                          [self = QPointer(this)](int status, const QByteArray &) {
                              if (!self)
                                  return;
                              if (status == 202) {
                                  self->m_watch.start();
                                  return;
                              }
                              self->m_renewing.clear();
                              self->say(tr("The warehouse refused it (%1).").arg(status), Tone::Bad);
                              self->showButtons();
                          });
    });
    dialog->open();
}

void ReconciliationPanel::watchRenewal()
{
    m_bench.link.get(u"warehouse"_s, u"/sources"_s, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->takeSources(status, body);
    });
}

/// It follows the service again once all rows have been read.
void ReconciliationPanel::takeSources(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    if (m_renewing.isEmpty() || status != 200 || !document)
        return;
    bool isDone = false;
    document->root()["items"].forEachItem([&](JsonValue item) {
        const SourceRow row = SourceRow::from(item);
        isDone = isDone || (row.source == m_renewing && row.state == u"Following");
    });
    if (!isDone)
        return;
    m_watch.stop();
    m_renewing.clear();
    compare();
}

} // namespace curbside
