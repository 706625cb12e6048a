// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <mutex>

namespace curbside {

/// An answer that goes on: who produces it writes on one thread, the server takes from it on another. It holds at most
/// `capacity` bytes that have not been taken: what would go beyond ends it, so that a slow client is cut off.
class ResponseStream
{
public:
    struct Piece
    {
        QByteArray bytes;
        bool isLast = false;
    };

    /// `idlePiece` is sent by the server when nothing else was for a while, so that either end notices when the other has gone.
    ResponseStream(std::size_t capacity, QByteArray idlePiece) : m_capacity(capacity), m_idlePiece(std::move(idlePiece))
    {}

    /// False when it is over: nobody takes anything any more.
    bool write(const QByteArray &bytes);
    /// What was written is still taken; nothing follows.
    void end();
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] std::size_t waiting() const;

    // For the server.
    /// `ready` is called, from any thread, when there is something to take; at once if there is.
    void listen(std::function<void()> ready);
    [[nodiscard]] Piece take();
    /// The client has gone.
    void abandon();
    [[nodiscard]] const QByteArray &idlePiece() const { return m_idlePiece; }

private:
    void notify();

    const std::size_t m_capacity;
    const QByteArray m_idlePiece;
    mutable std::mutex m_mutex;
    QByteArray m_waiting;
    std::function<void()> m_ready;
    bool m_isOver = false;
};

} // namespace curbside
