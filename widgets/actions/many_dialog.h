// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/actions/deed.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace curbside {

class PlatformLink;

/// One deed done to many things. First a preview: which it will be done to, which it cannot and why, and the reason; then it
/// is done to one after the other, and what came of each stands beside it. Each is looked at again right before.
class ManyDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr qsizetype mostItems = 500;

    struct Item
    {
        QString key; ///< of what the deed is done to
        QString name; ///< as people call what was chosen
        QString whyNot; ///< beside what the deed itself says
    };

    /// Items beyond mostItems are left out, and that is said. `link` outlives the dialog.
    ManyDialog(const Deed &deed, std::vector<Item> items, PlatformLink &link, QWidget *parent = nullptr);

    /// Makes one of the deed's choices the present one.
    void choose(const QString &choice);
    [[nodiscard]] const QTableWidget &table() const { return *m_table; }

    void reject() override;

Q_SIGNALS:
    /// What came of it all, as one sentence.
    void told(const QString &sentence, bool isProblem);

private:
    void build();
    void addQuestions();
    void addItems();
    void judge();
    [[nodiscard]] QString whyNot(const Item &item) const;
    [[nodiscard]] bool isAnswered() const;
    void updateButton();
    void begin();
    void next();
    void take(int row, int status, const QByteArray &answer);
    void end();
    void write(int row, const QString &outcome, bool isProblem);

    Deed m_deed;
    std::vector<Item> m_items;
    PlatformLink &m_link;
    qsizetype m_leftOut = 0;
    QLabel *m_summary;
    QTableWidget *m_table;
    QComboBox *m_reason = nullptr;
    QComboBox *m_choice = nullptr;
    QPushButton *m_begin;
    QPushButton *m_leave;
    DeedAnswer m_answer;
    int m_next = -1; // row; -1 before the beginning
    int m_possible = 0;
    int m_done = 0;
    int m_refused = 0;
    bool m_isStopping = false;
    bool m_hasEnded = false;
};

} // namespace curbside
