// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/faults/fault_form.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topology_layout.h"
#include "widgets/topology/topology_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int longestDelayMs = 86'400'000;
constexpr int longestSeconds = 86'400;
constexpr int usualSeconds = 120;
constexpr int usualDelayMs = 1000;
constexpr int shortestDownMs = 100;
constexpr int longestType = 300;

/// By subject: events, calls, services.
constexpr std::array<FaultKind, 13> kindsInOrder{FaultKind::EventDropped,
                                                 FaultKind::EventDuplicated,
                                                 FaultKind::EventDelayed,
                                                 FaultKind::EventReordered,
                                                 FaultKind::CallFailing,
                                                 FaultKind::CallHanging,
                                                 FaultKind::CallSlow,
                                                 FaultKind::CutOff,
                                                 FaultKind::HandlerFailing,
                                                 FaultKind::CrashBeforeCommit,
                                                 FaultKind::CrashBeforePublish,
                                                 FaultKind::CrashBeforeAcknowledge,
                                                 FaultKind::DiskFull};

QByteArrayList namesOfParts()
{
    return QByteArrayList{"world"} + topologyServices() + QByteArrayList{"gateway"};
}

void chooseName(QComboBox &box, const QByteArray &name)
{
    box.setCurrentIndex(std::max(0, box.findData(QString::fromUtf8(name))));
}

} // namespace

FaultForm::FaultForm(FaultDesk &desk, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_form(new QFormLayout), m_kind(addCombo(tr("&What"), u"kind"_s)),
      m_sentence(new QLabel), m_service(addCombo(tr("&Service"), u"service"_s)),
      m_from(addCombo(tr("&From"), u"from"_s)), m_to(addCombo(tr("&To"), u"to"_s)),
      m_type(addCombo(tr("T&ype"), u"type"_s)), m_rate(new QDoubleSpinBox), m_delay(new QSpinBox),
      m_seconds(new QSpinBox), m_forGood(new QCheckBox(tr("for &good"))), m_refusal(new QLabel), m_doIt(nullptr)
{
    setWindowTitle(tr("Make something go wrong"));
    offerKinds();
    build();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FaultForm::fitToKind);
    connect(m_forGood, &QCheckBox::toggled, m_seconds, &QWidget::setDisabled);
    connect(&desk, &FaultDesk::refused, this, &FaultForm::onAnswer);
    fitToKind();
}

QComboBox *FaultForm::addCombo(const QString &label, const QString &name)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(QString(label).remove(u'&'));
    m_form->addRow(label, box);
    return box;
}

void FaultForm::offerKinds()
{
    for (const FaultKind kind : kindsInOrder)
        m_kind->addItem(faultKindText(kind), int(kind));
    for (QComboBox *box : {m_service, m_from, m_to}) {
        box->addItem(box == m_service ? tr("every one") : tr("anyone"), QString());
        for (const QByteArray &name : namesOfParts())
            box->addItem(partText(name), QString::fromUtf8(name));
    }
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->lineEdit()->setMaxLength(longestType);
    m_type->lineEdit()->setPlaceholderText(tr("every type"));
    m_type->lineEdit()->setAccessibleName(m_type->accessibleName());
}

void FaultForm::build()
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("role", u"secondary"_s);
    m_sentence->setMinimumWidth(300);
    m_form->insertRow(1, QString(), m_sentence);
    m_rate->setObjectName(u"rate"_s);
    m_rate->setDecimals(4);
    m_rate->setRange(0, 100);
    m_rate->setValue(100);
    m_rate->setSuffix(tr(" % of them"));
    m_rate->setAccessibleName(tr("How often"));
    m_form->addRow(tr("&How often"), m_rate);
    m_delay->setObjectName(u"delay"_s);
    m_delay->setRange(0, longestDelayMs);
    m_delay->setSuffix(tr(" ms"));
    m_delay->setValue(usualDelayMs);
    m_delay->setAccessibleName(tr("Delay"));
    m_form->addRow(tr("&Delay"), m_delay);
    m_seconds->setObjectName(u"seconds"_s);
    m_seconds->setRange(1, longestSeconds);
    m_seconds->setValue(usualSeconds);
    m_seconds->setSuffix(tr(" s from now"));
    m_seconds->setAccessibleName(tr("How long"));
    m_forGood->setObjectName(u"forGood"_s);
    m_form->addRow(tr("How &long"), m_seconds);
    m_form->addRow(QString(), m_forGood);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->setProperty("role", u"problem"_s);
    m_refusal->hide();
    auto *buttons = new QDialogButtonBox;
    m_doIt = buttons->addButton(tr("&Make it go wrong"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_isPosting = true;
        m_doIt->setEnabled(false);
        m_desk.add(wish().toJson());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addLayout(m_form);
    layout->addWidget(m_refusal);
    layout->addWidget(buttons);
}

FaultKind FaultForm::kind() const
{
    return static_cast<FaultKind>(m_kind->currentData().toInt());
}

void FaultForm::fitToKind()
{
    const FaultKind chosen = kind();
    const bool isInside = isOfOneService(chosen);
    m_sentence->setText(faultKindSentence(chosen));
    m_form->setRowVisible(m_service, isInside);
    m_form->setRowVisible(m_from, !isInside);
    m_form->setRowVisible(m_to, !isInside);
    m_form->setRowVisible(m_type, chosen != FaultKind::CutOff);
    m_form->setRowVisible(m_rate, chosen != FaultKind::CutOff);
    m_form->setRowVisible(m_delay, takesDelay(chosen));
    m_delay->setMinimum(isCrash(chosen) ? shortestDownMs : 0);
    const QString written = m_type->currentText();
    m_type->clear();
    if (isOfCalls(chosen))
        m_type->addItems(m_desk.callTypes());
    else if (isOfEvents(chosen) || chosen == FaultKind::HandlerFailing)
        m_type->addItems(m_desk.eventTypes());
    m_type->setCurrentIndex(-1);
    m_type->setEditText(written);
}

void FaultForm::setKind(FaultKind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
}

void FaultForm::setSpot(const TroubleSpot &spot)
{
    chooseName(*m_service, spot.to.isEmpty() ? spot.from : spot.to);
    chooseName(*m_from, spot.to.isEmpty() ? QByteArray() : spot.from);
    chooseName(*m_to, spot.to);
    setKind(spot.to.isEmpty() ? FaultKind::CutOff : spot.isCall ? FaultKind::CallFailing : FaultKind::EventDropped);
}

FaultWish FaultForm::wish() const
{
    FaultWish wish;
    wish.kind = kind();
    const bool isInside = isOfOneService(wish.kind);
    wish.from = (isInside ? m_service : m_from)->currentData().toString().toUtf8();
    wish.to = isInside ? QByteArray() : m_to->currentData().toString().toUtf8();
    wish.type = m_type->currentText().trimmed();
    wish.ratePerMillion = std::llround(m_rate->value() * 10'000);
    wish.delayMs = m_delay->value();
    wish.forSeconds = m_forGood->isChecked() ? 0 : m_seconds->value();
    return wish;
}

void FaultForm::onAnswer(const QString &why)
{
    if (!std::exchange(m_isPosting, false))
        return;
    m_doIt->setEnabled(true);
    m_refusal->setText(tr("The platform refused it: %1").arg(visibleLines(why)));
    m_refusal->setVisible(!why.isEmpty());
    if (why.isEmpty())
        accept();
}

} // namespace curbside
