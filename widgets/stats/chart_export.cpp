// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_export.h"

#include "widgets/plot/chart_painting.h"
#include "widgets/theme/plain_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize exportSize(760, 400);
constexpr int exportRatio = 2;
constexpr int exportResolution = 300;
constexpr double exportWidth = 720; ///< of a page in the measures of the screen
constexpr double exportLine = 18;
constexpr double exportGap = 14;
constexpr int exportColumns = 2;

/// Translations of this file.
class Export
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ChartExport)
};

QString exportTrouble(const QString &file, const QString &why)
{
    return Export::tr("%1 cannot be written: %2").arg(file, why);
}

void paintExportLine(QPainter &painter, const QRectF &place, const QString &text, const QFont &font,
                     const QColor &color)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(place, int(Qt::AlignVCenter | Qt::AlignLeft),
                     QFontMetricsF(font).elidedText(visibleText(text), Qt::ElideRight, place.width()));
}

/// Title, what it says, and the chart below.
void paintView(QPainter &painter, const QRectF &place, const ChartView &view, const Tokens &tokens)
{
    const QRectF line(place.left(), place.top(), place.width(), exportLine);
    paintExportLine(painter, line, view.title, emphasisedFont(), tokens.text);
    paintExportLine(painter, line.translated(0, exportLine), view.summary, secondaryFont(), tokens.secondary);
    const QRectF chart = place.adjusted(0, 2 * exportLine + 4, 0, 0);
    if (view.picture.bars.empty())
        paintExportLine(painter, chart, Export::tr("No figures"), secondaryFont(), tokens.secondary);
    else
        ChartDrawing(view.picture, chart, tokens).paint(painter);
}

void paintPicture(QPainter &painter, const ChartView &view, const QString &caption)
{
    const Tokens tokens = Tokens::light();
    const QRectF whole({0, 0}, QSizeF(exportSize));
    painter.fillRect(whole, tokens.surface);
    const QRectF place = whole.adjusted(exportGap, exportGap, -exportGap, -exportGap);
    paintView(painter, place.adjusted(0, 0, 0, -exportLine), view, tokens);
    paintExportLine(painter, {place.left(), place.bottom() - exportLine + 4, place.width(), exportLine}, caption,
                    secondaryFont(), tokens.secondary);
}

} // namespace

QString saveBytes(const QByteArray &bytes, const QString &file)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return exportTrouble(file, target.errorString());
    return {};
}

QString saveCsv(const ChartAnswer &answer, const QString &file)
{
    return saveBytes(answer.asCsv().toUtf8(), file);
}

QString savePng(const ChartView &view, const QString &caption, const QString &file)
{
    QImage image(exportSize * exportRatio, QImage::Format_RGB32);
    image.setDevicePixelRatio(exportRatio);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintPicture(painter, view, caption);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return exportTrouble(file, Export::tr("the picture cannot be made"));
    return saveBytes(bytes, file);
}

QString saveSvg(const ChartView &view, const QString &caption, const QString &file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(exportSize);
    generator.setViewBox(QRect(QPoint(), exportSize));
    generator.setTitle(view.title);
    generator.setDescription(view.summary);
    {
        QPainter painter(&generator);
        paintPicture(painter, view, caption);
    }
    return saveBytes(bytes, file);
}

QString savePdf(const std::vector<ChartView> &views, const QString &heading, const QString &caption,
                const QString &file)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return exportTrouble(file, target.errorString());
    {
        QPdfWriter writer(&target);
        writer.setTitle(heading);
        writer.setResolution(exportResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
        QPainter painter(&writer);
        const double scale = writer.width() / exportWidth;
        painter.scale(scale, scale);
        const Tokens tokens = Tokens::light();
        const double height = writer.height() / scale;
        paintExportLine(painter, {0, 0, exportWidth, exportLine}, heading, emphasisedFont(), tokens.text);
        paintExportLine(painter, {0, exportLine, exportWidth, exportLine}, caption, secondaryFont(), tokens.secondary);
        const double top = 2 * exportLine + exportGap;
        const auto lines = int(views.size() + exportColumns - 1) / exportColumns;
        const QSizeF room((exportWidth - exportGap * (exportColumns - 1)) / exportColumns,
                          (height - top - exportGap * (lines - 1)) / std::max(1, lines));
        for (std::size_t i = 0; i < views.size(); ++i) {
            const QPointF at((room.width() + exportGap) * int(i % exportColumns),
                             top + (room.height() + exportGap) * int(i / exportColumns));
            paintView(painter, QRectF(at, room), views[i], tokens);
        }
    }
    return target.commit() ? QString() : exportTrouble(file, target.errorString());
}

} // namespace curbside
