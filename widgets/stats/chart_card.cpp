// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_card.h"

#include "widgets/entities/cell.h"
#include "widgets/panels/list_view.h"
#include "widgets/panels/panel.h"
#include "widgets/stats/chart_desk.h"
#include "widgets/stats/chart_views.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int cardHeaderHeight = 30;
constexpr int cardIcon = 16;

QToolButton *makeCardButton(const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setProperty("role", u"quiet"_s);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIconSize({cardIcon, cardIcon});
    return button;
}

} // namespace

ChartCard::ChartCard(const QString &name, const ChartDesk &desk, QWidget *parent)
    : QFrame(parent), m_name(name), m_desk(desk), m_title(new ElidedLabel(u"heading"_s)),
      m_note(new ElidedLabel(u"secondary"_s)), m_stack(new QStackedWidget), m_message(new QLabel),
      m_chart(new BarChart(chartTitle(name))), m_table(new ListView), m_sql(new QPlainTextEdit), m_openSql(nullptr)
{
    setObjectName(u"chart-"_s + name);
    setProperty("part", u"card"_s);
    setAccessibleName(chartTitle(name));
    build();
    connect(m_chart, &BarChart::readoutChanged, this, &ChartCard::showNote);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &ChartCard::layOutColumns);
    connect(&desk, &ChartDesk::changed, this, [this](const QString &changed) {
        if (changed == m_name)
            refresh();
    });
    connect(&desk, &ChartDesk::read, this, [this] {
        if (!m_desk.answer(m_name).isRead)
            refresh();
    });
    refresh();
}

ChartCard::~ChartCard()
{
    m_table->setModel(nullptr); // before the rows
}

void ChartCard::build()
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMargin(Tokens::margin);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_sorted.setSourceModel(&m_rows);
    m_sorted.setSortRole(SortRole);
    m_table->setModel(&m_sorted);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Figures: %1").arg(chartTitle(m_name)));
    for (QWidget *page : {static_cast<QWidget *>(m_chart), static_cast<QWidget *>(m_table), makeSqlPage(),
                          static_cast<QWidget *>(m_message)})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(Tokens::margin - 2, 0, Tokens::margin - 2, 2);
    inset->addWidget(m_note);
    layout->addLayout(inset);
    layout->addWidget(m_stack, 1);
}

QWidget *ChartCard::makeHeader()
{
    const QString title = chartTitle(m_name);
    auto *header = new QWidget;
    header->setFixedHeight(cardHeaderHeight);
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(Tokens::margin - 2, 0, 6, 0);
    line->setSpacing(2);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(m_title, 1);
    for (auto *button : {makeLookButton(Look::Picture, u"stats"_s, {}, tr("%1 as a picture").arg(title)),
                         makeLookButton(Look::Table, u"table"_s, {}, tr("%1 as a table of figures").arg(title)),
                         makeLookButton(Look::Sql, {}, tr("SQL"), tr("The SQL beneath: %1").arg(title))})
        line->addWidget(button);
    auto *more = makeCardButton(tr("Save: %1").arg(title), tr("Save or copy: %1").arg(title));
    more->setIcon(themedIcon(u"save"_s));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
    });
    more->setMenu(menu);
    line->addWidget(more);
    return header;
}

QToolButton *ChartCard::makeLookButton(Look look, const QString &icon, const QString &text, const QString &tip)
{
    auto *button = makeCardButton(tip, tip);
    if (icon.isEmpty())
        button->setText(text);
    else
        button->setIcon(themedIcon(icon));
    button->setCheckable(true);
    button->setChecked(look == m_look);
    connect(button, &QToolButton::clicked, this, [this, look] { setLook(look); });
    m_looks.push_back(button);
    return button;
}

QWidget *ChartCard::makeSqlPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_sql->setReadOnly(true);
    m_sql->setFont(monospacedFont());
    m_sql->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_sql->setTabChangesFocus(true);
    m_sql->setAccessibleName(tr("SQL beneath: %1").arg(chartTitle(m_name)));
    layout->addWidget(m_sql, 1);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(Tokens::spacing, 4, Tokens::spacing, 4);
    line->setSpacing(Tokens::spacing);
    line->addStretch(1);
    auto *copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setAccessibleName(tr("Copy the SQL"));
    copy->setToolTip(tr("Copies the SQL, as POST /query of the warehouse takes it"));
    copy->setFocusPolicy(Qt::StrongFocus);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(sql()); });
    m_openSql = new QToolButton;
    m_openSql->setText(tr("Open"));
    m_openSql->setAccessibleName(tr("Open the SQL"));
    m_openSql->setToolTip(tr("Opens it where it can be changed and run"));
    m_openSql->setFocusPolicy(Qt::StrongFocus);
    m_openSql->hide();
    connect(m_openSql, &QToolButton::clicked, this, [this] { Q_EMIT sqlWanted(sql()); });
    line->addWidget(copy);
    line->addWidget(m_openSql);
    layout->addLayout(line);
    return page;
}

void ChartCard::setOpensSql(bool opens)
{
    m_openSql->setVisible(opens);
}

QString ChartCard::title() const
{
    return m_title->text();
}

QString ChartCard::note() const
{
    return m_note->text();
}

QString ChartCard::sql() const
{
    return m_desk.answer(m_name).sql;
}

QString ChartCard::message() const
{
    return m_stack->currentWidget() == m_message ? m_message->text() : QString();
}

void ChartCard::setLook(Look look)
{
    m_look = look;
    for (std::size_t i = 0; i < m_looks.size(); ++i)
        m_looks[i]->setChecked(i == static_cast<std::size_t>(look));
    refresh();
}

void ChartCard::refresh()
{
    const ChartAnswer &answer = m_desk.answer(m_name);
    QString message;
    if (!answer.isRead && !m_desk.failure().isEmpty())
        message = tr("The warehouse cannot be asked: %1. It is tried again every second.").arg(m_desk.failure());
    else if (!answer.failure.isEmpty())
        message = tr("This cannot be read: %1. It is tried again every second.").arg(answer.failure);
    else if (!answer.isRead)
        message =
            m_desk.asOf() == 0 ? tr("No figures yet. They are made once a minute of platform time.") : tr("Reading…");
    else if (answer.rows.empty() && m_look != Look::Sql)
        message = answer.asOf == 0 ? tr("No figures yet. They are made once a minute of platform time.")
                                   : tr("Nothing in this time. Choose a longer one, or Everyone.");
    ChartView view = chartViewOf(m_name, answer, answer.asOf);
    m_title->setText(view.title);
    m_summary = view.summary;
    const ChartFilter &filter = m_desk.filter();
    const bool isNarrow = !filter.merchant.isEmpty() || !filter.partner.isEmpty();
    if (isNarrow && !m_desk.isNarrowed(m_name) && !m_summary.isEmpty())
        m_summary = tr("everyone: %1").arg(m_summary);
    if (answer.isCut || answer.rows.size() >= 1000)
        m_summary = tr("%1, the first 1,000 only").arg(m_summary);
    m_chart->setAccessibleName(view.title);
    m_chart->setPicture(std::move(view.picture), m_summary);
    m_rows.take(answer);
    if (m_sql->toPlainText() != answer.sql)
        m_sql->setPlainText(answer.sql);
    m_message->setText(visibleText(message));
    m_stack->setCurrentIndex(message.isEmpty() ? static_cast<int>(m_look) : m_stack->indexOf(m_message));
    showNote();
}

void ChartCard::showNote()
{
    const QString readout = m_stack->currentWidget() == m_chart ? m_chart->readout() : QString();
    m_note->setText(readout.isEmpty() ? m_summary : readout);
}

void ChartCard::layOutColumns()
{
    for (int column = 0; column < m_rows.columnCount(); ++column)
        m_table->setColumnWidth(column, widthOf(m_rows.look(column)));
}

void ChartCard::fillMenu(QMenu &menu)
{
    Q_EMIT savingOffered(menu, m_name);
    menu.addSeparator();
    menu.addAction(tr("Copy the &figures"), this,
                   [this] { QGuiApplication::clipboard()->setText(m_desk.answer(m_name).asCsv()); });
    menu.addAction(tr("Copy the &SQL"), this, [this] { QGuiApplication::clipboard()->setText(sql()); });
}

void ChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(isByKey ? mapToGlobal(rect().center()) : event->globalPos());
}

void ChartCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_openSql) // the clock may be written in another way now
        refresh();
}

} // namespace curbside
