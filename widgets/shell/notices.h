// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/tokens.h"

#include <QWidget>

#include <functional>
#include <map>

class QFrame;
class QVBoxLayout;

namespace curbside {

/// What the window has to say for a while, in bars that can be closed: one for each subject, in the order they came.
class Notices : public QWidget
{
    Q_OBJECT

public:
    explicit Notices(QWidget *parent = nullptr);

    /// Replaces what was said on that subject; a sentence that was closed is not said again. `closed` is called when a person
    /// closes it.
    void tell(const QString &subject, Tone tone, const QString &text, std::function<void()> closed = {});
    /// The cause is gone.
    void withdraw(const QString &subject);
    /// What is said, from top to bottom.
    [[nodiscard]] QStringList texts() const;

private:
    struct Told
    {
        QFrame *bar = nullptr; ///< none when it was closed
        QString text;
    };
    [[nodiscard]] QFrame *makeBar(Tone tone, const QString &text, std::function<void()> closed);
    void remove(QFrame *bar);

    QVBoxLayout *m_layout;
    std::map<QString, Told> m_told;
};

} // namespace curbside
