// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;

namespace curbside {

/// Asks before something is done that others feel, and for the reason, which is kept with the request.
class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    ReasonDialog(const QString &title, const QString &question, const QStringList &reasons, QWidget *parent = nullptr);

    [[nodiscard]] QString reason() const;

private:
    QComboBox *m_reason;
};

} // namespace curbside
