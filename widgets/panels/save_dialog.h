// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace curbside {

/// Asks where to save. A name without an ending gets this one before it is asked whether to overwrite. Empty: nowhere.
[[nodiscard]] QString askForFile(QWidget &window, const QString &title, const QString &proposed, const QString &filter,
                                 const QString &ending);

} // namespace curbside
