// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/diagram_panel.h"

#include "widgets/databases/diagram_painting.h"
#include "widgets/databases/diagram_view.h"
#include "widgets/panels/save_dialog.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double pictureScale = 2; ///< of a picture in points
constexpr double pictureMargin = 12;

/// What the diagram is made of.
std::vector<StoreFact> drawnOf(const std::vector<StoreFact> &stores)
{
    std::vector<StoreFact> drawn;
    for (const StoreFact &store : stores) {
        if (store.kind != StoreKind::Service)
            continue;
        StoreFact kept{.kind = store.kind, .service = store.service};
        for (const TableFact &table : store.tables)
            kept.tables.push_back({table.name, {}, table.columns});
        drawn.push_back(std::move(kept));
    }
    return drawn;
}

} // namespace

DiagramPanel::DiagramPanel(DatabaseDesk &desk, QWidget *parent)
    : Panel(u"diagram"_s, tr("Entities across services"), parent), m_desk(desk), m_view(new DiagramView),
      m_stack(new QStackedWidget), m_all(new QToolButton)
{
    setNote(tr("solid: enforced inside a service, dashed: references across"));
    buildHeader();
    auto *message = new QLabel(tr("The diagram is drawn as soon as the services have described their tables."));
    message->setAlignment(Qt::AlignCenter);
    message->setWordWrap(true);
    message->setTextFormat(Qt::PlainText);
    message->setProperty("role", u"secondary"_s);
    m_stack->addWidget(message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    connect(&desk, &DatabaseDesk::read, this, &DiagramPanel::draw);
    connect(&desk, &DatabaseDesk::chosen, this, &DiagramPanel::showChosen);
    connect(m_view, &DiagramView::boxChosen, this, [this](int box) {
        const DiagramBox chosen = m_view->diagram().boxes[static_cast<std::size_t>(box)];
        m_desk.choose(chosen.service, chosen.table);
    });
    draw();
}

void DiagramPanel::buildHeader()
{
    m_all->setText(tr("All columns"));
    m_all->setAccessibleName(tr("All columns"));
    m_all->setToolTip(tr("Shows every column, not only keys and references"));
    m_all->setCheckable(true);
    m_all->setFocusPolicy(Qt::StrongFocus);
    connect(m_all, &QToolButton::toggled, this, &DiagramPanel::draw);
    addControl(m_all);
    auto *fit = new QToolButton;
    fit->setIcon(themedIcon(u"fit"_s));
    fit->setIconSize(QSize(16, 16));
    fit->setAccessibleName(tr("Show all of the diagram"));
    fit->setToolTip(tr("Show all of the diagram (Home)"));
    fit->setFocusPolicy(Qt::StrongFocus);
    fit->setProperty("role", u"quiet"_s);
    connect(fit, &QToolButton::clicked, m_view, &DiagramView::showAll);
    addControl(fit);
    auto *exporting = new QToolButton;
    exporting->setText(tr("Export"));
    exporting->setAccessibleName(tr("Export the diagram"));
    exporting->setToolTip(tr("Saves or copies the whole diagram"));
    exporting->setPopupMode(QToolButton::InstantPopup);
    exporting->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(exporting);
    menu->addAction(tr("Save as &SVG…"), this, [this] { askAndSave(tr("SVG (*.svg)"), u"svg"_s); });
    menu->addAction(tr("Save as &PNG…"), this, [this] { askAndSave(tr("PNG (*.png)"), u"png"_s); });
    menu->addAction(tr("&Copy the picture"), this, &DiagramPanel::copy);
    exporting->setMenu(menu);
    addControl(exporting);
}

void DiagramPanel::draw()
{
    std::vector<StoreFact> drawn = drawnOf(m_desk.stores());
    const bool isSame = drawn == m_drawn && m_isDrawnWithAll == m_all->isChecked();
    if (!isSame) {
        m_drawn = std::move(drawn);
        m_isDrawnWithAll = m_all->isChecked();
        m_view->setDiagram(layOutDiagram(m_drawn, m_isDrawnWithAll));
        m_stack->setCurrentIndex(m_view->diagram().boxes.empty() ? 0 : 1);
    }
    showChosen();
}

void DiagramPanel::showChosen()
{
    const StoreFact *store = m_desk.chosenStore();
    const TableFact *table = m_desk.chosenTable();
    const int box = store && table ? m_view->diagram().find(store->service, table->name) : -1;
    if (box != m_view->chosen())
        m_view->choose(box);
}

QImage DiagramPanel::picture() const
{
    const QRectF bounds =
        m_view->diagram().bounds.adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin);
    QImage image((bounds.size() * pictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Tokens::light().surface);
    QPainter painter(&image);
    painter.scale(pictureScale, pictureScale);
    painter.translate(-bounds.topLeft());
    paintDiagram(painter, m_view->diagram(), {}, Tokens::light());
    return image;
}

bool DiagramPanel::save(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    if (!path.endsWith(u".svg"))
        return picture().save(&file, "PNG") && file.commit();
    const QRectF bounds =
        m_view->diagram().bounds.adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin);
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setTitle(tr("Entities across services"));
    svg.setSize(bounds.size().toSize());
    svg.setViewBox(QRectF(QPointF(0, 0), bounds.size()));
    {
        QPainter painter(&svg);
        painter.translate(-bounds.topLeft());
        paintDiagram(painter, m_view->diagram(), {}, Tokens::light());
    }
    return file.commit();
}

void DiagramPanel::copy() const
{
    QGuiApplication::clipboard()->setImage(picture());
}

void DiagramPanel::askAndSave(const QString &filter, const QString &ending)
{
    const QString file = askForFile(*window(), tr("Save the diagram"), tr("entities") + u'.' + ending, filter, ending);
    if (file.isEmpty())
        return;
    setNote(save(file) ? tr("saved as %1").arg(file) : tr("%1 cannot be written: choose another folder").arg(file));
}

void DiagramPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_desk.watch(true);
}

void DiagramPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.watch(false);
}

} // namespace curbside
