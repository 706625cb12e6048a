// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace curbside {

/// One field of a request that could not be accepted; `pointer` is a JSON pointer (RFC 6901).
struct FieldError
{
    QString pointer;
    QString detail;
};

/// Why something was refused or failed: RFC 9457 problem details. `type` is about:blank, the title is the status' phrase.
struct [[nodiscard]] Problem
{
    int status = 500;
    QString detail;
    std::vector<FieldError> errors;

    static Problem badRequest(QString detail) { return {400, std::move(detail), {}}; }
    static Problem notFound(QStringView thing, QStringView id);
    /// 410: it was there once.
    static Problem deleted(QStringView thing, QStringView id);
    static Problem conflict(QString detail) { return {409, std::move(detail), {}}; }
    template <NamedEnum Status>
    static Problem illegalMove(Status from, Status to)
    {
        return illegalMove(toText(from), toText(to));
    }
    static Problem illegalMove(const QString &from, const QString &to);
    static Problem unprocessable(std::vector<FieldError> errors);
    static Problem unprocessable(QString pointer, QString detail);
    static Problem unavailable(QString detail) { return {503, std::move(detail), {}}; }

    /// application/problem+json; `instance` is the request's decoded path, `traceId` 32 hexadecimal digits. Where one is
    /// empty, its member is left out.
    [[nodiscard]] QByteArray toJson(QStringView instance, QByteArrayView traceId) const;
};

/// The reason phrase of an HTTP status ("Not Found"); of an unknown one, "Unknown Status".
[[nodiscard]] QString reasonPhrase(int status);

} // namespace curbside
