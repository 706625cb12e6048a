// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/mode.h"
#include "widgets/stats/source_rows.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace curbside {

class EntityActions;
class ListView;

/// What reading a service anew would do, before it is done.
class RenewalDialog : public QDialog
{
    Q_OBJECT

public:
    RenewalDialog(const QString &source, const Comparison &comparison, QWidget *parent = nullptr);

    /// All that it says.
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text;
};

/// Services against the warehouse: counts, hashes, the very rows that differ, and what settles it.
class ReconciliationPanel : public Panel
{
    Q_OBJECT

public:
    explicit ReconciliationPanel(Workbench &bench);
    ~ReconciliationPanel() override;

    /// Holds the platform while it compares.
    void compare();
    /// Shows what would be done, and does it when a person agrees; compares again when it is done.
    void renew(const QString &source);
    [[nodiscard]] ListView &tables() { return *m_tables; }
    [[nodiscard]] ListView &differences() { return *m_differences; }
    [[nodiscard]] const std::optional<Comparison> &comparison() const { return m_comparison; }
    /// Above the lists: how it stands.
    [[nodiscard]] QString said() const;

private:
    void addLists();
    void takeComparison(int status, const QByteArray &body);
    void showTables();
    void showDifferences();
    void askToRenew(const QString &source);
    void watchRenewal();
    void takeSources(int status, const QByteArray &body);
    void say(const QString &text, Tone tone);
    [[nodiscard]] QString chosenSource() const;
    void showButtons();

    Workbench &m_bench;
    QLabel *m_said;
    QLabel *m_mark;
    QPushButton *m_compare;
    QPushButton *m_renew;
    QSplitter *m_split;
    QStackedWidget *m_stack;
    ListView *m_tables;
    ListView *m_differences;
    std::unique_ptr<EntityModel<ComparedTable>> m_tableRows;
    std::unique_ptr<EntityModel<RowApart>> m_differingRows;
    std::optional<Comparison> m_comparison;
    QTimer m_watch;
    QString m_renewing; ///< the service that is read anew
    QString m_wanted; ///< to be renewed once it has been compared
    bool m_isComparing = false;
};

} // namespace curbside
