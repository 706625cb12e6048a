// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace curbside {

class ElidedLabel;

/// Something that takes a while: what it is, how far it has got, and a button that ends it or lets it go on. Out of sight
/// while there is nothing to tell.
class ActivityLine : public QFrame
{
    Q_OBJECT

public:
    explicit ActivityLine(const QString &name, QWidget *parent = nullptr);

    /// `of` 0: nobody knows how far it is. Without a button's text there is nothing to be done.
    void show(const QString &text, qint64 done, qint64 of, const QString &button);
    /// No longer under way: what came of it.
    void tell(const QString &text, const QString &button = {});
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton &button() { return *m_button; }

Q_SIGNALS:
    void pressed();

private:
    void setButton(const QString &text);

    ElidedLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_button;
};

} // namespace curbside
