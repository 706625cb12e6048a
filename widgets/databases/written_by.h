// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QFrame>
#include <QStringList>

#include <deque>

class QToolButton;

namespace curbside {

class ElidedLabel;
class MessageBook;
class PlatformLink;

/// Says by which message a value was written, and what it was before; earlier ones in a menu. An event leads to itself.
class WrittenBy : public QFrame
{
    Q_OBJECT

public:
    static constexpr int mostQuestions = 20; ///< how far back it looks, in answers of the service

    WrittenBy(PlatformLink &link, MessageBook &book, QWidget *parent = nullptr);

    /// What is asked about: a value of a row. A service without a name: nothing.
    struct Value
    {
        QString service;
        QString table;
        QStringList key;
        QString column;
        friend bool operator==(const Value &, const Value &) = default;
    };
    void show(const Value &value);
    /// The row has been written meanwhile.
    void readAgain();
    /// As it is read.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void eventChosen(const QString &id);

private:
    /// One writing of the value.
    struct Version
    {
        qint64 sequence = 0;
        QString messageId;
        qint64 at = 0;
        QString kind;
        QString before;
        QString after;
    };

    void ask(qint64 before);
    void take(int status, const QByteArray &body);
    void takeVersion(JsonValue item);
    void say();
    void fillMenu();
    [[nodiscard]] QString describe(const Version &version) const;
    [[nodiscard]] QString writer(const QString &messageId) const;

    PlatformLink &m_link;
    MessageBook &m_book;
    ElidedLabel *m_text;
    QToolButton *m_event;
    QToolButton *m_earlier;
    Value m_value;
    std::deque<Version> m_versions; // the newest first
    int m_generation = 0;
    int m_asked = 0;
    bool m_isAsking = false;
    qint64 m_lookedBackTo = 0;
    QString m_failure;
};

} // namespace curbside
