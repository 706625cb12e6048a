// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_desk.h"
#include "widgets/entities/entities.h"
#include "widgets/panels/panel.h"
#include "widgets/topology/topology_words.h"

#include <QTimer>

class QStackedWidget;
class QToolButton;

namespace curbside {

class EntityList;
class TopologyDetails;
class TopologyView;

/// A row of the table of flows.
struct FlowRow
{
    QString name;
    FlowLook look;

    [[nodiscard]] const QString &key() const { return name; }
    friend bool operator==(const FlowRow &, const FlowRow &) = default;
};

/// Where something can be made to go wrong.
struct TroubleSpot
{
    QByteArray from; ///< publisher or caller; of a part, the part
    QByteArray to; ///< empty of a part
    bool isCall = false;
};

/// The platform's parts and what flows between them, live: as a picture or as a table of the same, with all there is to know
/// of what is chosen beside it.
class TopologyPanel : public Panel
{
    Q_OBJECT

public:
    explicit TopologyPanel(PlatformLink &link, QWidget *parent = nullptr);
    ~TopologyPanel() override;

    /// Tells whether a part is cut off now.
    void setCutOff(std::function<bool(const QByteArray &part)> isCutOff) { m_isCutOff = std::move(isCutOff); }
    /// Figures are read anew.
    void refresh();
    [[nodiscard]] TopologyView &view() { return *m_view; }
    [[nodiscard]] EntityList &table() { return *m_table; }
    [[nodiscard]] TopologyDetails &details() { return *m_details; }
    [[nodiscard]] const LinkBook &book() const { return m_book; }
    void choose(const QString &name);
    void showTable(bool isTable);

Q_SIGNALS:
    /// `isOfCalls`: what it shows are calls, which the traffic otherwise leaves out.
    void filterWished(const QString &filter, bool isOfCalls);
    void eventWished(const QString &id);
    void troubleWished(const curbside::TroubleSpot &spot);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeHeader();
    void makeBody();
    void connectDetails();
    void onJournal(const JournalBatch &batch);
    void refreshSoon();
    void fitSide();
    void showChosen();
    void showTraffic();
    void makeTrouble();
    void openMenu(QPoint place);
    [[nodiscard]] std::vector<FlowLook> flowLooks() const;
    [[nodiscard]] std::vector<PartLook> partLooks() const;
    [[nodiscard]] PartLook partLook(const QByteArray &name) const;
    [[nodiscard]] const FlowLook *chosenFlow() const;

    PlatformLink &m_link;
    LinkBook m_book;
    DatabaseDesk m_databases;
    std::function<bool(const QByteArray &)> m_isCutOff;
    std::vector<FlowLook> m_flows;
    std::vector<PartLook> m_parts;
    EntityModel<FlowRow> m_rows;
    TopologyView *m_view;
    EntityList *m_table;
    TopologyDetails *m_details;
    QStackedWidget *m_stack;
    QToolButton *m_pictureButton;
    QToolButton *m_tableButton;
    QString m_chosen;
    QTimer m_refresh;
};

} // namespace curbside
