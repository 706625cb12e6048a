// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/faults/fault_desk.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace curbside {

struct TroubleSpot;

/// Asks what is to go wrong, where, how often and how long, and posts it. What the platform refuses is told in place.
class FaultForm : public QDialog
{
    Q_OBJECT

public:
    explicit FaultForm(FaultDesk &desk, QWidget *parent = nullptr);

    /// The likeliest thing to go wrong there.
    void setSpot(const TroubleSpot &spot);
    void setKind(FaultKind kind);
    [[nodiscard]] FaultWish wish() const;

private:
    void build();
    QComboBox *addCombo(const QString &label, const QString &name);
    void offerKinds();
    void fitToKind();
    void onAnswer(const QString &why);
    [[nodiscard]] FaultKind kind() const;

    FaultDesk &m_desk;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QLabel *m_sentence;
    QComboBox *m_service;
    QComboBox *m_from;
    QComboBox *m_to;
    QComboBox *m_type;
    QDoubleSpinBox *m_rate;
    QSpinBox *m_delay;
    QSpinBox *m_seconds;
    QCheckBox *m_forGood;
    QLabel *m_refusal;
    QPushButton *m_doIt;
    bool m_isPosting = false;
};

} // namespace curbside
