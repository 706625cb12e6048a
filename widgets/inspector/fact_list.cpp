// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/fact_list.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int linkInset = 8; // of a link's text in its button: plain values begin where links do
constexpr int rowHeight = 21;

} // namespace

FactList::FactList(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Facts"));
    layOut();
}

bool FactList::setLines(const std::vector<FactLine> &lines)
{
    const std::vector<QWidget *> linksBefore = links();
    std::vector<const QLabel *> titlesBefore;
    titlesBefore.reserve(m_shown.size());
    for (const Shown &shown : m_shown)
        titlesBefore.push_back(shown.title);
    std::vector<Shown> next;
    for (const FactLine &line : lines) {
        next.push_back(shownFor(line));
        write(next.back(), line.value);
    }
    for (const Shown &left : m_shown)
        remove(left);
    m_shown = std::move(next);
    if (!std::ranges::equal(m_shown, titlesBefore, {}, &Shown::title))
        layOut();
    return links() != linksBefore;
}

void FactList::clear()
{
    for (const Shown &shown : m_shown)
        remove(shown);
    m_shown.clear();
}

std::vector<QWidget *> FactList::links() const
{
    std::vector<QWidget *> links;
    for (const Shown &shown : m_shown) {
        if (shown.button)
            links.push_back(shown.button);
    }
    return links;
}

FactList::Shown FactList::shownFor(const FactLine &line)
{
    const auto found = std::ranges::find_if(
        m_shown, [&](const Shown &shown) { return shown.name == line.name && shown.link == line.link; });
    if (found == m_shown.end())
        return make(line);
    Shown shown = std::move(*found);
    m_shown.erase(found);
    return shown;
}

FactList::Shown FactList::make(const FactLine &line)
{
    const auto label = [this] {
        auto *made = new QLabel(this);
        made->setTextFormat(Qt::PlainText);
        return made;
    };
    Shown shown{line.name, line.link, label(), nullptr, nullptr};
    shown.title->setProperty("role", u"secondary"_s);
    shown.title->setText(line.name);
    if (line.link.key.isEmpty()) {
        shown.text = label();
        shown.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        shown.text->setContentsMargins(linkInset, 0, 0, 0);
        return shown;
    }
    shown.button = new QToolButton(this);
    shown.button->setToolTip(tr("Choose it"));
    shown.button->setProperty("role", u"link"_s);
    shown.button->setFocusPolicy(Qt::StrongFocus);
    shown.button->setCursor(Qt::PointingHandCursor);
    // Later: what is chosen then replaces this button.
    connect(
        shown.button, &QToolButton::clicked, this, [this, ref = line.link] { Q_EMIT followed(ref); },
        Qt::QueuedConnection);
    return shown;
}

void FactList::layOut()
{
    delete m_layout;
    m_layout = new QGridLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(Tokens::margin);
    m_layout->setVerticalSpacing(0);
    m_layout->setColumnMinimumWidth(0, 72);
    m_layout->setColumnStretch(1, 1);
    int row = 0;
    for (const Shown &shown : m_shown) {
        m_layout->setRowMinimumHeight(row, rowHeight);
        m_layout->addWidget(shown.title, row, 0);
        if (shown.button)
            m_layout->addWidget(shown.button, row, 1, Qt::AlignLeft);
        else
            m_layout->addWidget(shown.text, row, 1);
        ++row;
    }
}

void FactList::write(const Shown &shown, const Cell &value)
{
    const QString text = visibleText(value.text);
    if (shown.button) {
        shown.button->setText(QString(text).replace(u'&', u"&&"_s));
        shown.button->setAccessibleName(tr("%1 %2").arg(shown.name, text));
        return;
    }
    shown.text->setText(text);
    QPalette palette;
    if (value.tone && *value.tone != Tone::Idle)
        palette.setColor(QPalette::WindowText, colorOf(*value.tone, tokens()));
    shown.text->setPalette(palette);
}

void FactList::remove(const Shown &shown)
{
    delete shown.title;
    delete shown.text;
    delete shown.button;
}

} // namespace curbside
