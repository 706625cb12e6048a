// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/publish/publish_panel.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/alerts/service_words.h"
#include "widgets/breakpoints/stop_words.h"
#include "widgets/editor/code_edit.h"
#include "widgets/entities/rows.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"
#include "widgets/traffic/payload_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostTold = 3;
constexpr int longestSubject = 200;

QString listed(const std::vector<FieldError> &errors)
{
    QStringList told;
    for (const FieldError &error : errors) {
        if (told.size() < mostTold)
            told += error.pointer.isEmpty() ? error.detail : error.pointer + u' ' + error.detail;
    }
    const auto left = static_cast<qsizetype>(errors.size()) - told.size();
    return told.join(u"; "_s) + (left > 0 ? PublishPanel::tr("; %1 more").arg(left) : QString());
}

} // namespace

PublishPanel::PublishPanel(PlatformLink &link, QWidget *parent)
    : Panel(u"publish"_s, tr("Publish"), parent), m_link(link), m_type(new QComboBox), m_subject(new QLineEdit),
      m_editor(new CodeEdit(jsonLanguage(), tr("Data of the event"))), m_told(new ElidedLabel(u"bad"_s)),
      m_publish(new QPushButton(tr("Publish")))
{
    setNote(tr("for trying things out"));
    body()->addWidget(makeHead());
    body()->addWidget(m_editor, 1);
    body()->addWidget(makeFooter());
    connect(m_type, &QComboBox::currentIndexChanged, this, &PublishPanel::showType);
    connect(m_subject, &QLineEdit::textChanged, this, &PublishPanel::check);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &PublishPanel::check);
    connect(m_editor, &CodeEdit::runWished, this, &PublishPanel::publish);
    connect(&link, &PlatformLink::described, this, &PublishPanel::readCatalogue);
    check();
}

QWidget *PublishPanel::makeHead()
{
    m_type->setAccessibleName(tr("Type of the event"));
    m_type->setToolTip(tr("The service that owns the type publishes it, through its outbox"));
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(12);
    m_subject->setAccessibleName(tr("Subject"));
    m_subject->setPlaceholderText(tr("Subject: what it is about"));
    m_subject->setToolTip(
        tr("Events of one subject are handled in their order: the id of a delivery or a task, the serial "
           "of a robot"));
    m_subject->setMaxLength(longestSubject);
    auto *head = new QFrame;
    head->setProperty("part", u"bar"_s);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(Tokens::spacing, 4, Tokens::spacing, 4);
    line->setSpacing(Tokens::spacing / 2);
    line->addWidget(m_type, 3);
    line->addWidget(m_subject, 2);
    return head;
}

QWidget *PublishPanel::makeFooter()
{
    m_publish->setProperty("role", u"primary"_s);
    m_publish->setAutoDefault(false);
    m_publish->setToolTip(tr("Its consumers take it for what has happened, and nothing of its service changes with it "
                             "(Ctrl+Return)"));
    connect(m_publish, &QPushButton::clicked, this, &PublishPanel::publish);
    auto *footer = new QFrame;
    footer->setProperty("part", u"footer"_s);
    auto *line = new QHBoxLayout(footer);
    line->setContentsMargins(Tokens::spacing, Tokens::spacing - 2, Tokens::spacing, Tokens::spacing - 2);
    line->setSpacing(Tokens::spacing);
    line->addWidget(m_told, 1);
    line->addWidget(m_publish);
    return footer;
}

void PublishPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    readCatalogue();
}

void PublishPanel::readCatalogue()
{
    if (!isVisible() || !m_link.status().isRunning || !m_catalogue.types().empty())
        return;
    m_link.get(u"gateway"_s, u"/asyncapi.json"_s, [self = QPointer(this)](int status, const QByteArray &answer) {
        if (self && status == 200 && self->m_catalogue.types().empty())
            self->take(answer);
    });
}

void PublishPanel::take(const QByteArray &asyncApi)
{
    m_catalogue = EventCatalogue::from(asyncApi);
    for (const EventCatalogue::Type &type : m_catalogue.types()) {
        m_type->addItem(visibleText(shortType(type.type)) + u"  ("_s + serviceText(type.service) + u')', type.type);
        m_type->setItemData(m_type->count() - 1, asToolTip(type.type + u'\n' + type.summary), Qt::ToolTipRole);
    }
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        writeAgain(wanted->type, wanted->subject, wanted->payload);
    check();
}

const EventCatalogue::Type *PublishPanel::chosen() const
{
    return m_catalogue.find(m_type->currentData().toString());
}

void PublishPanel::showType()
{
    const EventCatalogue::Type *type = chosen();
    if (type && m_editor->toPlainText() == m_written) {
        m_written = m_catalogue.firstData(*type, m_link.status().now);
        m_editor->replaceText(m_written);
    }
    check();
}

void PublishPanel::writeAgain(const QString &type, const QString &subject, const QByteArray &payload)
{
    if (m_catalogue.types().empty()) {
        m_wanted = {type, subject, payload};
        readCatalogue();
        return;
    }
    const int place = m_type->findData(type);
    if (place < 0) {
        tell(tr("No service publishes %1 any more.").arg(visibleText(type)), u"bad"_s);
        return;
    }
    m_type->setCurrentIndex(place);
    m_written = indentedJson(payload);
    m_editor->replaceText(m_written);
    m_editor->moveCursor(QTextCursor::Start);
    m_subject->setText(subject);
    m_subject->setCursorPosition(0);
    check();
}

void PublishPanel::tell(const QString &text, const QString &role)
{
    m_told->setProperty("role", role);
    m_told->style()->unpolish(m_told);
    m_told->style()->polish(m_told);
    m_told->setText(text);
}

QString PublishPanel::told() const
{
    return m_told->text();
}

void PublishPanel::check()
{
    m_publish->setEnabled(false);
    const EventCatalogue::Type *type = chosen();
    if (!type) {
        tell(tr("Waiting for what the services publish…"), u"secondary"_s);
        return;
    }
    const auto written = JsonDocument::parse(m_editor->toPlainText().toUtf8());
    if (!written) {
        tell(written.error().detail, u"bad"_s);
        return;
    }
    if (const auto errors = m_catalogue.errorsIn(*type, written->root()); !errors.empty()) {
        tell(listed(errors), u"bad"_s);
        return;
    }
    if (m_subject->text().trimmed().isEmpty()) {
        tell(tr("A subject is missing: what the event is about."), u"bad"_s);
        return;
    }
    m_publish->setEnabled(m_link.status().isRunning && !m_isUnderWay);
    const QStringList optional = m_catalogue.optionalMembers(*type);
    tell(optional.isEmpty() ? tr("Fits its schema.")
                            : tr("Fits its schema. It may also have %1.").arg(optional.join(u", "_s)),
         u"secondary"_s);
}

void PublishPanel::publish()
{
    check();
    const EventCatalogue::Type *type = chosen();
    const auto written = JsonDocument::parse(m_editor->toPlainText().toUtf8());
    if (!m_publish->isEnabled() || !type || !written)
        return;
    m_isUnderWay = true;
    m_publish->setEnabled(false);
    JsonWriter json;
    json.beginObject().member("type", type->type).member("subject", m_subject->text().trimmed());
    json.key("data").raw(written->root().toJson());
    json.endObject();
    m_link.post(type->service, u"/events"_s, json.take(),
                [self = QPointer(this)](int status, const QByteArray &answer) {
                    if (self)
                        self->takeAnswer(status, answer);
                });
}

void PublishPanel::takeAnswer(int status, const QByteArray &answer)
{
    m_isUnderWay = false;
    check();
    const auto document = JsonDocument::parse(answer);
    if (status == 201 && document) {
        const QString id = textIn(document->root(), "id");
        tell(tr("Published as %1.").arg(visibleText(id)), u"secondary"_s);
        Q_EMIT published(id);
        return;
    }
    std::vector<FieldError> errors;
    if (document) {
        document->root()["errors"].forEachItem(
            [&](JsonValue error) { errors.push_back({textIn(error, "pointer"), textIn(error, "detail")}); });
        if (errors.empty())
            errors.push_back({{}, textIn(document->root(), "detail")});
    }
    tell(tr("Not published: %1").arg(listed(errors)), u"bad"_s);
}

} // namespace curbside
