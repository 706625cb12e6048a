// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/value.h"

#include <QString>

#include <functional>

class QKeyEvent;
class QMenu;
class QMimeData;

namespace curbside {

/// What a person wants of a value that is shown.
enum class FilterWish { OnlyThis, NotThis, FromHereOn };

/// A value that is shown, as conditions of a filter.
struct ValueFilter
{
    QString only; ///< empty: nothing can be asked for it
    QString others;

    [[nodiscard]] static ValueFilter of(std::string_view name, const cesql::Value &value);
    /// "Like this, from here on" is the first with the number of the entry.
    [[nodiscard]] QString condition(FilterWish wish, quint64 number) const;
};

/// "Only this", "not this", "like this, from here on", each with its key.
void addFilterActions(QMenu &menu, const ValueFilter &filter, const std::function<void(FilterWish)> &carryOut);
/// The wish of a key pressed in a list or payload: `=`, `!` and `>`.
[[nodiscard]] std::optional<FilterWish> filterWishOf(const QKeyEvent &event);
/// What a drag of the value carries.
[[nodiscard]] QMimeData *dragOf(const ValueFilter &filter);

} // namespace curbside
