// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/platform/platform_link.h"
#include "widgets/publish/event_catalogue.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace curbside {

class CodeEdit;

/// An event written by hand, or an earlier one again, published through the outbox of the service that owns its type: for
/// trying things out.
class PublishPanel : public Panel
{
    Q_OBJECT

public:
    explicit PublishPanel(PlatformLink &link, QWidget *parent = nullptr);

    /// An earlier event, to be published as a new one.
    void writeAgain(const QString &type, const QString &subject, const QByteArray &payload);
    [[nodiscard]] const EventCatalogue &catalogue() const { return m_catalogue; }
    [[nodiscard]] CodeEdit &editor() { return *m_editor; }
    [[nodiscard]] QString told() const;

Q_SIGNALS:
    void published(const QString &eventId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFooter();
    void readCatalogue();
    void take(const QByteArray &asyncApi);
    void showType();
    void check();
    void tell(const QString &text, const QString &role);
    void publish();
    void takeAnswer(int status, const QByteArray &answer);
    [[nodiscard]] const EventCatalogue::Type *chosen() const;

    PlatformLink &m_link;
    EventCatalogue m_catalogue;
    QComboBox *m_type;
    QLineEdit *m_subject;
    CodeEdit *m_editor;
    ElidedLabel *m_told;
    QPushButton *m_publish;
    QString m_written; ///< what was put into the editor for the type: while it is unchanged, another type replaces it
    bool m_isUnderWay = false;
    struct Earlier
    {
        QString type;
        QString subject;
        QByteArray payload;
    };
    std::optional<Earlier> m_wanted; ///< while the catalogue has not come
};

} // namespace curbside
