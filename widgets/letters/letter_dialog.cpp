// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/letters/letter_dialog.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/editor/code_edit.h"
#include "widgets/editor/code_highlighter.h"
#include "widgets/entities/status_words.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/lifeline/life_line_tree.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/payload_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype longestData = 512 * 1024; ///< in characters: beyond it the platform would refuse it

QLineEdit *factLine(const QString &text, const QString &name)
{
    auto *made = new QLineEdit(visibleText(text));
    made->setReadOnly(true);
    made->setFrame(false);
    made->setCursorPosition(0);
    made->setAccessibleName(name);
    made->setFont(monospacedFont());
    return made;
}

QLabel *fieldTitle(const QString &text)
{
    auto *made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setProperty("role", u"secondary"_s);
    return made;
}

} // namespace

LetterDialog::LetterDialog(PlatformLink &link, const Letter &letter, QWidget *parent)
    : QDialog(parent), m_link(link), m_letter(letter), m_given(indentedJson(letter.data)),
      m_data(new CodeEdit(jsonLanguage(), tr("The event's data, as JSON"))), m_foretold(new LifeLineTree),
      m_reason(new QComboBox), m_message(new QLabel)
{
    setWindowTitle(letter.isDead ? tr("Dead letter") : tr("Letter that waits"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    addFacts(*layout);
    addData(*layout);
    addButtons(*layout);
    connect(m_data, &QPlainTextEdit::textChanged, this, &LetterDialog::check);
    connect(m_reason, &QComboBox::editTextChanged, this, &LetterDialog::check);
    connect(m_foretold, &LifeLineTree::eventChosen, this, &LetterDialog::eventChosen);
    check();
    resize(760, 600);
}

QStringList LetterDialog::reasons(bool isReplay)
{
    if (isReplay)
        return {tr("Its cause has been mended"), tr("Its data has been mended"), tr("Tried once more")};
    return {tr("It means nothing any more"), tr("Settled another way")};
}

/// What may not be changed: by it the consumer knows the event, and others know its effects.
void LetterDialog::addFacts(QVBoxLayout &layout)
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(2);
    const auto add = [form](const QString &name, const QString &text) {
        form->addRow(fieldTitle(name), factLine(text, name));
    };
    add(tr("Consumer"), consumerText(m_letter.consumer));
    add(tr("Event"), m_letter.eventId);
    add(tr("Publisher"),
        m_letter.sequence > 0
            ? tr("%1, its event %2").arg(consumerText(m_letter.source), QLocale().toString(m_letter.sequence))
            : consumerText(m_letter.source));
    add(tr("Type"), m_letter.type);
    add(tr("Subject"), m_letter.subject);
    if (!m_letter.behind.isEmpty())
        add(tr("Waits behind"), m_letter.behind);
    if (m_letter.nextAt > 0)
        add(tr("Tried at"), exactClockText(m_letter.nextAt));
    add(tr("Reason"), m_letter.reason);
    auto *history = new QPlainTextEdit(visibleLines(m_letter.history));
    history->setReadOnly(true);
    history->setAccessibleName(tr("Attempts"));
    history->setFont(monospacedFont());
    history->setTabChangesFocus(true);
    history->setLineWrapMode(QPlainTextEdit::NoWrap);
    history->setFixedHeight(64);
    form->addRow(fieldTitle(tr("Attempts")), history);
    layout.addLayout(form);
}

void LetterDialog::addData(QVBoxLayout &layout)
{
    m_data->setPlainText(m_given);
    m_data->setReadOnly(!m_letter.isDead);
    m_data->setTabChangesFocus(true);
    m_foretold->setAccessibleName(tr("What a replay would do"));
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addWidget(fieldTitle(m_letter.isDead ? tr("Data, which can be mended") : tr("Data")));
    leftLayout->addWidget(m_data, 1);
    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->addWidget(fieldTitle(tr("What a replay would do")));
    rightLayout->addWidget(m_foretold, 1);
    auto *split = new QSplitter;
    split->addWidget(left);
    split->addWidget(right);
    split->setChildrenCollapsible(false);
    right->setVisible(m_letter.isDead);
    layout.addWidget(split, 1);
}

void LetterDialog::addButtons(QVBoxLayout &layout)
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAccessibleName(tr("What came of it"));
    layout.addWidget(m_message);
    auto *label = new QLabel(tr("Reaso&n"));
    label->setBuddy(m_reason);
    m_reason->setEditable(true);
    m_reason->addItems(reasons(true) + reasons(false));
    m_reason->setCurrentText(QString());
    m_reason->lineEdit()->setMaxLength(longestReason);
    m_reason->lineEdit()->setPlaceholderText(tr("Why it is replayed or discarded; it is kept in the audit log"));
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    m_reason->setAccessibleName(tr("Reason"));
    layout.addWidget(label);
    layout.addWidget(m_reason);
    auto *buttons = new QDialogButtonBox;
    m_rehearse = buttons->addButton(tr("Re&hearse"), QDialogButtonBox::ActionRole);
    m_rehearse->setToolTip(
        tr("Tries the replay on a copy of the consumer's database: nothing of the platform is changed"));
    m_replay = buttons->addButton(tr("&Replay"), QDialogButtonBox::ActionRole);
    m_discard = buttons->addButton(tr("&Discard"), QDialogButtonBox::ActionRole);
    auto *leave = buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    for (QWidget *part :
         {static_cast<QWidget *>(m_rehearse), static_cast<QWidget *>(m_replay), static_cast<QWidget *>(m_discard),
          static_cast<QWidget *>(m_reason), static_cast<QWidget *>(label)})
        part->setVisible(m_letter.isDead);
    m_rehearse->setDefault(m_letter.isDead);
    leave->setAutoDefault(!m_letter.isDead);
    connect(m_rehearse, &QPushButton::clicked, this, &LetterDialog::rehearse);
    connect(m_replay, &QPushButton::clicked, this, [this] { settle(true); });
    connect(m_discard, &QPushButton::clicked, this, [this] { settle(false); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout.addWidget(buttons);
}

bool LetterDialog::isMended() const
{
    return m_data->toPlainText() != m_given;
}

std::optional<QByteArray> LetterDialog::wish(bool withData) const
{
    JsonWriter json;
    json.beginObject().member("reason", m_reason->currentText().trimmed());
    if (withData && isMended()) {
        const QString text = m_data->toPlainText();
        const auto data = text.size() > longestData ? std::unexpected(JsonError()) : JsonDocument::parse(text.toUtf8());
        if (!data || !data->root().isObject())
            return std::nullopt;
        json.rawMember("data", data->root().toJson());
    }
    return json.endObject().take();
}

/// What can be done now, and why not.
void LetterDialog::check()
{
    const bool isReadable = wish(true).has_value();
    const bool hasReason = !m_reason->currentText().trimmed().isEmpty();
    m_rehearse->setEnabled(isReadable && !m_isWaiting);
    m_replay->setEnabled(isReadable && hasReason && !m_isWaiting);
    m_discard->setEnabled(hasReason && !m_isWaiting);
    if (!m_letter.isDead)
        say(tr("It is tried again by itself."), false);
    else if (!isReadable)
        say(tr("The data is no JSON object: mend it, or undo what was changed."), true);
    else if (!hasReason)
        say(tr("Rehearse it as it stands, or give a reason to replay or discard it."), false);
    else
        say(isMended() ? tr("It is replayed with the data as mended here.") : tr("It is replayed as it came."), false);
}

void LetterDialog::rehearse()
{
    const auto body = wish(true);
    if (!body)
        return;
    m_isWaiting = true;
    check();
    m_link.ask(u"gateway"_s, letterPath(m_letter, u"rehearse"_s), *body,
               [self = QPointer(this)](int status, const QByteArray &answer) {
                   if (self)
                       self->showRehearsal(status, answer);
               });
}

void LetterDialog::showRehearsal(int status, const QByteArray &body)
{
    m_isWaiting = false;
    check();
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        m_foretold->clear();
        say(tr("It could not be rehearsed: %1").arg(refusalText(status, body)), true);
        return;
    }
    m_foretold->showRehearsal(m_letter.consumer, document->root());
    const bool isRefused = document->root()["outcome"].toString() == u"Refused"_s;
    say(isRefused ? tr("A replay would be refused: %1")
                        .arg(document->root()["problem"]["detail"].toString().value_or(QString()))
                  : tr("A replay would be handled. This was a rehearsal: nothing has been changed."),
        isRefused);
}

void LetterDialog::settle(bool isReplay)
{
    const auto body = wish(isReplay);
    if (!body)
        return;
    m_isWaiting = true;
    check();
    m_link.post(u"gateway"_s, letterPath(m_letter, isReplay ? u"replay"_s : u"discard"_s), *body,
                [self = QPointer(this), isReplay](int status, const QByteArray &answer) {
                    if (self)
                        self->take(isReplay, status, answer);
                });
}

void LetterDialog::take(bool isReplay, int status, const QByteArray &body)
{
    m_isWaiting = false;
    check();
    if (status < 200 || status >= 300) {
        say(isReplay ? tr("The replay was refused: %1").arg(refusalText(status, body))
                     : tr("Discarding was refused: %1").arg(refusalText(status, body)),
            true);
        return;
    }
    Q_EMIT told(isReplay ? tr("The dead letter was replayed.") : tr("The dead letter was discarded."), false);
    Q_EMIT settled();
    accept();
}

void LetterDialog::say(const QString &text, bool isProblem)
{
    m_message->setText(visibleText(text));
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, isProblem ? tokens().bad : tokens().secondary);
    m_message->setPalette(colours);
}

QString LetterDialog::message() const
{
    return m_message->text();
}

} // namespace curbside
