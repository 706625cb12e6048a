// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/comparison.h"
#include "widgets/panels/panel.h"
#include "widgets/traffic/expert_panel.h"

class QLabel;

namespace curbside {

class ListView;

/// Where a capture and another one first part: the two records side by side, field by field, and whether each is the same.
class ComparisonPanel : public Panel
{
    Q_OBJECT

public:
    explicit ComparisonPanel(QWidget *parent = nullptr);

    void show(const CaptureComparison &comparison, const QString &otherName);
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] ListView &list() { return *m_list; }

Q_SIGNALS:
    /// Of the capture that is shown.
    void recordWished(qint64 number);

private:
    FindingsModel m_fields;
    ListView *m_list;
    QLabel *m_verdict;
    QToolButton *m_jump;
    qint64 m_number = -1;
};

/// The fields of two records as rows, payloads member by member: what differs first.
[[nodiscard]] std::vector<FindingsModel::Row> comparedFields(const CaptureComparison &comparison);

} // namespace curbside
