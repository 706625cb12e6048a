// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_details.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Cell detailFigureCell(const QString &text, double sortKey)
{
    Cell cell;
    cell.text = text;
    cell.sortKey = sortKey;
    return cell;
}

Cell typeTroubleCell(const FlowFigures &figures)
{
    Cell cell;
    cell.text = troubleText(figures);
    if (const auto worst = figures.worst()) {
        cell.tone = toneOf(*worst);
        cell.mark = markOf(*worst);
    }
    return cell;
}

std::vector<EntityColumn<FlowLine>> typeColumns()
{
    return {
        {{.title = TopologyDetails::tr("Type"), .width = 90, .stretches = true, .key = u"type"_s},
         [](const FlowLine &line) { return Cell{typeText(line.type), {}, {}, {}, {}}; }},
        {{.title = TopologyDetails::tr("Rate"),
          .width = 66,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"perSecond"_s},
         [](const FlowLine &line) {
             return detailFigureCell(rateText(line.figures.perSecond), line.figures.perSecond);
         }},
        {{.title = TopologyDetails::tr("99 %"),
          .width = 66,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"p99"_s},
         [](const FlowLine &line) {
             return detailFigureCell(latencyText(line.figures.slowest), double(line.figures.slowest));
         }},
        {{.title = TopologyDetails::tr("Trouble"), .width = 90, .givesWay = true, .key = u"trouble"_s},
         [](const FlowLine &line) { return typeTroubleCell(line.figures); }},
    };
}

std::vector<EntityColumn<FlowLine>> lastColumns()
{
    return {
        {{.title = TopologyDetails::tr("Time"), .width = 76, .isFigure = true, .key = u"time"_s, .isClock = true},
         [](const FlowLine &line) {
             Cell cell = clockCell(line.fact.at);
             cell.sortKey = line.fact.at;
             return cell;
         }},
        {{.title = TopologyDetails::tr("Type"), .width = 80, .stretches = true, .key = u"type"_s},
         [](const FlowLine &line) { return Cell{typeText(line.type), {}, {}, {}, {}}; }},
        {{.title = TopologyDetails::tr("Outcome"), .width = 86, .givesWay = true, .key = u"outcome"_s},
         [](const FlowLine &line) { return Cell{factText(line.fact), {}, {}, {}, {}}; }},
    };
}

QToolButton *listSegment(const QString &text, const QString &place)
{
    auto *made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(text);
    made->setCheckable(true);
    made->setFocusPolicy(Qt::StrongFocus);
    made->setProperty("segment", place);
    return made;
}

} // namespace

TopologyDetails::TopologyDetails(QWidget *parent)
    : QWidget(parent), m_title(new ElidedLabel), m_facts(new QLabel), m_types(new EntityList(tr("By type"))),
      m_last(new EntityList(tr("Last entries"))), m_segments(new QWidget),
      m_typesButton(listSegment(tr("By type"), u"first"_s)), m_lastButton(listSegment(tr("Last entries"), u"last"_s)),
      m_traffic(new QPushButton(tr("Show in traffic"))), m_trouble(new QPushButton(tr("Make this go wrong…")))
{
    m_title->setProperty("role", u"heading"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setProperty("role", u"secondary"_s);
    m_traffic->setToolTip(tr("Only what is about this is listed in the traffic"));
    m_trouble->setToolTip(tr("Opens what can be made to go wrong here"));
    makeLists();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Tokens::spacing, Tokens::spacing, Tokens::spacing, Tokens::spacing);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_segments, 0, Qt::AlignLeft);
    layout->addWidget(m_types, 1);
    layout->addWidget(m_last, 1);
    layout->addStretch(0);
    layout->addWidget(m_traffic);
    layout->addWidget(m_trouble);
    connect(m_traffic, &QPushButton::clicked, this, &TopologyDetails::trafficWished);
    connect(m_trouble, &QPushButton::clicked, this, &TopologyDetails::troubleWished);
    showNothing();
}

TopologyDetails::~TopologyDetails()
{
    delete m_types; // before their rows
    delete m_last;
}

void TopologyDetails::makeLists()
{
    m_typeRows.setColumns(typeColumns());
    m_lastRows.setColumns(lastColumns());
    m_types->setTable(m_typeRows);
    m_last->setTable(m_lastRows);
    m_types->sortBy(1, Qt::DescendingOrder);
    m_last->sortBy(0, Qt::DescendingOrder);
    m_types->setMessage(tr("Nothing in the last minute."));
    m_last->setMessage(tr("Nothing yet."));
    auto *pair = new QHBoxLayout(m_segments);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(0);
    pair->addWidget(m_typesButton);
    pair->addWidget(m_lastButton);
    connect(m_typesButton, &QToolButton::clicked, this, [this] { look(false); });
    connect(m_lastButton, &QToolButton::clicked, this, [this] { look(true); });
    connect(m_types, &EntityList::activated, this, [this](const QString &key) {
        if (const FlowLine *line = m_typeRows.find(key))
            Q_EMIT typeWished(line->type);
    });
    connect(m_last, &EntityList::activated, this, [this](const QString &key) {
        if (const FlowLine *line = m_lastRows.find(key))
            Q_EMIT messageWished(QString::fromUtf8(line->fact.messageId), line->fact.isEvent);
    });
}

void TopologyDetails::look(bool isAtLast)
{
    m_isAtLast = isAtLast;
    m_typesButton->setChecked(!isAtLast);
    m_lastButton->setChecked(isAtLast);
    m_types->setVisible(!isAtLast);
    m_last->setVisible(isAtLast);
}

void TopologyDetails::showLists(bool isFlow)
{
    m_segments->setVisible(isFlow);
    if (isFlow) {
        look(m_isAtLast);
        return;
    }
    m_types->hide();
    m_last->hide();
}

void TopologyDetails::show(const FlowLook &look, const LinkBook &book)
{
    const QStringList words = wordsOf(look).split(u"; "_s);
    m_title->setText(words.front());
    m_facts->setText(words.sliced(1).join(u'\n'));
    std::vector<FlowLine> types;
    for (const auto &[type, figures] : book.byType(look.key))
        types.push_back({QString::fromUtf8(type.isEmpty() ? QByteArrayLiteral("-") : type), type, figures, {}});
    m_typeRows.takeAll(std::move(types));
    std::vector<FlowLine> last;
    for (const FlowFact &fact : book.last(look.key))
        last.push_back({QString::fromUtf8(fact.messageId) + u' ' + QString::number(fact.at) + u' '
                            + QString::number(int(fact.kind)),
                        fact.type,
                        {},
                        fact});
    m_lastRows.takeAll(std::move(last));
    showLists(look.key.kind != FlowKind::Capture);
    m_traffic->setVisible(look.key.kind != FlowKind::Capture);
    m_trouble->setVisible(look.key.kind != FlowKind::Capture);
}

void TopologyDetails::show(const PartLook &look)
{
    m_title->setText(partText(look.name));
    m_facts->setText(wordsOf(look).section(u", "_s, 1).replace(u", "_s, u"\n"_s));
    showLists(false);
    m_traffic->setVisible(look.name != "warehouse");
    m_trouble->setVisible(look.name != "warehouse");
}

void TopologyDetails::showNothing()
{
    m_title->setText({});
    m_facts->setText(tr("Choose a part or a line to see what goes there."));
    showLists(false);
    m_traffic->hide();
    m_trouble->hide();
}

QString TopologyDetails::words() const
{
    return m_title->text() + u'\n' + m_facts->text();
}

} // namespace curbside
