// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/actions/deed.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace curbside {

/// Asks before something is done that others feel: for the reason, which is kept with the request, and for a choice where
/// there is one.
class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    /// Without reasons, none is asked for.
    ReasonDialog(const QString &title, const QString &question, const QStringList &reasons, QWidget *parent = nullptr);

    void offer(const QString &label, const std::vector<Deed::Choice> &choices);
    [[nodiscard]] QString reason() const;
    /// The key of what was chosen.
    [[nodiscard]] QString choice() const;

private:
    void addLine(const QString &label, QComboBox &box);
    void updateButton();

    QComboBox *m_reason = nullptr;
    QComboBox *m_choice = nullptr;
    QVBoxLayout *m_questions;
    QPushButton *m_doIt;
};

} // namespace curbside
