// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/workspaces/workspace_opener.h"

#include <thread>

namespace curbside {

/// A platform and the window on it, and the change to another one: one platform at a time.
class Console : public WorkspaceOpener
{
    Q_OBJECT

public:
    struct Options
    {
        EmbeddedLink::Options link;
        QString mode; ///< empty: the one shown last
        std::optional<QSize> size;
    };

    /// Begins to open the platform and shows the window.
    Console(Options options, QSettings &settings);
    ~Console() override;

    [[nodiscard]] QString folder() const override { return m_folder; }
    void open(const RunWishes &wishes) override;

    /// Of the workspace that is shown: another one after it was changed.
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] EmbeddedLink &link() { return *m_link; }

Q_SIGNALS:
    /// There is no platform, and none to go back to.
    void failed(const curbside::Failure &failure);
    /// The platform in the window is open.
    void opened();

private:
    void start(const RunWishes &wishes);
    void makeWindow();
    void end();
    void look(const RunWishes &wishes);
    void takeLook(const RunWishes &wishes, const std::optional<Failure> &failure);
    void change(const RunWishes &wishes);
    void goBack(const Failure &failure);
    void settle();
    void onOpened();
    void onFailed();

    Options m_options;
    QSettings &m_settings;
    QString m_folder;
    RunWishes m_running; ///< what it was asked to open
    std::optional<RunWishes> m_former; ///< to go back to, until the next one is open
    std::optional<RunWishes> m_next; ///< wished while another one was looked at or opened; the last one counts
    bool m_isChanging = false; ///< one is looked at, or in the place of another and not open yet
    int m_run = 0; ///< of the link: what an earlier one has to say no longer counts
    std::unique_ptr<EmbeddedLink> m_link;
    std::unique_ptr<MainWindow> m_window;
    std::thread m_check;
};

} // namespace curbside
