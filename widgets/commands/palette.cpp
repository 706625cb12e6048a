// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/palette.h"

#include "widgets/commands/fuzzy_match.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int noteRole = Qt::UserRole + 1;
constexpr int recentBonus = 20;

/// A line of the palette: what it is at the left, what more is known of it at the right.
class HitDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokens();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.selection);
        const QRect inside = option.rect.adjusted(Tokens::margin, 0, -Tokens::margin, 0);
        const QString note = index.data(noteRole).toString();
        const int noteWidth = QFontMetrics(secondaryFont()).horizontalAdvance(note) + Tokens::margin;
        painter->setFont(option.font);
        painter->setPen(t.text);
        const int width = inside.width() - noteWidth;
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, width));
        painter->setFont(secondaryFont());
        painter->setPen(t.secondary);
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, note);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, listRowHeight()};
    }
};

} // namespace

Palette::Palette(const Commands &commands, const Entities &entities, Selection &selection, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), m_commands(commands), m_entities(entities),
      m_selection(selection), m_line(new QLineEdit), m_list(new QListView), m_nothing(new QLabel),
      m_model(new QStandardItemModel(this))
{
    setWindowTitle(tr("Find"));
    setAccessibleName(tr("Find a delivery, robot, task, merchant or command"));
    m_line->setPlaceholderText(tr("Find a delivery, robot, task, merchant or command"));
    m_line->setAccessibleName(tr("Find"));
    m_line->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_nothing->setText(tr("Nothing fits. Try fewer letters of a name, a number such as D-1001, or a command."));
    m_nothing->setProperty("role", u"secondary"_s);
    m_nothing->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, Tokens::margin, Tokens::margin, Tokens::margin);
    layout->addWidget(m_line);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing);
    connect(m_line, &QLineEdit::textChanged, this, &Palette::find);
    const auto take = [this](const QModelIndex &index) { carryOut(index.row()); };
    connect(m_list, &QAbstractItemView::clicked, this, take);
    connect(m_list, &QAbstractItemView::activated, this, take);
}

void Palette::open()
{
    const QSize room = parentWidget()->size();
    resize(std::min(620, room.width() - 80), std::min(420, room.height() - 120));
    move(parentWidget()->mapToGlobal(QPoint((room.width() - width()) / 2, 52)));
    m_line->clear();
    find();
    QDialog::open();
    m_line->setFocus();
}

void Palette::find()
{
    const QString typed = m_line->text();
    m_hits.clear();
    addCommands(typed, m_hits);
    if (!typed.trimmed().isEmpty())
        addEntities(typed, m_hits);
    std::stable_sort(m_hits.begin(), m_hits.end(),
                     [](const Hit &one, const Hit &other) { return one.score > other.score; });
    m_hits.resize(std::min(m_hits.size(), mostShown));
    m_model->clear();
    for (const Hit &hit : m_hits) {
        auto *item = new QStandardItem(visibleText(hit.text));
        item->setToolTip(asToolTip(item->text()));
        item->setData(visibleText(hit.note), noteRole);
        item->setAccessibleText(visibleText(hit.text + u' ' + hit.note));
        m_model->appendRow(item);
    }
    if (!m_hits.empty())
        m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->setVisible(!m_hits.empty());
    m_nothing->setVisible(m_hits.empty());
}

void Palette::addCommands(const QString &typed, std::vector<Hit> &hits) const
{
    for (const Commands::Entry &entry : m_commands.entries()) {
        const QString text = Commands::groupTitle(entry.group).remove(u'&') + u": "_s + commandText(*entry.action);
        auto score = fuzzyMatch(typed, text);
        if (!score || !entry.action->isEnabled())
            continue;
        const auto recent = std::find(m_recent.begin(), m_recent.end(), entry.action);
        if (recent != m_recent.end())
            *score += recentBonus - static_cast<int>(recent - m_recent.begin());
        hits.push_back({*score, text, entry.action->shortcut().toString(QKeySequence::NativeText), entry.action, {}});
    }
}

void Palette::addEntities(const QString &typed, std::vector<Hit> &hits) const
{
    const auto add = [&](const QString &text, const QString &note, EntityKind kind, const QString &key) {
        const auto byText = fuzzyMatch(typed, text);
        const bool isById = key.startsWith(typed.trimmed(), Qt::CaseInsensitive);
        if (byText || isById)
            hits.push_back({std::max(byText.value_or(0), isById ? 50 : 0), text, note, nullptr, {kind, key}});
    };
    for (const DeliveryRow &row : m_entities.deliveries.rows())
        add(row.number + u"  "_s + wayText(row, m_entities), deliveryStatusCell(row.status).text, EntityKind::Delivery,
            row.id);
    for (const RobotRow &row : m_entities.robots.rows())
        add(row.name + u"  "_s + row.serial, tr("robot"), EntityKind::Robot, row.serial);
    for (const TaskRow &row : m_entities.tasks.rows())
        add(row.number + u"  "_s + taskTypeText(row.type), taskStatusCell(row.status).text, EntityKind::Task, row.id);
    for (const MerchantRow &row : m_entities.merchants.rows())
        add(row.name, tr("merchant"), EntityKind::Merchant, row.id);
}

void Palette::carryOut(int row)
{
    const bool isTaken = !isVisible(); // where one click activates, there are two signals
    if (isTaken || row < 0 || row >= static_cast<int>(m_hits.size()))
        return;
    const Hit hit = m_hits[static_cast<std::size_t>(row)];
    accept();
    if (!hit.action) {
        m_selection.select(hit.entity);
        return;
    }
    std::erase(m_recent, hit.action);
    m_recent.insert(m_recent.begin(), hit.action);
    hit.action->trigger();
}

void Palette::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count > 0)
        m_list->setCurrentIndex(m_model->index((m_list->currentIndex().row() + rows + count) % count, 0));
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down: moveBy(1); return true;
        case Qt::Key_Up: moveBy(-1); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: carryOut(m_list->currentIndex().row()); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace curbside
