// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/save_dialog.h"

#include <QFileDialog>

namespace curbside {

QString askForFile(QWidget &window, const QString &title, const QString &proposed, const QString &filter,
                   const QString &ending)
{
    QFileDialog dialog(&window, title, {}, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(ending);
    dialog.selectFile(proposed);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return dialog.selectedFiles().value(0);
}

} // namespace curbside
