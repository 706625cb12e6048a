// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/comparison_panel.h"

#include "services/runtime/json/json.h"
#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostMembers = 200;
constexpr std::array<int, 2> widths{130, 110};

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

/// What an event carries, a member each; as it is where it is no object.
Fields withMembers(const Fields &fields)
{
    Fields all;
    for (const auto &[name, value] : fields) {
        const auto document = name == "data" ? JsonDocument::parse(value) : std::unexpected(JsonError{});
        if (!document || !document->root().isObject()) {
            all.emplace_back(name, value);
            continue;
        }
        document->root().forEachMember([&](std::string_view member, JsonValue inner) {
            if (all.size() < fields.size() + mostMembers)
                all.emplace_back("data." + QByteArray(member.data(), static_cast<qsizetype>(member.size())),
                                 inner.toJson());
        });
    }
    return all;
}

Cell plain(const QByteArray &text)
{
    Cell cell;
    cell.text = QString::fromUtf8(text);
    return cell;
}

Cell verdictOf(const QByteArray *here, const QByteArray *there)
{
    Cell cell;
    const bool isSame = here && there && *here == *there;
    cell.tone = isSame ? Tone::Idle : Tone::Warning;
    cell.mark = isSame ? Mark::Check : Mark::Cross;
    cell.text = isSame ? ComparisonPanel::tr("same")
        : !there       ? ComparisonPanel::tr("only here")
        : !here        ? ComparisonPanel::tr("only there")
                       : ComparisonPanel::tr("differs");
    return cell;
}

QString endingText(const CaptureComparison &comparison)
{
    if (comparison.left.number < 0)
        return ComparisonPanel::tr("This capture ends there; the other one goes on.");
    if (comparison.right.number < 0)
        return ComparisonPanel::tr("The other capture ends there; this one goes on.");
    return ComparisonPanel::tr("The next record of each:");
}

} // namespace

std::vector<FindingsModel::Row> comparedFields(const CaptureComparison &comparison)
{
    const Fields left = withMembers(comparison.left.fields);
    const Fields right = withMembers(comparison.right.fields);
    std::vector<QByteArray> names;
    const auto valueIn = [](const Fields &fields, const QByteArray &name) -> const QByteArray * {
        const auto found = std::ranges::find(fields, name, &std::pair<QByteArray, QByteArray>::first);
        return found == fields.end() || found->second.isEmpty() ? nullptr : &found->second;
    };
    for (const Fields *fields : {&left, &right}) {
        for (const auto &[name, value] : *fields) {
            if (!value.isEmpty() && std::ranges::find(names, name) == names.end())
                names.push_back(name);
        }
    }
    std::vector<FindingsModel::Row> rows;
    for (const QByteArray &name : names) {
        const QByteArray *here = valueIn(left, name);
        const QByteArray *there = valueIn(right, name);
        rows.push_back({{plain(name), verdictOf(here, there), plain(here ? *here : QByteArray()),
                         plain(there ? *there : QByteArray())},
                        {}});
    }
    std::ranges::stable_partition(rows, [](const FindingsModel::Row &row) { return row.cells[1].tone != Tone::Idle; });
    return rows;
}

ComparisonPanel::ComparisonPanel(QWidget *parent)
    : Panel(u"comparison"_s, tr("Comparison"), parent),
      m_fields(
          {{u"field"_s, tr("Field")}, {u"how"_s, tr("Compared")}, {u"here"_s, tr("Here")}, {u"there"_s, tr("There")}},
          4),
      m_list(new ListView), m_verdict(new QLabel), m_jump(new QToolButton)
{
    m_list->setModel(&m_fields);
    m_list->setAccessibleName(tr("Fields of the two records"));
    for (int column = 0; column < static_cast<int>(widths.size()); ++column)
        m_list->setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
    for (const int column : {2, 3})
        m_list->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing);
    m_verdict->setText(tr("“Compare with…” shows here where this capture and another one first part."));
    m_jump->setText(tr("Show in the list"));
    m_jump->setAccessibleName(m_jump->text());
    m_jump->setToolTip(tr("Choose the record at which the two part"));
    m_jump->setFocusPolicy(Qt::StrongFocus);
    m_jump->setProperty("segment", QString());
    m_jump->setEnabled(false);
    addControl(m_jump);
    body()->addWidget(m_verdict);
    body()->addWidget(m_list, 1);
    connect(m_jump, &QToolButton::clicked, this, [this] { Q_EMIT recordWished(m_number); });
}

void ComparisonPanel::show(const CaptureComparison &comparison, const QString &otherName)
{
    m_number = comparison.left.number;
    m_jump->setEnabled(m_number >= 0);
    setNote(tr("with %1").arg(otherName));
    const QString same = QLocale().toString(comparison.same);
    m_verdict->setText(comparison.isSame()
                           ? tr("The two captures are the same: %1 records, lines of log not counted.").arg(same)
                           : tr("The first %1 records are the same, lines of log not counted.").arg(same) + u' '
                               + endingText(comparison));
    m_fields.setRows(comparison.isSame() ? std::vector<FindingsModel::Row>() : comparedFields(comparison));
}

QString ComparisonPanel::verdict() const
{
    return m_verdict->text();
}

} // namespace curbside
