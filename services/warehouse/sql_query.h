// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/problem.h"
#include "services/runtime/storage/row_bytes.h"

#include <QStringList>

#include <chrono>
#include <expected>
#include <functional>

namespace curbside {

class JsonWriter;

/// One SELECT that a person typed, run where it can do no harm: on a connection of its own that only reads, behind a list of
/// what is allowed, with limits of length, time and output. Safe to call from any thread.
struct SqlQuery
{
    QString path; ///< of the database, or postgresql://…
    QString sql;
    qint64 mostRows = 1000;
    std::chrono::milliseconds timeLimit{5000};
    std::function<bool()> isCancelled{}; ///< asked often; may be empty

    static constexpr qint64 highestMostRows = 10'000;
    static constexpr qsizetype mostBytes = 8 << 20; ///< of values in an answer
    static constexpr int mostInValue = 1 << 16; ///< bytes; so no single function takes long

    struct Result
    {
        QStringList columns;
        std::vector<std::vector<SqlView>> rows; ///< views into `bytes`
        std::vector<QByteArray> bytes;
        bool isCut = false; ///< there was more
        qint64 milliseconds = 0;

        /// Adds the members `columns`, `rows`, `cut` and `milliseconds` to an object.
        void write(JsonWriter &json) const;
    };

    /// A problem names the place in the SQL where there is one.
    [[nodiscard]] std::expected<Result, Problem> run() const;
};

} // namespace curbside
