// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/workspaces/workspace_opener.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSettings;
class QVBoxLayout;

namespace curbside {

/// A dialog that opens a workspace: what goes wrong is said in it, and it stays.
class WorkspaceDialog : public QDialog
{
    Q_OBJECT

public:
    WorkspaceDialog(WorkspaceOpener &opener, const QString &title, const QString &verb, QWidget *parent);

    /// Opens what is chosen, as its button does.
    void carryOut();
    /// What is being opened is opened: there is no way back from there.
    void reject() override;

protected:
    /// Heirs put what is chosen from above the message.
    [[nodiscard]] QVBoxLayout *choices() const { return m_choices; }
    [[nodiscard]] virtual RunWishes wishes() const = 0;
    void setReady(bool isReady);

private:
    WorkspaceOpener &m_opener;
    QVBoxLayout *m_choices;
    QLabel *m_message;
    QPushButton *m_do;
    bool m_isReady = false;
    bool m_isOpening = false;
};

/// The workspaces that were worked in last.
class RecentDialog : public WorkspaceDialog
{
    Q_OBJECT

public:
    RecentDialog(WorkspaceOpener &opener, QSettings &settings, QWidget *parent);

protected:
    [[nodiscard]] RunWishes wishes() const override;

private:
    void addFolder(const QString &folder);

    QListWidget *m_list;
    QLabel *m_none;
};

/// A workspace by its folder.
class OpenDialog : public WorkspaceDialog
{
    Q_OBJECT

public:
    OpenDialog(WorkspaceOpener &opener, QWidget *parent);

protected:
    [[nodiscard]] RunWishes wishes() const override;

private:
    QLineEdit *m_folder;
};

/// A new workspace of a built-in scenario.
class NewDialog : public WorkspaceDialog
{
    Q_OBJECT

public:
    NewDialog(WorkspaceOpener &opener, QWidget *parent);

protected:
    [[nodiscard]] RunWishes wishes() const override;

private:
    void proposeFolder();
    void checkReady();

    QListWidget *m_scenarios;
    QLineEdit *m_seed;
    QLineEdit *m_folder;
    bool m_isFolderTyped = false;
};

} // namespace curbside
