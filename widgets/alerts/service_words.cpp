// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/service_words.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ServiceWords)
};

} // namespace

const QStringList &serviceNames()
{
    static const QStringList names{u"operations"_s, u"deliveries"_s, u"state"_s, u"dispatch"_s, u"integrations"_s};
    return names;
}

QString serviceText(const QString &service)
{
    static const QHash<QString, QString> words{{u"operations"_s, ServiceWords::tr("Operations")},
                                               {u"deliveries"_s, ServiceWords::tr("Deliveries")},
                                               {u"state"_s, ServiceWords::tr("State")},
                                               {u"dispatch"_s, ServiceWords::tr("Dispatch")},
                                               {u"integrations"_s, ServiceWords::tr("Integrations")}};
    return words.value(service, service);
}

} // namespace curbside
