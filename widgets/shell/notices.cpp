// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/notices.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

Notices::Notices(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Notices"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    hide();
}

void Notices::tell(const QString &subject, Tone tone, const QString &text, std::function<void()> closed)
{
    Told &told = m_told[subject];
    if (told.text == text)
        return;
    remove(told.bar);
    told.text = text;
    told.bar = makeBar(tone, text, [this, subject, closed = std::move(closed)] {
        remove(std::exchange(m_told[subject].bar, nullptr));
        window()->setFocus(Qt::OtherFocusReason); // else Space would press whatever comes next
        if (closed)
            closed();
    });
    m_layout->addWidget(told.bar);
    show();
}

void Notices::withdraw(const QString &subject)
{
    const auto told = m_told.find(subject);
    if (told == m_told.end())
        return;
    QFrame *bar = told->second.bar;
    m_told.erase(told);
    remove(bar);
}

QStringList Notices::texts() const
{
    QStringList texts;
    for (int i = 0; i < m_layout->count(); ++i)
        texts.append(m_layout->itemAt(i)->widget()->accessibleName());
    return texts;
}

QFrame *Notices::makeBar(Tone tone, const QString &text, std::function<void()> closed)
{
    auto *bar = new QFrame;
    bar->setProperty("part", u"notice"_s);
    bar->setAccessibleName(text);
    auto *mark = new QLabel;
    mark->setPixmap(themedIcon(tone == Tone::Active ? u"info"_s : u"alert"_s).pixmap(18, 18));
    auto *label = new QLabel(visibleLines(text));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(u"close"_s));
    close->setIconSize(QSize(14, 14));
    close->setAccessibleName(tr("Close: %1").arg(text));
    close->setToolTip(tr("Close this notice"));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setProperty("role", u"quiet"_s);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Tokens::margin, 5, Tokens::spacing, 5);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(mark);
    layout->addWidget(label, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, std::move(closed));
    return bar;
}

void Notices::remove(QFrame *bar)
{
    if (!bar)
        return;
    m_layout->removeWidget(bar);
    bar->hide();
    bar->deleteLater(); // its own button may have asked for it
    setVisible(m_layout->count() > 0);
}

} // namespace curbside
