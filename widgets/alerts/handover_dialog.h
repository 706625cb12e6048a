// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/handover.h"

#include <QDialog>

class QLabel;
class QTextEdit;

namespace curbside {

/// The handover page to read, copy as text, and save as PDF (which prints) or HTML.
class HandoverDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HandoverDialog(HandoverReport report, QWidget *parent = nullptr);

    void copyText() const;
    /// False when the file cannot be written; the dialog says why.
    bool savePdf(const QString &file);
    bool saveHtml(const QString &file);

private:
    void askAndSave(const QString &filter, const QString &ending, bool (HandoverDialog::*save)(const QString &));
    bool tell(const QString &trouble);

    HandoverReport m_report;
    QTextEdit *m_page;
    QLabel *m_outcome;
};

} // namespace curbside
