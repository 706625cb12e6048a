// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/filter_line.h"

#include "services/cesql/condition.h"
#include "widgets/commands/commands.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/remark_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int pauseInTypingMs = 250;
const QString historyKey = u"traffic/filterHistory"_s;

} // namespace

FilterLine::FilterLine(const TrafficVocabulary &vocabulary, QSettings *settings, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_edit(new ExpressionEdit(&vocabulary, ExpressionEdit::Use::Filter)),
      m_historyButton(new QToolButton), m_told(new ElidedLabel(u"bad"_s)), m_row(new QHBoxLayout)
{
    m_edit->setAccessibleName(tr("Filter of the traffic"));
    m_edit->setPlaceholderText(tr("Filter, such as  type LIKE '%Lid%' AND data.kind = 'Jammed'"));
    m_edit->setToolTip(
        tr("CloudEvents SQL; data. reaches into the payload. Ctrl+Space suggests, Up and Down walk through "
           "earlier filters, Return keeps this one there, Escape empties the line."));
    m_edit->setClearButtonEnabled(true);
    m_historyButton->setIcon(themedIcon(u"history"_s));
    m_historyButton->setIconSize(QSize(16, 16));
    m_historyButton->setAccessibleName(tr("Earlier filters"));
    m_historyButton->setToolTip(tr("Earlier filters"));
    m_historyButton->setPopupMode(QToolButton::InstantPopup);
    m_historyButton->setFocusPolicy(Qt::StrongFocus);
    m_historyButton->setProperty("role", u"quiet"_s);
    auto *menu = new QMenu(m_historyButton);
    m_historyButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillHistory(*menu); });
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(Tokens::spacing, Tokens::spacing - 2, Tokens::spacing, Tokens::spacing - 2);
    lines->setSpacing(2);
    m_row->setSpacing(Tokens::spacing / 2);
    m_row->addWidget(m_edit, 1);
    m_row->addWidget(m_historyButton);
    lines->addLayout(m_row);
    lines->addWidget(m_told);
    m_told->hide();
    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(pauseInTypingMs);
    connect(&m_applyTimer, &QTimer::timeout, this, &FilterLine::apply);
    connect(m_edit, &ExpressionEdit::expressionRead, this, &FilterLine::onRead);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        apply();
        remember();
    });
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_historyPlace = -1; });
    connect(m_edit, &ExpressionEdit::historyWished, this, &FilterLine::walkHistory);
    connect(m_edit, &ExpressionEdit::conditionDropped, this, &FilterLine::narrow);
    if (settings)
        m_history = settings->value(historyKey).toStringList().mid(0, mostRemembered);
}

void FilterLine::addControl(QWidget *control)
{
    m_row->addWidget(control);
}

void FilterLine::onRead()
{
    const bool isWrong = m_edit->state() == ExpressionEdit::State::Wrong;
    const bool isDoubtful = m_edit->state() == ExpressionEdit::State::Doubtful;
    QString told = wordsOf(m_edit->remark());
    if (isWrong && !m_inForce.isEmpty())
        told += tr(". In force: %1").arg(m_inForce);
    m_told->setProperty("role", isWrong ? u"bad"_s : u"warning"_s);
    m_told->style()->unpolish(m_told);
    m_told->style()->polish(m_told);
    m_told->setText(told);
    m_told->setVisible(isWrong || isDoubtful);
    if (isWrong)
        m_applyTimer.stop();
    else
        m_applyTimer.start();
}

void FilterLine::apply()
{
    m_applyTimer.stop();
    const QString expression = m_edit->text().trimmed();
    if (m_edit->state() == ExpressionEdit::State::Wrong || expression == m_inForce)
        return;
    m_inForce = expression;
    Q_EMIT filterChanged(m_edit->program());
}

void FilterLine::setFilter(const QString &expression)
{
    m_edit->setText(expression);
    apply();
    remember();
}

void FilterLine::narrow(const QString &condition)
{
    const bool isUsable = m_edit->state() != ExpressionEdit::State::Wrong;
    const QString present = isUsable ? m_edit->text().trimmed() : m_inForce;
    setFilter(QString::fromStdString(cesql::bothOf(present.toStdString(), condition.toStdString())));
}

void FilterLine::remember()
{
    m_historyPlace = -1;
    if (m_inForce.isEmpty() || m_edit->text().trimmed() != m_inForce)
        return;
    m_history.removeAll(m_inForce);
    m_history.prepend(m_inForce);
    m_history = m_history.mid(0, mostRemembered);
    if (m_settings)
        m_settings->setValue(historyKey, m_history);
}

/// -1 is one earlier; past the newest stands what was written before.
void FilterLine::walkHistory(int direction)
{
    const qsizetype place = std::clamp<qsizetype>(m_historyPlace - direction, -1, m_history.size() - 1);
    if (place == m_historyPlace)
        return;
    if (m_historyPlace < 0)
        m_written = m_edit->text();
    m_historyPlace = place;
    m_edit->setText(place < 0 ? m_written : m_history[place]);
}

void FilterLine::fillHistory(QMenu &menu)
{
    clearMenu(menu);
    for (const QString &expression : std::as_const(m_history)) {
        const QString shown = expression.size() > 90 ? expression.left(89) + u'…' : expression;
        menu.addAction(asMenuText(shown), this, [this, expression] { setFilter(expression); });
    }
    if (m_history.isEmpty())
        menu.addAction(tr("No earlier filters"))->setEnabled(false);
    menu.addSeparator();
    QAction *forget = menu.addAction(tr("&Forget them"), this, [this] {
        m_history.clear();
        if (m_settings)
            m_settings->remove(historyKey);
    });
    forget->setEnabled(!m_history.isEmpty());
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_edit->text().isEmpty())
        setFilter({});
    else
        QWidget::keyPressEvent(event);
}

} // namespace curbside
