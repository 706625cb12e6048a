// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/sequence_panel.h"

#include "widgets/flows/flow_export.h"
#include "widgets/flows/flow_words.h"
#include "widgets/flows/sequence_view.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int missingHeight = 116;
constexpr int verdictHeight = 26;
constexpr std::size_t mostMissing = 1000; // listed

QToolButton *makeFlowButton(const QString &text, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

Cell plainFlowCell(const QString &text)
{
    Cell cell;
    cell.text = text;
    return cell;
}

FindingsModel::Titles missingTitles()
{
    return {{u"time"_s, SequencePanel::tr("Time")},
            {u"way"_s, SequencePanel::tr("Way")},
            {u"step"_s, SequencePanel::tr("Step")}};
}

} // namespace

QString emptyFlowText(const FlowDesk &desk)
{
    if (desk.isGone() || desk.isAnythingChosen())
        return SequencePanel::tr("Of what is chosen nothing has been told yet, or nothing is kept any more. The last "
                                 "%1 entries of the journal are kept.")
            .arg(QLocale().toString(qulonglong(FlowDesk::capacity)));
    return SequencePanel::tr("Nothing is chosen. Choose an event, a delivery, a task or a robot: the conversation that "
                             "it belongs to is shown here.");
}

void addStepActions(QMenu &menu, FlowDesk &desk, int id)
{
    const EntityRef subject = desk.subjectOf(id);
    if (subject.kind != EntityKind::None && !subject.key.isEmpty())
        menu.addAction(SequencePanel::tr("Choose %1").arg(asMenuText(desk.names()(subject.key))), &desk,
                       [&desk, id] { desk.chooseSubjectOf(id); });
    if (const QByteArray trace = desk.flow()->step(id).entry.trace.traceId();
        !desk.flow()->step(id).entry.trace.isNull())
        menu.addAction(SequencePanel::tr("Copy the &trace's id"), &desk,
                       [trace] { QGuiApplication::clipboard()->setText(QString::fromLatin1(trace)); });
}

SequencePanel::SequencePanel(FlowDesk &desk, QWidget *parent)
    : Panel(u"sequence"_s, tr("Sequence"), parent), m_desk(desk), m_model(desk),
      m_view(new SequenceView(desk, m_model)), m_message(new QLabel), m_stack(new QStackedWidget),
      m_toScale(makeFlowButton(tr("To scale"), tr("Time gaps to scale"),
                               tr("Draws time as long as it was; else long gaps are folded, and told"))),
      m_compare(makeFlowButton(tr("Compare with…"), tr("Compare flows"),
                               tr("Keeps a flow, to see where another one parts from it"))),
      m_save(makeFlowButton(QString(), tr("Save the diagram"), tr("Saves the whole diagram, or copies it as Mermaid"))),
      m_difference(new QWidget), m_verdict(new ElidedLabel(u"secondary"_s)), m_missing(missingTitles(), 3),
      m_missingList(new ListView)
{
    makeHeader();
    makeMissing();
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMargin(Tokens::margin);
    m_message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_difference);
    connect(&desk, &FlowDesk::flowChanged, this, [this] {
        m_outcome.clear();
        showState();
    });
    connect(&desk, &FlowDesk::flowExtended, this, &SequencePanel::showState);
    connect(&desk, &FlowDesk::comparisonChanged, this, &SequencePanel::showComparison);
    showState();
    showComparison();
}

SequencePanel::~SequencePanel()
{
    m_view->setModel(nullptr); // before the models
    m_missingList->setModel(nullptr);
}

void SequencePanel::makeHeader()
{
    m_toScale->setCheckable(true);
    connect(m_toScale, &QToolButton::toggled, this,
            [this](bool isOn) { m_view->setGaps(isOn ? TimeGaps::ToScale : TimeGaps::Folded); });
    m_save->setIcon(themedIcon(u"save"_s));
    m_save->setIconSize(QSize(16, 16));
    m_save->setProperty("role", u"quiet"_s);
    for (auto *button : {m_compare, m_save}) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setMenu(new QMenu(button));
    }
    connect(m_compare->menu(), &QMenu::aboutToShow, this, [this] { fillComparing(*m_compare->menu()); });
    connect(m_save->menu(), &QMenu::aboutToShow, this, [this] { fillSaving(*m_save->menu()); });
    for (auto *button : {m_toScale, m_compare, m_save})
        addControl(button);
}

void SequencePanel::makeMissing()
{
    auto *layout = new QVBoxLayout(m_difference);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_verdict->setContentsMargins(Tokens::cellPadding, 4, Tokens::cellPadding, 4);
    m_verdict->setFixedHeight(verdictHeight);
    layout->addWidget(m_verdict);
    m_missingList->setModel(&m_missing);
    m_missingList->setAccessibleName(tr("Steps of the reference alone"));
    m_missingList->setFixedHeight(missingHeight);
    m_missingList->setColumnWidth(0, 104);
    m_missingList->setColumnWidth(1, 200);
    m_missingList->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    layout->addWidget(m_missingList);
}

void SequencePanel::fillComparing(QMenu &menu)
{
    menu.clear();
    QAction *keep = menu.addAction(m_desk.reference() ? tr("&Keep this flow as the reference instead")
                                                      : tr("&Keep this flow as the reference"),
                                   &m_desk, &FlowDesk::keepAsReference);
    keep->setEnabled(m_desk.flow());
    QAction *forget = menu.addAction(tr("&Forget the reference"), &m_desk, &FlowDesk::forgetReference);
    forget->setEnabled(m_desk.reference());
}

void SequencePanel::fillSaving(QMenu &menu)
{
    menu.clear();
    const auto add = [&](const QString &text, const QString &ending, const QString &name) {
        menu.addAction(text, this, [this, ending, name] { askAndSave(ending, name); })->setEnabled(m_desk.flow());
    };
    add(tr("Save as S&VG…"), u"svg"_s, u"SVG"_s);
    add(tr("Save as &PNG…"), u"png"_s, u"PNG"_s);
    add(tr("Save as P&DF…"), u"pdf"_s, u"PDF"_s);
    add(tr("Save as &Mermaid…"), u"mmd"_s, u"Mermaid"_s);
    menu.addSeparator();
    menu.addAction(tr("&Copy as Mermaid"), this,
                   [this] { QGuiApplication::clipboard()->setText(asMermaid(*m_desk.flow(), m_desk.names())); })
        ->setEnabled(m_desk.flow());
}

void SequencePanel::askAndSave(const QString &ending, const QString &name)
{
    QString file = QFileDialog::getSaveFileName(this, tr("Save the diagram"), u"flow."_s + ending,
                                                u"%1 (*.%2)"_s.arg(name, ending));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + ending;
    const QString trouble = save(file);
    m_outcome = trouble.isEmpty() ? tr("Saved as %1").arg(file) : trouble;
    showState();
}

QString SequencePanel::save(const QString &file) const
{
    const Flow *flow = m_desk.flow();
    if (!flow || flow->count() == 0)
        return saveSequence(m_view->picture(), {}, file);
    const TrafficEntry &first = flow->step(flow->idAt(0)).entry;
    const QString title = tr("Flow %1 · %2 · %3")
                              .arg(QString::fromLatin1(first.trace.traceId()),
                                   QString::fromLatin1(toRfc3339(fromMicroseconds(first.at))), flowSummary(*flow, 0));
    return saveSequence(m_view->picture(), title, file);
}

QString SequencePanel::message() const
{
    return m_stack->currentWidget() == m_message ? m_message->text() : QString();
}

void SequencePanel::showState()
{
    const Flow *flow = m_desk.flow();
    m_message->setText(flow ? QString() : emptyFlowText(m_desk));
    m_stack->setCurrentWidget(flow ? static_cast<QWidget *>(m_view) : m_message);
    setNote(!m_outcome.isEmpty() ? m_outcome : flow ? flowSummary(*flow, m_desk.forgotten()) : QString());
}

void SequencePanel::showComparison()
{
    m_difference->setVisible(m_desk.reference());
    if (!m_desk.reference())
        return;
    const Flow &reference = *m_desk.reference();
    const FlowComparison &comparison = m_desk.comparison();
    std::vector<FindingsModel::Row> rows;
    for (const int id : comparison.onlyThere) {
        if (rows.size() == mostMissing)
            break;
        rows.push_back({{plainFlowCell(momentText(reference.step(id).entry.at)), plainFlowCell(wayText(reference, id)),
                         plainFlowCell(stepText(reference.step(id), m_desk.names()))},
                        {}});
    }
    m_missing.setRows(std::move(rows));
    m_missingList->setVisible(!comparison.onlyThere.empty());
    const auto number = [](auto count) { return QLocale().toString(qulonglong(count)); };
    if (!m_desk.isComparing())
        m_verdict->setText(tr("This is the reference. Choose a message of another flow to hold it against this one."));
    else if (comparison.partsAt < 0)
        m_verdict->setText(tr("Like the reference, step by step"));
    else
        m_verdict->setText(tr("As the reference up to step %1; only here: %2; only in the reference: %3")
                               .arg(number(comparison.partsAt), number(comparison.onlyHere.size()),
                                    number(comparison.onlyThere.size())));
}

} // namespace curbside
