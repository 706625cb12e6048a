// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/fields.h"

#include <cmath>

namespace curbside {

namespace {

constexpr qsizetype longestText = 4096;
constexpr double farthestMetres = 10'000'000;

QString escaped(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    return text.replace(u'~', QLatin1StringView("~0")).replace(u'/', QLatin1StringView("~1"));
}

std::optional<qint64> toMillimetres(std::optional<double> metres)
{
    if (!metres || std::abs(*metres) > farthestMetres)
        return std::nullopt;
    return std::llround(*metres * 1000);
}

} // namespace

Fields::Fields(JsonValue object, QString pointer) : m_object(object), m_pointer(std::move(pointer))
{
    if (!m_object.isObject())
        m_errors.push_back({m_pointer, QStringLiteral("is not an object")});
}

void Fields::refuse(std::string_view name, const QString &detail)
{
    m_errors.push_back({pointerTo(name), detail});
}

void Fields::refuseItem(std::string_view name, std::size_t position, const QString &detail)
{
    m_errors.push_back({pointerTo(name) + u'/' + QString::number(position), detail});
}

std::optional<Problem> Fields::problem() const
{
    return ok() ? std::nullopt : std::optional(Problem::unprocessable(m_errors));
}

std::expected<void, Problem> Fields::outcome() const
{
    if (ok())
        return {};
    return std::unexpected(Problem::unprocessable(m_errors));
}

bool Fields::isRefused(std::string_view name) const
{
    if (!m_object.isObject())
        return true;
    const QString pointer = pointerTo(name);
    return std::ranges::any_of(m_errors, [&pointer](const FieldError &error) { return error.pointer == pointer; });
}

QString Fields::pointerTo(std::string_view name) const
{
    return m_pointer + u'/' + escaped(name);
}

QString Fields::read(JsonValue json, std::optional<bool> &value)
{
    value = json.toBool();
    return value ? QString() : QStringLiteral("is neither true nor false");
}

QString Fields::isNoneOf(std::span<const std::string_view> names)
{
    QStringList known;
    for (const std::string_view name : names)
        known.push_back(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    return QStringLiteral("is none of ") + known.join(QStringLiteral(", "));
}

QString Fields::readInteger(JsonValue json, std::optional<std::int64_t> &value, std::int64_t low, std::int64_t high)
{
    value = json.toInteger();
    if (!value)
        return QStringLiteral("is not a whole number");
    if (*value >= low && *value <= high)
        return {};
    value.reset();
    return QStringLiteral("is out of range");
}

QString Fields::read(JsonValue json, std::optional<double> &value)
{
    value = json.toDouble();
    return value ? QString() : QStringLiteral("is not a number");
}

QString Fields::read(JsonValue json, std::optional<QString> &value)
{
    auto text = json.toString();
    if (!text)
        return QStringLiteral("is not a text");
    if (text->size() > longestText)
        return QStringLiteral("is longer than %1 characters").arg(longestText);
    if (text->contains(QChar::Null))
        return QStringLiteral("contains a NUL character");
    value = std::move(text);
    return {};
}

QString Fields::read(JsonValue json, std::optional<PlatformTime> &value)
{
    if (const auto text = json.toUtf8())
        value = fromRfc3339(*text);
    return value ? QString() : QStringLiteral("is not a time as in 2026-03-02T11:42:07.318Z");
}

QString Fields::read(JsonValue json, std::optional<Uuid> &value)
{
    if (const auto text = json.toUtf8())
        value = Uuid::fromUtf8(*text);
    return value ? QString() : QStringLiteral("is not a UUID");
}

QString Fields::read(JsonValue json, std::optional<Place> &value)
{
    const auto x = toMillimetres(json["x"].toDouble());
    const auto y = toMillimetres(json["y"].toDouble());
    if (!x || !y)
        return QStringLiteral("is not a place: x and y in metres, each within 10,000 km of the origin");
    value = Place{*x, *y};
    return {};
}

} // namespace curbside
