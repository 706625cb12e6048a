// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace curbside {

struct SchemaBreach
{
    QString pointer;
    QString detail; // "must be from 1 to 20000"
};

/// Checks a JSON text, already known to be JSON without doubled members, against a JSON Schema (draft-07) that is
/// compiled in: its breaches (of very many only some), in no particular order; none when it holds.
[[nodiscard]] std::vector<SchemaBreach> schemaBreaches(QByteArrayView json, const QString &schemaFile);

} // namespace curbside
