// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

class QSettings;

namespace curbside {

class PersonName;

/// Something that a person did, and what came of it.
struct AuditEntry
{
    QString number; ///< counts up; tells the entry apart
    qint64 at = 0; ///< platform time, microseconds since 1970 UTC
    QString scenario; ///< whose platform time that is
    QString person; ///< empty: has not given a name
    QString action;
    QString thing; ///< as people call it
    QString thingKey; ///< its id or serial; empty when it is no thing of the lists
    QString reason;
    QString answer; ///< in a few words
    bool isProblem = false;

    [[nodiscard]] const QString &key() const { return number; }
    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

/// What people did in this console: every wish that was posted, and what they said to alerts. Keeps the last ones, in a file
/// beside the settings where there are any; several consoles write to the same file, and read there at their start what the
/// others did.
class AuditLog : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostKept = 2'000;

    AuditLog(PlatformLink &link, const Entities &things, const PersonName &person, QSettings *settings,
             QObject *parent = nullptr);

    /// The oldest first.
    EntityModel<AuditEntry> entries;
    /// Notes what was done without asking the platform. Number, time, scenario and person are filled in here.
    void note(AuditEntry entry);
    /// Why the file cannot be read or written; empty when it can.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

Q_SIGNALS:
    void changed();

private:
    void notePosted(const PostedWish &wish);
    void read();
    void write(const AuditEntry &entry);
    void trim();

    PlatformLink &m_link;
    const Entities &m_entities;
    const PersonName &m_person;
    QString m_file; ///< empty: none is kept
    QString m_trouble;
    qint64 m_last = 0;
    std::size_t m_lines = 0; ///< in the file
};

/// What a wish asks for, in words; the route itself when it is not known.
[[nodiscard]] QString wishText(const PostedWish &wish);
/// What came of it.
[[nodiscard]] QString answerText(int status, const QByteArray &answer);

} // namespace curbside
