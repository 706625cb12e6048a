// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/source_text.h"

#include <QFile>
#include <QFileInfo>

namespace curbside {

using namespace Qt::StringLiterals;

std::expected<QByteArray, QString> readSourceText(const QString &path, qint64 maxBytes)
{
    const QString shown = quotedForMessage(path);
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(u"%1: no such file; check the path"_s.arg(shown));
    if (!info.isFile())
        return std::unexpected(u"%1: is not a regular file; give a file"_s.arg(shown));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"%1: cannot be read (%2); check its permissions"_s.arg(shown, file.errorString()));
    QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(u"%1: cannot be read (%2)"_s.arg(shown, file.errorString()));
    if (bytes.size() > maxBytes)
        return std::unexpected(
            u"%1: is larger than %2 KiB; make it smaller"_s.arg(shown, QString::number(maxBytes / 1024)));
    return bytes;
}

QString quotedForMessage(QStringView text)
{
    constexpr qsizetype maxLength = 400;
    QString shown;
    for (const QChar character : text.left(maxLength)) {
        const bool breaksLine = character.category() == QChar::Other_Control
            || character.category() == QChar::Other_Format || character.category() == QChar::Separator_Line
            || character.category() == QChar::Separator_Paragraph;
        shown += breaksLine ? QChar(u'\uFFFD') : character;
    }
    return text.size() > maxLength ? shown + u'…' : shown;
}

} // namespace curbside
