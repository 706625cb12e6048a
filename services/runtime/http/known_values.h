// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/http/problem.h"

#include <QStringList>

namespace curbside {

/// The refusal of a `?name=` that is none of an enumeration's values: it lists them.
template <NamedEnum Enum>
[[nodiscard]] Problem refuseUnknownValue(QStringView name)
{
    QStringList known;
    for (const std::string_view value : EnumNames<Enum>::names)
        known += QString::fromLatin1(value.data(), static_cast<qsizetype>(value.size()));
    return Problem::unprocessable(u'?' + name.toString(),
                                  QStringLiteral("is none of %1").arg(known.join(QStringLiteral(", "))));
}

} // namespace curbside
