// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/graph_run.h"

#include <QStringList>

namespace curbside {

/// A small schema with every kind of type, for tests of the language.
[[nodiscard]] const graphql::Schema &menagerie();
[[nodiscard]] const QByteArray &menagerieSdl();

/// What the rules say of a query against it: the messages.
[[nodiscard]] QStringList faultsOf(const QByteArray &query);

/// The answer to a query against it; `root` is the JSON object that all values are members of.
[[nodiscard]] QByteArray answerOf(const QByteArray &query, const QByteArray &root, const QByteArray &variables = "{}");

} // namespace curbside
