// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"

#include <cstdio>
#include <set>

namespace curbside {

namespace {

constinit const ListedTest *firstTest = nullptr;

std::string_view nameIn(std::string_view file)
{
    constexpr std::string_view before = "/tst_";
    constexpr std::string_view after = ".cpp";
    file.remove_prefix(file.rfind(before) + before.size());
    file.remove_suffix(after.size());
    return file;
}

int listNames(const char *program)
{
    std::set<std::string_view> names;
    for (const ListedTest *test = firstTest; test; test = test->next)
        names.insert(test->name);
    std::fprintf(stderr, "usage: %s NAME [options of QtTest], where NAME is one of\n", program);
    for (const std::string_view name : names)
        std::fprintf(stderr, "    %.*s\n", int(name.size()), name.data());
    return 2;
}

} // namespace

ListedTest::ListedTest(std::string_view file, Run how) noexcept : name(nameIn(file)), run(how), next(firstTest)
{
    firstTest = this;
}

} // namespace curbside

int main(int argc, char *argv[])
{
    const std::string_view name = argc > 1 ? argv[1] : "";
    for (const curbside::ListedTest *test = curbside::firstTest; test; test = test->next) {
        if (test->name == name) {
            argv[1] = argv[0];
            return test->run(argc - 1, argv + 1);
        }
    }
    return curbside::listNames(argv[0]);
}
