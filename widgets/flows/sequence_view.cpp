// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/sequence_view.h"

#include "widgets/flows/sequence_painting.h"
#include "widgets/flows/sequence_panel.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace curbside {

namespace {

constexpr double zoomStep = 1.25;
constexpr int timeColumn = 104;

/// The participants, who stay in sight above their lanes.
class SequenceHeader : public QHeaderView
{
public:
    SequenceHeader(const SequencePicture &picture, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent), m_picture(picture)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setMinimumSectionSize(20);
        setAccessibleName(SequenceView::tr("Participants"));
    }

protected:
    void paintSection(QPainter *painter, const QRect &place, int section) const override
    {
        const Tokens &t = tokens();
        painter->fillRect(place, t.sunken);
        if (section == SequenceModel::What) {
            paintSequenceHeader(*painter, place, m_picture, t);
        } else {
            painter->setFont(secondaryFont());
            painter->setPen(t.secondary);
            painter->drawText(place.adjusted(Tokens::cellPadding, 0, -2, 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                              model()->headerData(section, Qt::Horizontal).toString());
        }
        painter->setPen(t.border);
        painter->drawLine(place.bottomLeft(), place.bottomRight());
    }

private:
    const SequencePicture &m_picture;
};

} // namespace

void SequenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_picture.flow)
        return;
    Tokens shown = tokens();
    const bool isSelected = option.state & QStyle::State_Selected;
    if (isSelected) {
        painter->fillRect(option.rect, shown.selection);
        shown.surface = shown.selection;
    }
    if (index.column() == SequenceModel::Time)
        paintSequenceTime(*painter, option.rect, m_picture, index.row(), shown);
    else
        paintSequenceRow(*painter, option.rect, m_picture, index.row(), shown);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter->setPen(shown.accent);
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

SequenceView::SequenceView(FlowDesk &desk, SequenceModel &model, QWidget *parent)
    : ListView(parent), m_desk(desk), m_model(model)
{
    setHorizontalHeader(new SequenceHeader(m_picture, this));
    setItemDelegate(new SequenceDelegate(m_picture, this));
    setAccessibleName(tr("Sequence"));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setUpdatesEnabled(false); // hidden; else each row's new height is looked up from the top
    m_picture.comparison = &desk.comparison();
    m_picture.names = &desk.names();
    setModel(&model);
    connect(&desk, &FlowDesk::flowChanged, this, &SequenceView::showFlow);
    connect(&model, &SequenceModel::extended, this, &SequenceView::showMore);
    connect(&desk, &FlowDesk::chosenChanged, this, &SequenceView::showChosen);
    connect(&desk, &FlowDesk::comparisonChanged, this, &SequenceView::layOut);
    connect(this, &ListView::widthChanged, this, &SequenceView::layOutLanes);
    connect(this, &ListView::lookChanged, this, &SequenceView::layOut);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        m_desk.choose(m_model.idAt(index.row())); // also where another thing has been chosen since
    });
    connect(this, &ListView::menuOpening, this, &SequenceView::addActions);
    showFlow();
}

void SequenceView::setGaps(TimeGaps gaps)
{
    m_picture.gaps = gaps;
    layOut();
    scrollTo(currentIndex());
}

void SequenceView::setZoom(double zoom)
{
    m_picture.zoom = std::clamp(zoom, SequencePicture::leastZoom, SequencePicture::mostZoom);
    layOut();
    scrollTo(currentIndex());
    Q_EMIT zoomChanged(m_picture.zoom);
}

void SequenceView::layOut()
{
    m_picture.fitScale();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(int(std::round(20 * m_picture.zoom)));
    horizontalHeader()->setFixedHeight(int(m_picture.headerHeight()));
    layOutLanes();
    layOutRows(0);
    viewport()->update();
}

void SequenceView::layOutRows(int first)
{
    for (int row = first; m_picture.flow && row < m_model.rowCount(); ++row)
        verticalHeader()->resizeSection(row, int(m_picture.rowHeight(row)));
}

void SequenceView::layOutLanes()
{
    const int time = int(timeColumn * std::max(0.75, m_picture.zoom));
    setColumnWidth(SequenceModel::Time, time);
    m_picture.fitLanes(viewport()->width() - time);
    const int lanes = int(m_picture.laneWidth * m_picture.lanes());
    setColumnWidth(SequenceModel::What, std::max(lanes, viewport()->width() - time));
    horizontalHeader()->viewport()->update();
}

void SequenceView::showFlow()
{
    m_picture.flow = m_desk.flow();
    layOut();
    showChosen();
}

/// Whoever looks at the end goes on looking at it.
void SequenceView::showMore(int firstRow)
{
    const bool isAtEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    layOutLanes();
    layOutRows(firstRow);
    if (isAtEnd && m_desk.chosen() < 0)
        scrollToBottom();
    showChosen();
}

void SequenceView::showChosen()
{
    m_picture.chosenMessage = m_desk.chosenMessage();
    const QScopedValueRollback showing(m_isShowing, true);
    const QModelIndex chosen =
        m_desk.chosen() < 0 ? QModelIndex() : m_model.index(m_desk.flow()->rowOf(m_desk.chosen()), SequenceModel::What);
    if (chosen.row() != currentIndex().row()) {
        if (chosen.isValid())
            setCurrentIndex(chosen);
        else
            selectionModel()->clear();
    }
    viewport()->update();
}

void SequenceView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    ListView::currentChanged(current, previous);
    if (current.isValid() && !m_isShowing)
        m_desk.choose(m_model.idAt(current.row()));
}

/// The lanes stay where they are.
void SequenceView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int lanes = horizontalScrollBar()->value();
    ListView::scrollTo(index, hint);
    horizontalScrollBar()->setValue(lanes);
}

void SequenceView::goTo(int id)
{
    if (id >= 0)
        setCurrentIndex(m_model.index(m_desk.flow()->rowOf(id), SequenceModel::What));
}

void SequenceView::addActions(QMenu &menu, const QModelIndex &index)
{
    const Flow &flow = *m_desk.flow();
    const int id = m_model.idAt(index.row());
    for (const int cause : flow.causesOf(id))
        menu.addAction(tr("Go to its &cause"), this, [this, cause] { goTo(cause); });
    if (!flow.effectsOf(id).empty())
        menu.addAction(tr("Go to what it &led to"), this,
                       [this, effect = flow.effectsOf(id).front()] { goTo(effect); });
    addStepActions(menu, m_desk, id);
    menu.addSeparator();
    menu.addAction(tr("&Larger"), QKeySequence::ZoomIn, this, [this] { setZoom(m_picture.zoom * zoomStep); });
    menu.addAction(tr("&Smaller"), QKeySequence::ZoomOut, this, [this] { setZoom(m_picture.zoom / zoomStep); });
    menu.addAction(tr("&Usual size"), this, [this] { setZoom(1); });
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const Flow *flow = m_desk.flow();
    const int id = flow && currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : -1;
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier));
    const bool isZoom = event->modifiers() & Qt::ControlModifier;
    if (event->matches(QKeySequence::ZoomIn))
        setZoom(m_picture.zoom * zoomStep);
    else if (event->matches(QKeySequence::ZoomOut))
        setZoom(m_picture.zoom / zoomStep);
    else if (isZoom && event->key() == Qt::Key_0)
        setZoom(1);
    else if (id >= 0 && isPlain && event->key() == Qt::Key_Left)
        goTo(flow->causeOf(id));
    else if (id >= 0 && isPlain && event->key() == Qt::Key_Right)
        goTo(flow->effectsOf(id).empty() ? -1 : flow->effectsOf(id).front());
    else if (flow && isPlain && event->key() == Qt::Key_Home)
        goTo(flow->idAt(0));
    else if (flow && isPlain && event->key() == Qt::Key_End)
        goTo(flow->idAt(flow->count() - 1));
    else
        ListView::keyPressEvent(event);
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        ListView::wheelEvent(event);
        return;
    }
    if (const int turned = event->angleDelta().y(); turned != 0)
        setZoom(turned > 0 ? m_picture.zoom * zoomStep : m_picture.zoom / zoomStep);
    event->accept();
}

} // namespace curbside
