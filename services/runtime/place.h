// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <compare>

namespace curbside {

/// A point on the platform's plane, in whole millimetres: exact in databases and in decisions. In JSON places are metres.
struct Place
{
    qint64 x = 0;
    qint64 y = 0;
    friend auto operator<=>(const Place &, const Place &) = default;
};

} // namespace curbside
