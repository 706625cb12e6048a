// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_table.h"

#include <QFile>

namespace curbside::mdrp {

using namespace Qt::StringLiterals;

std::expected<std::vector<QStringList>, QString> readTable(const QString &path, QChar separator, qsizetype leastColumns)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"%1: %2"_s.arg(path, file.errorString()));
    std::vector<QStringList> rows;
    bool isHeader = true;
    for (int number = 1; !file.atEnd(); ++number) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (!isHeader && !line.isEmpty()) {
            rows.push_back(line.split(separator, Qt::SkipEmptyParts));
            if (rows.back().size() < leastColumns)
                return std::unexpected(u"%1:%2: fewer than %3 columns"_s.arg(path).arg(number).arg(leastColumns));
        }
        isHeader = false;
    }
    return rows;
}

std::expected<int, QString> wholeNumber(const QStringList &row, qsizetype column)
{
    bool isNumber = false;
    const int number = row.value(column).toInt(&isNumber);
    if (!isNumber)
        return std::unexpected(u"“%1” is no whole number, in: %2"_s.arg(row.value(column), row.join(u' ')));
    return number;
}

} // namespace curbside::mdrp
