// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <expected>
#include <optional>
#include <span>
#include <vector>

namespace curbside {

/// A tab-separated file of an MDRP day: the first line names the columns, which may stand in any order beside others.
/// Reading a cell that is not what it should be notes the error with its file and line, and gives nothing; the first error
/// noted is the table's.
class MdrpTable
{
public:
    [[nodiscard]] static std::expected<MdrpTable, QString> read(const QString &folder, const QString &name,
                                                                std::span<const char *const> columns);

    [[nodiscard]] std::size_t rowCount() const { return m_rows.size(); }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    /// A word: not empty, valid UTF-8, no white space, so that a solution file can repeat it.
    QString word(std::size_t row, std::size_t column);
    /// Whole minutes, metres a minute and so on.
    qint64 number(std::size_t row, std::size_t column, qint64 lowest, qint64 highest);
    /// Metres with at most three decimals, in millimetres.
    qint64 millimeters(std::size_t row, std::size_t column);

    void refuse(std::size_t row, std::size_t column, const QString &detail);
    [[nodiscard]] const std::optional<QString> &error() const { return m_error; }

private:
    struct Row
    {
        int line;
        std::vector<QByteArrayView> cells; // in the order of the columns asked for
    };
    MdrpTable() = default;
    [[nodiscard]] QString at(int line, const QString &detail) const;
    [[nodiscard]] std::optional<QString> readHeader(QByteArrayView line, std::span<const char *const> columns);
    [[nodiscard]] std::optional<QString> readRow(QByteArrayView text, int line);
    [[nodiscard]] std::optional<QString> readLines(std::span<const char *const> columns);
    [[nodiscard]] QByteArrayView cell(std::size_t row, std::size_t column) const { return m_rows[row].cells[column]; }

    QString m_path;
    QByteArray m_bytes;
    std::vector<QString> m_columns;
    std::vector<qsizetype> m_positions; // where in a line each column stands
    qsizetype m_width = 0;
    std::vector<Row> m_rows;
    std::optional<QString> m_error;
};

} // namespace curbside
