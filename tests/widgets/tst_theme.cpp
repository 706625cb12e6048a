// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what is drawn can be read.
#include "tests/support/test_class.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QPushButton>
#include <QSet>
#include <QTest>

#include <cmath>

namespace tst_theme {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

double luminance(const QColor &color)
{
    const auto part = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double light = std::max(luminance(one), luminance(other));
    const double dark = std::min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
}

QImage drawn(Mark mark)
{
    QImage image(24, 24, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintMark(painter, QRectF(0, 0, 24, 24), mark, Qt::black);
    return image;
}

bool isAbout(const QColor &pixel, const QColor &color)
{
    constexpr int rounding = 6;
    return pixel.alpha() > 100 && std::abs(pixel.red() - color.red()) < rounding
        && std::abs(pixel.green() - color.green()) < rounding && std::abs(pixel.blue() - color.blue()) < rounding;
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeRead_data();
    void textCanBeRead();
    void aStatusStandsOutFromItsGround_data() { textCanBeRead_data(); }
    void aStatusStandsOutFromItsGround();
    void everyMarkIsAShapeOfItsOwn();
    void everyIconIsDrawnInTheThemesColours();
    void aDefaultButtonThatIsDisabledLooksSo();
};

void ThemeTest::textCanBeRead_data()
{
    QTest::addColumn<Tokens>("theme");
    QTest::newRow("light") << Tokens::light();
    QTest::newRow("dark") << Tokens::dark();
    QTest::newRow("high contrast") << Tokens::highContrast();
}

void ThemeTest::textCanBeRead()
{
    QFETCH(const Tokens, theme);
    for (const QColor &ground : {theme.window, theme.surface, theme.sunken, theme.selection}) {
        QVERIFY2(contrast(theme.text, ground) >= 7, qPrintable(ground.name()));
        QVERIFY2(contrast(theme.secondary, ground) >= 4.5, qPrintable(ground.name()));
        QVERIFY2(contrast(theme.accent, ground) >= 4.5, qPrintable(ground.name()));
    }
    QVERIFY(contrast(theme.onAccent, theme.accent) >= 4.5);
}

void ThemeTest::aStatusStandsOutFromItsGround()
{
    QFETCH(const Tokens, theme);
    for (const Tone tone : {Tone::Good, Tone::Active, Tone::Warning, Tone::Bad, Tone::Idle}) {
        QVERIFY2(contrast(colorOf(tone, theme), theme.surface) >= 4, qPrintable(colorOf(tone, theme).name()));
        QVERIFY2(contrast(colorOf(tone, theme), theme.selection) >= 3, qPrintable(colorOf(tone, theme).name()));
    }
}

void ThemeTest::everyMarkIsAShapeOfItsOwn()
{
    QList<QImage> seen;
    for (const Mark mark :
         {Mark::Check, Mark::Play, Mark::Target, Mark::Ring, Mark::Dotted, Mark::Warning, Mark::Cross, Mark::Pause}) {
        const QImage image = drawn(mark);
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void ThemeTest::everyIconIsDrawnInTheThemesColours()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    const QStringList files = QDir(u":/icons"_s).entryList();
    QVERIFY(files.contains(u"ops.svg"_s));
    for (const QString &file : files) {
        if (file == u"curbside.svg") // the program's own has colours of its own
            continue;
        const QImage image = themedIcon(file.section(u'.', 0, 0)).pixmap(24, 24).toImage();
        bool isDrawn = false;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y)
                isDrawn = isDrawn || isAbout(image.pixelColor(x, y), tokens().secondary);
        }
        QVERIFY2(isDrawn, qPrintable(file));
    }
}

void ThemeTest::aDefaultButtonThatIsDisabledLooksSo()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    QDialog dialog;
    auto *button = new QPushButton(u"Give"_s, &dialog);
    button->setDefault(true);
    button->resize(90, 28);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(isAbout(button->grab().toImage().pixelColor(8, 14), tokens().accent));
    button->setEnabled(false);
    QVERIFY(isAbout(button->grab().toImage().pixelColor(8, 14), tokens().sunken));
}

CURBSIDE_WINDOW_TEST(ThemeTest)

} // namespace tst_theme

#include "tst_theme.moc"
