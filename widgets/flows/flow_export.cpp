// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow_export.h"

#include "widgets/flows/flow_words.h"
#include "widgets/flows/sequence_painting.h"
#include "widgets/stats/chart_export.h"
#include "widgets/theme/plain_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class DiagramTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::FlowExport)
};

constexpr double sheetMargin = 14;
constexpr double sheetTitle = 22;
constexpr double sheetTime = 104;
constexpr int sharpRatio = 2;
constexpr int sheetResolution = 300;
constexpr int lanesOnPortrait = 6;
constexpr qsizetype longestMermaidText = 160;

/// The whole diagram below a title, or a page's share of it.
class Sheet
{
public:
    Sheet(const SequencePicture &shown, const QString &title) : m_picture(shown), m_title(title)
    {
        m_picture.zoom = 1;
        m_picture.chosenMessage.clear();
        m_picture.fitLanes(0);
        m_picture.fitScale();
    }

    [[nodiscard]] const Flow &flow() const { return *m_picture.flow; }
    /// Pages cannot be cut within a gap.
    void foldGaps() { m_picture.gaps = TimeGaps::Folded; }
    [[nodiscard]] double width() const
    {
        return 2 * sheetMargin + sheetTime + m_picture.laneWidth * std::max(1, m_picture.lanes());
    }
    [[nodiscard]] double heightOf(int first, int last) const
    {
        double height = 2 * sheetMargin + sheetTitle + m_picture.headerHeight();
        for (int row = first; row < last; ++row)
            height += m_picture.rowHeight(row);
        return height;
    }
    /// The first row that no longer fits below `first`; at least one does.
    [[nodiscard]] int endOfPage(int first, double height) const
    {
        double used = heightOf(first, first);
        int row = first;
        while (row < flow().count() && (row == first || used + m_picture.rowHeight(row) <= height))
            used += m_picture.rowHeight(row++);
        return row;
    }

    void paint(QPainter &painter, int first, int last) const
    {
        const Tokens tokens = Tokens::light();
        painter.fillRect(QRectF(0, 0, width(), heightOf(first, last)), tokens.surface);
        painter.setFont(emphasisedFont());
        painter.setPen(tokens.text);
        const double inside = width() - 2 * sheetMargin;
        painter.drawText(QRectF(sheetMargin, sheetMargin, inside, sheetTitle), int(Qt::AlignLeft | Qt::AlignTop),
                         QFontMetricsF(emphasisedFont()).elidedText(visibleText(m_title), Qt::ElideRight, inside));
        double top = sheetMargin + sheetTitle;
        const double left = sheetMargin + sheetTime;
        const double lanes = inside - sheetTime;
        paintSequenceHeader(painter, {left, top, lanes, m_picture.headerHeight()}, m_picture, tokens);
        top += m_picture.headerHeight();
        for (int row = first; row < last; ++row) {
            const double height = m_picture.rowHeight(row);
            paintSequenceTime(painter, {sheetMargin, top, sheetTime, height}, m_picture, row, tokens);
            paintSequenceRow(painter, {left, top, lanes, height}, m_picture, row, tokens);
            top += height;
        }
    }

private:
    SequencePicture m_picture;
    QString m_title;
};

QString writeSvg(const Sheet &sheet, const QString &title, const QString &file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize size(int(sheet.width()), int(std::ceil(sheet.heightOf(0, sheet.flow().count()))));
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(visibleText(title).toHtmlEscaped());
    {
        QPainter painter(&generator);
        sheet.paint(painter, 0, sheet.flow().count());
    }
    return saveBytes(bytes, file);
}

QString writePng(const Sheet &sheet, const QString &file)
{
    const double height = std::ceil(sheet.heightOf(0, sheet.flow().count()));
    if (height > mostPngHeight)
        return DiagramTexts::tr("%1 steps are too many for one picture: choose PDF or SVG")
            .arg(QLocale().toString(sheet.flow().count()));
    const int ratio = height * sharpRatio <= mostPngHeight ? sharpRatio : 1;
    QImage image(QSize(int(sheet.width()), int(height)) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    {
        QPainter painter(&image);
        sheet.paint(painter, 0, sheet.flow().count());
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.save(&buffer, "PNG"))
        return DiagramTexts::tr("The picture cannot be made");
    return saveBytes(bytes, file);
}

QString writePdf(Sheet sheet, const QString &title, const QString &file)
{
    sheet.foldGaps();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(title);
        writer.setResolution(sheetResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        const bool isWide = sheet.flow().participants().size() > lanesOnPortrait;
        writer.setPageOrientation(isWide ? QPageLayout::Landscape : QPageLayout::Portrait);
        writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter);
        QPainter painter(&writer);
        const double scale = writer.width() / sheet.width();
        painter.scale(scale, scale);
        int row = 0;
        while (row < sheet.flow().count()) {
            if (row > 0)
                writer.newPage();
            const int end = sheet.endOfPage(row, writer.height() / scale);
            sheet.paint(painter, row, end);
            row = end;
        }
    }
    return saveBytes(bytes, file);
}

/// Only what is surely text to Mermaid stays as it is.
QString mermaidText(const QString &text)
{
    QString safe;
    const QList<uint> points = visibleText(text.left(longestMermaidText)).toUcs4();
    for (const uint point : points) {
        const bool isPlain =
            point > 0x7f || (point < 0x80 && (QChar(char16_t(point)).isLetterOrNumber() || point == ' '));
        if (isPlain)
            safe += QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
        else
            safe += u'#' + QString::number(point) + u';';
    }
    if (safe.compare(u"end"_s, Qt::CaseInsensitive) == 0) // alone, it would end something
        return u'#' + QString::number(safe[0].unicode()) + u';' + safe.mid(1);
    return safe.trimmed().isEmpty() ? u"#8203;"_s : safe;
}

QString mermaidArrow(const FlowStep &step)
{
    switch (step.entry.kind) {
    case JournalKind::Lost:
    case JournalKind::DeadLettered: return u"-x"_s;
    case JournalKind::Duplicate: return u"--)"_s;
    case JournalKind::Answered: return u"-->>"_s;
    case JournalKind::Requested:
    case JournalKind::Input: return u"->>"_s;
    default: return u"-)"_s;
    }
}

} // namespace

QString saveSequence(const SequencePicture &picture, const QString &title, const QString &file)
{
    if (!picture.flow || picture.flow->count() == 0)
        return DiagramTexts::tr("There is nothing to be saved");
    const QString ending = QFileInfo(file).suffix().toLower();
    const Sheet sheet(picture, title);
    if (ending == u"svg")
        return writeSvg(sheet, title, file);
    if (ending == u"png")
        return writePng(sheet, file);
    if (ending == u"pdf")
        return writePdf(sheet, title, file);
    if (ending == u"mmd")
        return saveBytes(asMermaid(*picture.flow, picture.names ? *picture.names : FlowNames()).toUtf8(), file);
    return DiagramTexts::tr("%1 cannot be written: it has to end in .svg, .png, .pdf or .mmd").arg(file);
}

QString asMermaid(const Flow &flow, const FlowNames &names)
{
    QString text = u"sequenceDiagram\n"_s;
    for (int i = 0; i < int(flow.participants().size()); ++i)
        text += u"    participant p%1 as %2\n"_s.arg(QString::number(i), mermaidText(participantText(flow, i)));
    for (int row = 0; row < flow.count(); ++row) {
        const FlowStep &step = flow.step(flow.idAt(row));
        const QString said = mermaidText(stepText(step, names));
        const bool isArrow = step.from != step.to || step.entry.kind == JournalKind::Handled;
        if (isArrow)
            text += u"    p%1%2p%3: %4\n"_s.arg(QString::number(step.from), mermaidArrow(step),
                                                QString::number(step.to), said);
        else
            text += u"    Note over p%1: %2\n"_s.arg(QString::number(step.from), said);
    }
    return text;
}

} // namespace curbside
