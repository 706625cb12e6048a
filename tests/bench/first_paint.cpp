// SPDX-License-Identifier: GPL-3.0-or-later
// curbside_first_paint [--runs N] COMMAND… [-- COMMAND…]
// How long each program takes from its start to a first painted window, and what it then holds in memory. The commands
// take turns, so that all meet the machine in the same state. Wants an X server without a window manager (xvfb-run).
#include "services/runtime/json/json_writer.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/xcb.h>

using namespace curbside;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int leastWidth = 600; // what is smaller is a splash screen
constexpr int leastHeight = 400;
constexpr auto patience = 30s;
constexpr auto settling = 2s; // before its memory is looked at

template <typename T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

class Screen
{
public:
    Screen() : m_connection(xcb_connect(nullptr, nullptr))
    {
        if (xcb_connection_has_error(m_connection) == 0)
            m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
    }
    ~Screen() { xcb_disconnect(m_connection); }
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    [[nodiscard]] bool isThere() const { return m_root != XCB_WINDOW_NONE; }

    /// A window of some size shows more than one colour.
    [[nodiscard]] bool hasPaintedWindow() const
    {
        const Reply<xcb_query_tree_reply_t> tree(
            xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, m_root), nullptr), &std::free);
        if (!tree)
            return false;
        const xcb_window_t *windows = xcb_query_tree_children(tree.get());
        return std::any_of(windows, windows + xcb_query_tree_children_length(tree.get()),
                           [this](xcb_window_t window) { return isPainted(window); });
    }

private:
    [[nodiscard]] bool isPainted(xcb_window_t window) const
    {
        const Reply<xcb_get_window_attributes_reply_t> attributes(
            xcb_get_window_attributes_reply(m_connection, xcb_get_window_attributes(m_connection, window), nullptr),
            &std::free);
        const Reply<xcb_get_geometry_reply_t> size(
            xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr), &std::free);
        if (!attributes || attributes->map_state != XCB_MAP_STATE_VIEWABLE || !size || size->width < leastWidth
            || size->height < leastHeight)
            return false;
        const Reply<xcb_get_image_reply_t> image(
            xcb_get_image_reply(
                m_connection,
                xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 0, 0, leastWidth, 100, ~0U), nullptr),
            &std::free);
        if (!image)
            return false;
        const std::uint8_t *bytes = xcb_get_image_data(image.get());
        const int length = xcb_get_image_data_length(image.get());
        return length > 4 && !std::equal(bytes + 4, bytes + length, bytes);
    }

    xcb_connection_t *m_connection;
    xcb_window_t m_root = XCB_WINDOW_NONE;
};

struct Run
{
    double milliseconds = -1; ///< until the first paint; negative when there was none
    double residentMebibytes = 0;
};

void pause(std::chrono::milliseconds time)
{
    ::poll(nullptr, 0, static_cast<int>(time.count()));
}

double residentMebibytes(pid_t process)
{
    std::ifstream statm("/proc/" + std::to_string(process) + "/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

pid_t start(const std::vector<std::string> &command)
{
    const pid_t process = ::fork();
    if (process != 0)
        return process;
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    std::vector<char *> words;
    words.reserve(command.size() + 1);
    for (const std::string &word : command)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

void end(pid_t process)
{
    ::kill(process, SIGTERM);
    const auto deadline = Clock::now() + 5s;
    while (::waitpid(process, nullptr, WNOHANG) == 0) {
        if (Clock::now() > deadline)
            ::kill(process, SIGKILL);
        pause(10ms);
    }
}

Run measure(const Screen &screen, const std::vector<std::string> &command)
{
    Run run;
    const auto begun = Clock::now();
    const pid_t process = start(command);
    while (Clock::now() - begun < patience) {
        if (screen.hasPaintedWindow()) {
            run.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
            break;
        }
        pause(1ms);
    }
    pause(settling);
    run.residentMebibytes = residentMebibytes(process);
    end(process);
    while (screen.hasPaintedWindow())
        pause(10ms);
    return run;
}

void report(JsonWriter &json, const std::vector<std::string> &command, std::vector<Run> runs)
{
    std::ranges::sort(runs, {}, &Run::milliseconds);
    QByteArray words;
    for (const std::string &word : command)
        words += (words.isEmpty() ? "" : " ") + QByteArray::fromStdString(word);
    json.beginObject()
        .member("command", QString::fromLocal8Bit(words))
        .member("runs", static_cast<qint64>(runs.size()))
        .member("leastMilliseconds", runs.front().milliseconds)
        .member("medianMilliseconds", runs[runs.size() / 2].milliseconds)
        .member("mostMilliseconds", runs.back().milliseconds)
        .member("residentMebibytes", std::ranges::max(runs, {}, &Run::residentMebibytes).residentMebibytes)
        .endObject();
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::vector<std::string>> commands(1);
    int runs = 5;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (i == 1 && word == "--runs" && i + 1 < argc)
            runs = std::atoi(argv[++i]);
        else if (word == "--")
            commands.emplace_back();
        else
            commands.back().push_back(word);
    }
    const bool isWhole = std::ranges::none_of(commands, [](const auto &command) { return command.empty(); });
    if (!isWhole || runs < 1) {
        std::fputs("usage: curbside_first_paint [--runs N] COMMAND... [-- COMMAND...]\n", stderr);
        return 2;
    }
    const Screen screen;
    if (!screen.isThere()) {
        std::fputs("curbside_first_paint: no X server: run it under xvfb-run -s '-screen 0 1440x900x24'\n", stderr);
        return 3;
    }
    std::vector<std::vector<Run>> measured(commands.size());
    for (int run = 0; run < runs; ++run) {
        for (std::size_t i = 0; i < commands.size(); ++i)
            measured[i].push_back(measure(screen, commands[i]));
    }
    JsonWriter json;
    json.beginObject().key("programs").beginArray();
    for (std::size_t i = 0; i < commands.size(); ++i)
        report(json, commands[i], measured[i]);
    json.endArray().endObject();
    std::printf("%s\n", json.take().constData());
    return 0;
}
