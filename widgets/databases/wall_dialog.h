// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace curbside {

class PlatformLink;

/// The wall between the services' databases, tried: a service reaches for a neighbour's, for real, and what stopped it is
/// shown.
class WallDialog : public QDialog
{
    Q_OBJECT

public:
    /// `service` is the one that reaches first; empty: any.
    WallDialog(PlatformLink &link, const QString &service, QWidget *parent = nullptr);

    /// As it is read: a line for each attempt.
    [[nodiscard]] QString outcome() const;

private:
    void build();
    QComboBox *serviceBox(const QString &name);
    void offerNeighbours();
    void attempt();
    void take(int status, const QByteArray &body);
    void clearAttempts();
    void addAttempt(const QString &way, const QString &sql, bool isRefused, const QString &mechanism,
                    const QString &message);

    PlatformLink &m_link;
    QComboBox *m_service;
    QComboBox *m_neighbour;
    QPushButton *m_try;
    QLabel *m_verdict;
    QWidget *m_attempts;
    int m_generation = 0;
};

} // namespace curbside
