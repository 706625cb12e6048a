// SPDX-License-Identifier: GPL-3.0-or-later
// The words of docs/glossary.md; a test compares the two.
#include "widgets/glossary/glossary_words.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

struct Noted
{
    const char *word;
    const char *service;
    const char *meaning;
};

/// What a word means to a service.
constexpr Noted wordsByService[] = {
    {"order", "integrations",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "what a partner asked for, under the partner's own number; the entity partner_order")},
    {"order", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference: the delivery was made for it")},
    {"delivery", "integrations",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a reference, and a copy of its status, told to the partner")},
    {"delivery", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "the promise to the customer; the entity")},
    {"delivery", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference")},
    {"delivery", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference")},
    {"attempt", "deliveries",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "one try to keep the promise, by one robot; the entity. After a failed one comes the next")},
    {"attempt", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference: what a demand is for")},
    {"attempt", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference: what a task is for")},
    {"demand", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "an id, kept to be cancelled")},
    {"demand", "dispatch",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a need to move something from here to there until then; the entity")},
    {"trip", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "an event that tells which robot comes")},
    {"trip", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "stops in driving order, for one robot; the entity")},
    {"trip", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference on tasks")},
    {"task", "deliveries",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a status to show: a copy, and the id of the one under way")},
    {"task", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "news that moves a trip or a demand on")},
    {"task", "operations",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a piece of work for a robot or a person, from Pending to its end; the entity")},
    {"task", "state",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "an id: what the robot is doing just now, and what a lid event belongs to")},
    {"robot", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "a name: the driver name of an attempt")},
    {"robot", "dispatch",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "something that can be planned for or not: place, battery, duty, free from when; "
                       "robot_availability, its own copy")},
    {"robot", "operations",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a machine that is registered, in service or held, with hours of duty; the entity")},
    {"robot", "state",
     QT_TRANSLATE_NOOP("curbside::Glossary", "where it is, how it is, what its lid does; the entity robot_state")},
    {"merchant", "integrations", QT_TRANSLATE_NOOP("curbside::Glossary", "who prepares goods, and where; the entity")},
    {"merchant", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference, and where to pick up")},
    {"merchant", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference, to bundle orders of one place")},
    {"merchant", "state", QT_TRANSLATE_NOOP("curbside::Glossary", "an actor at a lid")},
    {"lid", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "a copy to show")},
    {"lid", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "a reason for or against a robot")},
    {"lid", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "what completes a task")},
    {"lid", "state",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a state and a history of openings; the entity lid_event")},
    {"available", "dispatch",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "in service, not held, on duty, online, lid not jammed, battery at least 20 %")},
    {"available", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "in service and not held")},
    {"on duty", "dispatch",
     QT_TRANSLATE_NOOP("curbside::Glossary", "what State says; the registered hours only bound a plan")},
    {"on duty", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "the hours that are registered")},
    {"on duty", "state", QT_TRANSLATE_NOOP("curbside::Glossary", "what the robot says of itself")},
    {"failed", "integrations",
     QT_TRANSLATE_NOOP("curbside::Glossary", "an order whose delivery failed or was returned")},
    {"failed", "deliveries", QT_TRANSLATE_NOOP("curbside::Glossary", "no attempt is left, or none can be made")},
    {"failed", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "– (a demand is unplannable or aborted)")},
    {"failed", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "a task that could not be done, with a reason")},
    {"cancelled", "integrations", QT_TRANSLATE_NOOP("curbside::Glossary", "the partner does not want it any more")},
    {"cancelled", "deliveries",
     QT_TRANSLATE_NOOP("curbside::Glossary", "the promise is taken back, and what was begun is undone")},
    {"cancelled", "dispatch", QT_TRANSLATE_NOOP("curbside::Glossary", "the need is gone")},
    {"cancelled", "operations", QT_TRANSLATE_NOOP("curbside::Glossary", "the work is not wanted any more")},
};

/// What it means to everyone.
constexpr Noted wordsOfBusiness[] = {
    {"partner", "",
     QT_TRANSLATE_NOOP(
         "curbside::Glossary",
         "a marketplace or a merchant's shop that asks for deliveries and wants to be told how they go.")},
    {"merchant", "", QT_TRANSLATE_NOOP("curbside::Glossary", "where goods are picked up. Belongs to one partner.")},
    {"customer", "", QT_TRANSLATE_NOOP("curbside::Glossary", "where goods are brought.")},
    {"robot", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "drives on the sidewalk, has one compartment with a lid. Known by its serial, and by its name, "
                       "the driver name.")},
    {"lid", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "opened and closed by merchant, customer or operator. A lid that closes after loading or taking "
                       "is the fact by which a stop is done.")},
    {"operator", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a person who looks after tasks that a robot cannot finish alone.")},
    {"hub", "", QT_TRANSLATE_NOOP("curbside::Glossary", "where robots stand when they are not needed.")},
    {"mishap", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a lid that jams, a robot that goes silent, a customer who is not at the door.")},
};

/// How the platform works.
constexpr Noted wordsOfMachinery[] = {
    {"attempt (to deliver an event)", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "not the attempt above; the context tells. In dead letters: one try of a handler.")},
    {"canonical journal", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "the part of the journal that the same scenario, seed and inputs make again, byte for byte.")},
    {"change data capture", "", QT_TRANSLATE_NOOP("curbside::Glossary", "feeding others from row changes.")},
    {"compensation", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "what undoes a step of a saga, in business terms: not a rollback, but another act.")},
    {"component", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a party that has work done in platform time, such as a service.")},
    {"consumer", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "a service in its role of listening to a publisher; also its inbox.")},
    {"copy (denormalised)", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "another service's fact kept beside one's own, with the version it had and the time it is of. "
                       "Older news than the copy's version is ignored. Staleness is how old it is, divergence when it "
                       "will not become right by itself.")},
    {"cost of looking", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "the platform time that asking a neighbour would have taken; computed, not waited for.")},
    {"dead letter", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "an event that a consumer gave up on, with its reason and the history of its attempts.")},
    {"deferred", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "of a group: effects leave at once, files are committed every few thousand messages. Its "
                       "opposite is windowed.")},
    {"digest", "", QT_TRANSLATE_NOOP("curbside::Glossary", "the SHA-256 of the canonical journal.")},
    {"effect", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "what leaves a service after a commit: an event, an answer, a call.")},
    {"epoch", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "names one life of an outbox. A database made or restored anew has a new one.")},
    {"event", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a fact that a service has published, in the past tense (TaskCompleted). A CloudEvent.")},
    {"handled", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "an event's handler ran and its changes are committed. Passed over: the consumer has no handler "
                       "for that type. Duplicate: taken over before, and recognised.")},
    {"idempotency key", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "names a request, so that the same request again gives the same answer and no second change.")},
    {"inbox", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "where a consumer notes, for each publisher, how far it has taken over.")},
    {"incarnation", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "one life of a service's process, from a start to a crash or stop, counted in its database.")},
    {"input", "",
     QT_TRANSLATE_NOOP(
         "curbside::Glossary",
         "something from outside that acts on the platform; stamped with the platform time at which it took effect.")},
    {"journal", "", QT_TRANSLATE_NOOP("curbside::Glossary", "the record of everything that happens, in order.")},
    {"least latency", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "5 ms of platform time; no message takes less to arrive, and a window is as long.")},
    {"linking key", "", QT_TRANSLATE_NOOP("curbside::Glossary", "a reference across services.")},
    {"looking", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "reading from outside. Takes no platform time and changes nothing. Its opposite is acting.")},
    {"message", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "what a service handles as one unit: an event, a request, a timer, a job, an answer.")},
    {"outbox", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a publisher's log of its events, numbered without gaps; the record of what was published.")},
    {"parked", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "an event that failed and waits to be tried again, or that waits behind one of its subject.")},
    {"platform time", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "the time inside the platform. It starts when the scenario says, can be stopped and stepped, "
                       "and never comes from the wall clock.")},
    {"reassignment", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "giving a delivery that is not loaded to another robot: its attempt is called off, which does "
                       "not count as used, and the next one's demand carries the wished robot.")},
    {"round", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "one passage of a saga through its steps. After a compensation another may begin.")},
    {"row change", "",
     QT_TRANSLATE_NOOP(
         "curbside::Glossary",
         "a changed row of a service's own table, with its values before and after, and the message that changed it.")},
    {"saga", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "something that concerns several services, done in steps that are each committed by their owner "
                       "and, where need be, compensated.")},
    {"scenario", "", QT_TRANSLATE_NOOP("curbside::Glossary", "what the outside does, and when.")},
    {"sequence", "", QT_TRANSLATE_NOOP("curbside::Glossary", "the number of an event in its publisher's outbox.")},
    {"snapshot", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "reading a publisher's lists because its events no longer reach back far enough.")},
    {"struck out", "", QT_TRANSLATE_NOOP("curbside::Glossary", "an input that was logged and never committed.")},
    {"stuck", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "of a saga: a compensation was refused for good, and a person has to decide.")},
    {"subject", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "the id of the entity that an event is about. Order is kept for each subject.")},
    {"version", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "counts the changes of one row; every event carries that of its subject.")},
    {"window", "",
     QT_TRANSLATE_NOOP("curbside::Glossary",
                       "a stretch of platform time as long as the least latency, whose messages are committed together "
                       "before their effects leave.")},
    {"workspace", "",
     QT_TRANSLATE_NOOP("curbside::Glossary", "the folder with the databases and records of a platform.")},
    {"world", "",
     QT_TRANSLATE_NOOP(
         "curbside::Glossary",
         "everything outside the platform, played by the program: it uses the public APIs like anybody else.")},
};

} // namespace

std::vector<GlossaryMeaning> glossaryMeanings()
{
    std::vector<GlossaryMeaning> meanings;
    const auto add = [&](const auto &noted, GlossaryMeaning::Kind kind) {
        for (const Noted &one : noted)
            meanings.push_back({QString::fromUtf8(one.word), QString::fromLatin1(one.service),
                                QCoreApplication::translate("curbside::Glossary", one.meaning), kind});
    };
    add(wordsOfBusiness, GlossaryMeaning::Kind::Business);
    add(wordsByService, GlossaryMeaning::Kind::Service);
    add(wordsOfMachinery, GlossaryMeaning::Kind::Machinery);
    return meanings;
}

QString glossaryWordOf(const QString &table)
{
    static const QHash<QString, QString> words{
        {u"partner_order"_s, u"order"_s}, {u"notification"_s, u"order"_s},  {u"delivery"_s, u"delivery"_s},
        {u"attempt"_s, u"attempt"_s},     {u"demand"_s, u"demand"_s},       {u"trip"_s, u"trip"_s},
        {u"task"_s, u"task"_s},           {u"robot"_s, u"robot"_s},         {u"robot_state"_s, u"robot"_s},
        {u"merchant"_s, u"merchant"_s},   {u"lid_event"_s, u"lid"_s},       {u"robot_availability"_s, u"available"_s},
        {u"partner"_s, u"partner"_s},     {u"operator"_s, u"operator"_s},   {u"saga"_s, u"saga"_s},
        {u"saga_step"_s, u"saga"_s},      {u"clean_up"_s, u"linking key"_s}};
    return words.value(table);
}

} // namespace curbside
