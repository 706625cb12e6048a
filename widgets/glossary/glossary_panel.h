// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/glossary/glossary_words.h"
#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace curbside {

/// One word of the glossary, as the list shows it.
struct GlossaryRow
{
    QString word;
    QString shown; ///< what it means to the service that is chosen, or to whom it means something
    QString all; ///< every meaning, for searching
    bool isOfService = true; ///< the chosen service has it

    [[nodiscard]] const QString &key() const { return word; }
    friend bool operator==(const GlossaryRow &, const GlossaryRow &) = default;
};

/// The words of the platform and what each means to each service: the same word is not the same thing everywhere.
class GlossaryPanel : public Panel
{
    Q_OBJECT

public:
    explicit GlossaryPanel(QWidget *parent = nullptr);

    /// Shows what words mean to that service; to all by an empty one.
    void showService(const QString &service);
    /// The service, and the word that the table is about.
    void showTable(const QString &service, const QString &table);
    void search(const QString &text);
    [[nodiscard]] const QString &service() const { return m_service; }
    [[nodiscard]] EntityList &words() { return *m_words; }
    /// What is told of the chosen word, a line each.
    [[nodiscard]] QStringList told() const;

private:
    void addHeader();
    void build();
    void fill();
    void tell(const QString &word);
    void addLine(const QString &who, const QString &meaning, bool isChosen);

    std::vector<GlossaryMeaning> m_meanings;
    EntityModel<GlossaryRow> m_rows;
    QString m_service;
    QString m_search;
    QToolButton *m_serviceButton;
    QLineEdit *m_searchLine;
    EntityList *m_words;
    QWidget *m_story;
    QVBoxLayout *m_lines;
    QStringList m_told;
};

} // namespace curbside
