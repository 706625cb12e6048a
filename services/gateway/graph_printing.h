// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/document.h"

namespace curbside {

/// Definitions as SDL, without directives.
[[nodiscard]] QByteArray printed(const graphql::TypeDefinition &type);
[[nodiscard]] QByteArray printed(const graphql::FieldDefinition &field, bool isDescribed = true);

} // namespace curbside
