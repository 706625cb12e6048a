// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/traffic_columns.h"

#include <QToolButton>

class QMenu;
class QSettings;

namespace curbside {

class TrafficVocabulary;

/// The button that chooses which columns the traffic has: those that are known, and any expression. They are kept in the
/// settings.
class ColumnChooser : public QToolButton
{
    Q_OBJECT

public:
    ColumnChooser(const TrafficVocabulary &vocabulary, QSettings *settings, QWidget *parent = nullptr);

    [[nodiscard]] const QStringList &keys() const { return m_keys; }
    /// Adds or takes away; a known column goes to its place, an expression to the end. The last one stays.
    void show(const QString &key, bool isShown);
    void showFirst();

Q_SIGNALS:
    void columnsChosen(const QStringList &keys);

private:
    void fill(QMenu &menu);
    void set(const QStringList &keys);
    /// Empty when the person thinks better of it.
    [[nodiscard]] QString askForExpression();

    const TrafficVocabulary &m_vocabulary;
    QSettings *m_settings;
    QStringList m_keys;
};

} // namespace curbside
