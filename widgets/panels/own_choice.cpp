// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/own_choice.h"

#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPainter>

namespace curbside {

namespace {

class OwnChoice : public QObject
{
public:
    explicit OwnChoice(QAbstractItemView &view) : QObject(&view), m_view(view), m_frame(new FocusFrame(view))
    {
        view.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != &m_view)
            return false;
        switch (event->type()) {
        case QEvent::FocusIn:
            if (m_view.currentIndex().isValid())
                return false;
            m_frame->setGeometry(m_view.rect());
            m_frame->raise();
            m_frame->show();
            return true;
        case QEvent::Resize: m_frame->setGeometry(m_view.rect()); return false;
        case QEvent::FocusOut:
        case QEvent::KeyPress: m_frame->hide(); return false;
        default: return false;
        }
    }

private:
    class FocusFrame : public QWidget
    {
    public:
        explicit FocusFrame(QAbstractItemView &view) : QWidget(&view)
        {
            setAttribute(Qt::WA_TransparentForMouseEvents);
            hide();
            connect(&view, &QAbstractItemView::pressed, this, &QWidget::hide);
        }

    protected:
        void paintEvent(QPaintEvent *) override
        {
            QPainter painter(this);
            painter.setPen(tokens().accent);
            painter.drawRect(rect().adjusted(0, 0, -1, -1));
        }
    };

    QAbstractItemView &m_view;
    FocusFrame *m_frame;
};

} // namespace

void chooseOnlyByHand(QAbstractItemView &view)
{
    new OwnChoice(view);
}

} // namespace curbside
