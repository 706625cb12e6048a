// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/candidates_dialog.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_filter.h"
#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int readCandidatesEveryMs = 1000;

Cell answerCell(const QString &text, Tone tone, Mark mark)
{
    return {text, tone, mark, {}, {}};
}

} // namespace

Cell candidateCell(const QString &reason, bool isSupposed)
{
    if (isSupposed && reason == u"Chosen")
        return answerCell(CandidatesDialog::tr("could, and would be the first choice"), Tone::Good, Mark::Check);
    if (isSupposed && reason == u"ChosenForLater")
        return answerCell(CandidatesDialog::tr("could, after another trip; would be the first choice"), Tone::Good,
                          Mark::Check);
    static const QHash<QString, Cell> words{
        {u"Chosen"_s, answerCell(CandidatesDialog::tr("planned for its next trip"), Tone::Good, Mark::Check)},
        {u"ChosenForLater"_s,
         answerCell(CandidatesDialog::tr("planned for it, after another trip"), Tone::Good, Mark::Check)},
        {u"Present"_s, answerCell(CandidatesDialog::tr("is on it now"), Tone::Active, Mark::Play)},
        {u"NoSooner"_s, answerCell(CandidatesDialog::tr("could, but no sooner than planned"), Tone::Idle, Mark::Ring)},
        {u"PlannedElsewhere"_s,
         answerCell(CandidatesDialog::tr("could, but is of more use elsewhere"), Tone::Idle, Mark::Ring)},
        {u"LaterThanChosen"_s,
         answerCell(CandidatesDialog::tr("could, but later than planned"), Tone::Idle, Mark::Ring)},
        {u"AnotherWished"_s, answerCell(CandidatesDialog::tr("a person wants another robot"), Tone::Idle, Mark::Ring)},
        {u"OffDutyTooSoon"_s,
         answerCell(CandidatesDialog::tr("off duty before it could pick up"), Tone::Warning, Mark::Pause)},
        {u"Excluded"_s,
         answerCell(CandidatesDialog::tr("was on it before, and is left out"), Tone::Warning, Mark::Pause)},
        {u"NotInService"_s, answerCell(CandidatesDialog::tr("out of service"), Tone::Bad, Mark::Cross)},
        {u"Held"_s, answerCell(CandidatesDialog::tr("held by a person"), Tone::Bad, Mark::Pause)},
        {u"OffDuty"_s, answerCell(CandidatesDialog::tr("off duty"), Tone::Bad, Mark::Dotted)},
        {u"Offline"_s, answerCell(CandidatesDialog::tr("offline"), Tone::Bad, Mark::Cross)},
        {u"LidJammed"_s, answerCell(CandidatesDialog::tr("its lid is jammed"), Tone::Bad, Mark::Cross)},
        {u"LowBattery"_s, answerCell(CandidatesDialog::tr("battery below 20 %"), Tone::Bad, Mark::Warning)}};
    const auto found = words.constFind(reason);
    return found == words.constEnd() ? answerCell(reason, Tone::Idle, Mark::Ring) : *found;
}

bool canTake(const CandidateRow &candidate)
{
    static const QStringList able{u"Chosen"_s,          u"ChosenForLater"_s, u"NoSooner"_s, u"PlannedElsewhere"_s,
                                  u"LaterThanChosen"_s, u"AnotherWished"_s,  u"Excluded"_s};
    return able.contains(candidate.reason);
}

CandidatesDialog::CandidatesDialog(PlatformLink &link, const Entities &entities, const QString &deliveryId,
                                   bool isForReassigning, QWidget *parent)
    : QDialog(parent), m_link(link), m_entities(entities), m_deliveryId(deliveryId), m_filter(nullptr),
      m_view(new ListView), m_summary(new QLabel), m_outcome(new QLabel), m_reason(new QComboBox), m_give(nullptr),
      m_giveAny(nullptr)
{
    addColumns();
    build(isForReassigning);
    m_timer.setInterval(readCandidatesEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &CandidatesDialog::read);
    connect(&entities.deliveries, &QAbstractItemModel::dataChanged, this, &CandidatesDialog::describe);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CandidatesDialog::updateButtons);
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &CandidatesDialog::updateButtons);
    m_timer.start();
    describe();
    updateButtons();
    read();
}

CandidatesDialog::~CandidatesDialog()
{
    m_view->setModel(nullptr);
    delete m_filter; // before the rows
}

void CandidatesDialog::addColumns()
{
    const auto time = [](qint64 at) {
        Cell cell = clockCell(at);
        if (at == 0)
            cell.sortKey = std::numeric_limits<qint64>::max();
        return cell;
    };
    m_rows.setColumns({
        {{.title = tr("Robot"), .width = 110, .key = u"robot"_s},
         [](const CandidateRow &row) { return textCell(row.name); }},
        {{.title = tr("Answer"), .width = 230, .stretches = true, .key = u"answer"_s},
         [](const CandidateRow &row) { return candidateCell(row.reason, row.isSupposed); }},
        {{.title = tr("Pickup"),
          .width = 84,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"pickup"_s,
          .isClock = true},
         [time](const CandidateRow &row) { return time(row.pickupAt); }},
        {{.title = tr("At the door"),
          .width = 110,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"atTheDoor"_s,
          .isClock = true},
         [this, time](const CandidateRow &row) {
             Cell cell = time(row.dropoffAt);
             const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
             if (delivery && delivery->promisedAt > 0 && row.dropoffAt > delivery->promisedAt) {
                 cell.tone = Tone::Warning; // after what was promised
                 cell.mark = Mark::Warning;
             }
             return cell;
         }},
    });
    m_filter = new ListFilter(m_rows);
    connect(m_filter, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = chosenSerial(); });
    m_view->setModel(m_filter);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &CandidatesDialog::putChoiceBack); // after the view has
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(3, Qt::AscendingOrder);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Robots and their answers"));
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        m_view->setColumnWidth(column, widthOf(m_rows.look(column)));
        if (m_rows.look(column).stretches)
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

void CandidatesDialog::build(bool isForReassigning)
{
    setWindowTitle(isForReassigning ? tr("Reassign to another robot") : tr("Why is it not assigned?"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::spacing);
    for (QLabel *label : {m_summary, m_outcome}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    layout->addWidget(m_summary);
    layout->addWidget(m_view, 1);
    auto *reason = new QLabel(tr("&Reason for giving it to another robot"));
    reason->setBuddy(m_reason);
    m_reason->setEditable(true);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setMaxLength(longestReason);
    m_reason->addItems({tr("It would be late"), tr("Robot is needed elsewhere"), tr("Something looks wrong")});
    connect(m_reason, &QComboBox::editTextChanged, this, &CandidatesDialog::updateButtons);
    layout->addWidget(reason);
    layout->addWidget(m_reason);
    layout->addWidget(m_outcome);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_give = buttons->addButton(tr("&Give it to this robot"), QDialogButtonBox::ActionRole);
    m_giveAny = buttons->addButton(tr("To &any other"), QDialogButtonBox::ActionRole);
    m_giveAny->setToolTip(tr("Takes it from its present robot; the plan finds another"));
    connect(m_give, &QPushButton::clicked, this, [this] { give(chosenSerial()); });
    connect(m_giveAny, &QPushButton::clicked, this, [this] { give({}); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(660, 480);
}

// What Dispatch says.

void CandidatesDialog::read()
{
    const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
    if (m_isReading || !delivery || delivery->demandId.isEmpty())
        return;
    m_isReading = true;
    m_link.get(u"dispatch"_s, u"/demand/"_s + inPath(delivery->demandId) + u"/candidates"_s,
               [self = QPointer(this)](int status, const QByteArray &body) {
                   if (self)
                       self->take(status, body);
               });
}

void CandidatesDialog::take(int status, const QByteArray &body)
{
    m_isReading = false;
    const auto document = JsonDocument::parse(body);
    m_failure = status == 200 && document ? QString() : refusalText(status, body);
    std::vector<CandidateRow> rows;
    QSet<QString> known;
    if (m_failure.isEmpty()) {
        document->root()["candidates"].forEachItem([&](JsonValue item) {
            const QString serial = textIn(item, "robotSerial");
            const QString name = m_entities.robotName(serial);
            known.insert(serial);
            rows.push_back({serial, name.isEmpty() ? serial : name, textIn(item, "reason"), momentIn(item, "pickupAt"),
                            momentIn(item, "dropoffAt")});
        });
        const bool isSupposed = std::ranges::find(rows, u"Present"_s, &CandidateRow::reason) != rows.end();
        for (CandidateRow &row : rows)
            row.isSupposed = isSupposed;
    }
    m_rows.take(std::move(rows));
    m_filter->setTest([this, known](int row) { return known.contains(m_rows.keyAt(row)); });
    describe();
    updateButtons();
}

void CandidatesDialog::describe()
{
    const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
    if (!delivery) {
        m_summary->setText(tr("This delivery is not known here any more."));
        return;
    }
    QString text = tr("%1 is %2, and promised for %3.")
                       .arg(delivery->number, deliveryStatusCell(delivery->status).text.toLower(),
                            minuteText(delivery->promisedAt));
    const int shown = m_filter->rowCount();
    int able = 0;
    for (int row = 0; row < shown; ++row)
        able += canTake(*m_rows.find(m_filter->index(row, 0).data(KeyRole).toString())) ? 1 : 0;
    if (!m_failure.isEmpty())
        text += u' ' + tr("The answers cannot be read: %1.").arg(m_failure);
    else if (delivery->demandId.isEmpty())
        text += u' ' + tr("It has no demand yet: the Dispatch Engine has not been asked.");
    else if (shown == 0)
        text += u' ' + tr("There is nothing to plan for it any more.");
    else
        text += u' '
            + (shown == 1 ? able == 1 ? tr("The only robot could take it.") : tr("The only robot could not take it.")
                          : tr("Of %1 robots, %2 could take it.").arg(shown).arg(able));
    m_summary->setText(visibleText(text));
}

// Giving it to another.

QString CandidatesDialog::chosenSerial() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.front().data(KeyRole).toString();
}

void CandidatesDialog::putChoiceBack()
{
    const int row = m_rows.rowOf(m_kept);
    const QModelIndex shown = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_rows.index(row, 0));
    if (shown.isValid())
        m_view->selectionModel()->setCurrentIndex(shown,
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    updateButtons();
}

void CandidatesDialog::updateButtons()
{
    const CandidateRow *chosen = m_rows.find(chosenSerial());
    const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
    const bool isReasoned = !m_reason->currentText().trimmed().isEmpty() && !m_isGiven;
    m_give->setEnabled(isReasoned && chosen != nullptr && canTake(*chosen));
    m_give->setText(chosen && canTake(*chosen) ? tr("&Give it to %1").arg(asMenuText(chosen->name))
                                               : tr("&Give it to this robot"));
    m_giveAny->setEnabled(isReasoned && delivery != nullptr && !delivery->driverName.isEmpty());
}

void CandidatesDialog::give(const QString &serial)
{
    JsonWriter json;
    json.beginObject();
    if (!serial.isEmpty())
        json.member("robotSerial", serial);
    json.member("reason", m_reason->currentText().trimmed()).endObject();
    m_isGiven = true;
    updateButtons();
    m_outcome->setText(tr("Asked for…"));
    m_link.post(u"gateway"_s, u"/deliveries/"_s + inPath(m_deliveryId) + u"/reassign"_s, json.take(),
                [self = QPointer(this)](int status, const QByteArray &body) {
                    if (!self)
                        return;
                    const bool isRefused = status < 200 || status >= 300;
                    self->m_outcome->setText(
                        visibleText(isRefused ? tr("Refused: %1").arg(refusalText(status, body))
                                              : tr("Under way: it gets its new robot when it is planned.")));
                    self->m_isGiven = false;
                    self->updateButtons();
                    self->read();
                });
}

void openCandidates(QWidget &window, PlatformLink &link, const Entities &entities, const QString &deliveryId,
                    bool isForReassigning)
{
    auto *dialog = new CandidatesDialog(link, entities, deliveryId, isForReassigning, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace curbside
