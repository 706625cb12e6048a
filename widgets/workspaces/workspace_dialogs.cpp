// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspaces/workspace_dialogs.h"

#include "services/world/scenario.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/workspaces/recent_workspaces.h"
#include "widgets/workspaces/scenario_delegate.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QLabel *plainLabel(const QString &text, const QString &role)
{
    auto *label = new QLabel(visibleLines(text));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    return label;
}

/// A line for a folder, with a button that lets people look for it.
QWidget *folderLine(QLineEdit &line, const QString &name, const QString &title)
{
    line.setAccessibleName(name);
    auto *browse = new QPushButton(WorkspaceDialog::tr("&Browse…"));
    browse->setAutoDefault(false);
    browse->setToolTip(WorkspaceDialog::tr("Look for the folder"));
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(&line, 1);
    layout->addWidget(browse);
    QObject::connect(browse, &QPushButton::clicked, &line, [&line, title] {
        auto *files = new QFileDialog(line.window(), title, line.text());
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setFileMode(QFileDialog::Directory);
        files->setOption(QFileDialog::ShowDirsOnly);
        QObject::connect(files, &QFileDialog::fileSelected, &line, [&line](const QString &folder) {
            line.setText(QDir::toNativeSeparators(folder));
            Q_EMIT line.textEdited(line.text());
        });
        files->open();
    });
    return both;
}

} // namespace

WorkspaceDialog::WorkspaceDialog(WorkspaceOpener &opener, const QString &title, const QString &verb, QWidget *parent)
    : QDialog(parent), m_opener(opener), m_choices(new QVBoxLayout), m_message(plainLabel({}, u"bad"_s))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setAccessibleName(title);
    auto *buttons = new QDialogButtonBox;
    m_do = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    m_do->setDefault(true);
    m_do->setToolTip(tr("The platform that runs now ends in order; what it did stays in its own workspace"));
    m_message->setAccessibleName(tr("What went wrong"));
    m_message->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    layout->addLayout(m_choices, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &WorkspaceDialog::carryOut);
    connect(buttons, &QDialogButtonBox::rejected, this, &WorkspaceDialog::reject);
    connect(&opener, &WorkspaceOpener::refused, this, [this](const QString &why) {
        m_isOpening = false;
        m_message->setText(visibleLines(why));
        m_message->show();
        setReady(m_isReady);
    });
    setReady(false);
}

void WorkspaceDialog::setReady(bool isReady)
{
    m_isReady = isReady;
    m_do->setEnabled(m_isReady && !m_isOpening);
}

void WorkspaceDialog::reject()
{
    if (!m_isOpening)
        QDialog::reject();
}

void WorkspaceDialog::carryOut()
{
    if (!m_do->isEnabled())
        return;
    m_isOpening = true;
    setReady(m_isReady);
    m_message->hide();
    m_opener.open(wishes());
}

RecentDialog::RecentDialog(WorkspaceOpener &opener, QSettings &settings, QWidget *parent)
    : WorkspaceDialog(opener, tr("Recent workspaces"), tr("Open"), parent), m_list(new QListWidget),
      m_none(
          plainLabel(tr("No other workspace was worked in yet. Make one by File ▸ New from scenario…"), u"secondary"_s))
{
    m_list->setAccessibleName(tr("Recent workspaces"));
    m_list->setItemDelegate(new ScenarioDelegate(m_list));
    m_list->setMinimumSize(460, 220);
    for (const QString &folder : recentWorkspaces(settings)) {
        if (folder != opener.folder())
            addFolder(folder);
    }
    choices()->addWidget(m_list);
    choices()->addWidget(m_none);
    m_list->setVisible(m_list->count() > 0);
    m_none->setVisible(m_list->count() == 0);
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] { setReady(m_list->currentRow() >= 0); });
    connect(m_list, &QListWidget::itemActivated, this, &WorkspaceDialog::carryOut);
    m_list->setCurrentRow(0);
    m_list->setFocus();
    setReady(m_list->count() > 0);
}

void RecentDialog::addFolder(const QString &folder)
{
    const auto described = WorkspaceDescription::read(folder);
    auto *item = new QListWidgetItem(visibleText(QDir::toNativeSeparators(folder)), m_list);
    item->setData(Qt::UserRole, folder);
    item->setData(ScenarioDelegate::noteRole,
                  described ? tr("%1, seed %2").arg(visibleText(described->scenario)).arg(described->seed)
                            : tr("cannot be read now"));
}

RunWishes RecentDialog::wishes() const
{
    RunWishes wishes;
    if (const QListWidgetItem *item = m_list->currentItem())
        wishes.workspace = item->data(Qt::UserRole).toString();
    return wishes;
}

OpenDialog::OpenDialog(WorkspaceOpener &opener, QWidget *parent)
    : WorkspaceDialog(opener, tr("Open workspace"), tr("Open"), parent), m_folder(new QLineEdit)
{
    auto *label = new QLabel(tr("&Folder of the workspace"));
    label->setBuddy(m_folder);
    m_folder->setMinimumWidth(360);
    choices()->addWidget(label);
    choices()->addWidget(folderLine(*m_folder, tr("Folder of the workspace"), tr("Open workspace")));
    choices()->addWidget(plainLabel(tr("It goes on where it stood. An absent or empty folder becomes a new workspace."),
                                    u"secondary"_s));
    connect(m_folder, &QLineEdit::textChanged, this,
            [this](const QString &text) { setReady(!text.trimmed().isEmpty()); });
    m_folder->setText(QDir::toNativeSeparators(QFileInfo(opener.folder()).path() + u'/'));
    m_folder->setFocus();
}

RunWishes OpenDialog::wishes() const
{
    RunWishes wishes;
    wishes.workspace = QDir::fromNativeSeparators(m_folder->text().trimmed());
    return wishes;
}

NewDialog::NewDialog(WorkspaceOpener &opener, QWidget *parent)
    : WorkspaceDialog(opener, tr("New workspace from a scenario"), tr("Make and open"), parent),
      m_scenarios(new QListWidget), m_seed(new QLineEdit(u"1"_s)), m_folder(new QLineEdit)
{
    m_scenarios->setAccessibleName(tr("Scenarios"));
    m_scenarios->setItemDelegate(new ScenarioDelegate(m_scenarios));
    m_scenarios->setMinimumSize(640, 300);
    for (const ScenarioSummary &scenario : builtInScenarios()) {
        auto *item = new QListWidgetItem(scenario.title, m_scenarios);
        item->setData(Qt::UserRole, scenario.name);
        item->setData(ScenarioDelegate::noteRole, scenario.description);
        item->setToolTip(asToolTip(scenario.description));
    }
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("Another whole number gives another day of the same kind"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(u"\\d{1,18}"_s), m_seed));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Tokens::margin);
    form->addRow(tr("&Seed"), m_seed);
    form->addRow(tr("&Folder"), folderLine(*m_folder, tr("Folder"), tr("Folder of the new workspace")));
    choices()->addWidget(m_scenarios, 1);
    choices()->addLayout(form);
    connect(m_scenarios, &QListWidget::itemSelectionChanged, this, &NewDialog::proposeFolder);
    connect(m_scenarios, &QListWidget::itemActivated, this, &WorkspaceDialog::carryOut);
    connect(m_folder, &QLineEdit::textEdited, this, [this](const QString &text) { m_isFolderTyped = !text.isEmpty(); });
    for (const QLineEdit *line : {m_seed, m_folder})
        connect(line, &QLineEdit::textChanged, this, &NewDialog::checkReady);
    m_scenarios->setCurrentRow(0);
    m_scenarios->setFocus();
}

/// The first name that is free beside the default workspace.
void NewDialog::proposeFolder()
{
    const QListWidgetItem *item = m_scenarios->currentItem();
    if (item && !m_isFolderTyped) {
        const QDir beside(QFileInfo(defaultWorkspace()).path());
        const QString name = item->data(Qt::UserRole).toString();
        QString free = beside.filePath(name);
        for (int number = 2; QFileInfo::exists(free); ++number)
            free = beside.filePath(u"%1-%2"_s.arg(name).arg(number));
        m_folder->setText(QDir::toNativeSeparators(free));
    }
    checkReady();
}

void NewDialog::checkReady()
{
    setReady(m_scenarios->currentItem() && m_seed->hasAcceptableInput() && !m_folder->text().trimmed().isEmpty());
}

RunWishes NewDialog::wishes() const
{
    RunWishes wishes;
    if (const QListWidgetItem *item = m_scenarios->currentItem())
        wishes.scenario = item->data(Qt::UserRole).toString();
    wishes.seed = m_seed->text();
    wishes.workspace = QDir::fromNativeSeparators(m_folder->text().trimmed());
    return wishes;
}

} // namespace curbside
