// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_desk.h"
#include "widgets/panels/panel.h"

class QStackedWidget;
class QToolButton;

namespace curbside {

class DiagramView;

/// The entities of all services and what refers to what: solid inside a service, where the database enforces it, dashed
/// across services, where nothing does.
class DiagramPanel : public Panel
{
    Q_OBJECT

public:
    explicit DiagramPanel(DatabaseDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] DiagramView &view() { return *m_view; }
    /// As the ending of the name says: .svg or .png. False where the file cannot be written.
    [[nodiscard]] bool save(const QString &path) const;
    void copy() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHeader();
    void draw();
    void showChosen();
    void askAndSave(const QString &filter, const QString &ending);
    [[nodiscard]] QImage picture() const;

    DatabaseDesk &m_desk;
    DiagramView *m_view;
    QStackedWidget *m_stack;
    QToolButton *m_all;
    std::vector<StoreFact> m_drawn; // what was drawn last, without what changes from reading to reading
    bool m_isDrawnWithAll = false;
};

} // namespace curbside
