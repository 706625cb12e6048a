// SPDX-License-Identifier: GPL-3.0-or-later
// What Warehouse::addRoutes() registers, described.
#include "services/warehouse/warehouse.h"

namespace curbside {

ApiDescription Warehouse::api()
{
    ApiDescription api;
    api.object("Health", "status:string service:string");
    api.object("Source",
               "source:string state:string epoch:string position:integer last:integer behind:integer at:time "
               "schema:integer changes:integer snapshots:integer changedFromOutside:boolean error?:string "
               "replica:object tables:SourceTable[]");
    api.object("SourceTable", "name:string rows:integer");
    api.object("Sources", "items:Source[] bytes:integer etl?:object error?:string");
    api.object("Chart", "name:string title:string sql:string narrows:string[] step?:string");
    api.object("Charts", "items:Chart[] asOf?:time run?:integer");
    api.object(
        "ChartRows",
        "name:string title:string sql:string asOf?:time run?:integer from?:time to?:time step?:string columns:string[] "
        "rows:any[] cut:boolean milliseconds:integer");
    api.object("Renewing", "outcome:string");
    api.get("/health", "Whether the warehouse works.", "Health");
    api.get("/openapi.json", "This document.", "object");
    api.get("/metrics", "Figures, as Prometheus reads them.", "string").answersAs("text/plain", "string");
    api.get("/sources", "How far each service has been captured, and its replica.", "Sources");
    api.post("/sources/{name}/renew", "Reads a service's tables anew.").answersWith(202, "Renewing").refuses({503});
    api.get("/reconciliation", "Compares every table of every service with what was captured.", "object");
    api.get("/charts", "The questions that the charts ask.", "Charts");
    api.get("/charts/{name}", "One of them, answered from the aggregates.", "ChartRows")
        .asks("from", "time", "Begins then; cut to 5 minutes. Without it: with the first delivery.")
        .asks("to", "time", "Ends then; raised to 5 minutes. Without it: with the last ETL step.")
        .asks("merchant", "string", "Narrows it to one, where `narrows` of /charts says so.")
        .asks("partner", "string", "The same of a partner.")
        .asks("step", "5m|1h|1d", "How long its steps are; only of a chart that has some.")
        .refuses({422, 503});
    api.object("Cancelling", "outcome:string");
    api.post("/query", "One SELECT over all that was captured.")
        .takes("sql:string limit?:integer tag?:string")
        .answersWith(200, "object")
        .refuses({503});
    api.post("/query/{tag}/cancel", "Stops the question that was asked with this tag.").answersWith(202, "Cancelling");
    return api;
}

} // namespace curbside
