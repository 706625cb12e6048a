// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QToolButton;

namespace curbside {

class Entities;
class FactList;
class PlatformLink;

/// Whom to speak to about a delivery, and what there is to say. In the simulation nobody is called: the card is what a person
/// would have before the eyes.
class ContactCard : public QDialog
{
    Q_OBJECT

public:
    enum class Side { Merchant, Customer };

    /// All outlive the card.
    ContactCard(PlatformLink &link, const Entities &entities, const QString &deliveryId, QWidget *parent = nullptr);

    void showSide(Side side);

    /// What there is to say, as it stands now.
    [[nodiscard]] QString summary() const;

private:
    void build();
    [[nodiscard]] QToolButton *makeSideButton(const QString &text, const QString &segment, Side side);
    void fill();
    void readOrder();
    void takeOrder(int status, const QByteArray &body);

    PlatformLink &m_link;
    const Entities &m_entities;
    QString m_deliveryId;
    Side m_side = Side::Merchant;
    QToolButton *m_merchant;
    QToolButton *m_customer;
    QLabel *m_name;
    FactList *m_facts;
    QLabel *m_summary;
    QString m_order; // the partner's own id of it
};

} // namespace curbside
