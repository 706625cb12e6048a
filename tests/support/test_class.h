// SPDX-License-Identifier: GPL-3.0-or-later
// How a test class comes to be run. A program holds the classes of many files (curbside_add_tests in tests/CMakeLists.txt);
// each class is named as its file, and has a process, an application and an entry in ctest of its own.
// tst_flows.cpp ends with
//
//     CURBSIDE_TEST(FlowsTest)
//
//     } // namespace tst_flows
//
//     #include "tst_flows.moc"
//
// and `curbside_widgets_tests flows` runs it; what follows on the command line is QtTest's own: `flows someFunction -v2`.
// Everything between the includes and here is in the namespace tst_flows, so that files may name things alike.
#pragma once

#include <QTest>

#include <string_view>

namespace curbside {

/// A test class that main() finds by its name.
class ListedTest
{
public:
    using Run = int (*)(int argc, char **argv);

    /// `file` is …/tst_NAME.cpp.
    ListedTest(std::string_view file, Run how) noexcept;

    const std::string_view name;
    const Run run;
    const ListedTest *const next;
};

template <typename Test, typename Application>
int runTest(int argc, char **argv)
{
    const Application application(argc, argv);
    Application::setAttribute(Qt::AA_Use96Dpi);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace curbside

#define CURBSIDE_TEST_WITH(Test, Application)                                                                          \
    static const curbside::ListedTest listed##Test(__FILE__, curbside::runTest<Test, Application>);

/// Instead of QTEST_GUILESS_MAIN.
#define CURBSIDE_TEST(Test) CURBSIDE_TEST_WITH(Test, QCoreApplication)
/// Instead of QTEST_MAIN, for what draws: its file includes <QApplication>.
#define CURBSIDE_WINDOW_TEST(Test) CURBSIDE_TEST_WITH(Test, QApplication)
