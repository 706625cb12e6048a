// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_panel.h"

#include "widgets/theme/table_look.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t capacity = 50'000;

} // namespace

QString indentedJson(const QByteArray &json)
{
    QString text;
    int depth = 0;
    bool isInString = false;
    const QString source = QString::fromUtf8(json);
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar letter = source[i];
        if (isInString) {
            text += letter;
            if (letter == u'\\' && i + 1 < source.size())
                text += source[++i];
            else if (letter == u'"')
                isInString = false;
            continue;
        }
        isInString = letter == u'"';
        const bool closes = letter == u'}' || letter == u']';
        const bool isEmptyPair = closes
            && (text.endsWith(u'{') || text.endsWith(u'[') || text.trimmed().endsWith(u'{')
                || text.trimmed().endsWith(u'['));
        if (closes) {
            --depth;
            text = isEmptyPair ? text.trimmed() : text + u'\n' + QString(2 * depth, u' ');
        }
        text += letter;
        if (letter == u'{' || letter == u'[')
            text += u'\n' + QString(2 * ++depth, u' ');
        else if (letter == u',')
            text += u'\n' + QString(2 * depth, u' ');
        else if (letter == u':')
            text += u' ';
    }
    return text;
}

TrafficPanel::TrafficPanel(PlatformLink &link, QWidget *parent)
    : QFrame(parent), m_model(capacity), m_note(new QLabel), m_follow(new QToolButton), m_table(new QTableView),
      m_payload(new QPlainTextEdit)
{
    setProperty("panel", true);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Event traffic"));
    makeListTable(*m_table);
    m_table->setSortingEnabled(false);
    const int widths[] = {108, 116, 180, 240, 200};
    for (int column = 0; column < TrafficModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_payload->setReadOnly(true);
    m_payload->setFont(monospacedFont());
    m_payload->setAccessibleName(tr("Payload of the chosen entry"));
    m_payload->setPlaceholderText(tr("Choose an entry to see what it carried."));
    m_payload->setTabChangesFocus(true);
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest entry in view (F)"));
    m_follow->setAccessibleName(tr("Follow the newest entry"));
    m_follow->setShortcut(QKeySequence(Qt::Key_F));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);

    auto *header = panelHeader(tr("Event traffic"), *m_note);
    header->addWidget(m_follow);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_table);
    split->addWidget(m_payload);
    split->setSizes({360, 140});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(split, 1);

    connect(&link, &PlatformLink::journalArrived, this, &TrafficPanel::onJournal);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showPayload(current); });
    connect(m_table, &QAbstractItemView::pressed, this, [this] { m_follow->setChecked(false); });
    connect(m_follow, &QToolButton::toggled, this, [this](bool isFollowing) {
        if (isFollowing)
            m_table->scrollToBottom();
    });
}

void TrafficPanel::onJournal(const JournalBatch &batch)
{
    m_model.take(batch);
    m_note->setText(tr("%1 since the start").arg(QLocale().toString(m_model.seen())));
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void TrafficPanel::showPayload(const QModelIndex &index)
{
    m_payload->setPlainText(index.isValid() ? indentedJson(m_model.entry(index.row()).payload) : QString());
}

} // namespace curbside
