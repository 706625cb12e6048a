// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_view.h"

#include "widgets/entities/entity_model.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/copied_rows.h"
#include "widgets/panels/list_delegate.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <set>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int sortMarkWidth = 12;
constexpr int mostCopied = 100'000; // rows: more would stop the window for long
constexpr int halfDayWidth = 26; // am, pm

/// Column titles on sunken ground; the arrow of the order stands beside its title.
class ListHeader : public QHeaderView
{
public:
    explicit ListHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
    {
        setStretchLastSection(false);
        setHighlightSections(false);
        setSectionsClickable(true);
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

    bool viewportEvent(QEvent *event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QHeaderView::viewportEvent(event);
        const auto *help = static_cast<QHelpEvent *>(event);
        const int section = logicalIndexAt(help->pos());
        const QString title =
            section < 0 ? QString() : model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        QToolTip::showText(help->globalPos(), isCut(section, title) ? asToolTip(title) : QString(), this);
        return true;
    }

private:
    bool isCut(int section, const QString &title) const
    {
        const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        const int room = sectionSize(section) - 2 * Tokens::cellPadding - (isSorted ? sortMarkWidth : 0);
        return QFontMetrics(secondaryFont()).horizontalAdvance(title) > room;
    }

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

QString plainTextOf(const QModelIndex &index)
{
    const QVariant plain = index.data(PlainTextRole);
    return plain.isValid() ? plain.toString() : index.data(Qt::DisplayRole).toString();
}

} // namespace

int widthOf(const ColumnLook &look)
{
    return look.width + (look.isClock && !clockFormat().is24Hours ? halfDayWidth : 0);
}

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
    setRowHeight();
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
}

std::vector<int> ListView::chosenRows() const
{
    std::vector<int> rows; // another look at the same rows may select one cell of each
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QString ListView::selectedRows(CopyFormat format) const
{
    CopiedRows copied;
    QList<int> columns;
    for (int place = 0; place < model()->columnCount(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (isVisible() && isColumnHidden(column)) // another look at the same rows shows what this one has no room for
            continue;
        columns.append(column);
        copied.titles.append(model()->headerData(column, Qt::Horizontal).toString());
        const QString key = model()->headerData(column, Qt::Horizontal, ColumnKeyRole).toString();
        copied.keys.append(key.isEmpty() ? copied.titles.constLast() : key);
    }
    for (const int row : chosenRows()) {
        QStringList cells;
        for (const int column : columns)
            cells.append(plainTextOf(model()->index(row, column)));
        copied.rows.push_back(std::move(cells));
    }
    switch (format) {
    case CopyFormat::Text: return copied.asText();
    case CopyFormat::Csv: return copied.asCsv();
    case CopyFormat::Json: return copied.asJson();
    }
    return {};
}

void ListView::copy(CopyFormat format) const
{
    int count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        count += range.height();
    if (count > mostCopied) {
        QToolTip::showText(
            mapToGlobal(rect().center()),
            tr("More than %1 rows are not copied: select fewer, or export them.").arg(QLocale().toString(mostCopied)));
        return;
    }
    if (selectionModel()->hasSelection()) // what was copied before stays, when there is nothing to copy
        QGuiApplication::clipboard()->setText(selectedRows(format));
}

void ListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    openMenu(index, isByKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void ListView::openMenu(const QModelIndex &index, const QPoint &place)
{
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuOpening(*menu, index);
    menu->addSeparator();
    if (isSortingEnabled())
        addSortMenu(*menu);
    menu->addAction(tr("&Copy"), QKeySequence::Copy, this, [this] { copy(CopyFormat::Text); });
    menu->addAction(tr("Copy as CS&V"), this, [this] { copy(CopyFormat::Csv); });
    menu->addAction(tr("Copy as &JSON"), this, [this] { copy(CopyFormat::Json); });
    menu->popup(place);
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

void ListView::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(listRowHeight());
    verticalHeader()->setDefaultSectionSize(listRowHeight());
    horizontalHeader()->setFixedHeight(listRowHeight());
}

void ListView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    setRowHeight();
    Q_EMIT lookChanged();
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
