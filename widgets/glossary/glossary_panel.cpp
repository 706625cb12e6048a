// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/glossary/glossary_panel.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/status_words.h"
#include "widgets/theme/theme.h"

#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QLabel *makeLine(const QString &text, const QString &role)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}

} // namespace

GlossaryPanel::GlossaryPanel(QWidget *parent)
    : Panel(u"glossary"_s, tr("Glossary"), parent), m_meanings(glossaryMeanings()), m_serviceButton(new QToolButton),
      m_searchLine(new QLineEdit), m_words(new EntityList(tr("Words"))), m_story(new QWidget),
      m_lines(new QVBoxLayout(m_story))
{
    m_rows.setColumns(
        {{{.title = tr("Word"), .width = 130, .isFigure = true, .key = u"word"_s},
          [](const GlossaryRow &row) { return textCell(row.word); }},
         {{.title = tr("Means"), .width = 120, .stretches = true, .key = u"means"_s}, [](const GlossaryRow &row) {
              Cell cell = textCell(row.shown);
              if (!row.isOfService)
                  cell.tone = Tone::Idle;
              return cell;
          }}});
    addHeader();
    build();
    fill();
    m_words->choose(u"task"_s);
}

void GlossaryPanel::addHeader()
{
    m_searchLine->setPlaceholderText(tr("Search"));
    m_searchLine->setAccessibleName(tr("Search in the glossary"));
    m_searchLine->setToolTip(tr("Shows the words that contain this text, or whose meaning does"));
    m_searchLine->setClearButtonEnabled(true);
    m_searchLine->setMinimumWidth(80);
    m_searchLine->setMaximumWidth(160);
    connect(m_searchLine, &QLineEdit::textChanged, this, &GlossaryPanel::search);
    m_serviceButton->setPopupMode(QToolButton::InstantPopup);
    m_serviceButton->setFocusPolicy(Qt::StrongFocus);
    m_serviceButton->setToolTip(tr("To which service the words mean something"));
    auto *menu = new QMenu(m_serviceButton);
    menu->addAction(tr("Every service"), this, [this] { showService({}); });
    for (const QString &service : serviceNames())
        menu->addAction(serviceText(service), this, [this, service] { showService(service); });
    m_serviceButton->setMenu(menu);
    addControl(m_searchLine, true);
    addControl(m_serviceButton);
}

void GlossaryPanel::build()
{
    m_words->setMessage(tr("No word is called so, and no meaning has it."));
    m_words->setTest([this](int row) {
        const GlossaryRow &word = m_rows.rows()[static_cast<std::size_t>(row)];
        return m_search.isEmpty() || (word.word + u'\n' + word.all).contains(m_search, Qt::CaseInsensitive);
    });
    m_words->setTable(m_rows);
    connect(m_words, &EntityList::chosen, this, &GlossaryPanel::tell);
    m_lines->setContentsMargins(Tokens::margin, Tokens::margin, Tokens::margin, Tokens::margin);
    m_lines->setSpacing(2);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(200);
    scroll->setAccessibleName(tr("What the word means"));
    scroll->setWidget(m_story);
    m_story->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_words);
    split->addWidget(scroll);
    split->setChildrenCollapsible(false);
    split->setSizes({320, 300});
    body()->addWidget(split, 1);
}

void GlossaryPanel::showService(const QString &service)
{
    m_service = service;
    fill();
}

void GlossaryPanel::showTable(const QString &service, const QString &table)
{
    showService(service);
    if (const QString word = glossaryWordOf(table); !word.isEmpty())
        m_words->choose(word);
}

void GlossaryPanel::search(const QString &text)
{
    m_search = text.trimmed();
    if (m_searchLine->text() != text)
        m_searchLine->setText(text);
    m_words->testAgain();
}

void GlossaryPanel::fill()
{
    const QString name = m_service.isEmpty() ? tr("Every service") : serviceText(m_service);
    m_serviceButton->setText(name + u" ▾"_s);
    m_serviceButton->setAccessibleName(tr("Words of: %1").arg(name));
    std::vector<GlossaryRow> rows;
    QHash<QString, std::size_t> places;
    for (const GlossaryMeaning &one : m_meanings) {
        if (!places.contains(one.word)) {
            places.insert(one.word, rows.size());
            GlossaryRow row;
            row.word = one.word;
            row.isOfService = false;
            rows.push_back(row);
        }
        GlossaryRow &row = rows[places.value(one.word)];
        row.all += one.meaning + u'\n';
        const bool isOurs = one.service.isEmpty() || m_service.isEmpty() || one.service == m_service;
        if (!isOurs)
            continue;
        row.isOfService = true;
        const bool isListed = m_service.isEmpty() && !one.service.isEmpty();
        const QString told = isListed ? serviceText(one.service) : one.meaning;
        const bool isBetter = !m_service.isEmpty() && one.service == m_service;
        row.shown = row.shown.isEmpty() || isBetter ? told : row.shown + u", "_s + told;
    }
    for (GlossaryRow &row : rows) {
        if (row.shown.isEmpty())
            row.shown = tr("nothing to %1").arg(serviceText(m_service));
    }
    const QString chosen = m_words->currentKey();
    m_rows.takeAll(std::move(rows));
    setNote(m_service.isEmpty() ? tr("the same word is not the same thing to each service")
                                : tr("what words mean to %1").arg(serviceText(m_service)));
    tell(chosen);
}

void GlossaryPanel::tell(const QString &word)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_told.clear();
    if (word.isEmpty()) {
        m_lines->addWidget(makeLine(tr("Choose a word to see what it means to each service."), u"secondary"_s));
    } else {
        m_lines->addWidget(makeLine(word, u"title"_s));
        for (const GlossaryMeaning &one : m_meanings) {
            if (one.word == word)
                addLine(one.service.isEmpty() ? tr("To everyone") : serviceText(one.service), one.meaning,
                        !one.service.isEmpty() && one.service == m_service);
        }
    }
    m_lines->addStretch(1);
}

void GlossaryPanel::addLine(const QString &who, const QString &meaning, bool isChosen)
{
    m_told += tr("%1: %2").arg(who, meaning);
    m_lines->addSpacing(Tokens::spacing - 2);
    m_lines->addWidget(makeLine(isChosen ? tr("%1, chosen").arg(who) : who, isChosen ? u"heading"_s : u"secondary"_s));
    m_lines->addWidget(makeLine(meaning, {}));
}

QStringList GlossaryPanel::told() const
{
    return m_told;
}

} // namespace curbside
