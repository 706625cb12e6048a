// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/copy_of.h"
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_dead_letters {

using namespace Qt::StringLiterals;
using namespace curbside;

// Dead letters are looked at, mended, replayed or discarded by people.
class DeadLettersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void theyAreListedPageByPage();
    void aReplayHandlesItAndRemovesIt();
    void aReplayOfAMendedOneHandlesTheNewData();
    void aReplayThatIsRefusedAgainChangesNothing();
    void aDiscardedOneIsGone();
    void whatIsNotThereIsNotFound_data();
    void whatIsNotThereIsNotFound();
    void aMendedLetterIsAnObject_data();
    void aMendedLetterIsAnObject();
    void aRepeatedReplayGivesTheSameAnswer();
    void aDamagedOneIsShownAndCanBeDiscarded_data();
    void aDamagedOneIsShownAndCanBeDiscarded();
    void theyOutliveACrash();
    void anOldOneOverwritesNoNewerCopy();

private:
    Answer post(const QString &path, const QByteArray &body = {}, const QByteArray &key = {})
    {
        return m_stage->platform().request("listener", Method::Post, path, body, key);
    }
    QString letter() { return m_stage->platform().value("listener", u"SELECT event_id FROM v_dead_letter"_s); }

    std::unique_ptr<TellerStage> m_stage;
    QString m_unreadable;
};

void DeadLettersTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_unreadable = u"bad"_s;
    m_stage = std::make_unique<TellerStage>();
    m_stage->verdict = [this](const IncomingEvent &event) -> Handled {
        if (event.data["text"].toString() == m_unreadable)
            return std::unexpected(Problem::unprocessable(u"/text"_s, u"is bad"_s));
        return {};
    };
}

void DeadLettersTest::theyAreListedPageByPage()
{
    for (int i = 1; i <= 5; ++i)
        m_stage->tell("S-" + QByteArray::number(i), "bad");
    m_stage->platform().settle();
    QStringList subjects;
    QString cursor;
    do {
        const Answer page =
            m_stage->platform().request("listener", Method::Get, u"/dead-letters?limit=2&cursor="_s + cursor);
        QVERIFY(page["items"].size() <= 2);
        page["items"].forEachItem([&](JsonValue item) { subjects += *item["subject"].toString(); });
        cursor = page.text("next");
    } while (!cursor.isEmpty());
    QCOMPARE(subjects, (QStringList{u"S-1"_s, u"S-2"_s, u"S-3"_s, u"S-4"_s, u"S-5"_s}));
}

void DeadLettersTest::aReplayHandlesItAndRemovesIt()
{
    m_stage->tellAndSettle("S-1", "bad");
    m_unreadable.clear();
    QCOMPARE(post(u"/dead-letter/%1/replay"_s.arg(letter())).status, 200);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 bad"_s});
    QCOMPARE(m_stage->deadLetters(), qint64(0));
}

void DeadLettersTest::aReplayOfAMendedOneHandlesTheNewData()
{
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(post(u"/dead-letter/%1/replay"_s.arg(letter()), R"({"data":{"text":"good"}})").status, 200);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 good"_s});
    QCOMPARE(m_stage->deadLetters(), qint64(0));
}

void DeadLettersTest::aReplayThatIsRefusedAgainChangesNothing()
{
    m_stage->tellAndSettle("S-1", "bad");
    const Answer refused = post(u"/dead-letter/%1/replay"_s.arg(letter()));
    QCOMPARE(refused.status, 409);
    QVERIFY2(refused.text("detail").contains(u"/text is bad"), refused.body.constData());
    QCOMPARE(m_stage->heard(), QStringList());
    QCOMPARE(m_stage->deadLetters(), qint64(1));
}

void DeadLettersTest::aDiscardedOneIsGone()
{
    m_stage->tellAndSettle("S-1", "bad");
    const QString id = letter();
    QCOMPARE(post(u"/dead-letter/%1/discard"_s.arg(id)).status, 200);
    QCOMPARE(m_stage->deadLetters(), qint64(0));
    QCOMPARE(post(u"/dead-letter/%1/discard"_s.arg(id)).status, 404);
    QCOMPARE(m_stage->heard(), QStringList());
}

void DeadLettersTest::whatIsNotThereIsNotFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("replayed") << u"/dead-letter/another/replay"_s;
    QTest::newRow("discarded") << u"/dead-letter/another/discard"_s;
}

void DeadLettersTest::whatIsNotThereIsNotFound()
{
    QFETCH(const QString, path);
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(post(path).status, 404);
    QCOMPARE(m_stage->deadLetters(), qint64(1));
}

void DeadLettersTest::aMendedLetterIsAnObject_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no data") << QByteArray("{}");
    QTest::newRow("a list") << QByteArray(R"({"data":[]})");
    QTest::newRow("not an object itself") << QByteArray("7");
}

void DeadLettersTest::aMendedLetterIsAnObject()
{
    QFETCH(const QByteArray, body);
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(post(u"/dead-letter/%1/replay"_s.arg(letter()), body).status, 422);
    QCOMPARE(m_stage->deadLetters(), qint64(1));
}

void DeadLettersTest::aRepeatedReplayGivesTheSameAnswer()
{
    m_stage->tellAndSettle("S-1", "bad");
    m_unreadable.clear();
    const QString path = u"/dead-letter/%1/replay"_s.arg(letter());
    const Answer first = post(path, {}, "k-1");
    const Answer second = post(path, {}, "k-1");
    QCOMPARE(first.status, 200);
    QCOMPARE(second.status, 200);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 bad"_s});
}

void DeadLettersTest::aDamagedOneIsShownAndCanBeDiscarded_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << u"{"_s;
    QTest::newRow("no event") << u"{}"_s;
}

void DeadLettersTest::aDamagedOneIsShownAndCanBeDiscarded()
{
    QFETCH(const QString, text);
    m_stage->tellAndSettle("S-1", "bad");
    const QString id = letter();
    Statement(m_stage->platform().database("listener"), u"UPDATE dead_letter SET event = ?"_s).run(text);
    const Answer list = m_stage->platform().request("listener", Method::Get, u"/dead-letters"_s);
    QCOMPARE(list["items"].size(), std::size_t(1));
    const Answer refused = post(u"/dead-letter/%1/replay"_s.arg(id));
    QCOMPARE(refused.status, 500);
    QVERIFY2(refused.text("detail").contains(id), refused.body.constData());
    QCOMPARE(m_stage->deadLetters(), qint64(1));
    QCOMPARE(post(u"/dead-letter/%1/discard"_s.arg(id)).status, 200);
}

void DeadLettersTest::theyOutliveACrash()
{
    m_stage->tellAndSettle("S-1", "bad");
    m_stage->platform().crash("listener");
    m_stage->platform().restart();
    m_unreadable.clear();
    QCOMPARE(post(u"/dead-letter/%1/replay"_s.arg(letter())).status, 200);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 bad"_s});
}

void DeadLettersTest::anOldOneOverwritesNoNewerCopy()
{
    CopyOf<QString> copy;
    m_stage->verdict = [this, &copy](const IncomingEvent &event) -> Handled {
        const QString text = event.data["text"].toString().value_or(QString());
        if (text == m_unreadable)
            return std::unexpected(Problem::unprocessable(u"/text"_s, u"is bad"_s));
        copy.take(text, event.event.sequence, event.event.time);
        return {};
    };
    m_stage->tell("S-1", "bad");
    m_stage->tellAndSettle("S-1", "new");
    QCOMPARE(copy.value, u"new"_s);
    QCOMPARE(post(u"/dead-letter/%1/replay"_s.arg(letter()), R"({"data":{"text":"old"}})").status, 200);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 new"_s, u"S-1 old"_s}));
    QCOMPARE(copy.value, u"new"_s);
}

CURBSIDE_TEST(DeadLettersTest)

} // namespace tst_dead_letters

#include "tst_dead_letters.moc"
