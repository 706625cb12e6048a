// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_view.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/entities/cell.h"
#include "widgets/panels/list_delegate.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int sortMarkWidth = 12;

/// Column titles on sunken ground; the arrow of the order stands beside its title.
class ListHeader : public QHeaderView
{
public:
    explicit ListHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
    {
        setStretchLastSection(false);
        setHighlightSections(false);
        setSectionsClickable(true);
        setFixedHeight(Tokens::rowHeight);
        setMinimumSectionSize(40);
        setFont(secondaryFont());
        setAccessibleName(ListView::tr("Columns"));
    }

protected:
    void paintSection(QPainter *painter, const QRect &place, int section) const override
    {
        const Tokens &t = tokens();
        painter->save();
        painter->fillRect(place, t.sunken);
        painter->setPen(t.border);
        painter->drawLine(place.bottomLeft(), place.bottomRight());
        painter->setFont(secondaryFont());
        painter->setPen(t.secondary);
        const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
        const bool isRight = alignment.isValid() && (alignment.toInt() & Qt::AlignRight);
        const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        QRect inside = place.adjusted(Tokens::cellPadding, 0, -Tokens::cellPadding, -1);
        if (isSorted)
            inside.adjust(0, 0, -sortMarkWidth, 0);
        const QString title = painter->fontMetrics().elidedText(
            model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(), Qt::ElideRight, inside.width());
        const QRect drawn =
            painter->fontMetrics().boundingRect(inside, isRight ? Qt::AlignRight : Qt::AlignLeft, title);
        painter->drawText(inside, int(Qt::AlignVCenter | (isRight ? Qt::AlignRight : Qt::AlignLeft)), title);
        if (isSorted)
            paintArrow(*painter, QPointF(drawn.right() + 8, inside.center().y() + 1));
        painter->restore();
    }

private:
    void paintArrow(QPainter &painter, QPointF middle) const
    {
        const double up = sortIndicatorOrder() == Qt::AscendingOrder ? 1 : -1;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().secondary);
        painter.drawPolygon(QPolygonF(QList<QPointF>{middle + QPointF(0, -2.5 * up), middle + QPointF(3.5, 2.5 * up),
                                                     middle + QPointF(-3.5, 2.5 * up)}));
    }
};

QString csvField(QString text)
{
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString plainTextOf(const QModelIndex &index)
{
    const QVariant plain = index.data(PlainTextRole);
    return plain.isValid() ? plain.toString() : index.data(Qt::DisplayRole).toString();
}

} // namespace

ListView::ListView(QWidget *parent) : QTableView(parent)
{
    setHorizontalHeader(new ListHeader(this));
    setItemDelegate(new ListDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(Tokens::rowHeight);
    verticalHeader()->setMinimumSectionSize(Tokens::rowHeight);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
}

QString ListView::selectedRows(CopyFormat format) const
{
    QStringList lines;
    QStringList titles;
    for (int column = 0; column < model()->columnCount(); ++column)
        titles.append(model()->headerData(column, Qt::Horizontal).toString());
    JsonWriter json;
    json.beginArray();
    if (format == CopyFormat::Csv) {
        QStringList fields = titles;
        std::transform(fields.begin(), fields.end(), fields.begin(), csvField);
        lines.append(fields.join(u','));
    }
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : rows) {
        QStringList fields;
        json.beginObject();
        for (int column = 0; column < titles.size(); ++column) {
            const QString text = plainTextOf(row.siblingAtColumn(column));
            fields.append(format == CopyFormat::Csv ? csvField(text) : text);
            json.member(titles[column].toStdString(), text);
        }
        json.endObject();
        lines.append(fields.join(format == CopyFormat::Csv ? u',' : u'\t'));
    }
    json.endArray();
    const QByteArray written = json.take();
    return format == CopyFormat::Json ? QString::fromUtf8(written) : lines.join(u'\n');
}

void ListView::copy(CopyFormat format) const
{
    QGuiApplication::clipboard()->setText(selectedRows(format));
}

void ListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    QMenu menu(this);
    Q_EMIT menuOpening(menu, index);
    menu.addSeparator();
    if (isSortingEnabled())
        addSortMenu(menu);
    menu.addAction(tr("&Copy"), QKeySequence::Copy, this, [this] { copy(CopyFormat::Text); });
    menu.addAction(tr("Copy as CS&V"), this, [this] { copy(CopyFormat::Csv); });
    menu.addAction(tr("Copy as &JSON"), this, [this] { copy(CopyFormat::Json); });
    menu.exec(isByKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void ListView::addSortMenu(QMenu &menu)
{
    QMenu *sort = menu.addMenu(tr("&Sort by"));
    for (int column = 0; column < model()->columnCount(); ++column) {
        const bool isAgain = horizontalHeader()->sortIndicatorSection() == column
            && horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
        sort->addAction(model()->headerData(column, Qt::Horizontal).toString(), this,
                        [=, this] { sortByColumn(column, isAgain ? Qt::DescendingOrder : Qt::AscendingOrder); });
    }
}

void ListView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        Q_EMIT widthChanged(event->size().width());
}

void ListView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy(CopyFormat::Text);
    else
        QTableView::keyPressEvent(event);
}

} // namespace curbside
