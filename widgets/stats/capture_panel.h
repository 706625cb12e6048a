// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/mode.h"
#include "widgets/stats/source_rows.h"

#include <QTimer>

class QStackedWidget;

namespace curbside {

class ListView;

/// How far each service has been captured by the warehouse and by its replica. Asked again while it is seen and platform time
/// goes on.
class CapturePanel : public Panel
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 2000;

    explicit CapturePanel(Workbench &bench);
    ~CapturePanel() override;

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] const EntityModel<SourceRow> &rows() const { return m_rows; }
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    /// A person wants to have that service read anew.
    void renewalWanted(const QString &source);
    /// The sources as they are now.
    void read();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void take(int status, const QByteArray &body);
    void showState(const QString &trouble);
    void fitColumns(int width);

    PlatformLink &m_link;
    EntityModel<SourceRow> m_rows;
    ListView *m_view;
    QStackedWidget *m_stack;
    QLabel *m_message;
    QTimer m_timer;
    qint64 m_askedAt = -1; ///< platform time
    qint64 m_etlAt = 0;
    qint64 m_etlMilliseconds = 0;
    bool m_isAsking = false;
    bool m_isSettled = false; ///< everything is captured: nothing changes while time stands still
};

} // namespace curbside
