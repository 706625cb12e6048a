// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/wall_dialog.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"
#include "widgets/platform/platform_link.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize dialogSize(660, 560);

QLabel *plainLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString wayText(const QString &way)
{
    if (way == u"Attach")
        return WallDialog::tr("Attach its file");
    if (way == u"Read")
        return WallDialog::tr("Read it by its name");
    if (way == u"CopyOver")
        return WallDialog::tr("Write over its file");
    if (way == u"Extension")
        return WallDialog::tr("Load code that opens it");
    return way;
}

QString mechanismText(const QString &mechanism)
{
    if (mechanism == u"Authorizer")
        return WallDialog::tr("Refused by the connection's authorizer, before anything is opened.");
    if (mechanism == u"Schema")
        return WallDialog::tr("Refused because this connection knows its own file alone.");
    return mechanism;
}

} // namespace

WallDialog::WallDialog(PlatformLink &link, const QString &service, QWidget *parent)
    : QDialog(parent), m_link(link), m_service(serviceBox(tr("Service"))), m_neighbour(serviceBox(tr("Neighbour"))),
      m_try(new QPushButton(tr("&Reach for it"))), m_verdict(plainLabel(u"heading"_s)), m_attempts(new QWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Try the wall"));
    resize(dialogSize);
    for (const QString &name : serviceNames())
        m_service->addItem(serviceText(name), name);
    m_service->setCurrentIndex(std::max(0, m_service->findData(service)));
    offerNeighbours();
    build();
    connect(m_service, &QComboBox::currentIndexChanged, this, [this] {
        offerNeighbours();
        clearAttempts();
    });
    connect(m_neighbour, &QComboBox::currentIndexChanged, this, &WallDialog::clearAttempts);
    connect(m_try, &QPushButton::clicked, this, &WallDialog::attempt);
}

QComboBox *WallDialog::serviceBox(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    return box;
}

void WallDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    auto *what = plainLabel(u"secondary"_s);
    what->setText(
        tr("A service has one connection, to its own database. Here it is told to reach for a neighbour's, in "
           "each way that SQL has. The attempt is made for real, and changes nothing."));
    layout->addWidget(what);
    auto *line = new QHBoxLayout;
    line->setSpacing(Tokens::spacing);
    auto *from = new QLabel(tr("&Service"));
    from->setBuddy(m_service);
    auto *to = new QLabel(tr("reaches for the &database of"));
    to->setBuddy(m_neighbour);
    line->addWidget(from);
    line->addWidget(m_service);
    line->addWidget(to);
    line->addWidget(m_neighbour);
    line->addStretch(1);
    line->addWidget(m_try);
    layout->addLayout(line);
    layout->addWidget(m_verdict);
    layout->addWidget(m_attempts);
    layout->addStretch(1);
    auto *more = plainLabel(u"secondary"_s);
    more->setText(tr("The compiler keeps the same wall: a service's code cannot include what a neighbour's is made of, "
                     "and so has no type to open its tables with."));
    layout->addWidget(more);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    m_try->setDefault(true);
    clearAttempts();
}

void WallDialog::offerNeighbours()
{
    const QString chosen = m_neighbour->currentData().toString();
    m_neighbour->clear();
    for (const QString &name : serviceNames()) {
        if (name != m_service->currentData().toString())
            m_neighbour->addItem(serviceText(name), name);
    }
    m_neighbour->setCurrentIndex(std::max(0, m_neighbour->findData(chosen)));
}

void WallDialog::clearAttempts()
{
    ++m_generation;
    m_verdict->setVisible(false);
    delete m_attempts->layout();
    qDeleteAll(m_attempts->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    auto *layout = new QVBoxLayout(m_attempts);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Tokens::margin);
}

void WallDialog::attempt()
{
    clearAttempts();
    JsonWriter json;
    json.beginObject().member("neighbour", m_neighbour->currentData().toString()).endObject();
    m_link.ask(m_service->currentData().toString(), u"/wall/attempts"_s, json.take(),
               [self = QPointer(this), generation = m_generation](int status, const QByteArray &body) {
                   if (self && self->m_generation == generation)
                       self->take(status, body);
               });
}

void WallDialog::take(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    m_verdict->setVisible(true);
    if (status != 200 || !document) {
        const QString detail = document ? textIn(document->root(), "detail") : QString();
        m_verdict->setText(
            tr("It could not be tried: %1")
                .arg(detail.isEmpty() ? tr("the service answered %1").arg(status) : visibleText(detail)));
        return;
    }
    int refused = 0;
    int all = 0;
    document->root()["attempts"].forEachItem([&](JsonValue item) {
        const bool isRefused = item["refused"].toBool().value_or(false);
        refused += isRefused ? 1 : 0;
        ++all;
        addAttempt(textIn(item, "way"), textIn(item, "sql"), isRefused, textIn(item, "mechanism"),
                   textIn(item, "message"));
    });
    m_verdict->setText(refused == all
                           ? tr("The wall holds: all %1 attempts were refused.").arg(all)
                           : tr("The wall is broken: %1 of %2 attempts succeeded.").arg(all - refused).arg(all));
}

void WallDialog::addAttempt(const QString &way, const QString &sql, bool isRefused, const QString &mechanism,
                            const QString &message)
{
    auto *whole = new QFrame;
    whole->setAccessibleName(wayText(way));
    auto *line = new QHBoxLayout(whole);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Tokens::spacing);
    auto *mark = new QLabel;
    mark->setPixmap(markPixmap(isRefused ? Mark::Check : Mark::Cross,
                               colorOf(isRefused ? Tone::Good : Tone::Bad, tokens()), devicePixelRatioF()));
    mark->setAccessibleName(isRefused ? tr("refused") : tr("succeeded"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *title = plainLabel({});
    title->setText(isRefused ? tr("%1: refused").arg(wayText(way)) : tr("%1: succeeded").arg(wayText(way)));
    auto *statement = plainLabel(u"secondary"_s);
    statement->setFont(monospacedFont());
    statement->setText(visibleText(sql));
    auto *why = plainLabel(u"secondary"_s);
    why->setText(isRefused ? tr("SQLite: “%1”. %2").arg(visibleText(message), mechanismText(mechanism))
                           : tr("This must not be. Please report it."));
    for (QLabel *label : {title, statement, why})
        words->addWidget(label);
    line->addWidget(mark, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    m_attempts->layout()->addWidget(whole);
}

QString WallDialog::outcome() const
{
    QStringList lines{m_verdict->isVisibleTo(this) ? m_verdict->text() : QString()};
    const auto labels = m_attempts->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->text().isEmpty())
            lines += label->text();
    }
    return lines.join(u'\n');
}

} // namespace curbside
