// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/random_stream.h"

#include <bit>

namespace curbside {

namespace {

constexpr std::uint64_t goldenRatio = 0x9e3779b97f4a7c15;

/// The finaliser of splitmix64: a bijection that spreads every input bit over all output bits.
constexpr std::uint64_t scramble(std::uint64_t number)
{
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

constexpr std::uint64_t absorb(std::uint64_t hash, std::uint64_t word)
{
    return scramble((hash ^ word) + goldenRatio);
}

/// Takes the length in as well, so that neighbouring inputs cannot flow into one another.
std::uint64_t absorb(std::uint64_t hash, QByteArrayView bytes)
{
    std::uint64_t word = 0;
    int bits = 0;
    for (const char byte : bytes) {
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << bits;
        bits += 8;
        if (bits == 64) {
            hash = absorb(hash, word);
            word = 0;
            bits = 0;
        }
    }
    if (bits > 0)
        hash = absorb(hash, word);
    return absorb(hash, static_cast<std::uint64_t>(bytes.size()));
}

/// The upper half of the 128-bit product, without a 128-bit type.
constexpr std::uint64_t multiplyHigh(std::uint64_t left, std::uint64_t right)
{
    const std::uint64_t leftLow = left & 0xffffffff;
    const std::uint64_t rightLow = right & 0xffffffff;
    const std::uint64_t middle = (left >> 32) * rightLow + ((leftLow * rightLow) >> 32);
    const std::uint64_t otherMiddle = leftLow * (right >> 32) + (middle & 0xffffffff);
    return (left >> 32) * (right >> 32) + (middle >> 32) + (otherMiddle >> 32);
}

/// How many numbers lie in [low, high]; 0 stands for all 2^64.
constexpr std::uint64_t spanOf(std::int64_t low, std::int64_t high)
{
    return static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
}

constexpr std::int64_t offsetFrom(std::int64_t low, std::uint64_t offset)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

} // namespace

RandomStream::RandomStream(std::uint64_t seed, QByteArrayView component, std::uint64_t incarnation)
{
    std::uint64_t state = absorb(absorb(absorb(0, seed), component), incarnation);
    for (std::uint64_t &word : m_state) {
        state += goldenRatio;
        word = scramble(state);
    }
}

std::uint64_t RandomStream::next()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint64_t RandomStream::below(std::uint64_t bound)
{
    // Lemire's method: the upper half of the product is the answer; a few lower halves are refused, so that every answer
    // has the same number of draws.
    std::uint64_t draw = next();
    if (draw * bound < bound) {
        const std::uint64_t refused = (0 - bound) % bound;
        while (draw * bound < refused)
            draw = next();
    }
    return multiplyHigh(draw, bound);
}

std::int64_t RandomStream::between(std::int64_t low, std::int64_t high)
{
    const std::uint64_t span = spanOf(low, high);
    return offsetFrom(low, span == 0 ? next() : below(span));
}

bool RandomStream::happens(std::uint32_t perMillion)
{
    return below(1'000'000) < perMillion;
}

std::uint64_t hashDraw(std::uint64_t seed, QByteArrayView link, QByteArrayView message)
{
    return absorb(absorb(absorb(0, seed), link), message);
}

std::int64_t drawBetween(std::uint64_t draw, std::int64_t low, std::int64_t high)
{
    const std::uint64_t span = spanOf(low, high);
    return offsetFrom(low, span == 0 ? draw : multiplyHigh(draw, span));
}

} // namespace curbside
