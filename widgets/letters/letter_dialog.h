// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/letters/letter_book.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace curbside {

class CodeEdit;
class LifeLineTree;

/// One letter: what tells its event apart, which cannot be changed; its data, which can be mended when it is dead; and what a
/// replay of it would change and send, tried before it is done.
class LetterDialog : public QDialog
{
    Q_OBJECT

public:
    LetterDialog(PlatformLink &link, const Letter &letter, QWidget *parent = nullptr);

    /// Offered to whoever replays or discards.
    [[nodiscard]] static QStringList reasons(bool isReplay);

    [[nodiscard]] CodeEdit &data() { return *m_data; }
    [[nodiscard]] LifeLineTree &foretold() { return *m_foretold; }
    [[nodiscard]] QComboBox &reason() { return *m_reason; }
    [[nodiscard]] QPushButton &rehearseButton() { return *m_rehearse; }
    [[nodiscard]] QPushButton &replayButton() { return *m_replay; }
    [[nodiscard]] QPushButton &discardButton() { return *m_discard; }
    /// What is said below all of it.
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    /// What came of it, as one sentence.
    void told(const QString &sentence, bool isProblem);
    /// It is no letter any more.
    void settled();
    void eventChosen(const QString &id);

private:
    void addFacts(QVBoxLayout &layout);
    void addData(QVBoxLayout &layout);
    void addButtons(QVBoxLayout &layout);
    void check();
    void rehearse();
    void showRehearsal(int status, const QByteArray &body);
    void settle(bool isReplay);
    void take(bool isReplay, int status, const QByteArray &body);
    void say(const QString &text, bool isProblem);
    /// What the platform is sent; nothing while the data is no JSON object.
    [[nodiscard]] std::optional<QByteArray> wish(bool withData) const;
    [[nodiscard]] bool isMended() const;

    PlatformLink &m_link;
    Letter m_letter;
    QString m_given; ///< the data as it came, as it is shown
    CodeEdit *m_data;
    LifeLineTree *m_foretold;
    QComboBox *m_reason;
    QLabel *m_message;
    QPushButton *m_rehearse = nullptr;
    QPushButton *m_replay = nullptr;
    QPushButton *m_discard = nullptr;
    bool m_isWaiting = false; ///< for an answer
};

} // namespace curbside
