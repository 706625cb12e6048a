// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/metrics.h"

namespace curbside {

Response metricsResponse(std::initializer_list<Metric> metrics)
{
    Response response;
    response.contentType = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    for (const auto &[name, type, help, value] : metrics)
        response.body += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n' + name + ' '
            + QByteArray::number(value) + '\n';
    return response;
}

} // namespace curbside
