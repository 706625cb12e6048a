// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QTreeView>

#include <optional>
#include <vector>

class QStandardItem;
class QStandardItemModel;

namespace curbside {

/// JSON as a tree of names and values that can be folded; what is chosen is copied as JSON.
class JsonTree : public QTreeView
{
    Q_OBJECT

public:
    static constexpr std::size_t mostNodes = 20'000; ///< more are counted, not shown

    explicit JsonTree(const QString &accessibleName, QWidget *parent = nullptr);

    /// What is not JSON leaves it empty.
    void setJson(const QByteArray &json);
    /// The chosen value as JSON; empty when none is chosen.
    [[nodiscard]] QByteArray chosenJson() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void add(QStandardItem &parent, const QString &name, const JsonValue &value);
    void addMembers(QStandardItem &parent, const JsonValue &value);
    void copyChosen() const;

    QStandardItemModel *m_model;
    std::optional<JsonDocument> m_document;
    std::vector<JsonValue> m_values; ///< by the number in an item's data
    std::size_t m_leftOut = 0;
};

} // namespace curbside
