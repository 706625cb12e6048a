// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_list_panel.h"
#include "widgets/sagas/saga_story.h"
#include "widgets/shell/mode.h"

class QToolButton;

namespace curbside {

/// The mode's list: kept current from the gateway's.
struct SagaList
{
    SagaList(PlatformLink &link, const Entities &entities);

    EntityModel<SagaRow> rows;
    EntityFeed feed;
};

/// All sagas, with filters by state and kind.
class SagasPanel : public ChipListPanel
{
    Q_OBJECT

public:
    SagasPanel(Workbench &bench, SagaList &sagas);

    /// Only those of that kind; of every kind by an empty one.
    void showType(const QString &type);
    /// Of a delivery, the one that goes on, else the newest; empty when there is none.
    [[nodiscard]] QString sagaOf(const QString &delivery) const;

private:
    void addTypes();

    SagaList &m_sagas;
    QToolButton *m_types;
    QString m_type;
};

} // namespace curbside
