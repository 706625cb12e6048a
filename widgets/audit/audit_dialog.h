// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/audit/audit_log.h"

#include <QDialog>

class QLabel;

namespace curbside {

class ListFilter;
class ListView;

/// The audit log to read, search and copy.
class AuditDialog : public QDialog
{
    Q_OBJECT

public:
    /// `choose` gets the key of the thing whose entry a person opens.
    AuditDialog(AuditLog &log, std::function<void(const QString &key)> choose, QWidget *parent = nullptr);

private:
    void copyAs(int format);
    void showNote();

    AuditLog &m_log;
    ListFilter *m_filter;
    ListView *m_view;
    QLabel *m_note;
};

} // namespace curbside
