// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/graph_file.h"

#include <QFile>

namespace curbside {

QByteArray sdlOf(const QString &service)
{
    QFile file(QStringLiteral(":/%1/schema.graphql").arg(service));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "sdlOf", qPrintable(service));
    return file.readAll();
}

} // namespace curbside
