// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;

namespace curbside {

class ListFilter;
class ListView;

/// A robot as the Dispatch Engine weighs it for one delivery.
struct CandidateRow
{
    QString serial;
    QString name;
    QString reason; ///< in the platform's word
    qint64 pickupAt = 0;
    qint64 dropoffAt = 0;
    bool isSupposed = false; ///< the answer is about a plan without its present robot, not about the plan

    [[nodiscard]] const QString &key() const { return serial; }
    friend bool operator==(const CandidateRow &, const CandidateRow &) = default;
};

/// Every robot with the reason for or against it, for one delivery that waits or has not been picked up: why it is not
/// assigned, and whom to give it to. Read again while it is open.
class CandidatesDialog : public QDialog
{
    Q_OBJECT

public:
    /// All outlive the dialog.
    CandidatesDialog(PlatformLink &link, const Entities &entities, const QString &deliveryId, bool isForReassigning,
                     QWidget *parent = nullptr);
    ~CandidatesDialog() override;

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const EntityTable &table() const { return m_rows; }

private:
    void build(bool isForReassigning);
    void addColumns();
    void read();
    void take(int status, const QByteArray &body);
    void describe();
    void updateButtons();
    void give(const QString &serial);
    [[nodiscard]] QString chosenSerial() const;
    void putChoiceBack();

    PlatformLink &m_link;
    const Entities &m_entities;
    QString m_deliveryId;
    EntityModel<CandidateRow> m_rows;
    ListFilter *m_filter;
    ListView *m_view;
    QLabel *m_summary;
    QLabel *m_outcome;
    QComboBox *m_reason;
    QPushButton *m_give;
    QPushButton *m_giveAny;
    QTimer m_timer;
    QString m_failure;
    QString m_kept; // the chosen robot, while the rows are ordered anew
    bool m_isReading = false;
    bool m_isGiven = false;
};

/// The platform's word for how a robot stands as a candidate, as people read it; with a mark, and whether it can have the
/// delivery.
[[nodiscard]] Cell candidateCell(const QString &reason, bool isSupposed = false);
[[nodiscard]] bool canTake(const CandidateRow &candidate);

/// Opens it, beside what people do meanwhile.
void openCandidates(QWidget &window, PlatformLink &link, const Entities &entities, const QString &deliveryId,
                    bool isForReassigning);

} // namespace curbside
