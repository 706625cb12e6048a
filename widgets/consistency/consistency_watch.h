// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/consistency/consistency_rows.h"
#include "widgets/platform/platform_link.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <map>

class QWidget;

namespace curbside {

/// What the services say of their copies and references, read again while somebody looks and something happens. Each service
/// asks the owners itself; what a dangling reference names may be known to the warehouse, which is asked too.
class ConsistencyWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int leastPauseMs = 1500; ///< between two readings; longer where a reading takes long
    static constexpr qsizetype mostAsked = 200; ///< values, of the warehouse at once

    explicit ConsistencyWatch(PlatformLink &link, QObject *parent = nullptr);

    /// It reads only while one of its viewers is seen.
    void addViewer(QWidget *viewer);
    /// Something has been changed: does not wait until something happens.
    void readSoon();
    [[nodiscard]] bool hasLoaded() const { return m_hasLoaded; }
    /// What would be done about an orphan in that column.
    [[nodiscard]] QString remedyOf(const QString &service, const QString &column) const;

    EntityModel<CopyRow> copies;
    EntityModel<DifferingRow> differing;
    EntityModel<ReferenceRow> references;
    EntityModel<DanglingRow> dangling;

Q_SIGNALS:
    /// A reading has ended.
    void read();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What one service answered in a reading.
    struct Answers
    {
        int copiesStatus = 0;
        QByteArray copies;
        QByteArray references;
        int orphansStatus = 0;
        QByteArray orphans;
    };

    void tick();
    void begin();
    void ask(const QString &service, const QString &path, std::function<void(Answers &, int, const QByteArray &)> keep);
    void end();
    void takeCopies();
    void keepCopiesOf(const QString &service, const QByteArray &problem, std::vector<CopyRow> &rows) const;
    void takeReferences();
    void explain(std::vector<DanglingRow> &rows);
    void askWarehouse(const QString &target, const QStringList &values);
    [[nodiscard]] bool isSeen() const;

    PlatformLink &m_link;
    std::vector<QPointer<QWidget>> m_viewers;
    QTimer m_timer;
    QElapsedTimer m_reading;
    qint64 m_pauseMs = 0;
    std::map<QString, Answers> m_answers; ///< by service
    std::map<std::pair<QString, QString>, bool> m_wasThere; ///< by target and value
    int m_round = 0;
    int m_pending = 0;
    bool m_isStale = true;
    bool m_hasLoaded = false;
};

} // namespace curbside
