// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commands.h"
#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace curbside {

/// Finds every command and every entity by a few letters of its name or id.
class Palette : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::size_t mostShown = 40;

    Palette(const Commands &commands, const Entities &entities, Selection &selection, QWidget *parent);

    /// What fits is shown anew, the last words gone.
    void open() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Hit
    {
        int score = 0;
        QString text;
        QString note; ///< shortcut, status
        QAction *action = nullptr;
        EntityRef entity;
    };

    void find();
    void addCommands(const QString &typed, std::vector<Hit> &hits) const;
    void addEntities(const QString &typed, std::vector<Hit> &hits) const;
    void carryOut(int row);
    void moveBy(int rows);

    const Commands &m_commands;
    const Entities &m_entities;
    Selection &m_selection;
    QLineEdit *m_line;
    QListView *m_list;
    QLabel *m_nothing;
    QStandardItemModel *m_model;
    std::vector<Hit> m_hits;
    std::vector<QAction *> m_recent; // the last one first
};

} // namespace curbside
