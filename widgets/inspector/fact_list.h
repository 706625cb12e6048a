// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/entities/entity_ref.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace curbside {

/// A name and what is so; with a link, a button that leads to the thing.
struct FactLine
{
    QString name;
    Cell value;
    EntityRef link; ///< none where its key is empty
};

/// Facts one below the other. A line that is shown again keeps its widgets and gets new text, so that a focused or pressed
/// link, or a marked text, stays what it is while the facts change.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    /// Whether links came or went.
    bool setLines(const std::vector<FactLine> &lines);
    /// The next lines are of another thing: none keeps its widgets.
    void clear();
    /// From top to bottom.
    [[nodiscard]] std::vector<QWidget *> links() const;

Q_SIGNALS:
    void followed(const curbside::EntityRef &ref);

private:
    struct Shown
    {
        QString name;
        EntityRef link;
        QLabel *title;
        QLabel *text; ///< either this
        QToolButton *button; ///< or this
    };

    /// Takes the line out of those shown, or makes one.
    [[nodiscard]] Shown shownFor(const FactLine &line);
    [[nodiscard]] Shown make(const FactLine &line);
    void layOut();
    static void write(const Shown &shown, const Cell &value);
    static void remove(const Shown &shown);

    QGridLayout *m_layout = nullptr;
    std::vector<Shown> m_shown;
};

} // namespace curbside
