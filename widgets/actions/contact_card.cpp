// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions/contact_card.h"

#include "widgets/entities/entities.h"
#include "widgets/entities/status_words.h"
#include "widgets/inspector/fact_list.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QLabel *cardLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    return label;
}

} // namespace

ContactCard::ContactCard(PlatformLink &link, const Entities &entities, const QString &deliveryId, QWidget *parent)
    : QDialog(parent), m_link(link), m_entities(entities), m_deliveryId(deliveryId),
      m_merchant(makeSideButton(tr("Merchant"), u"first"_s, Side::Merchant)),
      m_customer(makeSideButton(tr("Customer"), u"last"_s, Side::Customer)), m_name(cardLabel(u"title"_s)),
      m_facts(new FactList), m_summary(cardLabel({}))
{
    setWindowTitle(tr("Contact"));
    build();
    for (const EntityTable *table :
         {static_cast<const EntityTable *>(&entities.deliveries), static_cast<const EntityTable *>(&entities.robots)})
        connect(table, &QAbstractItemModel::dataChanged, this, &ContactCard::fill);
    showSide(Side::Merchant);
    readOrder();
}

QToolButton *ContactCard::makeSideButton(const QString &text, const QString &segment, Side side)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setProperty("segment", segment);
    connect(button, &QToolButton::clicked, this, [this, side] { showSide(side); });
    return button;
}

void ContactCard::showSide(Side side)
{
    m_side = side;
    m_merchant->setChecked(side == Side::Merchant);
    m_customer->setChecked(side == Side::Customer);
    m_facts->clear();
    fill();
}

void ContactCard::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(m_merchant);
    sides->addWidget(m_customer);
    sides->addStretch();
    layout->addLayout(sides);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setAccessibleName(tr("What there is to say"));
    layout->addWidget(m_summary);
    QLabel *note = cardLabel(u"secondary"_s);
    note->setText(tr("In the simulation nobody is called. This is what you would have before you."));
    layout->addWidget(note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_name->text() + u'\n' + summary()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(380);
}

void ContactCard::fill()
{
    const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
    if (!delivery) {
        m_summary->setText(tr("This delivery is not known here any more."));
        return;
    }
    const QString merchant = m_entities.merchantName(delivery->merchantId);
    const bool isMerchant = m_side == Side::Merchant;
    m_name->setText(isMerchant ? visibleText(merchant.isEmpty() ? tr("Merchant") : merchant)
                               : tr("Customer of %1").arg(delivery->number));
    std::vector<FactLine> lines{
        {tr("Role"), textCell(isMerchant ? tr("Merchant, who loads the robot") : tr("Customer, who unloads it")), {}},
        {tr("Address"), textCell(m_entities.addressAt(isMerchant ? delivery->pickup : delivery->dropoff)), {}},
        {tr("Delivery"), textCell(delivery->number), {}},
        {tr("Order"), textCell(m_order), {}}};
    if (!isMerchant)
        lines.push_back({tr("Ordered from"), textCell(merchant), {}});
    m_facts->setLines(lines);
    m_summary->setText(visibleLines(summary()));
}

QString ContactCard::summary() const
{
    const DeliveryRow *delivery = m_entities.deliveries.find(m_deliveryId);
    if (!delivery)
        return {};
    QStringList sentences{tr("%1 is %2, promised for %3.")
                              .arg(delivery->number, deliveryStatusCell(delivery->status).text.toLower(),
                                   minuteText(delivery->promisedAt))};
    const RobotRow *robot = delivery->hasEnded() ? nullptr : m_entities.robotNamed(delivery->driverName);
    if (robot)
        sentences.append(tr("Robot %1 is at %2; its lid is %3.")
                             .arg(robot->name, m_entities.addressAt(robot->place), lidCell(robot->lid).text.toLower()));
    else if (!delivery->hasEnded())
        sentences.append(tr("No robot is on it yet."));
    if (m_side == Side::Merchant)
        sentences.append(tr("To be ready at %1.").arg(minuteText(delivery->readyAt)));
    return sentences.join(u'\n');
}

void ContactCard::readOrder()
{
    m_link.get(u"deliveries"_s, u"/delivery/"_s + inPath(m_deliveryId),
               [self = QPointer(this)](int, const QByteArray &body) {
                   const auto delivery = JsonDocument::parse(body);
                   const QString order = delivery ? textIn(delivery->root(), "orderId") : QString();
                   if (!self || order.isEmpty())
                       return;
                   self->m_link.get(u"integrations"_s, u"/order/"_s + inPath(order),
                                    [self](int status, const QByteArray &answer) {
                                        if (self)
                                            self->takeOrder(status, answer);
                                    });
               });
}

void ContactCard::takeOrder(int status, const QByteArray &body)
{
    const auto order = JsonDocument::parse(body);
    if (status != 200 || !order)
        return;
    const QString number = textIn(order->root(), "number");
    const QString external = textIn(order->root(), "externalId");
    m_order = number.isEmpty() ? external : tr("%1 (the partner's %2)").arg(number, external);
    fill();
}

} // namespace curbside
