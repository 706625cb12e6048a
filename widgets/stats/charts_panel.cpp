// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/charts_panel.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/save_dialog.h"
#include "widgets/stats/chart_card.h"
#include "widgets/stats/chart_export.h"
#include "widgets/stats/chart_views.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QFileInfo>
#include <QGridLayout>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int leastCardWidth = 316;
constexpr int leastCardHeight = 196;
constexpr int mostColumns = 4;
constexpr qint64 microsecondsInMillisecond = 1000;

enum MemberRole { KindRole = Qt::UserRole, IdRole };

qint64 microsecondsOf(const QDateTimeEdit &edit)
{
    return edit.dateTime().toMSecsSinceEpoch() * microsecondsInMillisecond;
}

void setMoment(QDateTimeEdit &edit, qint64 at)
{
    const QSignalBlocker blocker(edit);
    edit.setDateTime(QDateTime::fromMSecsSinceEpoch(at / microsecondsInMillisecond, Qt::UTC));
}

} // namespace

ChartsPanel::ChartsPanel(Workbench &bench) : Panel(u"charts"_s, tr("Charts")), m_desk(bench.link)
{
    addBar();
    addCards();
    addSaving();
    connect(&m_desk, &ChartDesk::changed, this, [this](const QString &name) {
        if (name == u"by-merchant" || name == u"by-partner")
            offerMembers();
    });
    connect(&m_desk, &ChartDesk::read, this, &ChartsPanel::showState);
    showState();
}

void ChartsPanel::addBar()
{
    auto *bar = new QFrame;
    bar->setProperty("part", u"bar"_s);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(Tokens::margin - 2, 5, Tokens::margin - 2, 5);
    line->setSpacing(Tokens::spacing);
    addTimes(*line);
    line->addStretch(1);
    addMembers(*line);
    body()->addWidget(bar);
    addRange();
}

void ChartsPanel::addTimes(QBoxLayout &line)
{
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    const std::vector<std::pair<QString, QString>> words{
        {tr("Whole run"), tr("All that the warehouse has")},
        {tr("Last hour"), tr("The last 60 minutes of platform time")},
        {tr("Today"), tr("Since midnight UTC of platform time")},
        {tr("Range"), tr("From one moment to another, by five minutes")}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(words[i].first);
        button->setAccessibleName(tr("Time: %1").arg(words[i].first));
        button->setToolTip(words[i].second);
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment", i == 0 ? u"first"_s : i + 1 == words.size() ? u"last"_s : u"middle"_s);
        connect(button, &QToolButton::clicked, this, [this, i] { chooseTime(static_cast<ChartFilter::Time>(i)); });
        segments->addWidget(button);
        m_times.push_back(button);
    }
    line.addLayout(segments);
}

QDateTimeEdit *ChartsPanel::makeMoment(const QString &name)
{
    auto *edit = new QDateTimeEdit;
    edit->setTimeSpec(Qt::UTC);
    edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    edit->setAccessibleName(name);
    edit->setToolTip(tr("%1, UTC").arg(name));
    edit->setFont(monospacedFont());
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    edit->setKeyboardTracking(false);
    connect(edit, &QDateTimeEdit::dateTimeChanged, this, &ChartsPanel::takeRange);
    return edit;
}

/// On a line of its own: a small window has no room for it beside the others.
void ChartsPanel::addRange()
{
    m_range = new QFrame;
    m_range->setProperty("part", u"bar"_s);
    auto *line = new QHBoxLayout(m_range);
    line->setContentsMargins(Tokens::margin - 2, 5, Tokens::margin - 2, 5);
    line->setSpacing(Tokens::spacing);
    m_from = makeMoment(tr("From"));
    m_to = makeMoment(tr("To"));
    for (QDateTimeEdit *edit : {m_from, m_to}) {
        auto *label = new QLabel(edit->accessibleName());
        label->setProperty("role", u"secondary"_s);
        line->addWidget(label);
        line->addWidget(edit);
    }
    line->addStretch(1);
    m_range->hide();
    body()->addWidget(m_range);
}

void ChartsPanel::addMembers(QBoxLayout &line)
{
    m_member = new QComboBox;
    m_member->setAccessibleName(tr("Whose deliveries"));
    m_member->setToolTip(tr("Narrows the charts of deliveries to a merchant or a partner"));
    m_member->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_member->setMinimumContentsLength(14);
    m_member->setMaxVisibleItems(20);
    m_member->addItem(tr("Everyone"));
    connect(m_member, &QComboBox::activated, this, &ChartsPanel::takeMember);
    line.addWidget(m_member);
}

void ChartsPanel::addCards()
{
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, Tokens::spacing);
    m_grid->setSpacing(Tokens::spacing);
    for (const QString &name : ChartDesk::names()) {
        auto *card = new ChartCard(name, m_desk);
        card->setMinimumHeight(leastCardHeight);
        connect(card, &ChartCard::savingOffered, this, &ChartsPanel::offerSaving);
        connect(card, &ChartCard::sqlWanted, this, [this](const QString &sql) { m_openSql(sql); });
        m_cards.push_back(card);
    }
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setMinimumSize(leastCardWidth, leastCardHeight);
    body()->addWidget(m_scroll, 1);
    layOut();
}

/// The first chart takes two places, so that eight fill the columns; the last one takes what is left of its line.
void ChartsPanel::layOut()
{
    const int room = m_scroll->viewport()->width() - Tokens::spacing;
    const int columns = std::clamp(room / (leastCardWidth + Tokens::spacing), 1, mostColumns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (ChartCard *card : m_cards)
        m_grid->removeWidget(card);
    int place = 0;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int left = columns - place % columns;
        int wide = i == 0 ? std::min(2, columns) : 1;
        if (i + 1 == m_cards.size())
            wide = left;
        m_grid->addWidget(m_cards[i], place / columns, place % columns, 1, wide);
        place += wide;
    }
    for (int column = 0; column < mostColumns; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void ChartsPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    layOut();
}

void ChartsPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    layOut();
    m_desk.setWatched(true);
}

void ChartsPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.setWatched(false);
}

ChartCard *ChartsPanel::card(const QString &name) const
{
    const auto found = std::ranges::find(m_cards, name, &ChartCard::name);
    return found == m_cards.end() ? nullptr : *found;
}

void ChartsPanel::setSqlOpener(std::function<void(const QString &sql)> open)
{
    m_openSql = std::move(open);
    for (ChartCard *card : m_cards)
        card->setOpensSql(m_openSql != nullptr);
}

void ChartsPanel::chooseTime(ChartFilter::Time time)
{
    for (std::size_t i = 0; i < m_times.size(); ++i)
        m_times[i]->setChecked(i == static_cast<std::size_t>(time));
    m_range->setVisible(time == ChartFilter::Time::Range);
    ChartFilter filter = m_desk.filter();
    if (time == ChartFilter::Time::Range && filter.to == 0) { // begins with what was shown
        const qint64 begin = filter.begin(m_desk.now());
        setMoment(*m_from, begin > 0 ? begin : m_desk.description().startsAt);
        setMoment(*m_to, m_desk.now() + 60'000'000);
        filter.from = microsecondsOf(*m_from);
        filter.to = microsecondsOf(*m_to);
    }
    filter.time = time;
    m_desk.setFilter(filter);
    showState();
}

void ChartsPanel::takeRange()
{
    ChartFilter filter = m_desk.filter();
    filter.from = std::min(microsecondsOf(*m_from), microsecondsOf(*m_to));
    filter.to = std::max(microsecondsOf(*m_from), microsecondsOf(*m_to));
    m_desk.setFilter(filter);
    showState();
}

void ChartsPanel::takeMember()
{
    ChartFilter filter = m_desk.filter();
    const QString kind = m_member->currentData(KindRole).toString();
    filter.merchant = kind == u"merchant" ? m_member->currentData(IdRole).toString() : QString();
    filter.partner = kind == u"partner" ? m_member->currentData(IdRole).toString() : QString();
    m_desk.setFilter(filter);
    showState();
}

/// Those that have deliveries in the time that is shown; the chosen one stays.
void ChartsPanel::offerMembers()
{
    if (m_member->view()->isVisible())
        return;
    const QString chosen = m_desk.filter().merchant + m_desk.filter().partner;
    const auto add = [this](const QString &kind, const ChartAnswer &answer) {
        for (const QVariantList &row : answer.rows) {
            const QString id = answer.text(row, QString(kind + u"_id"_s));
            if (id.isEmpty() || m_member->findData(id, IdRole) >= 0)
                continue;
            const QString name = answer.text(row, kind);
            const QString text = visibleText(name.isEmpty() ? id : name);
            m_member->addItem(kind == u"partner" ? tr("Partner %1").arg(text) : text);
            m_member->setItemData(m_member->count() - 1, kind, KindRole);
            m_member->setItemData(m_member->count() - 1, id, IdRole);
        }
    };
    add(u"partner"_s, m_desk.answer(u"by-partner"_s));
    add(u"merchant"_s, m_desk.answer(u"by-merchant"_s));
    m_member->setCurrentIndex(chosen.isEmpty() ? 0 : m_member->findData(chosen, IdRole));
}

QString ChartsPanel::filterText() const
{
    const ChartFilter &filter = m_desk.filter();
    const auto moment = [](qint64 at) {
        return QDateTime::fromMSecsSinceEpoch(at / microsecondsInMillisecond, Qt::UTC).toString(u"yyyy-MM-dd HH:mm"_s);
    };
    QString time = m_times[static_cast<std::size_t>(filter.time)]->text();
    if (filter.time == ChartFilter::Time::Range)
        time = tr("%1 to %2").arg(moment(filter.from), moment(filter.to));
    return filter.merchant.isEmpty() && filter.partner.isEmpty() ? time
                                                                 : tr("%1, %2").arg(time, m_member->currentText());
}

void ChartsPanel::showState()
{
    QString note = m_desk.asOf() > 0 ? tr("as of %1").arg(minuteText(m_desk.asOf())) : tr("no figures yet");
    if (!m_desk.failure().isEmpty())
        note = tr("%1, the warehouse does not answer").arg(note);
    if (!m_outcome.isEmpty())
        note = m_outcome;
    setNote(note);
}

void ChartsPanel::addSaving()
{
    auto *button = new QToolButton;
    button->setText(tr("Report…"));
    button->setAccessibleName(tr("Save all charts as a page"));
    button->setToolTip(tr("Saves all charts, as they are now, on one page (PDF)"));
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this] {
        askAndSave(tr("Save all charts"), u"charts"_s, u"pdf"_s,
                   [this](const QString &file) { return saveReport(file); });
    });
    addControl(button);
}

void ChartsPanel::offerSaving(QMenu &menu, const QString &name)
{
    const auto add = [&](const QString &text, const QString &ending) {
        menu.addAction(text, this, [this, name, ending] {
            askAndSave(tr("Save: %1").arg(card(name)->title()), name, ending,
                       [this, name](const QString &file) { return saveChart(name, file); });
        });
    };
    add(tr("Save figures as &CSV…"), u"csv"_s);
    add(tr("Save picture as &PNG…"), u"png"_s);
    add(tr("Save picture as S&VG…"), u"svg"_s);
    add(tr("Save as P&DF…"), u"pdf"_s);
}

void ChartsPanel::askAndSave(const QString &title, const QString &name, const QString &ending,
                             const std::function<QString(const QString &file)> &save)
{
    const QString file =
        askForFile(*this, title, name + u'.' + ending, u"%1 (*.%2)"_s.arg(ending.toUpper(), ending), ending);
    if (file.isEmpty())
        return;
    const QString trouble = save(file);
    m_outcome = trouble.isEmpty() ? tr("Saved as %1").arg(file) : trouble;
    showState();
    m_outcome.clear(); // until the next figures
}

QString ChartsPanel::saveChart(const QString &name, const QString &file) const
{
    const ChartAnswer &answer = m_desk.answer(name);
    const ChartView view = chartViewOf(name, answer, answer.asOf);
    const QString caption =
        tr("%1 · %2 · as of %3").arg(m_desk.description().title, filterText(), minuteText(answer.asOf));
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == u"csv")
        return saveCsv(answer, file);
    if (ending == u"png")
        return savePng(view, caption, file);
    if (ending == u"svg")
        return saveSvg(view, caption, file);
    if (ending == u"pdf")
        return savePdf({view}, view.title, caption, file);
    return tr("%1 cannot be written: it has to end in .csv, .png, .svg or .pdf").arg(file);
}

QString ChartsPanel::saveReport(const QString &file) const
{
    std::vector<ChartView> views;
    for (const QString &name : ChartDesk::names())
        views.push_back(chartViewOf(name, m_desk.answer(name), m_desk.answer(name).asOf));
    const PlatformDescription &description = m_desk.description();
    return savePdf(views, tr("Statistics: %1").arg(description.title),
                   tr("%1 · seed %2 · %3 · as of %4")
                       .arg(description.scenario)
                       .arg(description.seed)
                       .arg(filterText(), minuteText(m_desk.asOf())),
                   file);
}

} // namespace curbside
