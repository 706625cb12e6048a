// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace curbside {

/// What this program is, its version and licence, and what it stands on. Links are text to be read and copied.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace curbside
