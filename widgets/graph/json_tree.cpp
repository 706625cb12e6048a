// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/json_tree.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int numberRole = Qt::UserRole + 1;
constexpr int openLevels = 3;
constexpr int longestToolTip = 2000;

QString valueText(const JsonValue &value)
{
    if (value.isObject())
        return u"{ %1 }"_s.arg(value.size());
    if (value.isArray())
        return u"[ %1 ]"_s.arg(value.size());
    const auto text = value.toString();
    return visibleText(text ? *text : QString::fromUtf8(value.toJson()));
}

} // namespace

JsonTree::JsonTree(const QString &accessibleName, QWidget *parent)
    : QTreeView(parent), m_model(new QStandardItemModel(this))
{
    setAccessibleName(accessibleName);
    setModel(m_model);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformRowHeights(true);
    setFont(monospacedFont());
    setIndentation(16);
}

void JsonTree::setJson(const QByteArray &json)
{
    m_model->clear();
    m_model->setColumnCount(2);
    m_values.clear();
    m_leftOut = 0;
    m_document.reset();
    auto document = JsonDocument::parse(json);
    if (!document)
        return;
    m_document.emplace(std::move(*document));
    addMembers(*m_model->invisibleRootItem(), m_document->root());
    if (m_leftOut > 0)
        m_model->appendRow(new QStandardItem(tr("%1 more are not shown").arg(m_leftOut)));
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    expandToDepth(openLevels);
}

void JsonTree::addMembers(QStandardItem &parent, const JsonValue &value)
{
    std::size_t index = 0;
    value.forEachItem([&](JsonValue item) { add(parent, QString::number(index++), item); });
    value.forEachMember([&](std::string_view name, JsonValue member) {
        add(parent, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), member);
    });
}

void JsonTree::add(QStandardItem &parent, const QString &name, const JsonValue &value)
{
    if (m_values.size() >= mostNodes) {
        ++m_leftOut;
        return;
    }
    auto *title = new QStandardItem(visibleText(name));
    title->setForeground(tokens().secondary);
    title->setData(static_cast<qulonglong>(m_values.size()), numberRole);
    auto *shown = new QStandardItem(valueText(value));
    shown->setToolTip(asToolTip(shown->text().left(longestToolTip)));
    if (value.isNull() || value.isObject() || value.isArray())
        shown->setForeground(tokens().idle);
    m_values.push_back(value);
    parent.appendRow({title, shown});
    addMembers(*title, value);
}

QByteArray JsonTree::chosenJson() const
{
    const QVariant number = currentIndex().siblingAtColumn(0).data(numberRole);
    return number.isValid() ? m_values[static_cast<std::size_t>(number.toULongLong())].toJson() : QByteArray();
}

void JsonTree::copyChosen() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(chosenJson()));
}

void JsonTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyChosen();
    else
        QTreeView::keyPressEvent(event);
}

void JsonTree::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    QAction *copy = menu.addAction(tr("&Copy as JSON"), this, &JsonTree::copyChosen);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!chosenJson().isEmpty());
    menu.addAction(tr("&Expand all"), this, &QTreeView::expandAll);
    menu.addAction(tr("C&ollapse all"), this, &QTreeView::collapseAll);
    menu.exec(event->globalPos());
}

} // namespace curbside
