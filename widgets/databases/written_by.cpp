// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/written_by.h"

#include "widgets/actions/deed.h"
#include "widgets/alerts/service_words.h"
#include "widgets/entities/message_book.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostVersions = 12;
constexpr qsizetype longestValue = 60;

QString valueIn(JsonValue row, const QString &column)
{
    const JsonValue value = row[column.toStdString()];
    if (value.isAbsent())
        return {};
    if (value.isNull())
        return u"NULL"_s;
    return value.toString().value_or(QString::fromUtf8(value.toJson()));
}

QString shortened(const QString &value)
{
    return value.size() > longestValue ? value.left(longestValue) + u'…' : value;
}

} // namespace

WrittenBy::WrittenBy(PlatformLink &link, MessageBook &book, QWidget *parent)
    : QFrame(parent), m_link(link), m_book(book), m_text(new ElidedLabel(u"secondary"_s)), m_event(new QToolButton),
      m_earlier(new QToolButton)
{
    setProperty("part", u"footer"_s);
    m_text->setAccessibleName(tr("Written by"));
    m_event->setFocusPolicy(Qt::StrongFocus);
    m_event->setToolTip(tr("Chooses the event in the whole window, and shows it in the mode Events"));
    m_earlier->setText(tr("Earlier"));
    m_earlier->setAccessibleName(tr("Earlier values"));
    m_earlier->setToolTip(tr("What the value was before, and by which messages it was written"));
    m_earlier->setPopupMode(QToolButton::InstantPopup);
    m_earlier->setFocusPolicy(Qt::StrongFocus);
    m_earlier->setMenu(new QMenu(m_earlier));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Tokens::margin - 2, 4, Tokens::spacing - 2, 4);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_event);
    layout->addWidget(m_earlier);
    connect(m_event, &QToolButton::clicked, this, [this] {
        if (!m_versions.empty())
            Q_EMIT eventChosen(m_versions.front().messageId);
    });
    connect(m_earlier->menu(), &QMenu::aboutToShow, this, &WrittenBy::fillMenu);
    connect(&book, &MessageBook::found, this, &WrittenBy::say);
    say();
}

void WrittenBy::show(const Value &value)
{
    if (value == m_value)
        return;
    m_value = value;
    m_versions.clear();
    readAgain();
}

void WrittenBy::readAgain()
{
    ++m_generation;
    m_asked = 0;
    m_isAsking = false;
    m_failure.clear();
    if (m_value.service.isEmpty()) {
        say();
        return;
    }
    ask(0);
}

void WrittenBy::ask(qint64 before)
{
    ++m_asked;
    m_isAsking = true;
    QString path = u"/tables/%1/changes?limit=20"_s.arg(inPath(m_value.table));
    for (const QString &key : m_value.key)
        path += u"&key="_s + inPath(key);
    if (before > 0)
        path += u"&before=%1"_s.arg(before);
    else
        m_lookedBackTo = 0;
    m_link.get(m_value.service, path,
               [self = QPointer(this), generation = m_generation](int status, const QByteArray &body) {
                   if (self && self->m_generation == generation)
                       self->take(status, body);
               });
    say();
}

void WrittenBy::take(int status, const QByteArray &body)
{
    m_isAsking = false;
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        m_failure = tr("%1 cannot say now by whom this was written").arg(serviceText(m_value.service));
        say();
        return;
    }
    if (m_asked == 1)
        m_versions.clear();
    document->root()["items"].forEachItem([this](JsonValue item) { takeVersion(item); });
    m_lookedBackTo = document->root()["next"].toInteger().value_or(0);
    if (m_versions.empty() && m_lookedBackTo > 0 && m_asked < mostQuestions) {
        ask(m_lookedBackTo);
        return;
    }
    for (const Version &version : m_versions)
        m_book.ask(version.messageId);
    say();
}

void WrittenBy::takeVersion(JsonValue item)
{
    const QString before = valueIn(item["before"], m_value.column);
    const QString after = valueIn(item["after"], m_value.column);
    if (before == after || m_versions.size() >= mostVersions)
        return;
    m_versions.push_back({item["sequence"].toInteger().value_or(0), textIn(item, "messageId"), momentIn(item, "at"),
                          textIn(item, "kind"), before, after});
}

QString WrittenBy::writer(const QString &messageId) const
{
    const KnownMessage *known = m_book.find(messageId);
    if (!known) {
        if (messageId.contains(u' ')) // timers, jobs and starts are named by what they are
            return messageId.section(u' ', 0, 0);
        if (messageId.endsWith(u".answer"))
            return tr("the answer to a call");
        return m_book.isUnknown(messageId) ? tr("a request, or an event that is no longer kept") : tr("…");
    }
    switch (known->kind) {
    case JournalKind::Published: return tr("%1 of %2").arg(known->type.section(u'.', -1), serviceText(known->service));
    case JournalKind::Requested:
        return known->peer.isEmpty() ? tr("request %1").arg(known->type)
                                     : tr("request %1 of %2").arg(known->type, serviceText(known->peer));
    case JournalKind::Answered: return tr("answer to %1").arg(known->type);
    case JournalKind::Timer: return tr("timer %1").arg(known->type);
    case JournalKind::Job: return tr("job %1").arg(known->type);
    case JournalKind::Started: return tr("start of %1").arg(serviceText(known->service));
    default: return known->type;
    }
}

QString WrittenBy::describe(const Version &version) const
{
    const QString when = secondText(version.at);
    if (version.kind == u"insert")
        return tr("made at %1 by %2").arg(when, writer(version.messageId));
    return tr("%1 → %2 at %3 by %4")
        .arg(shortened(version.before), shortened(version.after), when, writer(version.messageId));
}

QString WrittenBy::text() const
{
    return m_text->text();
}

void WrittenBy::say()
{
    QString text;
    if (m_value.service.isEmpty())
        text = tr("Choose a value to see which message has written it.");
    else if (!m_failure.isEmpty())
        text = m_failure;
    else if (!m_versions.empty())
        text = tr("%1: %2").arg(m_value.column, describe(m_versions.front()));
    else if (m_isAsking)
        text = tr("%1: looking for who has written it…").arg(m_value.column);
    else if (m_lookedBackTo > 0)
        text = tr("%1: not written since row change %2; no one has looked further back")
                   .arg(m_value.column, QLocale().toString(m_lookedBackTo));
    else
        text = tr("%1: has always been so, or was written before the log of row changes begins").arg(m_value.column);
    m_text->setText(text);
    const KnownMessage *message = m_versions.empty() ? nullptr : m_book.find(m_versions.front().messageId);
    m_event->setVisible(message && message->isEvent());
    if (message) {
        m_event->setText(asMenuText(tr("Show %1").arg(message->type.section(u'.', -1))));
        m_event->setAccessibleName(tr("Show the event %1").arg(message->type));
    }
    m_earlier->setVisible(m_versions.size() > 1);
}

void WrittenBy::fillMenu()
{
    QMenu *menu = m_earlier->menu();
    menu->clear();
    for (std::size_t i = 1; i < m_versions.size(); ++i) {
        const Version &version = m_versions[i];
        QAction *action = menu->addAction(asMenuText(describe(version)));
        const KnownMessage *known = m_book.find(version.messageId);
        action->setEnabled(known && known->isEvent());
        connect(action, &QAction::triggered, this, [this, id = version.messageId] { Q_EMIT eventChosen(id); });
    }
}

} // namespace curbside
