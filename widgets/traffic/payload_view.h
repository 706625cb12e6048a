// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/value_filter.h"

#include <QPlainTextEdit>

#include <vector>

namespace curbside {

/// A line of JSON that shows one value.
struct PayloadLine
{
    std::string path; ///< "data.items.0.id"; empty for a line that only closes something
    ValueFilter filter; ///< of a text, a number, true or false
};

struct PayloadText
{
    QString text;
    std::vector<PayloadLine> lines; ///< as many as the text has; none for what is not JSON
};

/// JSON in lines and steps; what is not JSON as it is.
[[nodiscard]] PayloadText payloadText(const QByteArray &json);
/// Its text alone.
[[nodiscard]] QString indentedJson(const QByteArray &json);

/// A payload as text. Each value in it can be made a filter or a column, by the menu, by key and by dragging.
class PayloadView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PayloadView(QWidget *parent = nullptr);

    /// `number` is that of the entry whose payload it is.
    void show(const PayloadText &payload, quint64 number);

Q_SIGNALS:
    void filterWished(const QString &condition);
    void columnWished(const QString &path);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    [[nodiscard]] const PayloadLine *lineOf(const QTextCursor &cursor) const;

    std::vector<PayloadLine> m_lines;
    quint64 m_number = 0;
};

} // namespace curbside
