// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/value_filter.h"

#include "services/cesql/condition.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/expression_edit.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ValueFilter)
};

constexpr qsizetype longestTitle = 70;

QString titled(const QString &title, const QString &condition)
{
    const QString shown = condition.size() > longestTitle ? condition.left(longestTitle - 1) + u'…' : condition;
    return asMenuText(title + u":  "_s + shown);
}

} // namespace

ValueFilter ValueFilter::of(std::string_view name, const cesql::Value &value)
{
    if (name.empty() || value.isMissing())
        return {};
    return {QString::fromStdString(cesql::conditionFor(name, value)),
            QString::fromStdString(cesql::exclusionOf(name, value))};
}

QString ValueFilter::condition(FilterWish wish, quint64 number) const
{
    switch (wish) {
    case FilterWish::OnlyThis: return only;
    case FilterWish::NotThis: return others;
    case FilterWish::FromHereOn: break;
    }
    return only + u" AND number >= %1"_s.arg(number);
}

void addFilterActions(QMenu &menu, const ValueFilter &filter, const std::function<void(FilterWish)> &carryOut)
{
    if (filter.only.isEmpty())
        return;
    const auto add = [&](const QString &text, Qt::Key key, FilterWish wish) {
        QAction *action = menu.addAction(text, &menu, [carryOut, wish] { carryOut(wish); });
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut); // the list itself takes the key
    };
    add(titled(Words::tr("Only this"), filter.only), Qt::Key_Equal, FilterWish::OnlyThis);
    add(titled(Words::tr("Not this"), filter.others), Qt::Key_Exclam, FilterWish::NotThis);
    add(Words::tr("Like this, from here on"), Qt::Key_Greater, FilterWish::FromHereOn);
}

std::optional<FilterWish> filterWishOf(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return {};
    switch (event.key()) {
    case Qt::Key_Equal: return FilterWish::OnlyThis;
    case Qt::Key_Exclam: return FilterWish::NotThis;
    case Qt::Key_Greater: return FilterWish::FromHereOn;
    default: return {};
    }
}

QMimeData *dragOf(const ValueFilter &filter)
{
    auto *carried = new QMimeData;
    carried->setText(filter.only);
    carried->setData(QLatin1StringView(filterMimeType), filter.only.toUtf8());
    return carried;
}

} // namespace curbside
