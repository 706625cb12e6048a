// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/hosting/input_log.h"
#include "services/hosting/platform.h"
#include "services/hosting/platform_capture.h"
#include "services/hosting/summary.h"
#include "services/hosting/warehouse_feed.h"
#include "services/world/scenario.h"

#include <QTemporaryDir>

#include <functional>

namespace curbside {

/// A run in platform time only, as fast as possible: the same for the same scenario, seed and inputs.
class Simulation
{
public:
    struct Options
    {
        std::shared_ptr<const Scenario> scenario;
        QString folder; ///< of the databases; empty: a temporary one that goes with this object
        std::optional<Duration> runFor;
        QByteArray faults; ///< JSON list of fault rules; may be empty
        PlantedBugs bugs{};
        bool reverseUnordered = false;
        bool hasWarehouse =
            false; ///< fills warehouse.sqlite and the replicas beside the databases; the run is the same
        QString warehouse{}; ///< postgresql://… instead of warehouse.sqlite; may be empty
        std::optional<PlatformCapture::Options> capture{}; ///< what happens is captured too; the run is the same
        std::function<void(PlatformTime now, PlatformTime lastEntry)>
            onProgress; ///< about once for each platform minute; may be empty
        std::function<bool()> isInterrupted; ///< asked often; true ends the run without a result; may be empty
    };

    [[nodiscard]] static std::expected<std::unique_ptr<Simulation>, Failure> open(Options options);

    /// Runs to the end: nothing more comes in and nothing is in flight, or `runFor` is over, or 24 hours after the last entry.
    [[nodiscard]] std::expected<void, Failure> run();

    /// Ends the run and lets its folder appear as the workspace `folder`, whole or not at all.
    [[nodiscard]] std::expected<void, Failure> keepAs(const QString &folder, const QString &scenarioName);

    [[nodiscard]] Platform &platform() { return *m_platform; }
    [[nodiscard]] const Summary &summary() const { return *m_summary; }
    /// Why the capture ended early; empty when it did not, or there is none.
    [[nodiscard]] QString captureTrouble() const { return m_capture ? m_capture->trouble() : QString(); }
    /// Why the warehouse is not filled to the end; empty when it is, or there is none. The run itself is whole.
    [[nodiscard]] const QString &warehouseTrouble() const { return m_warehouseTrouble; }
    [[nodiscard]] double wallSeconds() const { return m_wallSeconds; }
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    explicit Simulation(Options options) : m_options(std::move(options)) {}
    [[nodiscard]] PlatformTime lastEntry() const;
    void work(PlatformTime end, PlatformTime lastEntry);
    void feed();

    Options m_options;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_folder;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<Summary> m_summary;
    std::unique_ptr<PlatformCapture> m_capture;
    std::unique_ptr<Warehouse> m_warehouse;
    QString m_warehouseTrouble;
    AskSource m_ask;
    std::uint64_t m_commitsFed = 0;
    bool m_wasInterrupted = false;
    double m_wallSeconds = 0;
};

} // namespace curbside
