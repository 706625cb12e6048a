<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>MapWords</name>
    <message>
        <source>Robot %1, %2</source>
        <translation>Roboter %1, %2</translation>
    </message>
    <message>
        <source>Not heard of yet</source>
        <translation>Noch nichts gehört</translation>
    </message>
    <message>
        <source>driving %1 m/s</source>
        <translation>fährt %1 m/s</translation>
    </message>
    <message>
        <source>standing</source>
        <translation>steht</translation>
    </message>
    <message>
        <source>battery %1</source>
        <translation>Akku %1</translation>
    </message>
    <message>
        <source>lid %1</source>
        <translation>Deckel %1</translation>
    </message>
    <message>
        <source>link lost, last seen %1</source>
        <translation>kein Funk, zuletzt gehört %1</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>curbside::AboutDialog</name>
    <message>
        <source>About Curbside</source>
        <translation>Über Curbside</translation>
    </message>
    <message>
        <source>Curbside %1</source>
        <translation>Curbside %1</translation>
    </message>
    <message>
        <source>Operations console for a sidewalk-robot delivery platform, with the whole platform inside.</source>
        <translation>Leitstand einer Lieferplattform mit Gehweg-Robotern, mit der ganzen Plattform darin.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or (as you like) any later one. It comes without any warranty.
https://www.gnu.org/licenses/gpl-3.0.html</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder (nach Wahl) jeder späteren. Sie kommt ohne jede Gewähr.
https://www.gnu.org/licenses/gpl-3.0.html</translation>
    </message>
    <message>
        <source>Built with Qt %1, running with Qt %2.
https://www.qt.io</source>
        <translation>Gebaut mit Qt %1, läuft mit Qt %2.
https://www.qt.io</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>curbside::AlertButton</name>
    <message>
        <source>No alerts</source>
        <translation>Keine Meldungen</translation>
    </message>
    <message>
        <source>1 alert</source>
        <translation>1 Meldung</translation>
    </message>
    <message>
        <source>%1 alerts</source>
        <translation>%1 Meldungen</translation>
    </message>
    <message>
        <source>%1, the worst: %2</source>
        <translation>%1, die schlimmste: %2</translation>
    </message>
    <message>
        <source>What needs a hand now: show or hide the alerts (F9)</source>
        <translation>Was jetzt Hilfe braucht: Meldungen zeigen oder verbergen (F9)</translation>
    </message>
</context>
<context>
    <name>curbside::AlertCard</name>
    <message>
        <source>The chosen alert</source>
        <translation>Die gewählte Meldung</translation>
    </message>
    <message>
        <source>Taken by %1 at %2.</source>
        <translation>Übernommen von %1 um %2.</translation>
    </message>
    <message>
        <source>Snoozed until %1.</source>
        <translation>Ruht bis %1.</translation>
    </message>
    <message>
        <source>The oldest since %1. Unfold them to see each; what you say here is said to all of them.</source>
        <translation>Die älteste seit %1. Aufklappen zeigt jede; was hier gesagt wird, gilt für alle.</translation>
    </message>
    <message>
        <source>Endangers</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>The worst %1 of them are listed.</source>
        <translation>Die schlimmsten %1 davon stehen in der Liste.</translation>
    </message>
</context>
<context>
    <name>curbside::AlertDesk</name>
    <message>
        <source>&amp;Alerts</source>
        <translation>&amp;Meldungen</translation>
    </message>
    <message>
        <source>Next a&amp;lert</source>
        <translation>Nächste Me&amp;ldung</translation>
    </message>
    <message>
        <source>Audit &amp;log</source>
        <translation>Pro&amp;tokoll</translation>
    </message>
    <message>
        <source>&amp;Handover…</source>
        <translation>Ü&amp;bergabe…</translation>
    </message>
    <message>
        <source>&amp;Your name…</source>
        <translation>&amp;Dein Name…</translation>
    </message>
</context>
<context>
    <name>curbside::AlertPanel</name>
    <message>
        <source>&amp;Take</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>Say that you look after it</source>
        <translation>Sagen, dass man sich kümmert</translation>
    </message>
    <message>
        <source>Give &amp;back</source>
        <translation>Zurück&amp;geben</translation>
    </message>
    <message>
        <source>Nobody looks after it any longer</source>
        <translation>Niemand kümmert sich mehr</translation>
    </message>
    <message>
        <source>&amp;Snooze…</source>
        <translation>&amp;Ruhen lassen…</translation>
    </message>
    <message>
        <source>Have it come back later, by platform time</source>
        <translation>Sie später wiederkommen lassen, nach Plattformzeit</translation>
    </message>
    <message>
        <source>&amp;Wake</source>
        <translation>&amp;Wecken</translation>
    </message>
    <message>
        <source>Have it back at once</source>
        <translation>Sie sofort zurückholen</translation>
    </message>
    <message>
        <source>&amp;Close…</source>
        <translation>&amp;Schließen…</translation>
    </message>
    <message>
        <source>Close it with a reason, though its cause is still there</source>
        <translation>Mit einem Grund schließen, obwohl die Ursache noch da ist</translation>
    </message>
    <message>
        <source>done</source>
        <translation>getan</translation>
    </message>
    <message>
        <source>Take alert</source>
        <translation>Meldung übernehmen</translation>
    </message>
    <message>
        <source>Give alert back</source>
        <translation>Meldung zurückgeben</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>For %1 minutes</source>
        <translation>Für %1 Minuten</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Ruhen lassen</translation>
    </message>
    <message>
        <source>Snooze alert</source>
        <translation>Meldung ruhen lassen</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>Wake alert</source>
        <translation>Meldung wecken</translation>
    </message>
    <message>
        <source>Close this alert? It comes again when its cause does, or gets worse.</source>
        <translation>Diese Meldung schließen? Sie kommt wieder, wenn die Ursache wiederkommt oder schlimmer wird.</translation>
    </message>
    <message>
        <source>Close these %1 alerts? They come again when their cause does, or gets worse.</source>
        <translation>Diese %1 Meldungen schließen? Sie kommen wieder, wenn die Ursache wiederkommt oder schlimmer wird.</translation>
    </message>
    <message>
        <source>Close alert</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Known and accepted</source>
        <translation>Bekannt und hingenommen</translation>
    </message>
    <message>
        <source>Settled by hand</source>
        <translation>Von Hand erledigt</translation>
    </message>
    <message>
        <source>Not so</source>
        <translation>Stimmt nicht</translation>
    </message>
    <message>
        <source>Which alerts</source>
        <translation>Welche Meldungen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Hide alerts</source>
        <translation>Meldungen verbergen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>What needs a hand now, the worst first</source>
        <translation>Was jetzt Hilfe braucht, das Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Ruhend</translation>
    </message>
    <message>
        <source>What comes back at a moment of platform time</source>
        <translation>Was zu einem Zeitpunkt der Plattformzeit wiederkommt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>What has been settled or closed, the last first</source>
        <translation>Was erledigt oder geschlossen wurde, das Letzte zuerst</translation>
    </message>
    <message>
        <source>%1 taken</source>
        <translation>%1 übernommen</translation>
    </message>
    <message>
        <source>Nothing needs a hand.
Late deliveries, lids, robots and services show up here by themselves.</source>
        <translation>Nichts braucht Hilfe.
Verspätete Lieferungen, Deckel, Roboter und Dienste erscheinen hier von selbst.</translation>
    </message>
    <message>
        <source>Nothing is snoozed.
A snoozed alert comes back when its time is over.</source>
        <translation>Nichts ruht.
Eine ruhende Meldung kommt wieder, wenn ihre Zeit um ist.</translation>
    </message>
    <message>
        <source>Nothing has ended yet.
The last %1 alerts that were settled or closed are kept here.</source>
        <translation>Noch ist nichts beendet.
Die letzten %1 erledigten oder geschlossenen Meldungen bleiben hier.</translation>
    </message>
    <message>
        <source>Hide the alerts (F9)</source>
        <translation>Die Meldungen verbergen (F9)</translation>
    </message>
</context>
<context>
    <name>curbside::AlertRemedies</name>
    <message>
        <source>Assign operator…</source>
        <translation>Bediener zuteilen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Pass over step…</source>
        <translation>Schritt übergehen…</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Try saga again</source>
        <translation>Saga noch einmal versuchen</translation>
    </message>
    <message>
        <source>Pass over step</source>
        <translation>Schritt übergehen</translation>
    </message>
    <message>
        <source>Go on without undoing this step? What it did stays, and the rest is undone.</source>
        <translation>Weitermachen, ohne diesen Schritt zurückzunehmen? Was er tat, bleibt, und der Rest wird zurückgenommen.</translation>
    </message>
    <message>
        <source>Undone by hand</source>
        <translation>Von Hand zurückgenommen</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard this event? What it says is never taken over; this cannot be undone.</source>
        <translation>Dieses Event verwerfen? Was es sagt, wird nie übernommen; das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Mended by hand</source>
        <translation>Von Hand behoben</translation>
    </message>
    <message>
        <source>No longer true</source>
        <translation>Stimmt nicht mehr</translation>
    </message>
    <message>
        <source>Show event traffic</source>
        <translation>Ereignisverkehr zeigen</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Ansehen</translation>
    </message>
</context>
<context>
    <name>curbside::AlertRowWords</name>
    <message>
        <source>Endangers %1</source>
        <translation>Gefährdet %1</translation>
    </message>
    <message>
        <source>Taken by %1 · %2</source>
        <translation>Übernommen von %1 · %2</translation>
    </message>
    <message>
        <source>Endangers no delivery</source>
        <translation>Gefährdet keine Lieferung</translation>
    </message>
    <message>
        <source>%1 taken · %2</source>
        <translation>%1 übernommen · %2</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Settled at %1</source>
        <translation>Erledigt um %1</translation>
    </message>
    <message>
        <source>Closed at %1: %2</source>
        <translation>Geschlossen um %1: %2</translation>
    </message>
    <message>
        <source>Closed at %1 by %2: %3</source>
        <translation>Geschlossen um %1 von %2: %3</translation>
    </message>
    <message>
        <source>till %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>%1 deliveries</source>
        <translation>%1 Lieferungen</translation>
    </message>
</context>
<context>
    <name>curbside::AlertRules</name>
    <message>
        <source>%1 is late</source>
        <translation>%1 ist verspätet</translation>
    </message>
    <message>
        <source>%1 will be late</source>
        <translation>%1 wird sich verspäten</translation>
    </message>
    <message>
        <source>no robot yet</source>
        <translation>noch kein Roboter</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <translation>%1, mit %2</translation>
    </message>
    <message>
        <source>Promised for %1; %2.</source>
        <translation>Versprochen für %1; %2.</translation>
    </message>
    <message>
        <source>It waits until a robot is free.</source>
        <translation>Sie wartet, bis ein Roboter frei ist.</translation>
    </message>
    <message>
        <source>At the door at %1 at the earliest.</source>
        <translation>Frühestens um %1 an der Tür.</translation>
    </message>
    <message>
        <source>%1 drives with an open lid</source>
        <translation>%1 fährt mit offenem Deckel</translation>
    </message>
    <message>
        <source>Opened at %1 by nobody known, near %2.</source>
        <translation>Um %1 von niemand Bekanntem geöffnet, nahe %2.</translation>
    </message>
    <message>
        <source>Open since %1, near %2.</source>
        <translation>Offen seit %1, nahe %2.</translation>
    </message>
    <message>
        <source>It carries nothing.</source>
        <translation>Er trägt nichts.</translation>
    </message>
    <message>
        <source>What it carries can be reached by anyone.</source>
        <translation>Jeder kann an das, was er trägt.</translation>
    </message>
    <message>
        <source>An operator is on it (%1).</source>
        <translation>Ein Bediener ist daran (%1).</translation>
    </message>
    <message>
        <source>No operator has taken the call yet. If none does, its tasks fail at %1.</source>
        <translation>Noch hat kein Bediener den Ruf angenommen. Tut es keiner, scheitern seine Aufgaben um %1.</translation>
    </message>
    <message>
        <source>Lid of %1 is jammed</source>
        <translation>Der Deckel von %1 klemmt</translation>
    </message>
    <message>
        <source>Since %1 at %2.</source>
        <translation>Seit %1 bei %2.</translation>
    </message>
    <message>
        <source>%1 is offline</source>
        <translation>%1 ist ohne Funk</translation>
    </message>
    <message>
        <source>Last heard of at %1 near %2, battery %3 %.</source>
        <translation>Zuletzt gehört um %1 nahe %2, Akku %3 %.</translation>
    </message>
    <message>
        <source>Its tasks fail soon after %1 if it stays away.</source>
        <translation>Seine Aufgaben scheitern kurz nach %1, wenn er fortbleibt.</translation>
    </message>
    <message>
        <source>Battery of %1 is low</source>
        <translation>Der Akku von %1 ist schwach</translation>
    </message>
    <message>
        <source>%1 % left, near %2.</source>
        <translation>Noch %1 %, nahe %2.</translation>
    </message>
    <message>
        <source>It may not arrive.</source>
        <translation>Vielleicht kommt er nicht an.</translation>
    </message>
    <message>
        <source>It is called to charge (%1) and gets no new work.</source>
        <translation>Er ist zum Laden gerufen (%1) und bekommt keine neue Arbeit.</translation>
    </message>
    <message>
        <source>It gets no new work.</source>
        <translation>Er bekommt keine neue Arbeit.</translation>
    </message>
    <message>
        <source>Nobody has taken %1</source>
        <translation>Niemand hat %1 übernommen</translation>
    </message>
    <message>
        <source>An operator was called to %1 at %2.</source>
        <translation>Ein Bediener wurde um %2 zu %1 gerufen.</translation>
    </message>
    <message>
        <source>%1 is held: it stands until it is released.</source>
        <translation>%1 ist angehalten: er steht, bis er freigegeben wird.</translation>
    </message>
</context>
<context>
    <name>curbside::AlertWords</name>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1 deliveries late or about to be</source>
        <translation>%1 Lieferungen verspätet oder kurz davor</translation>
    </message>
    <message>
        <source>%1 lids open while driving</source>
        <translation>%1 Deckel offen bei der Fahrt</translation>
    </message>
    <message>
        <source>%1 lids jammed</source>
        <translation>%1 Deckel klemmen</translation>
    </message>
    <message>
        <source>%1 robots offline</source>
        <translation>%1 Roboter ohne Funk</translation>
    </message>
    <message>
        <source>%1 batteries low</source>
        <translation>%1 Akkus schwach</translation>
    </message>
    <message>
        <source>%1 calls without an operator</source>
        <translation>%1 Rufe ohne Bediener</translation>
    </message>
    <message>
        <source>%1 sagas stuck</source>
        <translation>%1 Sagas hängen</translation>
    </message>
    <message>
        <source>%1 dead letters</source>
        <translation>%1 unzustellbar</translation>
    </message>
    <message>
        <source>%1 troubles with services</source>
        <translation>%1 Mal Ärger mit Diensten</translation>
    </message>
    <message>
        <source>%1 copies diverged</source>
        <translation>%1 Kopien weichen ab</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 rules matched</source>
        <translation>%1 Regeln treffen zu</translation>
    </message>
</context>
<context>
    <name>curbside::AuditDialog</name>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the audit log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy as CS&amp;V</source>
        <translation>Als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Nothing has been done yet. What people do in this console is noted here.</source>
        <translation>Noch wurde nichts getan. Was Menschen an diesem Leitstand tun, steht dann hier.</translation>
    </message>
    <message>
        <source>1 action; the last %1 are kept.</source>
        <translation>1 Handlung; die letzten %1 bleiben.</translation>
    </message>
    <message>
        <source>%1 actions; the last %2 are kept.</source>
        <translation>%1 Handlungen; die letzten %2 bleiben.</translation>
    </message>
</context>
<context>
    <name>curbside::AuditLog</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>Thing</source>
        <translation>Ding</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Open lid</source>
        <translation>Deckel öffnen</translation>
    </message>
    <message>
        <source>Close lid</source>
        <translation>Deckel schließen</translation>
    </message>
    <message>
        <source>Hold robot</source>
        <translation>Roboter anhalten</translation>
    </message>
    <message>
        <source>Release robot</source>
        <translation>Roboter freigeben</translation>
    </message>
    <message>
        <source>Put in service</source>
        <translation>In Dienst stellen</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Außer Dienst nehmen</translation>
    </message>
    <message>
        <source>Assign operator</source>
        <translation>Bediener zuteilen</translation>
    </message>
    <message>
        <source>Start task</source>
        <translation>Aufgabe beginnen</translation>
    </message>
    <message>
        <source>Complete task</source>
        <translation>Aufgabe erledigen</translation>
    </message>
    <message>
        <source>Fail task</source>
        <translation>Aufgabe scheitern lassen</translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation>Aufgabe absagen</translation>
    </message>
    <message>
        <source>Cancel delivery</source>
        <translation>Lieferung absagen</translation>
    </message>
    <message>
        <source>Retry delivery</source>
        <translation>Lieferung noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reassign delivery</source>
        <translation>Lieferung umteilen</translation>
    </message>
    <message>
        <source>Call operator</source>
        <translation>Bediener rufen</translation>
    </message>
    <message>
        <source>Replay dead letter</source>
        <translation>Unzustellbares noch einmal senden</translation>
    </message>
    <message>
        <source>Discard dead letter</source>
        <translation>Unzustellbares verwerfen</translation>
    </message>
    <message>
        <source>Try saga again</source>
        <translation>Saga noch einmal versuchen</translation>
    </message>
    <message>
        <source>Pass over saga step</source>
        <translation>Saga-Schritt übergehen</translation>
    </message>
    <message>
        <source>Inject fault</source>
        <translation>Störung einspielen</translation>
    </message>
    <message>
        <source>Take fault back</source>
        <translation>Störung zurücknehmen</translation>
    </message>
    <message>
        <source>Take all faults back</source>
        <translation>Alle Störungen zurücknehmen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>getan</translation>
    </message>
    <message>
        <source>refused (%1)</source>
        <translation>abgelehnt (%1)</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht zu lesen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Undo clean-up</source>
        <translation>Aufräumen zurücknehmen</translation>
    </message>
    <message>
        <source>Clean up (dry run)</source>
        <translation>Aufräumen (Probelauf)</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Read service anew for the warehouse</source>
        <translation>Dienst für das Warehouse neu einlesen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Publish event by hand</source>
        <translation>Ereignis von Hand veröffentlichen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
</context>
<context>
    <name>curbside::BarChart</name>
    <message>
        <source>Left and Right read out the bars one by one; the table has all figures.</source>
        <translation>Links und Rechts lesen die Balken einzeln vor; die Tabelle hat alle Zahlen.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>curbside::BeginCaptureDialog</name>
    <message>
        <source>Save capture</source>
        <translation>Mitschnitt sichern</translation>
    </message>
    <message>
        <source>From now on everything that happens is written to a file in the workspace’s folder “captures”, with what every database holds, until you stop. The run is the same with it and without.</source>
        <translation>Von jetzt an wird alles, was geschieht, in eine Datei im Ordner „captures“ des Arbeitsordners geschrieben, mit dem Inhalt aller Datenbanken, bis Sie es beenden. Der Lauf ist mit und ohne derselbe.</translation>
    </message>
    <message>
        <source>the platform time</source>
        <translation>die Plattformzeit</translation>
    </message>
    <message>
        <source>Letters, digits, dots, - and _</source>
        <translation>Buchstaben, Ziffern, Punkte, - und _</translation>
    </message>
    <message>
        <source>&amp;Name of the file</source>
        <translation>&amp;Name der Datei</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Name der Datei</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>curbside::BreakpointDesk</name>
    <message>
        <source>The platform has refused it.</source>
        <translation>Die Plattform hat es abgelehnt.</translation>
    </message>
</context>
<context>
    <name>curbside::BreakpointDialog</name>
    <message>
        <source>Only &amp;once</source>
        <translation>Nur &amp;einmal</translation>
    </message>
    <message>
        <source>Add a breakpoint</source>
        <translation>Haltepunkt hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Before an event is delivered</source>
        <translation>Bevor ein Ereignis zugestellt wird</translation>
    </message>
    <message>
        <source>When a row has changed</source>
        <translation>Wenn sich eine Zeile geändert hat</translation>
    </message>
    <message>
        <source>any row</source>
        <translation>jede Zeile</translation>
    </message>
    <message>
        <source>The row&apos;s key, such as an id; of several columns by commas</source>
        <translation>Der Schlüssel der Zeile, etwa eine ID; aus mehreren Spalten mit Kommas</translation>
    </message>
    <message>
        <source>Passes over as many as come before</source>
        <translation>Übergeht so viele, wie vorher kommen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Halten</translation>
    </message>
    <message>
        <source>S&amp;ervice</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>S&amp;palte</translation>
    </message>
    <message>
        <source>Con&amp;dition</source>
        <translation>&amp;Bedingung</translation>
    </message>
    <message>
        <source>At &amp;hit</source>
        <translation>Beim &amp;Treffer</translation>
    </message>
    <message>
        <source>on the new row, such as  data.status = &apos;Failed&apos;; or nothing</source>
        <translation>an die neue Zeile, etwa  data.status = &apos;Failed&apos;; oder nichts</translation>
    </message>
    <message>
        <source>such as  type LIKE &apos;%.TaskCompleted&apos;</source>
        <translation>etwa  type LIKE &apos;%.TaskCompleted&apos;</translation>
    </message>
    <message>
        <source>any</source>
        <translation>jede</translation>
    </message>
</context>
<context>
    <name>curbside::BreakpointWords</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 ändert sich</translation>
    </message>
    <message>
        <source>%1 changes, and %2</source>
        <translation>%1 ändert sich, und %2</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Hält</translation>
    </message>
    <message>
        <source>Before an event, or when a row changes</source>
        <translation>Vor einem Ereignis, oder wenn sich eine Zeile ändert</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>each time</source>
        <translation>jedes Mal</translation>
    </message>
    <message>
        <source>Stopped at</source>
        <translation>Hielt bei</translation>
    </message>
</context>
<context>
    <name>curbside::BreakpointsPanel</name>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>No breakpoints. Write what an event has to be like, and platform time stands still before one is delivered.</source>
        <translation>Keine Haltepunkte. Schreiben Sie, wie ein Ereignis sein muss: Die Plattformzeit steht still, bevor eines zugestellt wird.</translation>
    </message>
    <message>
        <source>Condition of a new breakpoint</source>
        <translation>Bedingung eines neuen Haltepunkts</translation>
    </message>
    <message>
        <source>Before an event, such as  data.kind = &apos;Jammed&apos;</source>
        <translation>Vor einem Ereignis, etwa  data.kind = &apos;Jammed&apos;</translation>
    </message>
    <message>
        <source>CloudEvents SQL, as in the filter of the traffic; handledBy is the consumer that the event is delivered to. Ctrl+Space suggests, Return adds.</source>
        <translation>CloudEvents SQL wie im Filter des Verkehrs; handledBy ist der Abnehmer, dem das Ereignis zugestellt wird. Strg+Leertaste schlägt vor, Eingabe fügt hinzu.</translation>
    </message>
    <message>
        <source>Add from the filter</source>
        <translation>Aus dem Filter hinzufügen</translation>
    </message>
    <message>
        <source>Add a breakpoint with the filter of the traffic that is in force</source>
        <translation>Einen Haltepunkt mit dem geltenden Filter des Verkehrs hinzufügen</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Mehr…</translation>
    </message>
    <message>
        <source>Add another kind of breakpoint</source>
        <translation>Einen Haltepunkt anderer Art hinzufügen</translation>
    </message>
    <message>
        <source>A row that changes, a number of hits to pass over, only once</source>
        <translation>Eine Zeile, die sich ändert, eine Zahl zu übergehender Treffer, nur einmal</translation>
    </message>
    <message>
        <source>No filter is in force in the traffic.</source>
        <translation>Im Verkehr gilt kein Filter.</translation>
    </message>
    <message>
        <source>Turn &amp;off</source>
        <translation>&amp;Ausschalten</translation>
    </message>
    <message>
        <source>Turn &amp;on</source>
        <translation>&amp;Einschalten</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Show what it stopped at</source>
        <translation>&amp;Zeigen, wobei er hielt</translation>
    </message>
</context>
<context>
    <name>curbside::CandidatesDialog</name>
    <message>
        <source>planned for its next trip</source>
        <translation>für seine nächste Fahrt geplant</translation>
    </message>
    <message>
        <source>planned for it, after another trip</source>
        <translation>für ihn geplant, nach einer anderen Fahrt</translation>
    </message>
    <message>
        <source>is on it now</source>
        <translation>ist jetzt daran</translation>
    </message>
    <message>
        <source>could, but no sooner than planned</source>
        <translation>könnte, aber nicht früher als geplant</translation>
    </message>
    <message>
        <source>could, but is of more use elsewhere</source>
        <translation>könnte, nützt aber anderswo mehr</translation>
    </message>
    <message>
        <source>could, but later than planned</source>
        <translation>könnte, aber später als geplant</translation>
    </message>
    <message>
        <source>a person wants another robot</source>
        <translation>ein Mensch will einen anderen Roboter</translation>
    </message>
    <message>
        <source>off duty before it could pick up</source>
        <translation>dienstfrei, bevor er abholen könnte</translation>
    </message>
    <message>
        <source>was on it before, and is left out</source>
        <translation>war schon daran und bleibt außen vor</translation>
    </message>
    <message>
        <source>held by a person</source>
        <translation>von einem Menschen angehalten</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>kein Funk</translation>
    </message>
    <message>
        <source>its lid is jammed</source>
        <translation>sein Deckel klemmt</translation>
    </message>
    <message>
        <source>battery below 20 %</source>
        <translation>Akku unter 20 %</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Abholen</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>An der Tür</translation>
    </message>
    <message>
        <source>Robots and their answers</source>
        <translation>Roboter und ihre Antworten</translation>
    </message>
    <message>
        <source>Reassign to another robot</source>
        <translation>Einem anderen Roboter geben</translation>
    </message>
    <message>
        <source>Why is it not assigned?</source>
        <translation>Warum ist sie nicht zugeteilt?</translation>
    </message>
    <message>
        <source>&amp;Reason for giving it to another robot</source>
        <translation>&amp;Grund, sie einem anderen Roboter zu geben</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>It would be late</source>
        <translation>Sie käme zu spät</translation>
    </message>
    <message>
        <source>Robot is needed elsewhere</source>
        <translation>Der Roboter wird anderswo gebraucht</translation>
    </message>
    <message>
        <source>Something looks wrong</source>
        <translation>Etwas sieht falsch aus</translation>
    </message>
    <message>
        <source>&amp;Give it to this robot</source>
        <translation>Diesem Roboter &amp;geben</translation>
    </message>
    <message>
        <source>To &amp;any other</source>
        <translation>&amp;Irgendeinem anderen</translation>
    </message>
    <message>
        <source>Takes it from its present robot; the plan finds another</source>
        <translation>Nimmt sie dem jetzigen Roboter; der Plan findet einen anderen</translation>
    </message>
    <message>
        <source>This delivery is not known here any more.</source>
        <translation>Diese Lieferung ist hier nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>%1 is %2, and promised for %3.</source>
        <translation>%1 ist %2, zugesagt für %3.</translation>
    </message>
    <message>
        <source>The answers cannot be read: %1.</source>
        <translation>Die Antworten sind nicht zu lesen: %1.</translation>
    </message>
    <message>
        <source>It has no demand yet: the Dispatch Engine has not been asked.</source>
        <translation>Sie hat noch keinen Bedarf: die Disposition wurde noch nicht gefragt.</translation>
    </message>
    <message>
        <source>There is nothing to plan for it any more.</source>
        <translation>Für sie ist nichts mehr zu planen.</translation>
    </message>
    <message>
        <source>Of %1 robots, %2 could take it.</source>
        <translation>Von %1 Robotern könnten %2 sie nehmen.</translation>
    </message>
    <message>
        <source>&amp;Give it to %1</source>
        <translation>&amp;An %1 geben</translation>
    </message>
    <message>
        <source>Asked for…</source>
        <translation>Erbeten…</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Under way: it gets its new robot when it is planned.</source>
        <translation>Unterwegs: sie bekommt ihren neuen Roboter, wenn geplant wird.</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>außer Dienst</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>dienstfrei</translation>
    </message>
    <message>
        <source>The only robot could take it.</source>
        <translation>Der einzige Roboter könnte sie nehmen.</translation>
    </message>
    <message>
        <source>The only robot could not take it.</source>
        <translation>Der einzige Roboter könnte sie nicht nehmen.</translation>
    </message>
    <message>
        <source>could, and would be the first choice</source>
        <translation>könnte, und wäre die erste Wahl</translation>
    </message>
    <message>
        <source>could, after another trip; would be the first choice</source>
        <translation>könnte nach einer anderen Fahrt; wäre die erste Wahl</translation>
    </message>
</context>
<context>
    <name>curbside::CaptureButton</name>
    <message>
        <source>Capturing: %1</source>
        <translation>Mitschnitt: %1</translation>
    </message>
    <message>
        <source>Capturing to %1, %2 records</source>
        <translation>Mitschnitt nach %1, %2 Einträge</translation>
    </message>
</context>
<context>
    <name>curbside::CaptureDesk</name>
    <message>
        <source>Open &amp;capture…</source>
        <translation>&amp;Mitschnitt öffnen…</translation>
    </message>
    <message>
        <source>Open capture</source>
        <translation>Mitschnitt öffnen</translation>
    </message>
    <message>
        <source>&amp;Save capture…</source>
        <translation>Mitschnitt &amp;sichern…</translation>
    </message>
    <message>
        <source>S&amp;top capturing</source>
        <translation>Mitschnitt be&amp;enden</translation>
    </message>
    <message>
        <source>&amp;Open what is captured so far</source>
        <translation>Bisher Mitgeschnittenes ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>curbside::CapturePanel</name>
    <message>
        <source>Capture</source>
        <translation>Erfassung</translation>
    </message>
    <message>
        <source>Services and how far they are captured</source>
        <translation>Dienste und wie weit sie erfasst sind</translation>
    </message>
    <message>
        <source>&amp;Read its rows anew…</source>
        <translation>Seine Zeilen &amp;neu einlesen…</translation>
    </message>
    <message>
        <source>the warehouse answered %1</source>
        <translation>das Warehouse antwortete %1</translation>
    </message>
    <message>
        <source>The capture cannot be asked: %1. It is tried again every two seconds.</source>
        <translation>Die Erfassung ist nicht zu fragen: %1. Alle zwei Sekunden wird es wieder versucht.</translation>
    </message>
    <message>
        <source>Nothing is captured yet. It begins when the platform runs.</source>
        <translation>Noch ist nichts erfasst. Es beginnt, wenn die Plattform läuft.</translation>
    </message>
    <message>
        <source>all captured</source>
        <translation>alles erfasst</translation>
    </message>
    <message>
        <source>%1 of %2 not captured in full</source>
        <translation>%1 von %2 nicht ganz erfasst</translation>
    </message>
    <message>
        <source>%1; figures of %2, made in %3 ms</source>
        <translation>%1; Zahlen von %2, in %3 ms gemacht</translation>
    </message>
</context>
<context>
    <name>curbside::CaptureWindow</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>1 event saved as %1</source>
        <translation>1 Event gesichert als %1</translation>
    </message>
    <message>
        <source>%1 events saved as %2</source>
        <translation>%1 Events gesichert als %2</translation>
    </message>
    <message>
        <source>Captures (*.curbside);;All files (*)</source>
        <translation>Mitschnitte (*.curbside);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Show where this capture and another one first part</source>
        <translation>Zeigen, wo sich dieser Mitschnitt und ein anderer zuerst unterscheiden</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausgeben</translation>
    </message>
    <message>
        <source>Save the events that the shown records are about</source>
        <translation>Die Events sichern, um die es in den gezeigten Einträgen geht</translation>
    </message>
    <message>
        <source>Reading the capture</source>
        <translation>Lesen des Mitschnitts</translation>
    </message>
    <message>
        <source>Comparing and saving</source>
        <translation>Vergleichen und Sichern</translation>
    </message>
    <message>
        <source>%1 – Capture</source>
        <translation>%1 – Mitschnitt</translation>
    </message>
    <message>
        <source>What the capture is of</source>
        <translation>Wovon der Mitschnitt ist</translation>
    </message>
    <message>
        <source>CloudEvents as &amp;JSON Lines…</source>
        <translation>CloudEvents als &amp;JSON Lines…</translation>
    </message>
    <message>
        <source>Events as &amp;CSV…</source>
        <translation>Events als &amp;CSV…</translation>
    </message>
    <message>
        <source>&amp;Traces as OTLP JSON…</source>
        <translation>&amp;Traces als OTLP-JSON…</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>%1 to %2 UTC</source>
        <translation>%1 bis %2 UTC</translation>
    </message>
    <message>
        <source>%1 stretches</source>
        <translation>%1 Abschnitte</translation>
    </message>
    <message>
        <source>not ended: still written, or cut off</source>
        <translation>nicht beendet: wird noch geschrieben oder brach ab</translation>
    </message>
    <message>
        <source>%1 of %2 records looked at</source>
        <translation>%1 von %2 Einträgen durchgesehen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Halt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Comparing with %1…</source>
        <translation>Vergleich mit %1…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This is the capture itself: choose another name.</source>
        <translation>Das ist der Mitschnitt selbst: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Saving as %1…</source>
        <translation>Wird gesichert als %1…</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>%1, handler at %2</source>
        <translation>%1, Handler in %2</translation>
    </message>
</context>
<context>
    <name>curbside::CausesModel</name>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>late</source>
        <translation>spät</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>außer der Reihe</translation>
    </message>
    <message>
        <source>%1 causes</source>
        <translation>%1 Ursachen</translation>
    </message>
    <message>
        <source>cause not kept</source>
        <translation>Ursache nicht mehr da</translation>
    </message>
    <message>
        <source>↗ %1</source>
        <translation>↗ %1</translation>
    </message>
    <message>
        <source>stands below its nearest cause</source>
        <translation>steht unter der nächsten Ursache</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>After its cause</source>
        <translation>Nach der Ursache</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>curbside::CausesPanel</name>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>&amp;Expand all</source>
        <translation>Alles &amp;aufklappen</translation>
    </message>
    <message>
        <source>C&amp;ollapse all</source>
        <translation>Alles &amp;zuklappen</translation>
    </message>
    <message>
        <source>critical path: %1 steps, %2</source>
        <translation>kritischer Pfad: %1 Schritte, %2</translation>
    </message>
</context>
<context>
    <name>curbside::ChartCard</name>
    <message>
        <source>Figures: %1</source>
        <translation>Zahlen: %1</translation>
    </message>
    <message>
        <source>%1 as a picture</source>
        <translation>%1 als Bild</translation>
    </message>
    <message>
        <source>%1 as a table of figures</source>
        <translation>%1 als Tabelle der Zahlen</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>The SQL beneath: %1</source>
        <translation>Das SQL darunter: %1</translation>
    </message>
    <message>
        <source>Save: %1</source>
        <translation>Speichern: %1</translation>
    </message>
    <message>
        <source>Save or copy: %1</source>
        <translation>Speichern oder kopieren: %1</translation>
    </message>
    <message>
        <source>SQL beneath: %1</source>
        <translation>SQL darunter: %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the SQL</source>
        <translation>Das SQL kopieren</translation>
    </message>
    <message>
        <source>Copies the SQL, as POST /query of the warehouse takes it</source>
        <translation>Kopiert das SQL, wie POST /query des Warehouse es nimmt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the SQL</source>
        <translation>Das SQL öffnen</translation>
    </message>
    <message>
        <source>Opens it where it can be changed and run</source>
        <translation>Öffnet es dort, wo es geändert und ausgeführt werden kann</translation>
    </message>
    <message>
        <source>The warehouse cannot be asked: %1. It is tried again every second.</source>
        <translation>Das Warehouse ist nicht zu fragen: %1. Jede Sekunde wird es wieder versucht.</translation>
    </message>
    <message>
        <source>This cannot be read: %1. It is tried again every second.</source>
        <translation>Dies ist nicht zu lesen: %1. Jede Sekunde wird es wieder versucht.</translation>
    </message>
    <message>
        <source>No figures yet. They are made once a minute of platform time.</source>
        <translation>Noch keine Zahlen. Sie werden einmal in jeder Minute Plattformzeit gemacht.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing in this time. Choose a longer one, or Everyone.</source>
        <translation>Nichts in dieser Zeit. Eine längere wählen, oder Alle.</translation>
    </message>
    <message>
        <source>everyone: %1</source>
        <translation>alle: %1</translation>
    </message>
    <message>
        <source>%1, the first 1,000 only</source>
        <translation>%1, nur die ersten 1.000</translation>
    </message>
    <message>
        <source>Copy the &amp;figures</source>
        <translation>Die &amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;SQL</source>
        <translation>Das &amp;SQL kopieren</translation>
    </message>
</context>
<context>
    <name>curbside::ChartDesk</name>
    <message>
        <source>the warehouse answered %1</source>
        <translation>das Warehouse antwortete %1</translation>
    </message>
</context>
<context>
    <name>curbside::ChartExport</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>No figures</source>
        <translation>Keine Zahlen</translation>
    </message>
    <message>
        <source>the picture cannot be made</source>
        <translation>das Bild ist nicht zu machen</translation>
    </message>
</context>
<context>
    <name>curbside::ChartViews</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Lieferungen</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>zurückgebracht</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>storniert</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>none placed</source>
        <translation>keine bestellt</translation>
    </message>
    <message>
        <source>%1 placed</source>
        <translation>%1 bestellt</translation>
    </message>
    <message>
        <source>%1 placed, %2 delivered</source>
        <translation>%1 bestellt, %2 zugestellt</translation>
    </message>
    <message>
        <source>Share of those that have ended</source>
        <translation>Anteil der beendeten</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>pünktlich</translation>
    </message>
    <message>
        <source>late or failed</source>
        <translation>zu spät oder gescheitert</translation>
    </message>
    <message>
        <source>none has ended</source>
        <translation>keine ist beendet</translation>
    </message>
    <message>
        <source>%1 in time, %2 of %3</source>
        <translation>%1 pünktlich, %2 von %3</translation>
    </message>
    <message>
        <source>%1 in time of %2</source>
        <translation>%1 pünktlich von %2</translation>
    </message>
    <message>
        <source>none has ended yet</source>
        <translation>noch ist keine beendet</translation>
    </message>
    <message>
        <source>minutes from order to door</source>
        <translation>Minuten von der Bestellung zur Tür</translation>
    </message>
    <message>
        <source>deliveries</source>
        <translation>Lieferungen</translation>
    </message>
    <message>
        <source>%1 to %2 min: %3 deliveries, %4</source>
        <translation>%1 bis %2 min: %3 Lieferungen, %4</translation>
    </message>
    <message>
        <source>half within %1</source>
        <translation>Hälfte in %1</translation>
    </message>
    <message>
        <source>9 of 10 within %1</source>
        <translation>9 von 10 in %1</translation>
    </message>
    <message>
        <source>half within %1 min, 9 of 10 within %2 min</source>
        <translation>die Hälfte in %1 min, 9 von 10 in %2 min</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>%1 in attempt %2, %3</source>
        <translation>%1 beim Versuch %2, %3</translation>
    </message>
    <message>
        <source>%1 not tried yet, %2</source>
        <translation>%1 noch nicht versucht, %2</translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>%1 im Mittel</translation>
    </message>
    <message>
        <source>away from a stop</source>
        <translation>fern von einem Halt</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>%1 s or longer: %2</source>
        <translation>%1 s oder länger: %2</translation>
    </message>
    <message>
        <source>%1 to %2 s: %3</source>
        <translation>%1 bis %2 s: %3</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>seconds open</source>
        <translation>Sekunden offen</translation>
    </message>
    <message>
        <source>%1 s on average, %2 openings</source>
        <translation>%1 s im Mittel, %2 Öffnungen</translation>
    </message>
    <message>
        <source>Minutes on trips</source>
        <translation>Minuten auf Fahrten</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>%1: %2 trips, %3 deliveries, %4 on trips</source>
        <translation>%1: %2 Fahrten, %3 Lieferungen, %4 auf Fahrten</translation>
    </message>
    <message>
        <source>%1 trips by %2 robots</source>
        <translation>%1 Fahrten von %2 Robotern</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>no partner</source>
        <translation>kein Partner</translation>
    </message>
    <message>
        <source>%1 in time</source>
        <translation>%1 pünktlich</translation>
    </message>
    <message>
        <source>%1 late or failed</source>
        <translation>%1 zu spät oder gescheitert</translation>
    </message>
    <message>
        <source>%1 min to the door on average</source>
        <translation>%1 min bis zur Tür im Mittel</translation>
    </message>
    <message>
        <source>%1 merchants</source>
        <translation>%1 Händler</translation>
    </message>
    <message>
        <source>%1 partners</source>
        <translation>%1 Partner</translation>
    </message>
    <message>
        <source>Deliveries by five minutes</source>
        <translation>Lieferungen je fünf Minuten</translation>
    </message>
    <message>
        <source>Deliveries by day</source>
        <translation>Lieferungen je Tag</translation>
    </message>
    <message>
        <source>Deliveries by hour</source>
        <translation>Lieferungen je Stunde</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Versprechen gehalten</translation>
    </message>
    <message>
        <source>Time from order to door</source>
        <translation>Zeit von Bestellung zu Tür</translation>
    </message>
    <message>
        <source>Attempts a delivery</source>
        <translation>Versuche je Lieferung</translation>
    </message>
    <message>
        <source>Lid-open time at stops</source>
        <translation>Offener Deckel am Halt</translation>
    </message>
    <message>
        <source>Robot use</source>
        <translation>Nutzung der Roboter</translation>
    </message>
    <message>
        <source>By merchant</source>
        <translation>Nach Händler</translation>
    </message>
    <message>
        <source>By partner</source>
        <translation>Nach Partner</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Bestellt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Pünktlich</translation>
    </message>
    <message>
        <source>Late or failed</source>
        <translation>Spät, gescheitert</translation>
    </message>
    <message>
        <source>In time, %</source>
        <translation>Pünktlich, %</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Halt</translation>
    </message>
    <message>
        <source>From second</source>
        <translation>Ab Sekunde</translation>
    </message>
    <message>
        <source>Mean, s</source>
        <translation>Mittel, s</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Depot</translation>
    </message>
    <message>
        <source>Trips</source>
        <translation>Fahrten</translation>
    </message>
    <message>
        <source>On trips, s</source>
        <translation>Auf Fahrten, s</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>Händler</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>To the door, min</source>
        <translation>Zur Tür, min</translation>
    </message>
    <message>
        <source>1 merchant</source>
        <translation>1 Händler</translation>
    </message>
    <message>
        <source>1 partner</source>
        <translation>1 Partner</translation>
    </message>
</context>
<context>
    <name>curbside::ChartsPanel</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>All that the warehouse has</source>
        <translation>Alles, was das Warehouse hat</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>The last 60 minutes of platform time</source>
        <translation>Die letzten 60 Minuten Plattformzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Since midnight UTC of platform time</source>
        <translation>Seit Mitternacht UTC der Plattformzeit</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>From one moment to another, by five minutes</source>
        <translation>Von einem Moment zum anderen, auf fünf Minuten</translation>
    </message>
    <message>
        <source>Time: %1</source>
        <translation>Zeit: %1</translation>
    </message>
    <message>
        <source>%1, UTC</source>
        <translation>%1, UTC</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Whose deliveries</source>
        <translation>Wessen Lieferungen</translation>
    </message>
    <message>
        <source>Narrows the charts of deliveries to a merchant or a partner</source>
        <translation>Engt die Diagramme der Lieferungen auf einen Händler oder Partner ein</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Partner %1</source>
        <translation>Partner %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>no figures yet</source>
        <translation>noch keine Zahlen</translation>
    </message>
    <message>
        <source>%1, the warehouse does not answer</source>
        <translation>%1, das Warehouse antwortet nicht</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Save all charts as a page</source>
        <translation>Alle Diagramme als Seite speichern</translation>
    </message>
    <message>
        <source>Saves all charts, as they are now, on one page (PDF)</source>
        <translation>Speichert alle Diagramme, wie sie jetzt sind, auf einer Seite (PDF)</translation>
    </message>
    <message>
        <source>Save all charts</source>
        <translation>Alle Diagramme speichern</translation>
    </message>
    <message>
        <source>Save: %1</source>
        <translation>Speichern: %1</translation>
    </message>
    <message>
        <source>Save figures as &amp;CSV…</source>
        <translation>Zahlen als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>Save picture as &amp;PNG…</source>
        <translation>Bild als &amp;PNG speichern…</translation>
    </message>
    <message>
        <source>Save picture as S&amp;VG…</source>
        <translation>Bild als S&amp;VG speichern…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>Als P&amp;DF speichern…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 · %2 · as of %3</source>
        <translation>%1 · %2 · Stand %3</translation>
    </message>
    <message>
        <source>%1 cannot be written: it has to end in .csv, .png, .svg or .pdf</source>
        <translation>%1 ist nicht zu schreiben: es muss auf .csv, .png, .svg oder .pdf enden</translation>
    </message>
    <message>
        <source>Statistics: %1</source>
        <translation>Statistik: %1</translation>
    </message>
    <message>
        <source>%1 · seed %2 · %3 · as of %4</source>
        <translation>%1 · Seed %2 · %3 · Stand %4</translation>
    </message>
</context>
<context>
    <name>curbside::ChipListPanel</name>
    <message>
        <source>Filters of %1</source>
        <translation>Filter von %1</translation>
    </message>
</context>
<context>
    <name>curbside::Chosen</name>
    <message>
        <source>Act on them</source>
        <translation>Mit ihnen tun</translation>
    </message>
    <message>
        <source>Act on the chosen rows</source>
        <translation>Mit den gewählten Zeilen tun</translation>
    </message>
    <message>
        <source>What can be done to the chosen rows; a preview says what will happen to each</source>
        <translation>Was sich mit den gewählten Zeilen tun lässt; eine Vorschau sagt, was mit jeder geschieht</translation>
    </message>
    <message>
        <source>Nothing can be done to these</source>
        <translation>Mit diesen lässt sich nichts tun</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 gewählt</translation>
    </message>
</context>
<context>
    <name>curbside::ChosenSaga</name>
    <message>
        <source>Deliveries answered %1</source>
        <translation>Deliveries hat mit %1 geantwortet</translation>
    </message>
</context>
<context>
    <name>curbside::CleanUpDialog</name>
    <message>
        <source>Rows that name nothing</source>
        <translation>Zeilen, die nichts benennen</translation>
    </message>
    <message>
        <source>Clean up references</source>
        <translation>Verweise aufräumen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Does what the list says, at each of the services; can be undone</source>
        <translation>Tut bei jedem der Dienste, was die Liste sagt; lässt sich zurücknehmen</translation>
    </message>
    <message>
        <source>Gives back what was taken, where nothing has changed it since</source>
        <translation>Gibt zurück, was genommen wurde, wo es seither niemand geändert hat</translation>
    </message>
    <message>
        <source>Platform time stands still: the run goes on when it does.</source>
        <translation>Die Plattformzeit steht still: der Lauf geht weiter, wenn sie weitergeht.</translation>
    </message>
    <message>
        <source>The services ask the owners of what they name…</source>
        <translation>Die Dienste fragen die Eigner dessen, was sie benennen…</translation>
    </message>
    <message>
        <source>Nothing dangles.</source>
        <translation>Nichts zeigt ins Leere.</translation>
    </message>
    <message>
        <source>Would be settled: %1. Nothing has been changed.</source>
        <translation>Würden bereinigt: %1. Geändert wurde nichts.</translation>
    </message>
    <message>
        <source>Settled: %1.</source>
        <translation>Bereinigt: %1.</translation>
    </message>
    <message>
        <source>Given back: %1 of %2.</source>
        <translation>Zurückgegeben: %1 von %2.</translation>
    </message>
    <message>
        <source>Too new to be judged, changed within the last hour: %1.</source>
        <translation>Zu neu für ein Urteil, in der letzten Stunde geändert: %1.</translation>
    </message>
    <message>
        <source>Left to a person, since the row cannot do without: %1.</source>
        <translation>Einem Menschen überlassen, weil die Zeile nicht ohne kann: %1.</translation>
    </message>
    <message>
        <source>Every reference names something.</source>
        <translation>Jeder Verweis benennt etwas.</translation>
    </message>
    <message>
        <source>&amp;Apply (%1)</source>
        <translation>&amp;Anwenden (%1)</translation>
    </message>
</context>
<context>
    <name>curbside::CleanUps</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>curbside::CodeEdit</name>
    <message>
        <source>Words that may stand here</source>
        <translation>Wörter, die hier stehen können</translation>
    </message>
</context>
<context>
    <name>curbside::ColourRules</name>
    <message>
        <source>Given up or lost</source>
        <translation>Aufgegeben oder verloren</translation>
    </message>
    <message>
        <source>Jammed lid</source>
        <translation>Klemmende Klappe</translation>
    </message>
    <message>
        <source>Failed or cancelled</source>
        <translation>Gescheitert oder abgebrochen</translation>
    </message>
    <message>
        <source>Lid moved</source>
        <translation>Klappe bewegt</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation>Status geändert</translation>
    </message>
</context>
<context>
    <name>curbside::ColourRulesDialog</name>
    <message>
        <source>In &amp;force</source>
        <translation>In &amp;Kraft</translation>
    </message>
    <message>
        <source>Colours of the traffic</source>
        <translation>Farben des Verkehrs</translation>
    </message>
    <message>
        <source>The first rule that an entry matches gives it its colour and mark. What is changed here is in force at once and kept.</source>
        <translation>Die erste Regel, die auf einen Eintrag zutrifft, gibt ihm Farbe und Zeichen. Was hier geändert wird, gilt sofort und bleibt.</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Wie am Anfang</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Rules, in their order</source>
        <translation>Regeln in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>&amp;Aufwärts</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>A&amp;bwärts</translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation>Name der Regel</translation>
    </message>
    <message>
        <source>Filter of the rule</source>
        <translation>Filter der Regel</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation>Fi&amp;lter</translation>
    </message>
    <message>
        <source>&amp;Colour and mark</source>
        <translation>Fa&amp;rbe und Zeichen</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Tätig</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Ruhend</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Haken</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Pfeil</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Dotted ring</source>
        <translation>Gepunkteter Ring</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>Dreieck</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>Kreuz</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source> (not in force)</source>
        <translation> (nicht in Kraft)</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Neue Regel</translation>
    </message>
    <message>
        <source>&amp;Raises an alert</source>
        <translation>&amp;Meldet einen Alarm</translation>
    </message>
    <message>
        <source>An entry that matches is told as an alert, which ends when there is none for five minutes</source>
        <translation>Ein Eintrag, der passt, wird als Alarm gemeldet; er endet, wenn fünf Minuten lang keiner kommt</translation>
    </message>
    <message>
        <source> (alert)</source>
        <translation> (Alarm)</translation>
    </message>
</context>
<context>
    <name>curbside::ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns of the traffic</source>
        <translation>Spalten des Verkehrs</translation>
    </message>
    <message>
        <source>Choose columns, also any value of the payloads</source>
        <translation>Spalten wählen, auch jeden Wert aus den Nutzdaten</translation>
    </message>
    <message>
        <source>&amp;Add a column…</source>
        <translation>Spalte &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>As at &amp;first</source>
        <translation>Wie am &amp;Anfang</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>What it &amp;shows, such as data.kind, or any expression of the filters&apos; language</source>
        <translation>Was sie &amp;zeigt, etwa data.kind, oder ein beliebiger Ausdruck der Filtersprache</translation>
    </message>
    <message>
        <source>What the column shows</source>
        <translation>Was die Spalte zeigt</translation>
    </message>
</context>
<context>
    <name>curbside::Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Selection</source>
        <translation>&amp;Auswahl</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>curbside::ComparisonPanel</name>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>only there</source>
        <translation>nur dort</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>This capture ends there; the other one goes on.</source>
        <translation>Dieser Mitschnitt endet dort; der andere geht weiter.</translation>
    </message>
    <message>
        <source>The other capture ends there; this one goes on.</source>
        <translation>Der andere Mitschnitt endet dort; dieser geht weiter.</translation>
    </message>
    <message>
        <source>The next record of each:</source>
        <translation>Der nächste Eintrag von beiden:</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Dort</translation>
    </message>
    <message>
        <source>Fields of the two records</source>
        <translation>Felder der beiden Einträge</translation>
    </message>
    <message>
        <source>“Compare with…” shows here where this capture and another one first part.</source>
        <translation>„Vergleichen mit…“ zeigt hier, wo sich dieser Mitschnitt und ein anderer zuerst unterscheiden.</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>In der Liste zeigen</translation>
    </message>
    <message>
        <source>Choose the record at which the two part</source>
        <translation>Den Eintrag wählen, an dem sich die beiden unterscheiden</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>The two captures are the same: %1 records, lines of log not counted.</source>
        <translation>Die beiden Mitschnitte sind gleich: %1 Einträge, ohne Logzeilen.</translation>
    </message>
    <message>
        <source>The first %1 records are the same, lines of log not counted.</source>
        <translation>Die ersten %1 Einträge sind gleich, ohne Logzeilen.</translation>
    </message>
</context>
<context>
    <name>curbside::ConsistencyColumns</name>
    <message>
        <source>not comparable: %1</source>
        <translation>nicht vergleichbar: %1</translation>
    </message>
    <message>
        <source>%1 diverged</source>
        <translation>%1 abweichend</translation>
    </message>
    <message>
        <source>%1 lagging</source>
        <translation>%1 im Rückstand</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>stimmt überein</translation>
    </message>
    <message>
        <source>newest %1</source>
        <translation>neueste %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>gescheitert: %1</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>would %1</source>
        <translation>würde %1</translation>
    </message>
    <message>
        <source>too new to be judged</source>
        <translation>zu neu für ein Urteil</translation>
    </message>
    <message>
        <source>asking the owner</source>
        <translation>fragt den Eigner</translation>
    </message>
    <message>
        <source>names %1 now</source>
        <translation>benennt jetzt %1</translation>
    </message>
    <message>
        <source>names nothing now</source>
        <translation>benennt jetzt nichts</translation>
    </message>
    <message>
        <source>left to a person</source>
        <translation>einem Menschen überlassen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Gehalten von</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Owner says</source>
        <translation>Eigner sagt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Verweis</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Dangling</source>
        <translation>Ins Leere</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Ältester</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Benennt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>A clean-up would</source>
        <translation>Aufräumen würde</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>in earnest</source>
        <translation>im Ernst</translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation>Erfragt</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>curbside::ConsistencyWatch</name>
    <message>
        <source>answered %1</source>
        <translation>antwortete %1</translation>
    </message>
</context>
<context>
    <name>curbside::ConsistencyWords</name>
    <message>
        <source>an event about it is on its way</source>
        <translation>ein Ereignis dazu ist unterwegs</translation>
    </message>
    <message>
        <source>its event is parked and will be tried again</source>
        <translation>sein Ereignis ist geparkt und wird noch einmal versucht</translation>
    </message>
    <message>
        <source>its event is parked and will be tried again: %1</source>
        <translation>sein Ereignis ist geparkt und wird noch einmal versucht: %1</translation>
    </message>
    <message>
        <source>its event was given up: %1</source>
        <translation>sein Ereignis wurde aufgegeben: %1</translation>
    </message>
    <message>
        <source>no event about it is on its way: it will not mend by itself</source>
        <translation>kein Ereignis dazu ist unterwegs: von selbst wird es nicht richtig</translation>
    </message>
    <message>
        <source>%1 had it: it was removed past the service</source>
        <translation>%1 hatte es: es wurde am Dienst vorbei entfernt</translation>
    </message>
    <message>
        <source>new: the news may still be on its way to %1</source>
        <translation>neu: die Nachricht kann noch unterwegs zu %1 sein</translation>
    </message>
    <message>
        <source>%1 never had it</source>
        <translation>%1 hatte es nie</translation>
    </message>
    <message>
        <source>%1 does not know it</source>
        <translation>%1 kennt es nicht</translation>
    </message>
    <message>
        <source>wait until it is an hour old</source>
        <translation>warten, bis es eine Stunde alt ist</translation>
    </message>
    <message>
        <source>ask the owner what it ought to name</source>
        <translation>den Eigner fragen, was es benennen soll</translation>
    </message>
    <message>
        <source>let it name nothing</source>
        <translation>es nichts mehr benennen lassen</translation>
    </message>
    <message>
        <source>leave it to a person</source>
        <translation>es einem Menschen überlassen</translation>
    </message>
</context>
<context>
    <name>curbside::Console</name>
    <message>
        <source>%1: is the workspace that is open here: choose another one</source>
        <translation>%1: ist der Arbeitsordner, der hier offen ist: einen anderen wählen</translation>
    </message>
    <message>
        <source>The other workspace could not be opened, so this one goes on. %1</source>
        <translation>Der andere Arbeitsordner ließ sich nicht öffnen, deshalb läuft dieser weiter. %1</translation>
    </message>
</context>
<context>
    <name>curbside::ContactCard</name>
    <message>
        <source>What there is to say</source>
        <translation>Was zu sagen ist</translation>
    </message>
    <message>
        <source>In the simulation nobody is called. This is what you would have before you.</source>
        <translation>In der Simulation wird niemand angerufen. Das hätte man dann vor sich.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>This delivery is not known here any more.</source>
        <translation>Diese Lieferung ist hier nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>Händler</translation>
    </message>
    <message>
        <source>Customer of %1</source>
        <translation>Kunde von %1</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Merchant, who loads the robot</source>
        <translation>Händler, der den Roboter belädt</translation>
    </message>
    <message>
        <source>Customer, who unloads it</source>
        <translation>Kunde, der ihn entlädt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Ordered from</source>
        <translation>Bestellt bei</translation>
    </message>
    <message>
        <source>%1 is %2, promised for %3.</source>
        <translation>%1 ist %2, versprochen für %3.</translation>
    </message>
    <message>
        <source>Robot %1 is at %2; its lid is %3.</source>
        <translation>Roboter %1 ist bei %2; sein Deckel ist %3.</translation>
    </message>
    <message>
        <source>No robot is on it yet.</source>
        <translation>Noch ist kein Roboter daran.</translation>
    </message>
    <message>
        <source>To be ready at %1.</source>
        <translation>Soll um %1 fertig sein.</translation>
    </message>
    <message>
        <source>%1 (the partner&apos;s %2)</source>
        <translation>%1 (beim Partner %2)</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Ansprechen</translation>
    </message>
</context>
<context>
    <name>curbside::CopiesPanel</name>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copies against their source</source>
        <translation>Kopien gegen ihre Quelle</translation>
    </message>
    <message>
        <source>Rows whose copy differs</source>
        <translation>Zeilen, deren Kopie abweicht</translation>
    </message>
    <message>
        <source>Waiting for what the services say of their copies…</source>
        <translation>Wartet darauf, was die Dienste von ihren Kopien sagen…</translation>
    </message>
    <message>
        <source>against their source</source>
        <translation>gegen ihre Quelle</translation>
    </message>
    <message>
        <source>all as their source</source>
        <translation>alle wie ihre Quelle</translation>
    </message>
    <message>
        <source>%1 lagging</source>
        <translation>%1 im Rückstand</translation>
    </message>
    <message>
        <source>%1 lagging, %2 diverged</source>
        <translation>%1 im Rückstand, %2 abweichend</translation>
    </message>
    <message>
        <source>Of each copy the first 200 rows that differ are listed.</source>
        <translation>Von jeder Kopie sind die ersten 200 abweichenden Zeilen aufgeführt.</translation>
    </message>
    <message>
        <source>Every row of this copy agrees.</source>
        <translation>Jede Zeile dieser Kopie stimmt überein.</translation>
    </message>
</context>
<context>
    <name>curbside::Data</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>curbside::DatabaseFacts</name>
    <message>
        <source>it answered %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>it is not filled yet</source>
        <translation>noch nicht gefüllt</translation>
    </message>
</context>
<context>
    <name>curbside::DatabasesPanel</name>
    <message>
        <source>Warehouse</source>
        <translation>Warehouse</translation>
    </message>
    <message>
        <source>%1, replica</source>
        <translation>%1, Replik</translation>
    </message>
    <message>
        <source>changed from outside</source>
        <translation>von außen geändert</translation>
    </message>
    <message>
        <source>not in order: %1</source>
        <translation>nicht in Ordnung: %1</translation>
    </message>
    <message>
        <source>works</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>lags</source>
        <translation>hängt nach</translation>
    </message>
    <message>
        <source>follows</source>
        <translation>folgt</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>auf dem Stand</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>Datenbanken</translation>
    </message>
    <message>
        <source>Try the &amp;wall…</source>
        <translation>Die &amp;Mauer erproben …</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Asking the services for their databases…</source>
        <translation>Die Dienste werden nach ihren Datenbanken gefragt …</translation>
    </message>
    <message>
        <source>About the chosen database</source>
        <translation>Über die gewählte Datenbank</translation>
    </message>
    <message>
        <source>Lets a service reach for a neighbour&apos;s database, and shows what stops it</source>
        <translation>Lässt einen Dienst nach der Datenbank eines Nachbarn greifen und zeigt, was ihn aufhält</translation>
    </message>
    <message>
        <source>%1 together</source>
        <translation>zusammen %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 row changes taken over</source>
        <translation>%1 Zeilenänderungen übernommen</translation>
    </message>
    <message>
        <source>row change %1</source>
        <translation>Zeilenänderung %1</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>its replica is %1 behind</source>
        <translation>ihre Replik ist %1 zurück</translation>
    </message>
</context>
<context>
    <name>curbside::DeliveriesPanel</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>Noch nicht beendet</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Promised for a time that has passed</source>
        <translation>Für eine Zeit versprochen, die vorbei ist</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Ohne Roboter</translation>
    </message>
    <message>
        <source>Open, and no robot yet</source>
        <translation>Offen und noch ohne Roboter</translation>
    </message>
    <message>
        <source>Lid trouble</source>
        <translation>Deckelärger</translation>
    </message>
    <message>
        <source>Open, and its robot&apos;s lid is jammed</source>
        <translation>Offen, und der Deckel des Roboters klemmt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Given up; can be tried again</source>
        <translation>Aufgegeben; kann noch einmal versucht werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every delivery, also those that have ended</source>
        <translation>Jede Lieferung, auch die beendeten</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Lieferungen</translation>
    </message>
    <message>
        <source>No deliveries yet. They appear as partners place orders.</source>
        <translation>Noch keine Lieferungen. Sie erscheinen, wenn Partner bestellen.</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tafel</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Late, or will be, or promised within five minutes</source>
        <translation>Verspätet, oder wird es sein, oder in den nächsten fünf Minuten versprochen</translation>
    </message>
</context>
<context>
    <name>curbside::DeliveryBoard</name>
    <message>
        <source>Deliveries as a board</source>
        <translation>Lieferungen als Tafel</translation>
    </message>
    <message>
        <source>promised %1</source>
        <translation>versprochen %1</translation>
    </message>
    <message>
        <source>%1 0</source>
        <translation>%1 0</translation>
    </message>
    <message>
        <source>no robot yet</source>
        <translation>noch kein Roboter</translation>
    </message>
</context>
<context>
    <name>curbside::DeliveryColumns</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>Von → nach</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>To promise</source>
        <translation>Bis zur Zusage</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Vers.</translation>
    </message>
</context>
<context>
    <name>curbside::DeliveryLife</name>
    <message>
        <source>Demand noted for planning</source>
        <translation>Bedarf zur Planung notiert</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Trip planned</source>
        <translation>Fahrt geplant</translation>
    </message>
    <message>
        <source>Trip planned: %1</source>
        <translation>Fahrt geplant: %1</translation>
    </message>
    <message>
        <source>Pickup and drop-off tasks</source>
        <translation>Aufgaben zum Abholen und Zustellen</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>%1 %2 begun</source>
        <translation>%1 %2 begonnen</translation>
    </message>
    <message>
        <source>%1 %2 completed</source>
        <translation>%1 %2 erledigt</translation>
    </message>
    <message>
        <source>%1 %2 failed: %3</source>
        <translation>%1 %2 gescheitert: %3</translation>
    </message>
    <message>
        <source>%1 %2 cancelled</source>
        <translation>%1 %2 abgesagt</translation>
    </message>
    <message>
        <source>Lid %1, by %2</source>
        <translation>Deckel %1, durch %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Delivered, %1 min early</source>
        <translation>Zugestellt, %1 min zu früh</translation>
    </message>
    <message>
        <source>Delivered, %1 min late</source>
        <translation>Zugestellt, %1 min zu spät</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Deliveries</translation>
    </message>
    <message>
        <source>Arrives, %1 min early</source>
        <translation>Kommt an, %1 min zu früh</translation>
    </message>
    <message>
        <source>Arrives, %1 min late</source>
        <translation>Kommt an, %1 min zu spät</translation>
    </message>
    <message>
        <source>as planned</source>
        <translation>wie geplant</translation>
    </message>
    <message>
        <source>Created, promised %1</source>
        <translation>Angelegt, versprochen %1</translation>
    </message>
    <message>
        <source>Attempt failed: %1</source>
        <translation>Versuch gescheitert: %1</translation>
    </message>
    <message>
        <source>Does not answer: what it knows of this is not shown</source>
        <translation>Antwortet nicht: was er davon weiß, wird nicht gezeigt</translation>
    </message>
</context>
<context>
    <name>curbside::Diagram</name>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
</context>
<context>
    <name>curbside::DiagramPanel</name>
    <message>
        <source>Entities across services</source>
        <translation>Entitäten aller Dienste</translation>
    </message>
    <message>
        <source>solid: enforced inside a service, dashed: references across</source>
        <translation>durchgezogen: im Dienst erzwungen, gestrichelt: Verweise zwischen Diensten</translation>
    </message>
    <message>
        <source>The diagram is drawn as soon as the services have described their tables.</source>
        <translation>Das Diagramm wird gezeichnet, sobald die Dienste ihre Tabellen beschrieben haben.</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>Shows every column, not only keys and references</source>
        <translation>Zeigt jede Spalte, nicht nur Schlüssel und Verweise</translation>
    </message>
    <message>
        <source>Show all of the diagram</source>
        <translation>Das ganze Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show all of the diagram (Home)</source>
        <translation>Das ganze Diagramm zeigen (Pos1)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the diagram</source>
        <translation>Das Diagramm exportieren</translation>
    </message>
    <message>
        <source>Saves or copies the whole diagram</source>
        <translation>Speichert oder kopiert das ganze Diagramm</translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation>Als &amp;SVG speichern …</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation>Als &amp;PNG speichern …</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>Das Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Save the diagram</source>
        <translation>Das Diagramm speichern</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>entitaeten</translation>
    </message>
    <message>
        <source>saved as %1</source>
        <translation>gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: choose another folder</source>
        <translation>%1 lässt sich nicht schreiben: einen anderen Ordner wählen</translation>
    </message>
</context>
<context>
    <name>curbside::DiagramView</name>
    <message>
        <source>Entities across services</source>
        <translation>Entitäten aller Dienste</translation>
    </message>
    <message>
        <source>No table is chosen</source>
        <translation>Keine Tabelle ist gewählt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 durch %2</translation>
    </message>
    <message>
        <source>refers to %1</source>
        <translation>verweist auf %1</translation>
    </message>
    <message>
        <source>is referred to from %1</source>
        <translation>auf sie verweisen %1</translation>
    </message>
</context>
<context>
    <name>curbside::EmbeddedLink</name>
    <message>
        <source>%1 has passed: the workspace %2 stands at %3; name a later time or another workspace</source>
        <translation>%1 ist vorbei: der Arbeitsordner %2 steht bei %3; eine spätere Zeit oder einen anderen Arbeitsordner nennen</translation>
    </message>
    <message>
        <source>Other programs cannot reach this platform: %1 To let them in, end the program that has it, and start this one again.</source>
        <translation>Andere Programme erreichen diese Plattform nicht: %1 Beenden Sie dazu das Programm, das ihn hat, und starten Sie dieses neu.</translation>
    </message>
</context>
<context>
    <name>curbside::Entities</name>
    <message>
        <source>%1, %2 m</source>
        <translation>%1, %2 m</translation>
    </message>
</context>
<context>
    <name>curbside::EntityActions</name>
    <message>
        <source>Call &amp;operator</source>
        <translation>&amp;Bediener rufen</translation>
    </message>
    <message>
        <source>&amp;Retry delivery</source>
        <translation>Lieferung noch einmal &amp;versuchen</translation>
    </message>
    <message>
        <source>&amp;Cancel delivery…</source>
        <translation>Lieferung &amp;absagen…</translation>
    </message>
    <message>
        <source>Cancel delivery</source>
        <translation>Lieferung absagen</translation>
    </message>
    <message>
        <source>Cancel %1? Its demand and tasks are cancelled too; this cannot be undone.</source>
        <translation>%1 absagen? Bedarf und Aufgaben werden mit abgesagt; das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Customer asked</source>
        <translation>Der Kunde bat darum</translation>
    </message>
    <message>
        <source>Merchant closed</source>
        <translation>Der Händler hat geschlossen</translation>
    </message>
    <message>
        <source>Ordered twice</source>
        <translation>Doppelt bestellt</translation>
    </message>
    <message>
        <source>&amp;Fail task…</source>
        <translation>Aufgabe als &amp;gescheitert beenden…</translation>
    </message>
    <message>
        <source>Fail task</source>
        <translation>Aufgabe scheitern lassen</translation>
    </message>
    <message>
        <source>End this task as failed? Its delivery is tried again, as far as it may be.</source>
        <translation>Diese Aufgabe als gescheitert beenden? Ihre Lieferung wird noch einmal versucht, soweit das geht.</translation>
    </message>
    <message>
        <source>Way is blocked</source>
        <translation>Der Weg ist versperrt</translation>
    </message>
    <message>
        <source>Goods damaged</source>
        <translation>Ware beschädigt</translation>
    </message>
    <message>
        <source>Cancel &amp;task…</source>
        <translation>A&amp;ufgabe absagen…</translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation>Aufgabe absagen</translation>
    </message>
    <message>
        <source>Cancel this task? The robot skips its stop.</source>
        <translation>Diese Aufgabe absagen? Der Roboter lässt ihren Halt aus.</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>Nicht mehr nötig</translation>
    </message>
    <message>
        <source>Made by mistake</source>
        <translation>Aus Versehen angelegt</translation>
    </message>
    <message>
        <source>&amp;Hold robot…</source>
        <translation>Roboter an&amp;halten…</translation>
    </message>
    <message>
        <source>Re&amp;lease robot</source>
        <translation>Roboter &amp;freigeben</translation>
    </message>
    <message>
        <source>Open li&amp;d…</source>
        <translation>&amp;Deckel öffnen…</translation>
    </message>
    <message>
        <source>Close lid…</source>
        <translation>Deckel schließen…</translation>
    </message>
    <message>
        <source>Take o&amp;ut of service…</source>
        <translation>A&amp;ußer Dienst nehmen…</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Außer Dienst nehmen</translation>
    </message>
    <message>
        <source>Take %1 out of service? It gets no new work.</source>
        <translation>%1 außer Dienst nehmen? Neue Arbeit bekommt er dann nicht.</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Reinigung</translation>
    </message>
    <message>
        <source>Put in &amp;service</source>
        <translation>&amp;In Dienst stellen</translation>
    </message>
    <message>
        <source>Hold robot</source>
        <translation>Roboter anhalten</translation>
    </message>
    <message>
        <source>Something looks wrong</source>
        <translation>Etwas sieht falsch aus</translation>
    </message>
    <message>
        <source>Person in the way</source>
        <translation>Jemand steht im Weg</translation>
    </message>
    <message>
        <source>Police or fire brigade</source>
        <translation>Polizei oder Feuerwehr</translation>
    </message>
    <message>
        <source>Open the lid of %1?</source>
        <translation>Den Deckel von %1 öffnen?</translation>
    </message>
    <message>
        <source>Close the lid of %1?</source>
        <translation>Den Deckel von %1 schließen?</translation>
    </message>
    <message>
        <source>It is driving: what it carries can be reached by anyone.</source>
        <translation>Er fährt: jeder kann an das, was er trägt.</translation>
    </message>
    <message>
        <source>Open lid</source>
        <translation>Deckel öffnen</translation>
    </message>
    <message>
        <source>Close lid</source>
        <translation>Deckel schließen</translation>
    </message>
    <message>
        <source>Customer cannot open it</source>
        <translation>Der Kunde bekommt ihn nicht auf</translation>
    </message>
    <message>
        <source>Merchant cannot open it</source>
        <translation>Der Händler bekommt ihn nicht auf</translation>
    </message>
    <message>
        <source>%1: under way</source>
        <translation>%1: unterwegs</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: getan</translation>
    </message>
    <message>
        <source>%1 was refused: %2</source>
        <translation>%1 wurde abgelehnt: %2</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)…</source>
        <translation>%1 (%2 von %3)…</translation>
    </message>
    <message>
        <source>%1 cannot be assigned: %2</source>
        <translation>%1 lässt sich nicht zuteilen: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>no robot is on it</source>
        <translation>kein Roboter ist daran</translation>
    </message>
    <message>
        <source>the same robot as above</source>
        <translation>derselbe Roboter wie oben</translation>
    </message>
    <message>
        <source>the platform answered %1</source>
        <translation>die Plattform antwortete %1</translation>
    </message>
    <message>
        <source>it is not known here</source>
        <translation>hier nicht bekannt</translation>
    </message>
    <message>
        <source>it is %1</source>
        <translation>ist %1</translation>
    </message>
    <message>
        <source>the goods are aboard</source>
        <translation>die Ware ist an Bord</translation>
    </message>
    <message>
        <source>&amp;Why is it not assigned?…</source>
        <translation>&amp;Warum ist sie nicht zugeteilt?…</translation>
    </message>
    <message>
        <source>it is not waiting</source>
        <translation>sie wartet nicht</translation>
    </message>
    <message>
        <source>there are no operators</source>
        <translation>es gibt keine Bediener</translation>
    </message>
    <message>
        <source>Assign to operator</source>
        <translation>Einem Bediener zuteilen</translation>
    </message>
    <message>
        <source>Who looks after %1?</source>
        <translation>Wer kümmert sich um %1?</translation>
    </message>
    <message>
        <source>&amp;Operator</source>
        <translation>&amp;Bediener</translation>
    </message>
    <message>
        <source>%1 (not on shift)</source>
        <translation>%1 (nicht in der Schicht)</translation>
    </message>
    <message>
        <source>&amp;Assign to operator…</source>
        <translation>Einem Bediener &amp;zuteilen…</translation>
    </message>
    <message>
        <source>it is held already</source>
        <translation>er ist schon angehalten</translation>
    </message>
    <message>
        <source>it is not held</source>
        <translation>er ist nicht angehalten</translation>
    </message>
    <message>
        <source>it is out of service already</source>
        <translation>er ist schon außer Dienst</translation>
    </message>
    <message>
        <source>it is in service</source>
        <translation>er ist im Dienst</translation>
    </message>
    <message>
        <source>it is open already</source>
        <translation>er ist schon offen</translation>
    </message>
    <message>
        <source>it is not open</source>
        <translation>er ist nicht offen</translation>
    </message>
    <message>
        <source>Reassign ro&amp;bot…</source>
        <translation>Anderer Ro&amp;boter…</translation>
    </message>
    <message>
        <source>Co&amp;ntact…</source>
        <translation>A&amp;nsprechen…</translation>
    </message>
    <message>
        <source>Cancel %1? The goods are aboard: the robot brings them back to the merchant. This cannot be undone.</source>
        <translation>%1 stornieren? Die Ware ist an Bord: Der Roboter bringt sie zum Händler zurück. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>%1: not possible for %2, because %3</source>
        <translation>%1: nicht möglich für %2, weil: %3</translation>
    </message>
    <message>
        <source>one was called already (%1)</source>
        <translation>es wurde schon jemand gerufen (%1)</translation>
    </message>
    <message>
        <source>Left open</source>
        <translation>Offen gelassen</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>Versehentlich geöffnet</translation>
    </message>
    <message>
        <source>To drive on</source>
        <translation>Zum Weiterfahren</translation>
    </message>
    <message>
        <source>%1, open tasks: %2</source>
        <translation>%1, offene Aufgaben: %2</translation>
    </message>
    <message>
        <source>Hold %1? It stands where it is, and gets no new work, until it is released.</source>
        <translation>%1 anhalten? Er bleibt stehen, wo er ist, und bekommt keine neue Arbeit, bis er freigegeben wird.</translation>
    </message>
</context>
<context>
    <name>curbside::EntityFeed</name>
    <message>
        <source>%1 answered %2: %3</source>
        <translation>%1 antwortete %2: %3</translation>
    </message>
    <message>
        <source>no JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message>
        <source>not read since %1: %2</source>
        <translation>nicht gelesen seit %1: %2</translation>
    </message>
</context>
<context>
    <name>curbside::EventActions</name>
    <message>
        <source>&amp;Break before events like this</source>
        <translation>Vor solchen Ereignissen &amp;halten</translation>
    </message>
    <message>
        <source>&amp;Publish again…</source>
        <translation>Noch einmal &amp;veröffentlichen…</translation>
    </message>
</context>
<context>
    <name>curbside::Events</name>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
</context>
<context>
    <name>curbside::ExpertPanel</name>
    <message>
        <source>Never handled</source>
        <translation>Nie verarbeitet</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Lost on the way</source>
        <translation>Unterwegs verloren</translation>
    </message>
    <message>
        <source>Tried again and again</source>
        <translation>Immer wieder versucht</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Außer der Reihe</translation>
    </message>
    <message>
        <source>Slow handler</source>
        <translation>Langsame Verarbeitung</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Spät</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Abnehmer</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlimmstes</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>A second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Figures by type and service</source>
        <translation>Zahlen nach Art und Dienst</translation>
    </message>
    <message>
        <source>What experts would notice, the worst first</source>
        <translation>Was Kundigen auffiele, das Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>How often, and how long from commit to handling, by type and service</source>
        <translation>Wie oft, und wie lange vom Festschreiben bis zur Verarbeitung, nach Art und Dienst</translation>
    </message>
    <message>
        <source>Nothing has been published yet.</source>
        <translation>Noch ist nichts veröffentlicht worden.</translation>
    </message>
    <message>
        <source>Nothing stands out. Events that are given up, lost, late, tried again and again or never handled appear here.</source>
        <translation>Nichts fällt auf. Hier erscheinen Events, die aufgegeben, verloren, spät, immer wieder versucht oder nie verarbeitet wurden.</translation>
    </message>
</context>
<context>
    <name>curbside::ExpressionEdit</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>curbside::FactList</name>
    <message>
        <source>Facts</source>
        <translation>Tatsachen</translation>
    </message>
    <message>
        <source>Choose it</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>curbside::FaultForm</name>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;An</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>T&amp;yp</translation>
    </message>
    <message>
        <source>for &amp;good</source>
        <translation>fü&amp;r immer</translation>
    </message>
    <message>
        <source>Make something go wrong</source>
        <translation>Etwas schiefgehen lassen</translation>
    </message>
    <message>
        <source>every one</source>
        <translation>jeder</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>jeder</translation>
    </message>
    <message>
        <source>every type</source>
        <translation>jeder Typ</translation>
    </message>
    <message>
        <source> % of them</source>
        <translation> % davon</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation>Wie &amp;oft</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>&amp;Delay</source>
        <translation>Ver&amp;zögerung</translation>
    </message>
    <message>
        <source> s from now</source>
        <translation> s ab jetzt</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>How &amp;long</source>
        <translation>Wie &amp;lange</translation>
    </message>
    <message>
        <source>&amp;Make it go wrong</source>
        <translation>&amp;Schiefgehen lassen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lieber nicht</translation>
    </message>
    <message>
        <source>The platform refused it: %1</source>
        <translation>Die Plattform hat abgelehnt: %1</translation>
    </message>
</context>
<context>
    <name>curbside::Faults</name>
    <message>
        <source>Event lost</source>
        <translation>Ereignis verloren</translation>
    </message>
    <message>
        <source>Event twice</source>
        <translation>Ereignis doppelt</translation>
    </message>
    <message>
        <source>Event late</source>
        <translation>Ereignis verspätet</translation>
    </message>
    <message>
        <source>Event overtaken</source>
        <translation>Ereignis überholt</translation>
    </message>
    <message>
        <source>Service cut off</source>
        <translation>Dienst abgeschnitten</translation>
    </message>
    <message>
        <source>Call refused</source>
        <translation>Aufruf abgewiesen</translation>
    </message>
    <message>
        <source>Call not answered</source>
        <translation>Aufruf ohne Antwort</translation>
    </message>
    <message>
        <source>Handler fails</source>
        <translation>Behandlung scheitert</translation>
    </message>
    <message>
        <source>Crash before commit</source>
        <translation>Absturz vor dem Festschreiben</translation>
    </message>
    <message>
        <source>Crash before publishing</source>
        <translation>Absturz vor dem Versand</translation>
    </message>
    <message>
        <source>Crash before acknowledging</source>
        <translation>Absturz vor der Quittung</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>Platte voll</translation>
    </message>
    <message>
        <source>Call late</source>
        <translation>Aufruf verspätet</translation>
    </message>
    <message>
        <source>The event does not arrive.</source>
        <translation>Das Ereignis kommt nicht an.</translation>
    </message>
    <message>
        <source>The event arrives, and again up to the delay later.</source>
        <translation>Das Ereignis kommt an, und bis zur Verzögerung später noch einmal.</translation>
    </message>
    <message>
        <source>The event and all behind it arrive later by the delay.</source>
        <translation>Das Ereignis und alle dahinter kommen um die Verzögerung später an.</translation>
    </message>
    <message>
        <source>The event arrives up to the delay late; others overtake it.</source>
        <translation>Das Ereignis kommt bis zur Verzögerung später an; andere überholen es.</translation>
    </message>
    <message>
        <source>No event and no call reaches the service or leaves it.</source>
        <translation>Kein Ereignis und kein Aufruf erreicht den Dienst oder verlässt ihn.</translation>
    </message>
    <message>
        <source>The call does not arrive and is answered 503.</source>
        <translation>Der Aufruf kommt nicht an und wird mit 503 beantwortet.</translation>
    </message>
    <message>
        <source>The call neither arrives nor is answered.</source>
        <translation>Der Aufruf kommt nicht an und wird nicht beantwortet.</translation>
    </message>
    <message>
        <source>The handler of the event fails and changes nothing.</source>
        <translation>Die Behandlung des Ereignisses scheitert und ändert nichts.</translation>
    </message>
    <message>
        <source>Memory is lost, and the message&apos;s changes too.</source>
        <translation>Der Speicher geht verloren, und die Änderungen der Nachricht auch.</translation>
    </message>
    <message>
        <source>The changes are kept; nothing has left the service.</source>
        <translation>Die Änderungen bleiben; nichts hat den Dienst verlassen.</translation>
    </message>
    <message>
        <source>Events have left the service; its answer has not.</source>
        <translation>Ereignisse haben den Dienst verlassen, seine Antwort nicht.</translation>
    </message>
    <message>
        <source>The database cannot be written for the message.</source>
        <translation>Die Datenbank kann für die Nachricht nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>The call arrives later by the delay.</source>
        <translation>Der Aufruf kommt um die Verzögerung später an.</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>jeder</translation>
    </message>
    <message>
        <source>every service</source>
        <translation>jeder Dienst</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>curbside::FaultsPanel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>begins in %1</source>
        <translation>beginnt in %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>gilt</translation>
    </message>
    <message>
        <source>%1, %2 for a person</source>
        <translation>%1, %2 für einen Menschen</translation>
    </message>
    <message>
        <source>%1, %2 under way</source>
        <translation>%1, %2 unterwegs</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Made good</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>What made it good</source>
        <translation>Was es behoben hat</translation>
    </message>
    <message>
        <source>drawn, and not seen here yet</source>
        <translation>gezogen, hier noch nicht gesehen</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>not yet known</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>fetched from the outbox</source>
        <translation>aus dem Ausgang nachgeholt</translation>
    </message>
    <message>
        <source>recognised by the inbox</source>
        <translation>vom Eingang erkannt</translation>
    </message>
    <message>
        <source>waited for</source>
        <translation>abgewartet</translation>
    </message>
    <message>
        <source>handled at a later try</source>
        <translation>später doch behandelt</translation>
    </message>
    <message>
        <source>held back by the breaker, then handled</source>
        <translation>vom Schutzschalter gehalten, dann behandelt</translation>
    </message>
    <message>
        <source>called again with the same key</source>
        <translation>mit demselben Schlüssel wiederholt</translation>
    </message>
    <message>
        <source>asked or reported anew</source>
        <translation>neu gefragt oder gemeldet</translation>
    </message>
    <message>
        <source>undone by the saga</source>
        <translation>von der Saga rückgängig gemacht</translation>
    </message>
    <message>
        <source>the saga went another way</source>
        <translation>die Saga ging einen anderen Weg</translation>
    </message>
    <message>
        <source>went on after the restart</source>
        <translation>nach dem Neustart weitergegangen</translation>
    </message>
    <message>
        <source>waited for the disk</source>
        <translation>auf die Platte gewartet</translation>
    </message>
    <message>
        <source>taken over with a snapshot</source>
        <translation>mit einer Momentaufnahme übernommen</translation>
    </message>
    <message>
        <source>did no harm</source>
        <translation>ohne Schaden</translation>
    </message>
    <message>
        <source>dead letter, for a person</source>
        <translation>unzustellbar, für einen Menschen</translation>
    </message>
    <message>
        <source>settled by a person</source>
        <translation>von einem Menschen erledigt</translation>
    </message>
    <message>
        <source>nobody can tell: entries are missing</source>
        <translation>niemand weiß es: Einträge fehlen</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What is made to go wrong, where and how long</source>
        <translation>Was schiefgehen soll, wo und wie lange</translation>
    </message>
    <message>
        <source>Which mechanism made how many hits good</source>
        <translation>Welcher Mechanismus wie viele Treffer behoben hat</translation>
    </message>
    <message>
        <source>The platform refused it: %1</source>
        <translation>Die Plattform hat abgelehnt: %1</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>Built-in fault plans</source>
        <translation>Eingebaute Störungspläne</translation>
    </message>
    <message>
        <source>Posts all rules of a built-in plan, from now on</source>
        <translation>Lässt alle Regeln eines eingebauten Plans ab jetzt gelten</translation>
    </message>
    <message>
        <source>Nothing is made to go wrong. Make something fail, and see what makes it good again.</source>
        <translation>Nichts soll schiefgehen. Lassen Sie etwas scheitern und sehen Sie, was es wieder behebt.</translation>
    </message>
    <message>
        <source>Nothing has been hit yet.</source>
        <translation>Noch wurde nichts getroffen.</translation>
    </message>
    <message>
        <source>Make something go wrong…</source>
        <translation>Schiefgehen lassen…</translation>
    </message>
    <message>
        <source>Asks what, where, how often and how long</source>
        <translation>Fragt, was, wo, wie oft und wie lange</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>The chosen rule holds no longer</source>
        <translation>Die gewählte Regel gilt nicht länger</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Alle zurück</translation>
    </message>
    <message>
        <source>Nothing is made to go wrong any more</source>
        <translation>Nichts soll mehr schiefgehen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>in force: %1</source>
        <translation>in Kraft: %1</translation>
    </message>
</context>
<context>
    <name>curbside::FilterLine</name>
    <message>
        <source>Filter of the traffic</source>
        <translation>Filter des Verkehrs</translation>
    </message>
    <message>
        <source>Filter, such as  type LIKE &apos;%Lid%&apos; AND data.kind = &apos;Jammed&apos;</source>
        <translation>Filter, etwa  type LIKE &apos;%Lid%&apos; AND data.kind = &apos;Jammed&apos;</translation>
    </message>
    <message>
        <source>CloudEvents SQL; data. reaches into the payload. Ctrl+Space suggests, Up and Down walk through earlier filters, Return keeps this one there, Escape empties the line.</source>
        <translation>CloudEvents SQL; data. reicht in die Nutzdaten. Strg+Leertaste schlägt vor, Auf und Ab gehen durch frühere Filter, die Eingabetaste merkt diesen dort vor, Escape leert die Zeile.</translation>
    </message>
    <message>
        <source>Earlier filters</source>
        <translation>Frühere Filter</translation>
    </message>
    <message>
        <source>. In force: %1</source>
        <translation>. In Kraft: %1</translation>
    </message>
    <message>
        <source>No earlier filters</source>
        <translation>Keine früheren Filter</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>&amp;Vergessen</translation>
    </message>
</context>
<context>
    <name>curbside::FlowExport</name>
    <message>
        <source>%1 steps are too many for one picture: choose PDF or SVG</source>
        <translation>%1 Schritte sind zu viele für ein Bild: PDF oder SVG wählen</translation>
    </message>
    <message>
        <source>The picture cannot be made</source>
        <translation>Das Bild lässt sich nicht herstellen</translation>
    </message>
    <message>
        <source>There is nothing to be saved</source>
        <translation>Es gibt nichts zu speichern</translation>
    </message>
    <message>
        <source>%1 cannot be written: it has to end in .svg, .png, .pdf or .mmd</source>
        <translation>%1 ist nicht zu schreiben: die Datei muss auf .svg, .png, .pdf oder .mmd enden</translation>
    </message>
</context>
<context>
    <name>curbside::FlowWords</name>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>handled at attempt %1</source>
        <translation>verarbeitet beim %1. Versuch</translation>
    </message>
    <message>
        <source>handled</source>
        <translation>verarbeitet</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>parked again (%1)</source>
        <translation>wieder geparkt (%1)</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>geparkt</translation>
    </message>
    <message>
        <source>dead letter</source>
        <translation>unzustellbar</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>called again (%1)</source>
        <translation>wieder aufgerufen (%1)</translation>
    </message>
    <message>
        <source>called</source>
        <translation>aufgerufen</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>handled twice</source>
        <translation>zweimal verarbeitet</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, late</source>
        <translation>%1, spät</translation>
    </message>
    <message>
        <source>%1, out of order</source>
        <translation>%1, außer der Reihe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1; on the critical path</source>
        <translation>%1; auf dem kritischen Pfad</translation>
    </message>
    <message>
        <source>%1; %2 causes</source>
        <translation>%1; %2 Ursachen</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
    <message>
        <source>%1 after what led to it</source>
        <translation>%1 nach dem, was dazu führte</translation>
    </message>
    <message>
        <source>Type: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <translation>Gegenstand: %1</translation>
    </message>
    <message>
        <source>Message: %1</source>
        <translation>Nachricht: %1</translation>
    </message>
    <message>
        <source>Caused by: %1</source>
        <translation>Ursache: %1</translation>
    </message>
    <message>
        <source>Trace: %1</source>
        <translation>Spur: %1</translation>
    </message>
    <message>
        <source>What led to it is not kept.</source>
        <translation>Was dazu führte, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>%1 earlier ones no longer kept</source>
        <translation>%1 frühere nicht mehr da</translation>
    </message>
    <message>
        <source>no room for %1 more</source>
        <translation>kein Platz für %1 weitere</translation>
    </message>
</context>
<context>
    <name>curbside::Glossary</name>
    <message>
        <source>what a partner asked for, under the partner&apos;s own number; the entity partner_order</source>
        <translation>was ein Partner bestellt hat, unter dessen eigener Nummer; die Entität partner_order</translation>
    </message>
    <message>
        <source>a reference: the delivery was made for it</source>
        <translation>ein Verweis: für sie wurde die Lieferung angelegt</translation>
    </message>
    <message>
        <source>a reference, and a copy of its status, told to the partner</source>
        <translation>ein Verweis und eine Kopie ihres Stands, die dem Partner gemeldet wird</translation>
    </message>
    <message>
        <source>the promise to the customer; the entity</source>
        <translation>das Versprechen an den Kunden; die Entität</translation>
    </message>
    <message>
        <source>a reference</source>
        <translation>ein Verweis</translation>
    </message>
    <message>
        <source>one try to keep the promise, by one robot; the entity. After a failed one comes the next</source>
        <translation>ein Versuch, das Versprechen zu halten, durch einen Roboter; die Entität. Auf einen gescheiterten folgt der nächste</translation>
    </message>
    <message>
        <source>a reference: what a demand is for</source>
        <translation>ein Verweis: wofür ein Bedarf da ist</translation>
    </message>
    <message>
        <source>a reference: what a task is for</source>
        <translation>ein Verweis: wofür eine Aufgabe da ist</translation>
    </message>
    <message>
        <source>an id, kept to be cancelled</source>
        <translation>eine Kennung, aufbewahrt zum Absagen</translation>
    </message>
    <message>
        <source>a need to move something from here to there until then; the entity</source>
        <translation>der Bedarf, etwas bis dann von hier nach dort zu bringen; die Entität</translation>
    </message>
    <message>
        <source>an event that tells which robot comes</source>
        <translation>ein Ereignis, das sagt, welcher Roboter kommt</translation>
    </message>
    <message>
        <source>stops in driving order, for one robot; the entity</source>
        <translation>Halte in Fahrtreihenfolge, für einen Roboter; die Entität</translation>
    </message>
    <message>
        <source>a reference on tasks</source>
        <translation>ein Verweis an Aufgaben</translation>
    </message>
    <message>
        <source>a status to show: a copy, and the id of the one under way</source>
        <translation>ein Stand zum Anzeigen: eine Kopie, und die Kennung der laufenden</translation>
    </message>
    <message>
        <source>news that moves a trip or a demand on</source>
        <translation>eine Nachricht, die eine Fahrt oder einen Bedarf weiterbringt</translation>
    </message>
    <message>
        <source>a piece of work for a robot or a person, from Pending to its end; the entity</source>
        <translation>ein Stück Arbeit für einen Roboter oder Menschen, von Pending bis zum Ende; die Entität</translation>
    </message>
    <message>
        <source>an id: what the robot is doing just now, and what a lid event belongs to</source>
        <translation>eine Kennung: was der Roboter gerade tut, und wozu ein Deckelereignis gehört</translation>
    </message>
    <message>
        <source>a name: the driver name of an attempt</source>
        <translation>ein Name: der Fahrername eines Versuchs</translation>
    </message>
    <message>
        <source>something that can be planned for or not: place, battery, duty, free from when; robot_availability, its own copy</source>
        <translation>etwas, das sich einplanen lässt oder nicht: Ort, Akku, Dienst, frei ab wann; robot_availability, seine eigene Kopie</translation>
    </message>
    <message>
        <source>a machine that is registered, in service or held, with hours of duty; the entity</source>
        <translation>eine Maschine, die angemeldet ist, in Betrieb oder angehalten, mit Dienstzeiten; die Entität</translation>
    </message>
    <message>
        <source>where it is, how it is, what its lid does; the entity robot_state</source>
        <translation>wo er ist, wie es ihm geht, was sein Deckel tut; die Entität robot_state</translation>
    </message>
    <message>
        <source>who prepares goods, and where; the entity</source>
        <translation>wer Ware bereitstellt, und wo; die Entität</translation>
    </message>
    <message>
        <source>a reference, and where to pick up</source>
        <translation>ein Verweis, und wo abzuholen ist</translation>
    </message>
    <message>
        <source>a reference, to bundle orders of one place</source>
        <translation>ein Verweis, um Bestellungen eines Ortes zu bündeln</translation>
    </message>
    <message>
        <source>an actor at a lid</source>
        <translation>ein Handelnder an einem Deckel</translation>
    </message>
    <message>
        <source>a copy to show</source>
        <translation>eine Kopie zum Anzeigen</translation>
    </message>
    <message>
        <source>a reason for or against a robot</source>
        <translation>ein Grund für oder gegen einen Roboter</translation>
    </message>
    <message>
        <source>what completes a task</source>
        <translation>was eine Aufgabe abschließt</translation>
    </message>
    <message>
        <source>a state and a history of openings; the entity lid_event</source>
        <translation>ein Zustand und eine Geschichte der Öffnungen; die Entität lid_event</translation>
    </message>
    <message>
        <source>in service, not held, on duty, online, lid not jammed, battery at least 20 %</source>
        <translation>in Betrieb, nicht angehalten, im Dienst, online, Deckel nicht verklemmt, Akku mindestens 20 %</translation>
    </message>
    <message>
        <source>in service and not held</source>
        <translation>in Betrieb und nicht angehalten</translation>
    </message>
    <message>
        <source>what State says; the registered hours only bound a plan</source>
        <translation>was State sagt; die angemeldeten Zeiten begrenzen nur einen Plan</translation>
    </message>
    <message>
        <source>the hours that are registered</source>
        <translation>die angemeldeten Zeiten</translation>
    </message>
    <message>
        <source>what the robot says of itself</source>
        <translation>was der Roboter von sich sagt</translation>
    </message>
    <message>
        <source>an order whose delivery failed or was returned</source>
        <translation>eine Bestellung, deren Lieferung scheiterte oder zurückgebracht wurde</translation>
    </message>
    <message>
        <source>no attempt is left, or none can be made</source>
        <translation>kein Versuch ist übrig, oder keiner ist möglich</translation>
    </message>
    <message>
        <source>– (a demand is unplannable or aborted)</source>
        <translation>– (ein Bedarf ist unplanbar oder abgebrochen)</translation>
    </message>
    <message>
        <source>a task that could not be done, with a reason</source>
        <translation>eine Aufgabe, die nicht zu erledigen war, mit einem Grund</translation>
    </message>
    <message>
        <source>the partner does not want it any more</source>
        <translation>der Partner will sie nicht mehr</translation>
    </message>
    <message>
        <source>the promise is taken back, and what was begun is undone</source>
        <translation>das Versprechen ist zurückgenommen, und Begonnenes rückgängig gemacht</translation>
    </message>
    <message>
        <source>the need is gone</source>
        <translation>der Bedarf ist weggefallen</translation>
    </message>
    <message>
        <source>the work is not wanted any more</source>
        <translation>die Arbeit wird nicht mehr gewollt</translation>
    </message>
    <message>
        <source>a marketplace or a merchant&apos;s shop that asks for deliveries and wants to be told how they go.</source>
        <translation>ein Marktplatz oder der Laden eines Händlers, der Lieferungen bestellt und hören will, wie es um sie steht.</translation>
    </message>
    <message>
        <source>where goods are picked up. Belongs to one partner.</source>
        <translation>wo Ware abgeholt wird. Gehört zu einem Partner.</translation>
    </message>
    <message>
        <source>where goods are brought.</source>
        <translation>wohin Ware gebracht wird.</translation>
    </message>
    <message>
        <source>drives on the sidewalk, has one compartment with a lid. Known by its serial, and by its name, the driver name.</source>
        <translation>fährt auf dem Gehweg, hat ein Fach mit einem Deckel. Bekannt unter seiner Seriennummer und seinem Namen, dem Fahrernamen.</translation>
    </message>
    <message>
        <source>opened and closed by merchant, customer or operator. A lid that closes after loading or taking is the fact by which a stop is done.</source>
        <translation>wird von Händler, Kunde oder Bediener geöffnet und geschlossen. Dass er sich nach dem Laden oder Entnehmen schließt, ist die Tatsache, durch die ein Halt erledigt ist.</translation>
    </message>
    <message>
        <source>a person who looks after tasks that a robot cannot finish alone.</source>
        <translation>ein Mensch, der sich um Aufgaben kümmert, die ein Roboter nicht allein beenden kann.</translation>
    </message>
    <message>
        <source>where robots stand when they are not needed.</source>
        <translation>wo Roboter stehen, wenn sie nicht gebraucht werden.</translation>
    </message>
    <message>
        <source>a lid that jams, a robot that goes silent, a customer who is not at the door.</source>
        <translation>ein Deckel, der klemmt, ein Roboter, der verstummt, ein Kunde, der nicht an der Tür ist.</translation>
    </message>
    <message>
        <source>not the attempt above; the context tells. In dead letters: one try of a handler.</source>
        <translation>nicht der Versuch von oben; der Zusammenhang sagt es. Bei toten Briefen: ein Versuch eines Handlers.</translation>
    </message>
    <message>
        <source>the part of the journal that the same scenario, seed and inputs make again, byte for byte.</source>
        <translation>der Teil des Journals, den dasselbe Szenario mit demselben Startwert und denselben Eingaben Byte für Byte wieder ergibt.</translation>
    </message>
    <message>
        <source>feeding others from row changes.</source>
        <translation>andere aus Zeilenänderungen versorgen.</translation>
    </message>
    <message>
        <source>what undoes a step of a saga, in business terms: not a rollback, but another act.</source>
        <translation>was einen Schritt einer Saga fachlich rückgängig macht: kein Zurückrollen, sondern eine weitere Handlung.</translation>
    </message>
    <message>
        <source>a party that has work done in platform time, such as a service.</source>
        <translation>ein Beteiligter, für den in Plattformzeit gearbeitet wird, etwa ein Dienst.</translation>
    </message>
    <message>
        <source>a service in its role of listening to a publisher; also its inbox.</source>
        <translation>ein Dienst in der Rolle dessen, der einem Herausgeber zuhört; auch sein Eingang.</translation>
    </message>
    <message>
        <source>another service&apos;s fact kept beside one&apos;s own, with the version it had and the time it is of. Older news than the copy&apos;s version is ignored. Staleness is how old it is, divergence when it will not become right by itself.</source>
        <translation>die Tatsache eines anderen Dienstes, neben den eigenen gehalten, mit ihrer Version und Zeit. Ältere Nachrichten als die Version der Kopie werden nicht beachtet. Veraltet ist sie um ihr Alter, abgewichen, wenn sie von selbst nicht mehr richtig wird.</translation>
    </message>
    <message>
        <source>the platform time that asking a neighbour would have taken; computed, not waited for.</source>
        <translation>die Plattformzeit, die eine Frage an einen Nachbarn gekostet hätte; errechnet, nicht abgewartet.</translation>
    </message>
    <message>
        <source>an event that a consumer gave up on, with its reason and the history of its attempts.</source>
        <translation>ein Ereignis, das ein Abnehmer aufgegeben hat, mit Grund und Geschichte seiner Versuche.</translation>
    </message>
    <message>
        <source>of a group: effects leave at once, files are committed every few thousand messages. Its opposite is windowed.</source>
        <translation>von einer Gruppe: Wirkungen gehen sofort hinaus, Dateien werden alle paar tausend Nachrichten festgeschrieben. Das Gegenteil ist windowed.</translation>
    </message>
    <message>
        <source>the SHA-256 of the canonical journal.</source>
        <translation>der SHA-256 des kanonischen Journals.</translation>
    </message>
    <message>
        <source>what leaves a service after a commit: an event, an answer, a call.</source>
        <translation>was einen Dienst nach dem Festschreiben verlässt: ein Ereignis, eine Antwort, ein Aufruf.</translation>
    </message>
    <message>
        <source>names one life of an outbox. A database made or restored anew has a new one.</source>
        <translation>benennt ein Leben eines Ausgangs. Eine neu angelegte oder wiederhergestellte Datenbank hat eine neue.</translation>
    </message>
    <message>
        <source>a fact that a service has published, in the past tense (TaskCompleted). A CloudEvent.</source>
        <translation>eine Tatsache, die ein Dienst veröffentlicht hat, in der Vergangenheit (TaskCompleted). Ein CloudEvent.</translation>
    </message>
    <message>
        <source>an event&apos;s handler ran and its changes are committed. Passed over: the consumer has no handler for that type. Duplicate: taken over before, and recognised.</source>
        <translation>der Handler eines Ereignisses lief, seine Änderungen sind festgeschrieben. Übergangen: der Abnehmer hat keinen Handler für die Art. Doppelt: schon übernommen und erkannt.</translation>
    </message>
    <message>
        <source>names a request, so that the same request again gives the same answer and no second change.</source>
        <translation>benennt eine Anfrage, sodass dieselbe noch einmal dieselbe Antwort und keine zweite Änderung ergibt.</translation>
    </message>
    <message>
        <source>where a consumer notes, for each publisher, how far it has taken over.</source>
        <translation>wo ein Abnehmer für jeden Herausgeber vermerkt, wie weit er übernommen hat.</translation>
    </message>
    <message>
        <source>one life of a service&apos;s process, from a start to a crash or stop, counted in its database.</source>
        <translation>ein Leben des Prozesses eines Dienstes, vom Start bis zum Absturz oder Halt, gezählt in seiner Datenbank.</translation>
    </message>
    <message>
        <source>something from outside that acts on the platform; stamped with the platform time at which it took effect.</source>
        <translation>etwas von außen, das auf die Plattform wirkt; gestempelt mit der Plattformzeit seiner Wirkung.</translation>
    </message>
    <message>
        <source>the record of everything that happens, in order.</source>
        <translation>die Aufzeichnung von allem, was geschieht, der Reihe nach.</translation>
    </message>
    <message>
        <source>5 ms of platform time; no message takes less to arrive, and a window is as long.</source>
        <translation>5 ms Plattformzeit; keine Nachricht ist schneller da, und ein Fenster ist so lang.</translation>
    </message>
    <message>
        <source>a reference across services.</source>
        <translation>ein Verweis über Dienste hinweg.</translation>
    </message>
    <message>
        <source>reading from outside. Takes no platform time and changes nothing. Its opposite is acting.</source>
        <translation>Lesen von außen. Kostet keine Plattformzeit und ändert nichts. Das Gegenteil ist Handeln.</translation>
    </message>
    <message>
        <source>what a service handles as one unit: an event, a request, a timer, a job, an answer.</source>
        <translation>was ein Dienst als Einheit behandelt: ein Ereignis, eine Anfrage, ein Wecker, ein Auftrag, eine Antwort.</translation>
    </message>
    <message>
        <source>a publisher&apos;s log of its events, numbered without gaps; the record of what was published.</source>
        <translation>das lückenlos nummerierte Verzeichnis der Ereignisse eines Herausgebers; der Beleg dessen, was veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>an event that failed and waits to be tried again, or that waits behind one of its subject.</source>
        <translation>ein Ereignis, das scheiterte und auf den nächsten Versuch wartet, oder das hinter einem desselben Gegenstands wartet.</translation>
    </message>
    <message>
        <source>the time inside the platform. It starts when the scenario says, can be stopped and stepped, and never comes from the wall clock.</source>
        <translation>die Zeit in der Plattform. Sie beginnt, wann das Szenario es sagt, lässt sich anhalten und schrittweise führen, und kommt nie von der Wanduhr.</translation>
    </message>
    <message>
        <source>giving a delivery that is not loaded to another robot: its attempt is called off, which does not count as used, and the next one&apos;s demand carries the wished robot.</source>
        <translation>eine nicht geladene Lieferung einem anderen Roboter geben: ihr Versuch wird abgesagt, ohne als verbraucht zu zählen, und der Bedarf des nächsten trägt den gewünschten Roboter.</translation>
    </message>
    <message>
        <source>one passage of a saga through its steps. After a compensation another may begin.</source>
        <translation>ein Durchgang einer Saga durch ihre Schritte. Nach einem Ausgleich kann der nächste beginnen.</translation>
    </message>
    <message>
        <source>a changed row of a service&apos;s own table, with its values before and after, and the message that changed it.</source>
        <translation>eine geänderte Zeile einer eigenen Tabelle eines Dienstes, mit den Werten davor und danach und der Nachricht, die sie änderte.</translation>
    </message>
    <message>
        <source>something that concerns several services, done in steps that are each committed by their owner and, where need be, compensated.</source>
        <translation>etwas, das mehrere Dienste betrifft, getan in Schritten, die je von ihrem Eigner festgeschrieben und nötigenfalls ausgeglichen werden.</translation>
    </message>
    <message>
        <source>what the outside does, and when.</source>
        <translation>was die Außenwelt tut, und wann.</translation>
    </message>
    <message>
        <source>the number of an event in its publisher&apos;s outbox.</source>
        <translation>die Nummer eines Ereignisses im Ausgang seines Herausgebers.</translation>
    </message>
    <message>
        <source>reading a publisher&apos;s lists because its events no longer reach back far enough.</source>
        <translation>die Listen eines Herausgebers lesen, weil seine Ereignisse nicht mehr weit genug zurückreichen.</translation>
    </message>
    <message>
        <source>an input that was logged and never committed.</source>
        <translation>eine Eingabe, die vermerkt und nie festgeschrieben wurde.</translation>
    </message>
    <message>
        <source>of a saga: a compensation was refused for good, and a person has to decide.</source>
        <translation>von einer Saga: ein Ausgleich wurde endgültig verweigert, ein Mensch muss entscheiden.</translation>
    </message>
    <message>
        <source>the id of the entity that an event is about. Order is kept for each subject.</source>
        <translation>die Kennung der Entität, um die es in einem Ereignis geht. Die Reihenfolge gilt je Gegenstand.</translation>
    </message>
    <message>
        <source>counts the changes of one row; every event carries that of its subject.</source>
        <translation>zählt die Änderungen einer Zeile; jedes Ereignis trägt die seines Gegenstands.</translation>
    </message>
    <message>
        <source>a stretch of platform time as long as the least latency, whose messages are committed together before their effects leave.</source>
        <translation>ein Stück Plattformzeit, so lang wie die kleinste Laufzeit, dessen Nachrichten zusammen festgeschrieben werden, bevor ihre Wirkungen hinausgehen.</translation>
    </message>
    <message>
        <source>the folder with the databases and records of a platform.</source>
        <translation>der Ordner mit den Datenbanken und Aufzeichnungen einer Plattform.</translation>
    </message>
    <message>
        <source>everything outside the platform, played by the program: it uses the public APIs like anybody else.</source>
        <translation>alles außerhalb der Plattform, vom Programm gespielt: es benutzt die öffentlichen Schnittstellen wie jeder andere.</translation>
    </message>
</context>
<context>
    <name>curbside::GlossaryPanel</name>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Bedeutet</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the glossary</source>
        <translation>Im Glossar suchen</translation>
    </message>
    <message>
        <source>Shows the words that contain this text, or whose meaning does</source>
        <translation>Zeigt die Wörter, die diesen Text enthalten oder deren Bedeutung ihn enthält</translation>
    </message>
    <message>
        <source>To which service the words mean something</source>
        <translation>Für welchen Dienst die Wörter etwas bedeuten</translation>
    </message>
    <message>
        <source>Every service</source>
        <translation>Jeder Dienst</translation>
    </message>
    <message>
        <source>No word is called so, and no meaning has it.</source>
        <translation>Kein Wort heißt so, und keine Bedeutung enthält es.</translation>
    </message>
    <message>
        <source>What the word means</source>
        <translation>Was das Wort bedeutet</translation>
    </message>
    <message>
        <source>Words of: %1</source>
        <translation>Wörter von: %1</translation>
    </message>
    <message>
        <source>nothing to %1</source>
        <translation>nichts für %1</translation>
    </message>
    <message>
        <source>the same word is not the same thing to each service</source>
        <translation>dasselbe Wort ist nicht für jeden Dienst dasselbe</translation>
    </message>
    <message>
        <source>what words mean to %1</source>
        <translation>was Wörter für %1 bedeuten</translation>
    </message>
    <message>
        <source>Choose a word to see what it means to each service.</source>
        <translation>Ein Wort wählen, um zu sehen, was es für jeden Dienst bedeutet.</translation>
    </message>
    <message>
        <source>To everyone</source>
        <translation>Für alle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
</context>
<context>
    <name>curbside::GraphPanel</name>
    <message>
        <source>GraphQL</source>
        <translation>GraphQL</translation>
    </message>
    <message>
        <source>GraphQL query</source>
        <translation>GraphQL-Anfrage</translation>
    </message>
    <message>
        <source>Variables, as JSON</source>
        <translation>Variablen, als JSON</translation>
    </message>
    <message>
        <source>Answer as a tree</source>
        <translation>Antwort als Baum</translation>
    </message>
    <message>
        <source>Answer as text</source>
        <translation>Antwort als Text</translation>
    </message>
    <message>
        <source>Plan over the services</source>
        <translation>Plan über die Dienste</translation>
    </message>
    <message>
        <source>What the service was asked</source>
        <translation>Was der Dienst gefragt wurde</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Variables: {&quot;limit&quot;: 3}</source>
        <translation>Variablen: {&quot;limit&quot;: 3}</translation>
    </message>
    <message>
        <source>the graph of all services</source>
        <translation>der Graph aller Dienste</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Queries that were run (Alt+Up and Alt+Down in the editor)</source>
        <translation>Ausgeführte Anfragen (Alt+Auf und Alt+Ab im Editor)</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Shows the query&apos;s variables beside it</source>
        <translation>Zeigt die Variablen der Anfrage daneben</translation>
    </message>
    <message>
        <source>Runs the query (Ctrl+Return)</source>
        <translation>Führt die Anfrage aus (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Ctrl+Return runs the query. Looking changes nothing.</source>
        <translation>Strg+Eingabe führt die Anfrage aus. Nachsehen ändert nichts.</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>The answer as a tree</source>
        <translation>Die Antwort als Baum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The answer as text</source>
        <translation>Die Antwort als Text</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Which service was asked for what</source>
        <translation>Welcher Dienst wonach gefragt wurde</translation>
    </message>
    <message>
        <source>The plan of the last query is shown here: which service was asked for what, in which order.</source>
        <translation>Hier steht der Plan der letzten Anfrage: welcher Dienst wonach gefragt wurde, in welcher Reihenfolge.</translation>
    </message>
    <message>
        <source>Choose a line of the plan to read what its service was asked.</source>
        <translation>Eine Zeile des Plans wählen, um zu lesen, was ihr Dienst gefragt wurde.</translation>
    </message>
    <message>
        <source>Nothing has been run yet</source>
        <translation>Noch wurde nichts ausgeführt</translation>
    </message>
    <message>
        <source>The variables are not JSON.</source>
        <translation>Die Variablen sind kein JSON.</translation>
    </message>
    <message>
        <source>The gateway answered %1.</source>
        <translation>Das Gateway antwortete %1.</translation>
    </message>
    <message>
        <source>Not all could be answered (%1): %2</source>
        <translation>Nicht alles ließ sich beantworten (%1): %2</translation>
    </message>
</context>
<context>
    <name>curbside::Handover</name>
    <message>
        <source>Open alerts</source>
        <translation>Offene Meldungen</translation>
    </message>
    <message>
        <source>Nothing needs a hand.</source>
        <translation>Nichts braucht Hilfe.</translation>
    </message>
    <message>
        <source>How bad</source>
        <translation>Wie schlimm</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Endangers</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Übernommen von</translation>
    </message>
    <message>
        <source>(snoozed until %1)</source>
        <translation>(ruht bis %1)</translation>
    </message>
    <message>
        <source>Late deliveries</source>
        <translation>Verspätete Lieferungen</translation>
    </message>
    <message>
        <source>No delivery is late.</source>
        <translation>Keine Lieferung ist verspätet.</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>Von → nach</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Versprochen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Robots on hold or out of service</source>
        <translation>Roboter angehalten oder außer Dienst</translation>
    </message>
    <message>
        <source>Every robot may be given work.</source>
        <translation>Jeder Roboter kann Arbeit bekommen.</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Wie es steht</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Deckel</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Tasks for a person</source>
        <translation>Aufgaben für Menschen</translation>
    </message>
    <message>
        <source>No robot has called for a person.</source>
        <translation>Kein Roboter hat nach einem Menschen gerufen.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Recent actions</source>
        <translation>Letzte Handlungen</translation>
    </message>
    <message>
        <source>Nothing has been done in this console.</source>
        <translation>An diesem Leitstand wurde nichts getan.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>Thing</source>
        <translation>Ding</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>Übergabe</translation>
    </message>
    <message>
        <source>, by %1</source>
        <translation>, von %1</translation>
    </message>
    <message>
        <source>%1, at %2 platform time%3</source>
        <translation>%1, um %2 Plattformzeit%3</translation>
    </message>
</context>
<context>
    <name>curbside::HandoverDialog</name>
    <message>
        <source>Handover</source>
        <translation>Übergabe</translation>
    </message>
    <message>
        <source>Handover page</source>
        <translation>Übergabeseite</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Als &amp;PDF speichern…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save as &amp;HTML…</source>
        <translation>Als &amp;HTML speichern…</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Save handover</source>
        <translation>Übergabe speichern</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
</context>
<context>
    <name>curbside::Inspector</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>To what was chosen before (Alt+Left)</source>
        <translation>Zum vorher Gewählten (Alt+Links)</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>To what was chosen after (Alt+Right)</source>
        <translation>Zum danach Gewählten (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>What is chosen</source>
        <translation>Was gewählt ist</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Choose a delivery, task or robot in any list or on the map, or find one with Ctrl+K.</source>
        <translation>Eine Lieferung, eine Aufgabe oder einen Roboter in einer Liste oder auf der Karte wählen oder mit Strg+K suchen.</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>This delivery was deleted</source>
        <translation>Diese Lieferung wurde gelöscht</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>This delivery is not known here</source>
        <translation>Diese Lieferung ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>promised %1</source>
        <translation>versprochen %1</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Deckel</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Akku</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>Händler</translation>
    </message>
    <message>
        <source>To promise</source>
        <translation>Bis zur Zusage</translation>
    </message>
    <message>
        <source>This task is not known here</source>
        <translation>Diese Aufgabe ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>This robot is not known here</source>
        <translation>Dieser Roboter ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Funk</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Depot</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>This merchant is not known here</source>
        <translation>Dieser Händler ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>%1 deliveries</source>
        <translation>%1 Lieferungen</translation>
    </message>
    <message>
        <source>1 delivery</source>
        <translation>1 Lieferung</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>No service keeps this event any more</source>
        <translation>Kein Dienst bewahrt dieses Ereignis noch auf</translation>
    </message>
    <message>
        <source>Asking for the event…</source>
        <translation>Das Ereignis wird erfragt …</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>Veröffentlicht von</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Caused by</source>
        <translation>Ausgelöst von</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
</context>
<context>
    <name>curbside::JsonTree</name>
    <message>
        <source>%1 more are not shown</source>
        <translation>%1 weitere sind nicht gezeigt</translation>
    </message>
    <message>
        <source>&amp;Copy as JSON</source>
        <translation>Als JSON &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Expand all</source>
        <translation>Alle &amp;aufklappen</translation>
    </message>
    <message>
        <source>C&amp;ollapse all</source>
        <translation>Alle &amp;zuklappen</translation>
    </message>
</context>
<context>
    <name>curbside::LetterDialog</name>
    <message>
        <source>The event&apos;s data, as JSON</source>
        <translation>Die Daten des Ereignisses, als JSON</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Letter that waits</source>
        <translation>Wartender Brief</translation>
    </message>
    <message>
        <source>Its cause has been mended</source>
        <translation>Die Ursache ist behoben</translation>
    </message>
    <message>
        <source>Its data has been mended</source>
        <translation>Die Daten sind berichtigt</translation>
    </message>
    <message>
        <source>Tried once more</source>
        <translation>Noch einmal versucht</translation>
    </message>
    <message>
        <source>It means nothing any more</source>
        <translation>Es bedeutet nichts mehr</translation>
    </message>
    <message>
        <source>Settled another way</source>
        <translation>Anders erledigt</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>%1, its event %2</source>
        <translation>%1, dort Ereignis %2</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Waits behind</source>
        <translation>Wartet hinter</translation>
    </message>
    <message>
        <source>Tried at</source>
        <translation>Versucht um</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>What a replay would do</source>
        <translation>Was ein erneutes Zustellen täte</translation>
    </message>
    <message>
        <source>Data, which can be mended</source>
        <translation>Daten, die berichtigt werden können</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Reaso&amp;n</source>
        <translation>Gru&amp;nd</translation>
    </message>
    <message>
        <source>Why it is replayed or discarded; it is kept in the audit log</source>
        <translation>Warum zugestellt oder verworfen wird; es steht dann im Protokoll</translation>
    </message>
    <message>
        <source>Re&amp;hearse</source>
        <translation>&amp;Proben</translation>
    </message>
    <message>
        <source>Tries the replay on a copy of the consumer&apos;s database: nothing of the platform is changed</source>
        <translation>Versucht das Zustellen auf einer Kopie der Datenbank des Empfängers: an der Plattform ändert sich nichts</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Zustellen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>The data is no JSON object: mend it, or undo what was changed.</source>
        <translation>Die Daten sind kein JSON-Objekt: berichtigen, oder das Geänderte zurücknehmen.</translation>
    </message>
    <message>
        <source>Rehearse it as it stands, or give a reason to replay or discard it.</source>
        <translation>Proben, wie es ist, oder einen Grund nennen, um es zuzustellen oder zu verwerfen.</translation>
    </message>
    <message>
        <source>It is replayed with the data as mended here.</source>
        <translation>Zugestellt wird mit den hier berichtigten Daten.</translation>
    </message>
    <message>
        <source>It is replayed as it came.</source>
        <translation>Zugestellt wird es, wie es kam.</translation>
    </message>
    <message>
        <source>It could not be rehearsed: %1</source>
        <translation>Es ließ sich nicht proben: %1</translation>
    </message>
    <message>
        <source>A replay would be refused: %1</source>
        <translation>Ein erneutes Zustellen würde abgelehnt: %1</translation>
    </message>
    <message>
        <source>A replay would be handled. This was a rehearsal: nothing has been changed.</source>
        <translation>Ein erneutes Zustellen würde behandelt. Dies war eine Probe: nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The replay was refused: %1</source>
        <translation>Das Zustellen wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>Discarding was refused: %1</source>
        <translation>Das Verwerfen wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>The dead letter was replayed.</source>
        <translation>Der unzustellbare Brief wurde zugestellt.</translation>
    </message>
    <message>
        <source>The dead letter was discarded.</source>
        <translation>Der unzustellbare Brief wurde verworfen.</translation>
    </message>
</context>
<context>
    <name>curbside::LettersPanel</name>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
    <message>
        <source>at event %2 of %1</source>
        <translation>bei Ereignis %2 von %1</translation>
    </message>
    <message>
        <source>at event %2 of %1, %3 behind</source>
        <translation>bei Ereignis %2 von %1, %3 zurück</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>Replay dead letters</source>
        <translation>Unzustellbare zustellen</translation>
    </message>
    <message>
        <source>Discard dead letters</source>
        <translation>Unzustellbare verwerfen</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Look into…</source>
        <translation>Ansehen…</translation>
    </message>
    <message>
        <source>The event, the history of its attempts, and what a replay would do</source>
        <translation>Das Ereignis, die Geschichte der Versuche, und was ein erneutes Zustellen täte</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>Zustellen…</translation>
    </message>
    <message>
        <source>Hands the chosen dead letters to their consumers again, after a preview</source>
        <translation>Gibt die gewählten unzustellbaren Briefe ihren Empfängern noch einmal, nach einer Vorschau</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Forgets the chosen dead letters, after a preview</source>
        <translation>Vergisst die gewählten unzustellbaren Briefe, nach einer Vorschau</translation>
    </message>
    <message>
        <source>The consumers cannot be asked: %1.</source>
        <translation>Die Empfänger können nicht gefragt werden: %1.</translation>
    </message>
    <message>
        <source>No consumer has a letter: every event that came was handled.</source>
        <translation>Kein Empfänger hat einen Brief: jedes Ereignis, das kam, wurde behandelt.</translation>
    </message>
    <message>
        <source>Asking the consumers…</source>
        <translation>Die Empfänger werden gefragt…</translation>
    </message>
    <message>
        <source>%1 wait, %2 dead</source>
        <translation>%1 warten, %2 unzustellbar</translation>
    </message>
    <message>
        <source>%1: %2 wait, %3 dead</source>
        <translation>%1: %2 warten, %3 unzustellbar</translation>
    </message>
    <message>
        <source>%1 cannot be asked: %2</source>
        <translation>%1 kann nicht gefragt werden: %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Waits behind %1</source>
        <translation>Wartet hinter %1</translation>
    </message>
    <message>
        <source>%1 dead: %2</source>
        <translation>%1 unzustellbar: %2</translation>
    </message>
    <message>
        <source>it is no letter any more</source>
        <translation>es ist kein Brief mehr</translation>
    </message>
    <message>
        <source>it is tried again by itself</source>
        <translation>es wird von selbst noch einmal versucht</translation>
    </message>
    <message>
        <source>&amp;Go to the event</source>
        <translation>&amp;Zum Ereignis</translation>
    </message>
    <message>
        <source>Go to the event that it waits &amp;behind</source>
        <translation>Zum Ereignis, &amp;hinter dem es wartet</translation>
    </message>
    <message>
        <source>%1 tries</source>
        <translation>%1 Versuche</translation>
    </message>
</context>
<context>
    <name>curbside::LidEventsPanel</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every move of a lid</source>
        <translation>Jede Bewegung eines Deckels</translation>
    </message>
    <message>
        <source>Unusual</source>
        <translation>Ungewöhnlich</translation>
    </message>
    <message>
        <source>Jammed, or opened away from any stop</source>
        <translation>Klemmt oder wurde fern von jedem Halt geöffnet</translation>
    </message>
    <message>
        <source>Lid events</source>
        <translation>Deckel-Events</translation>
    </message>
    <message>
        <source>No lid has moved yet. It does when a robot is loaded or unloaded.</source>
        <translation>Noch hat sich kein Deckel bewegt. Das geschieht, wenn ein Roboter be- oder entladen wird.</translation>
    </message>
</context>
<context>
    <name>curbside::LidSpans</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>lid jammed for %1</source>
        <translation>Deckel klemmte %1</translation>
    </message>
    <message>
        <source>lid open %1 away from any stop, actor %2</source>
        <translation>Deckel %1 fern von jedem Halt offen, durch %2</translation>
    </message>
    <message>
        <source>lid open too long: %1, by %2</source>
        <translation>Deckel zu lange offen: %1, durch %2</translation>
    </message>
    <message>
        <source>lid open %1, by %2</source>
        <translation>Deckel %1 offen, durch %2</translation>
    </message>
    <message>
        <source>jammed</source>
        <translation>klemmt</translation>
    </message>
    <message>
        <source>away from a stop</source>
        <translation>fern von einem Halt</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>zu lange</translation>
    </message>
    <message>
        <source>lid jammed for %1 so far</source>
        <translation>Deckel klemmt seit %1</translation>
    </message>
</context>
<context>
    <name>curbside::LidStrip</name>
    <message>
        <source>Lids of the last minutes</source>
        <translation>Deckel der letzten Minuten</translation>
    </message>
    <message>
        <source>No lid stands open, and none moved in an unusual way in the last %1 minutes.</source>
        <translation>Kein Deckel steht offen, und keiner bewegte sich in den letzten %1 Minuten ungewöhnlich.</translation>
    </message>
    <message>
        <source>%1 more robots have a lid that is open or was moved in an unusual way.</source>
        <translation>%1 weitere Roboter haben einen Deckel, der offen ist oder sich ungewöhnlich bewegte.</translation>
    </message>
    <message>
        <source>Open lids and unusual moves of the last %1 minutes.</source>
        <translation>Offene Deckel und ungewöhnliche Bewegungen der letzten %1 Minuten.</translation>
    </message>
    <message>
        <source>1 more robot has a lid that is open or was moved in an unusual way.</source>
        <translation>1 weiterer Roboter hat einen Deckel, der offen ist oder sich ungewöhnlich bewegte.</translation>
    </message>
</context>
<context>
    <name>curbside::LifeLinePanel</name>
    <message>
        <source>Life line</source>
        <translation>Lebenslinie</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Warum kam es nicht an?</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show what shows it</source>
        <translation>Zeigen, woran man es sieht</translation>
    </message>
    <message>
        <source>Goes to the event that stands in the way, to the last that got through, or to the letter</source>
        <translation>Geht zum Ereignis, das im Weg steht, zum letzten, das durchkam, oder zum Brief</translation>
    </message>
    <message>
        <source>the platform answered %1</source>
        <translation>die Plattform antwortete %1</translation>
    </message>
    <message>
        <source>Choose an event to see where it came from, and what has become of it.</source>
        <translation>Ein Ereignis wählen, um zu sehen, woher es kam und was daraus wurde.</translation>
    </message>
    <message>
        <source>Asking what has become of it…</source>
        <translation>Es wird gefragt, was daraus wurde…</translation>
    </message>
    <message>
        <source>Why did it not arrive? %1.</source>
        <translation>Warum kam es nicht an? %1.</translation>
    </message>
    <message>
        <source>It has arrived at every consumer.</source>
        <translation>Es ist bei jedem Empfänger angekommen.</translation>
    </message>
</context>
<context>
    <name>curbside::LifeLineTree</name>
    <message>
        <source>Handled at attempt %1</source>
        <translation>Behandelt beim Versuch %1</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Behandelt</translation>
    </message>
    <message>
        <source>Passed over: no handler</source>
        <translation>Übergangen: kein Handler</translation>
    </message>
    <message>
        <source>Came again: a duplicate</source>
        <translation>Kam noch einmal: doppelt</translation>
    </message>
    <message>
        <source>Parked: %1</source>
        <translation>Geparkt: %1</translation>
    </message>
    <message>
        <source>Given up: %1</source>
        <translation>Aufgegeben: %1</translation>
    </message>
    <message>
        <source>Lost on the way: %1</source>
        <translation>Unterwegs verloren: %1</translation>
    </message>
    <message>
        <source>Fault: %1</source>
        <translation>Störung: %1</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Life line</source>
        <translation>Lebenslinie</translation>
    </message>
    <message>
        <source>Committed: event %1 of %2</source>
        <translation>Geschrieben: Ereignis %1 von %2</translation>
    </message>
    <message>
        <source>Caused by message %1</source>
        <translation>Ausgelöst von Nachricht %1</translation>
    </message>
    <message>
        <source>Given to the bus, with its commit</source>
        <translation>Dem Bus gegeben, mit dem Schreiben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: handled %2 times</source>
        <translation>%1: %2-mal behandelt</translation>
    </message>
    <message>
        <source>Handler at %1</source>
        <translation>Handler bei %1</translation>
    </message>
    <message>
        <source>The event that shows it: %1</source>
        <translation>Das Ereignis, an dem man es sieht: %1</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>and %1 more rows</source>
        <translation>und %1 weitere Zeilen</translation>
    </message>
    <message>
        <source>Publishes %1</source>
        <translation>Veröffentlicht %1</translation>
    </message>
    <message>
        <source>Changes nothing and sends nothing</source>
        <translation>Ändert nichts und sendet nichts</translation>
    </message>
    <message>
        <source>Calls %1: %2 %3</source>
        <translation>Ruft %1: %2 %3</translation>
    </message>
    <message>
        <source>Sets timer %1</source>
        <translation>Stellt Wecker %1</translation>
    </message>
    <message>
        <source>Calls off timer %1</source>
        <translation>Stellt Wecker %1 ab</translation>
    </message>
    <message>
        <source>Row made: %1</source>
        <translation>Zeile angelegt: %1</translation>
    </message>
    <message>
        <source>Row deleted: %1</source>
        <translation>Zeile gelöscht: %1</translation>
    </message>
    <message>
        <source>Row changed: %1</source>
        <translation>Zeile geändert: %1</translation>
    </message>
    <message>
        <source>%1: was %2</source>
        <translation>%1: war %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Caused by %1 of %2</source>
        <translation>Ausgelöst von %1 von %2</translation>
    </message>
    <message>
        <source>Led to %1</source>
        <translation>Führte zu %1</translation>
    </message>
    <message>
        <source>&amp;Go to the event</source>
        <translation>&amp;Zum Ereignis</translation>
    </message>
    <message>
        <source>&amp;Go to the row in mode Data</source>
        <translation>&amp;Zur Zeile im Modus Daten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Expand all</source>
        <translation>Alles &amp;aufklappen</translation>
    </message>
    <message>
        <source>C&amp;ollapse all</source>
        <translation>Alles &amp;zuklappen</translation>
    </message>
</context>
<context>
    <name>curbside::ListPanel</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>In %1 suchen</translation>
    </message>
    <message>
        <source>Shows the rows that contain this text (Escape empties it)</source>
        <translation>Zeigt die Zeilen, die diesen Text enthalten (Escape leert ihn)</translation>
    </message>
    <message>
        <source>Nothing here passes the filter.</source>
        <translation>Hier kommt nichts durch den Filter.</translation>
    </message>
    <message>
        <source>Nothing here contains “%1”.</source>
        <translation>Nichts hier enthält „%1“.</translation>
    </message>
    <message>
        <source>The list cannot be read: %1. It is tried again every second.</source>
        <translation>Die Liste ist nicht zu lesen: %1. Jede Sekunde wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>Waiting for the platform…</source>
        <translation>Warten auf die Plattform…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>curbside::ListView</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as CS&amp;V</source>
        <translation>Als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Ordnen nach</translation>
    </message>
    <message>
        <source>More than %1 rows are not copied: select fewer, or export them.</source>
        <translation>Mehr als %1 Zeilen werden nicht kopiert: Wählen Sie weniger oder geben Sie sie aus.</translation>
    </message>
</context>
<context>
    <name>curbside::LiveRows</name>
    <message>
        <source>%1 answered %2</source>
        <translation>%1 antwortete %2</translation>
    </message>
</context>
<context>
    <name>curbside::MainWindow</name>
    <message>
        <source>Curbside</source>
        <translation>Curbside</translation>
    </message>
    <message>
        <source>Modes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>All commands (Alt+M)</source>
        <translation>Alle Befehle (Alt+M)</translation>
    </message>
    <message>
        <source>Find a delivery, robot or command   Ctrl+K</source>
        <translation>Lieferung, Roboter, Befehl suchen   Strg+K</translation>
    </message>
    <message>
        <source>Find a delivery, robot or command</source>
        <translation>Eine Lieferung, einen Roboter oder einen Befehl suchen</translation>
    </message>
    <message>
        <source>Every command and every thing by a few letters (Ctrl+K)</source>
        <translation>Jeder Befehl und jedes Ding mit ein paar Buchstaben (Strg+K)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;What to try first</source>
        <translation>&amp;Was man zuerst versucht</translation>
    </message>
    <message>
        <source>&amp;About Curbside</source>
        <translation>&amp;Über Curbside</translation>
    </message>
    <message>
        <source>&amp;Copy the rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the rows as CS&amp;V</source>
        <translation>Zeilen als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy the rows as &amp;JSON</source>
        <translation>Zeilen als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>Show or hide what is known of the chosen thing</source>
        <translation>Zeigen oder verbergen, was über das Gewählte bekannt ist</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Laufen oder stillstehen</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>S&amp;chneller</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>Lan&amp;gsamer</translation>
    </message>
    <message>
        <source>%1 – Curbside</source>
        <translation>%1 – Curbside</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>1 robot</source>
        <translation>1 Roboter</translation>
    </message>
    <message>
        <source>%1 robots</source>
        <translation>%1 Roboter</translation>
    </message>
    <message>
        <source>The platform has stopped: %1</source>
        <translation>Die Plattform steht: %1</translation>
    </message>
    <message>
        <source>Choose a delivery in any list: the map and the story of its life follow. Space stops platform time, F10 takes one step. Ctrl+K finds everything, F1 lists all keys.</source>
        <translation>Wählen Sie in einer Liste eine Lieferung: Karte und Lebenslauf folgen. Die Leertaste hält die Plattformzeit an, F10 geht einen Schritt. Strg+K findet alles, F1 nennt alle Tasten.</translation>
    </message>
</context>
<context>
    <name>curbside::ManyDialog</name>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>What happens to each</source>
        <translation>Was mit jeder geschieht</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>&amp;Reason, for all of them</source>
        <translation>&amp;Grund, für alle</translation>
    </message>
    <message>
        <source>will be done</source>
        <translation>wird getan</translation>
    </message>
    <message>
        <source>cannot: %1</source>
        <translation>geht nicht: %1</translation>
    </message>
    <message>
        <source>It will be done to %1 of %2.</source>
        <translation>Es wird mit %1 von %2 getan.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Aufhören</translation>
    </message>
    <message>
        <source>under way…</source>
        <translation>unterwegs…</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>getan</translation>
    </message>
    <message>
        <source>not done: stopped</source>
        <translation>nicht getan: aufgehört</translation>
    </message>
    <message>
        <source>%1: done to %2 of %3.</source>
        <translation>%1: mit %2 von %3 getan.</translation>
    </message>
    <message>
        <source>%1: done to %2 of %3, %4 refused.</source>
        <translation>%1: mit %2 von %3 getan, %4 abgelehnt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Left out: %1; at most %2 are done at once.</source>
        <translation>Ausgelassen: %1; höchstens %2 gehen auf einmal.</translation>
    </message>
</context>
<context>
    <name>curbside::MapLegend</name>
    <message>
        <source>Robot, driving</source>
        <translation>Roboter, fährt</translation>
    </message>
    <message>
        <source>Robot, free</source>
        <translation>Roboter, frei</translation>
    </message>
    <message>
        <source>Lid open</source>
        <translation>Deckel offen</translation>
    </message>
    <message>
        <source>Lid jammed</source>
        <translation>Deckel klemmt</translation>
    </message>
    <message>
        <source>Battery low</source>
        <translation>Akku schwach</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Kein Funk</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Several robots</source>
        <translation>Mehrere Roboter</translation>
    </message>
    <message>
        <source>Customer waiting</source>
        <translation>Kunde wartet</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>Händler</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Depot</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Marks of the map: %1</source>
        <translation>Zeichen der Karte: %1</translation>
    </message>
    <message>
        <source>Close the legend</source>
        <translation>Die Legende schließen</translation>
    </message>
    <message>
        <source>Close the legend (L brings it back)</source>
        <translation>Die Legende schließen (L holt sie zurück)</translation>
    </message>
</context>
<context>
    <name>curbside::MapPanel</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Follow the chosen robot</source>
        <translation>Dem gewählten Roboter folgen</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Die ganze Karte zeigen</translation>
    </message>
    <message>
        <source>%1 robots, %2 driving</source>
        <translation>%1 Roboter, %2 fahren</translation>
    </message>
    <message>
        <source>Show the legend of the map</source>
        <translation>Die Legende der Karte zeigen</translation>
    </message>
    <message>
        <source>What the marks mean (L on the map)</source>
        <translation>Was die Zeichen bedeuten (L auf der Karte)</translation>
    </message>
    <message>
        <source>Show the whole town (Home on the map)</source>
        <translation>Die ganze Stadt zeigen (Pos1 auf der Karte)</translation>
    </message>
    <message>
        <source>Follow %1</source>
        <translation>%1 folgen</translation>
    </message>
    <message>
        <source>Keep %1 in the middle of the map (F on the map)</source>
        <translation>%1 in der Mitte der Karte halten (F auf der Karte)</translation>
    </message>
    <message>
        <source>Choose a robot, or a delivery that has one, to follow it</source>
        <translation>Einen Roboter wählen oder eine Lieferung, die einen hat, um ihm zu folgen</translation>
    </message>
    <message>
        <source>1 robot, %1 driving</source>
        <translation>1 Roboter, %1 fährt</translation>
    </message>
</context>
<context>
    <name>curbside::MapPicture</name>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
</context>
<context>
    <name>curbside::MapView</name>
    <message>
        <source>Waiting for the platform…</source>
        <translation>Warten auf die Plattform…</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Centre &amp;here</source>
        <translation>&amp;Hierher</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Arrows move the map, Shift with an arrow goes to the next thing that way, plus and minus zoom, Home shows all, F follows the chosen robot, L shows the legend.</source>
        <translation>Pfeile bewegen die Karte, Umschalt mit einem Pfeil geht zum nächsten Ding dort, Plus und Minus ändern den Maßstab, Pos1 zeigt alles, F folgt dem gewählten Roboter, L zeigt die Legende.</translation>
    </message>
    <message>
        <source>Nothing on the map is chosen.</source>
        <translation>Auf der Karte ist nichts gewählt.</translation>
    </message>
</context>
<context>
    <name>curbside::MapWords</name>
    <message>
        <source>%1, robot %2</source>
        <translation>%1, Roboter %2</translation>
    </message>
    <message>
        <source>Customer of %1</source>
        <translation>Kunde von %1</translation>
    </message>
    <message>
        <source>late: promised for %1, %2</source>
        <translation>verspätet: versprochen für %1, %2</translation>
    </message>
    <message>
        <source>promised for %1, %2 left</source>
        <translation>versprochen für %1, noch %2</translation>
    </message>
    <message>
        <source>Merchant %1</source>
        <translation>Händler %1</translation>
    </message>
    <message>
        <source>Open deliveries: %1</source>
        <translation>Offene Lieferungen: %1</translation>
    </message>
    <message>
        <source>%1 robots that need a hand</source>
        <translation>%1 Roboter, die Hilfe brauchen</translation>
    </message>
    <message>
        <source>%1 robots</source>
        <translation>%1 Roboter</translation>
    </message>
    <message>
        <source>%1 waiting customers</source>
        <translation>%1 wartende Kunden</translation>
    </message>
    <message>
        <source>%1 customers, late or at risk</source>
        <translation>%1 Kunden, verspätet oder gefährdet</translation>
    </message>
    <message>
        <source>%1 merchants</source>
        <translation>%1 Händler</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Click to come nearer</source>
        <translation>Klicken, um näher zu kommen</translation>
    </message>
    <message>
        <source>Hub %1</source>
        <translation>Depot %1</translation>
    </message>
    <message>
        <source>Robots here: %1</source>
        <translation>Roboter hier: %1</translation>
    </message>
</context>
<context>
    <name>curbside::ModeView</name>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>curbside::NewDialog</name>
    <message>
        <source>New workspace from a scenario</source>
        <translation>Neuer Arbeitsordner aus einem Szenario</translation>
    </message>
    <message>
        <source>Make and open</source>
        <translation>Anlegen und öffnen</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Another whole number gives another day of the same kind</source>
        <translation>Eine andere ganze Zahl gibt einen anderen Tag derselben Art</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder of the new workspace</source>
        <translation>Ordner für den neuen Arbeitsordner</translation>
    </message>
</context>
<context>
    <name>curbside::Notices</name>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Close: %1</source>
        <translation>Schließen: %1</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>curbside::OpenDialog</name>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsordner öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Folder of the workspace</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>Der Arbeitsordner</translation>
    </message>
    <message>
        <source>It goes on where it stood. An absent or empty folder becomes a new workspace.</source>
        <translation>Er läuft weiter, wo er stand. Ein leerer oder fehlender Ordner wird ein neuer Arbeitsordner.</translation>
    </message>
</context>
<context>
    <name>curbside::Operators</name>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>On shift</source>
        <translation>In der Schicht</translation>
    </message>
    <message>
        <source>Off shift</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Offene Aufgaben</translation>
    </message>
    <message>
        <source>For help</source>
        <translation>Um Hilfe</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>No operators yet. They register when the world wakes up.</source>
        <translation>Noch keine Bediener. Sie melden sich, wenn die Welt erwacht.</translation>
    </message>
    <message>
        <source>Drag tasks onto a person, or a person onto a task, to assign them</source>
        <translation>Aufgaben auf einen Menschen ziehen oder umgekehrt, um sie zuzuteilen</translation>
    </message>
</context>
<context>
    <name>curbside::Ops</name>
    <message>
        <source>Ops</source>
        <translation>Betrieb</translation>
    </message>
</context>
<context>
    <name>curbside::Palette</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a delivery, robot, task, merchant or command</source>
        <translation>Lieferung, Roboter, Aufgabe, Händler oder Befehl suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters of a name, a number such as D-1001, or a command.</source>
        <translation>Nichts passt. Weniger Buchstaben eines Namens versuchen, eine Nummer wie D-1001 oder einen Befehl.</translation>
    </message>
    <message>
        <source>robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>merchant</source>
        <translation>Händler</translation>
    </message>
</context>
<context>
    <name>curbside::PayloadPanel</name>
    <message>
        <source>Payload</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Payload of the chosen entry</source>
        <translation>Inhalt des gewählten Eintrags</translation>
    </message>
    <message>
        <source>This entry carried nothing.</source>
        <translation>Dieser Eintrag trug nichts bei sich.</translation>
    </message>
    <message>
        <source>Choose an entry to see what it carried.</source>
        <translation>Einen Eintrag wählen, um zu sehen, was er bei sich trug.</translation>
    </message>
</context>
<context>
    <name>curbside::PayloadView</name>
    <message>
        <source>Show as a co&amp;lumn</source>
        <translation>Als S&amp;palte zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
</context>
<context>
    <name>curbside::PersonName</name>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Your name, as others shall read it beside what you take and do:</source>
        <translation>Dein Name, wie ihn andere neben dem lesen sollen, was du übernimmst und tust:</translation>
    </message>
</context>
<context>
    <name>curbside::PlanWords</name>
    <message>
        <source>root fields</source>
        <translation>Wurzelfelder</translation>
    </message>
    <message>
        <source>%1 %2 by %3</source>
        <translation>%1 %2 nach %3</translation>
    </message>
    <message>
        <source>same call</source>
        <translation>derselbe Aufruf</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 calls to %2 services in %3 steps, %4 ms</source>
        <translation>%1 Aufrufe an %2 Dienste in %3 Schritten, %4 ms</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Gefragt nach</translation>
    </message>
    <message>
        <source>At</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>1 call, %1 ms</source>
        <translation>1 Aufruf, %1 ms</translation>
    </message>
    <message>
        <source>%1 calls to 1 service in %3 steps, %4 ms</source>
        <translation>%1 Aufrufe an 1 Dienst in %3 Schritten, %4 ms</translation>
    </message>
</context>
<context>
    <name>curbside::PlatformRules</name>
    <message>
        <source>No task is made, begun or ended: robots finish what they have, and new work waits.</source>
        <translation>Keine Aufgabe wird angelegt, begonnen oder beendet: Roboter beenden, was sie haben, und neue Arbeit wartet.</translation>
    </message>
    <message>
        <source>No delivery moves on, and new orders wait.</source>
        <translation>Keine Lieferung kommt weiter, und neue Bestellungen warten.</translation>
    </message>
    <message>
        <source>Nothing is planned: deliveries without a robot wait.</source>
        <translation>Nichts wird geplant: Lieferungen ohne Roboter warten.</translation>
    </message>
    <message>
        <source>Robots are shown where they were; lids and batteries are not known.</source>
        <translation>Roboter werden gezeigt, wo sie waren; Deckel und Akkus sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Partners cannot order, and are not told how their orders stand.</source>
        <translation>Partner können nicht bestellen und erfahren nicht, wie ihre Bestellungen stehen.</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 antwortet nicht</translation>
    </message>
    <message>
        <source>Not reached since %1.</source>
        <translation>Nicht erreicht seit %1.</translation>
    </message>
    <message>
        <source>Not reached since %1: %2.</source>
        <translation>Nicht erreicht seit %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot write</source>
        <translation>%1 kann nicht schreiben</translation>
    </message>
    <message>
        <source>A consumer of %1 has expired</source>
        <translation>Ein Empfänger von %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>%1 messages wait until its disk can be written again.</source>
        <translation>%1 Nachrichten warten, bis sich sein Datenträger wieder beschreiben lässt.</translation>
    </message>
    <message>
        <source>It lagged so far behind that its events are gone; it has to read the lists again.</source>
        <translation>Er war so weit zurück, dass seine Events fort sind; er muss die Listen neu lesen.</translation>
    </message>
    <message>
        <source>%1 is behind on %2</source>
        <translation>%1 ist bei %2 im Rückstand</translation>
    </message>
    <message>
        <source>1 event waits to be tried again: %1.</source>
        <translation>1 Event wartet auf einen neuen Versuch: %1.</translation>
    </message>
    <message>
        <source>%1 events wait to be tried again, the oldest because: %2.</source>
        <translation>%1 Events warten auf einen neuen Versuch, das älteste, weil: %2.</translation>
    </message>
    <message>
        <source>What it knows of %1 is as it was then.</source>
        <translation>Was er über %1 weiß, ist der Stand von damals.</translation>
    </message>
    <message>
        <source>%1 of %2 is stuck</source>
        <translation>%1 von %2 hängt</translation>
    </message>
    <message>
        <source>A step could not be undone for good.</source>
        <translation>Ein Schritt ließ sich endgültig nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>It could not be undone for good: %1.</source>
        <translation>Er ließ sich endgültig nicht zurücknehmen: %1.</translation>
    </message>
    <message>
        <source>The delivery stays as it is until a person decides.</source>
        <translation>Die Lieferung bleibt, wie sie ist, bis ein Mensch entscheidet.</translation>
    </message>
    <message>
        <source>%1 gave up %2</source>
        <translation>%1 gab %2 auf</translation>
    </message>
    <message>
        <source>After 1 attempt: %1.</source>
        <translation>Nach 1 Versuch: %1.</translation>
    </message>
    <message>
        <source>After %1 attempts: %2.</source>
        <translation>Nach %1 Versuchen: %2.</translation>
    </message>
    <message>
        <source>What it says of %1 is not known there.</source>
        <translation>Was es über %1 sagt, ist dort nicht bekannt.</translation>
    </message>
    <message>
        <source>Copy in %1 has diverged</source>
        <translation>Die Kopie in %1 weicht ab</translation>
    </message>
    <message>
        <source>Deliveries has %1 &quot;%2&quot;; %3, who owns it, has &quot;%4&quot; since %5.</source>
        <translation>Deliveries hat %1 „%2“; %3, wem es gehört, hat „%4“ seit %5.</translation>
    </message>
    <message>
        <source>People and partners are told what is not so.</source>
        <translation>Menschen und Partner erfahren, was nicht stimmt.</translation>
    </message>
    <message>
        <source>1 message waits until its disk can be written again.</source>
        <translation>1 Nachricht wartet, bis sich sein Datenträger wieder beschreiben lässt.</translation>
    </message>
    <message>
        <source>It has taken none of its events since %1; waiting, at least: %2.</source>
        <translation>Seit %1 hat er keines seiner Events genommen; es warten mindestens: %2.</translation>
    </message>
    <message>
        <source>Matched by %1.</source>
        <translation>Zugetroffen auf %1.</translation>
    </message>
    <message>
        <source>Matched %1 times, the last by %2.</source>
        <translation>Zugetroffen: %1 Mal, zuletzt auf %2.</translation>
    </message>
</context>
<context>
    <name>curbside::PreferenceCommands</name>
    <message>
        <source>&amp;All preferences…</source>
        <translation>&amp;Alle Einstellungen…</translation>
    </message>
    <message>
        <source>Theme of the &amp;system</source>
        <translation>Farben wie im &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>&amp;High-contrast theme</source>
        <translation>Starker &amp;Kontrast</translation>
    </message>
    <message>
        <source>C&amp;omfortable rows</source>
        <translation>&amp;Bequeme Zeilen</translation>
    </message>
    <message>
        <source>&amp;Compact rows</source>
        <translation>&amp;Enge Zeilen</translation>
    </message>
    <message>
        <source>&amp;24-hour clock</source>
        <translation>Uhr mit &amp;24 Stunden</translation>
    </message>
    <message>
        <source>&amp;12-hour clock</source>
        <translation>Uhr mit &amp;12 Stunden</translation>
    </message>
    <message>
        <source>Times with s&amp;econds</source>
        <translation>Zeiten &amp;mit Sekunden</translation>
    </message>
    <message>
        <source>Times &amp;without seconds</source>
        <translation>Zeiten &amp;ohne Sekunden</translation>
    </message>
    <message>
        <source>&amp;Motion as the system wants it</source>
        <translation>Be&amp;wegung wie im System</translation>
    </message>
    <message>
        <source>&amp;No motion</source>
        <translation>Kei&amp;ne Bewegung</translation>
    </message>
    <message>
        <source>Lan&amp;guage…</source>
        <translation>S&amp;prache…</translation>
    </message>
    <message>
        <source>Scenario of new wor&amp;kspaces…</source>
        <translation>S&amp;zenario neuer Arbeitsordner…</translation>
    </message>
    <message>
        <source>S&amp;peed at start…</source>
        <translation>&amp;Tempo beim Start…</translation>
    </message>
</context>
<context>
    <name>curbside::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>What is chosen is in force at once and kept. The language changes at the next start.</source>
        <translation>Was gewählt ist, gilt sofort und bleibt. Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Colours of the whole window</source>
        <translation>Farben des ganzen Fensters</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Starker Kontrast</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>How much a list shows at once</source>
        <translation>Wie viel eine Liste auf einmal zeigt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Eng</translation>
    </message>
    <message>
        <source>&amp;Clock</source>
        <translation>&amp;Uhr</translation>
    </message>
    <message>
        <source>How times of day are written</source>
        <translation>Wie Tageszeiten geschrieben werden</translation>
    </message>
    <message>
        <source>24 hours, 14:05</source>
        <translation>24 Stunden, 14:05</translation>
    </message>
    <message>
        <source>12 hours, 2:05 pm</source>
        <translation>12 Stunden, 2:05 pm</translation>
    </message>
    <message>
        <source>&amp;Seconds</source>
        <translation>Se&amp;kunden</translation>
    </message>
    <message>
        <source>Whether lists tell the second</source>
        <translation>Ob Listen die Sekunde nennen</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>&amp;Bewegung</translation>
    </message>
    <message>
        <source>Whether what moves in the world glides on the map</source>
        <translation>Ob auf der Karte gleitet, was sich in der Welt bewegt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Taken at the next start</source>
        <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>The built-in default</source>
        <translation>Die eingebaute Vorgabe</translation>
    </message>
    <message>
        <source>Sc&amp;enario</source>
        <translation>S&amp;zenario</translation>
    </message>
    <message>
        <source>What a new workspace begins with when none is named</source>
        <translation>Womit ein neuer Arbeitsordner beginnt, wenn keines genannt ist</translation>
    </message>
    <message>
        <source>As fast as possible</source>
        <translation>So schnell wie möglich</translation>
    </message>
    <message>
        <source>%1× wall time</source>
        <translation>%1× Wanduhr</translation>
    </message>
    <message>
        <source>S&amp;peed at start</source>
        <translation>&amp;Tempo beim Start</translation>
    </message>
    <message>
        <source>When no speed is named on the command line</source>
        <translation>Wenn auf der Befehlszeile keines genannt ist</translation>
    </message>
</context>
<context>
    <name>curbside::PublishPanel</name>
    <message>
        <source>; %1 more</source>
        <translation>; %1 weitere</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Data of the event</source>
        <translation>Daten des Ereignisses</translation>
    </message>
    <message>
        <source>for trying things out</source>
        <translation>zum Ausprobieren</translation>
    </message>
    <message>
        <source>Type of the event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>The service that owns the type publishes it, through its outbox</source>
        <translation>Der Dienst, dem die Art gehört, veröffentlicht es durch seinen Ausgang</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Subject: what it is about</source>
        <translation>Gegenstand: worum es geht</translation>
    </message>
    <message>
        <source>Events of one subject are handled in their order: the id of a delivery or a task, the serial of a robot</source>
        <translation>Ereignisse eines Gegenstands werden in ihrer Reihenfolge verarbeitet: die ID einer Lieferung oder Aufgabe, die Seriennummer eines Roboters</translation>
    </message>
    <message>
        <source>Its consumers take it for what has happened, and nothing of its service changes with it (Ctrl+Return)</source>
        <translation>Seine Abnehmer nehmen es für geschehen, und bei seinem Dienst ändert sich damit nichts (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>No service publishes %1 any more.</source>
        <translation>Kein Dienst veröffentlicht noch %1.</translation>
    </message>
    <message>
        <source>Waiting for what the services publish…</source>
        <translation>Warten auf das, was die Dienste veröffentlichen…</translation>
    </message>
    <message>
        <source>A subject is missing: what the event is about.</source>
        <translation>Ein Gegenstand fehlt: worum es in dem Ereignis geht.</translation>
    </message>
    <message>
        <source>Fits its schema.</source>
        <translation>Passt zum Schema.</translation>
    </message>
    <message>
        <source>Fits its schema. It may also have %1.</source>
        <translation>Passt zum Schema. Möglich sind auch %1.</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>Veröffentlicht als %1.</translation>
    </message>
    <message>
        <source>Not published: %1</source>
        <translation>Nicht veröffentlicht: %1</translation>
    </message>
</context>
<context>
    <name>curbside::RateHistogram</name>
    <message>
        <source>Events published over the last ten minutes</source>
        <translation>Veröffentlichte Events der letzten zehn Minuten</translation>
    </message>
    <message>
        <source>Five seconds of platform time a bar. A bar with a foot had trouble: something lost, given up or crashed.</source>
        <translation>Ein Balken sind fünf Sekunden Plattformzeit. Ein Balken mit Fuß hatte Ärger: etwas ging verloren, wurde aufgegeben oder stürzte ab.</translation>
    </message>
    <message>
        <source>%1, %2 events/s</source>
        <translation>%1, %2 Events/s</translation>
    </message>
    <message>
        <source>%1, %2 lost, given up or crashed</source>
        <translation>%1, %2 verloren, aufgegeben oder abgestürzt</translation>
    </message>
</context>
<context>
    <name>curbside::ReasonDialog</name>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
</context>
<context>
    <name>curbside::RecentDialog</name>
    <message>
        <source>Recent workspaces</source>
        <translation>Letzte Arbeitsordner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>No other workspace was worked in yet. Make one by File ▸ New from scenario…</source>
        <translation>Noch wurde in keinem anderen Arbeitsordner gearbeitet. Einer entsteht mit Datei ▸ Neu aus Szenario…</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1, Startwert %2</translation>
    </message>
    <message>
        <source>cannot be read now</source>
        <translation>ist gerade nicht zu lesen</translation>
    </message>
</context>
<context>
    <name>curbside::ReconciliationPanel</name>
    <message>
        <source>Reconciliation</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Read anew…</source>
        <translation>Neu einlesen…</translation>
    </message>
    <message>
        <source>Compares every table of every service with its copy; the platform waits meanwhile</source>
        <translation>Vergleicht jede Tabelle jedes Dienstes mit ihrer Kopie; die Plattform wartet solange</translation>
    </message>
    <message>
        <source>Reads all rows of the chosen table&apos;s service again: shows first what that would do</source>
        <translation>Liest alle Zeilen des Dienstes der gewählten Tabelle noch einmal: zeigt erst, was das täte</translation>
    </message>
    <message>
        <source>Not compared yet. Compare tells whether the warehouse has what the services have, row by row.</source>
        <translation>Noch nicht verglichen. Vergleichen sagt Zeile für Zeile, ob das Warehouse hat, was die Dienste haben.</translation>
    </message>
    <message>
        <source>Tables compared</source>
        <translation>Verglichene Tabellen</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>Abweichende Zeilen</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>It could not be compared: %1</source>
        <translation>Es war nicht zu vergleichen: %1</translation>
    </message>
    <message>
        <source>%1 rows in %2 tables, compared in %3 ms at %4</source>
        <translation>%1 Zeilen in %2 Tabellen, in %3 ms verglichen um %4</translation>
    </message>
    <message>
        <source>The warehouse has what the services have: %1.</source>
        <translation>Das Warehouse hat, was die Dienste haben: %1.</translation>
    </message>
    <message>
        <source>1 row differs: %1. Read anew settles it.</source>
        <translation>1 Zeile weicht ab: %1. Neu einlesen behebt es.</translation>
    </message>
    <message>
        <source>%1 rows differ: %2. Read anew settles it.</source>
        <translation>%1 Zeilen weichen ab: %2. Neu einlesen behebt es.</translation>
    </message>
    <message>
        <source>Read a service anew</source>
        <translation>Einen Dienst neu einlesen</translation>
    </message>
    <message>
        <source>Read anew: %1</source>
        <translation>Neu einlesen: %1</translation>
    </message>
    <message>
        <source>Reading %1 anew…</source>
        <translation>%1 wird neu eingelesen…</translation>
    </message>
    <message>
        <source>The warehouse refused it (%1).</source>
        <translation>Das Warehouse hat es abgelehnt (%1).</translation>
    </message>
    <message>
        <source>Of one service nothing could be compared: %1.</source>
        <translation>Von einem Dienst konnte nichts verglichen werden: %1.</translation>
    </message>
    <message>
        <source>Of %1 services nothing could be compared: %2.</source>
        <translation>Von %1 Diensten konnte nichts verglichen werden: %2.</translation>
    </message>
</context>
<context>
    <name>curbside::RecordsPanel</name>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the last record in view, as more come</source>
        <translation>Den letzten Eintrag im Blick behalten, wenn mehr kommen</translation>
    </message>
    <message>
        <source>Records of the capture</source>
        <translation>Einträge des Mitschnitts</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
    <message>
        <source>, still looking</source>
        <translation>, wird noch durchsucht</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Stopped before anything was found. Go on to look at the rest.</source>
        <translation>Angehalten, bevor etwas gefunden wurde. „Weiter“ durchsucht den Rest.</translation>
    </message>
    <message>
        <source>This capture is empty: nothing happened while it was made.</source>
        <translation>Dieser Mitschnitt ist leer: Während er lief, geschah nichts.</translation>
    </message>
    <message>
        <source>This capture is empty so far. Records appear as they are written.</source>
        <translation>Dieser Mitschnitt ist noch leer. Einträge erscheinen, sobald sie geschrieben werden.</translation>
    </message>
    <message>
        <source>None of the %1 records passes the filter.</source>
        <translation>Keiner der %1 Einträge entspricht dem Filter.</translation>
    </message>
    <message>
        <source>None of the %1 records is about an event. “All” shows calls, timers and jobs too.</source>
        <translation>Keiner der %1 Einträge betrifft ein Event. „Alles“ zeigt auch Aufrufe, Zeitgeber und Aufträge.</translation>
    </message>
    <message>
        <source>Nothing of this file can be shown.</source>
        <translation>Von dieser Datei lässt sich nichts zeigen.</translation>
    </message>
</context>
<context>
    <name>curbside::ReferencesPanel</name>
    <message>
        <source>References</source>
        <translation>Verweise</translation>
    </message>
    <message>
        <source>References across services</source>
        <translation>Verweise über Dienste hinweg</translation>
    </message>
    <message>
        <source>Rows that name nothing</source>
        <translation>Zeilen, die nichts benennen</translation>
    </message>
    <message>
        <source>Clean-up runs</source>
        <translation>Aufräumläufe</translation>
    </message>
    <message>
        <source>What names rows of other services, and what names nothing</source>
        <translation>Was Zeilen anderer Dienste benennt, und was nichts benennt</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Every clean-up that is recorded</source>
        <translation>Jedes Aufräumen, das verzeichnet ist</translation>
    </message>
    <message>
        <source>Clean up: dry run</source>
        <translation>Aufräumen: Probelauf</translation>
    </message>
    <message>
        <source>Waiting for what the services say of their references…</source>
        <translation>Wartet darauf, was die Dienste von ihren Verweisen sagen…</translation>
    </message>
    <message>
        <source>Nothing dangles here.</source>
        <translation>Hier zeigt nichts ins Leere.</translation>
    </message>
    <message>
        <source>No clean-up has run yet. Each service makes one by itself once a day.</source>
        <translation>Noch lief kein Aufräumen. Jeder Dienst macht von selbst einmal am Tag eines.</translation>
    </message>
    <message>
        <source>Every service looks for what names nothing and says what it would do. Nothing is changed.</source>
        <translation>Jeder Dienst sucht, was nichts benennt, und sagt, was er täte. Geändert wird nichts.</translation>
    </message>
    <message>
        <source>none dangles</source>
        <translation>keiner zeigt ins Leere</translation>
    </message>
    <message>
        <source>%1 dangling</source>
        <translation>%1 zeigen ins Leere</translation>
    </message>
    <message>
        <source>no run yet</source>
        <translation>noch kein Lauf</translation>
    </message>
    <message>
        <source>last: dry run at %1</source>
        <translation>zuletzt: Probelauf um %1</translation>
    </message>
    <message>
        <source>last run at %1</source>
        <translation>letzter Lauf um %1</translation>
    </message>
</context>
<context>
    <name>curbside::Remarks</name>
    <message>
        <source>The filter is too long</source>
        <translation>Der Filter ist zu lang</translation>
    </message>
    <message>
        <source>The filter nests too deep</source>
        <translation>Der Filter ist zu tief geschachtelt</translation>
    </message>
    <message>
        <source>“%1” means nothing here</source>
        <translation>„%1“ bedeutet hier nichts</translation>
    </message>
    <message>
        <source>The text that begins here has no closing quote</source>
        <translation>Dem Text, der hier beginnt, fehlt das schließende Anführungszeichen</translation>
    </message>
    <message>
        <source>%1 is beyond 32 bits</source>
        <translation>%1 passt nicht in 32 Bit</translation>
    </message>
    <message>
        <source>“%1” is no attribute: names are letters and digits</source>
        <translation>„%1“ ist kein Attribut: Namen bestehen aus Buchstaben und Ziffern</translation>
    </message>
    <message>
        <source>A name in the payload is missing after the dot</source>
        <translation>Nach dem Punkt fehlt ein Name aus den Nutzdaten</translation>
    </message>
    <message>
        <source>An attribute, a value or a parenthesis is missing here</source>
        <translation>Hier fehlt ein Attribut, ein Wert oder eine Klammer</translation>
    </message>
    <message>
        <source>An operator, such as = or AND, is missing before “%1”</source>
        <translation>Vor „%1“ fehlt ein Operator, etwa = oder AND</translation>
    </message>
    <message>
        <source>A closing parenthesis is missing here</source>
        <translation>Hier fehlt eine schließende Klammer</translation>
    </message>
    <message>
        <source>After LIKE a text in quotes is wanted</source>
        <translation>Nach LIKE wird ein Text in Anführungszeichen erwartet</translation>
    </message>
    <message>
        <source>After IN a list in parentheses is wanted</source>
        <translation>Nach IN wird eine Liste in Klammern erwartet</translation>
    </message>
    <message>
        <source>After EXISTS the name of an attribute is wanted</source>
        <translation>Nach EXISTS wird der Name eines Attributs erwartet</translation>
    </message>
    <message>
        <source>There is no function “%1”</source>
        <translation>Eine Funktion „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>“%1” does not take so many arguments</source>
        <translation>„%1“ nimmt nicht so viele Argumente</translation>
    </message>
    <message>
        <source>Nothing here has an attribute “%1”</source>
        <translation>Nichts hier hat ein Attribut „%1“</translation>
    </message>
    <message>
        <source>AND, OR and XOR are taken from left to right: put parentheses</source>
        <translation>AND, OR und XOR gelten von links nach rechts: Klammern setzen</translation>
    </message>
    <message>
        <source>This is never true or false: compare it with something</source>
        <translation>Das ist nie wahr oder falsch: mit etwas vergleichen</translation>
    </message>
    <message>
        <source>NOT takes only what follows it at once: put parentheses</source>
        <translation>NOT nimmt nur, was gleich folgt: Klammern setzen</translation>
    </message>
</context>
<context>
    <name>curbside::RenewalDialog</name>
    <message>
        <source>Read anew: %1</source>
        <translation>Neu einlesen: %1</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>is added to the warehouse</source>
        <translation>kommt ins Warehouse</translation>
    </message>
    <message>
        <source>is removed from the warehouse</source>
        <translation>wird aus dem Warehouse entfernt</translation>
    </message>
    <message>
        <source>%1 becomes %2</source>
        <translation>%1 wird %2</translation>
    </message>
    <message>
        <source>All %1 rows of %2 are read again, table by table, while the platform goes on. Rows that the service no longer has are removed from the warehouse and from its replica. The service is only read, and no event is sent.</source>
        <translation>Alle %1 Zeilen von %2 werden Tabelle für Tabelle noch einmal gelesen, während die Plattform weiterläuft. Zeilen, die der Dienst nicht mehr hat, werden aus dem Warehouse und aus seinem Replikat entfernt. Der Dienst wird nur gelesen, und kein Ereignis wird gesendet.</translation>
    </message>
    <message>
        <source>The last comparison found no difference there: nothing will change.</source>
        <translation>Der letzte Vergleich fand dort keine Abweichung: nichts wird sich ändern.</translation>
    </message>
    <message>
        <source>It settles what the comparison of %1 found (%2):</source>
        <translation>Es behebt, was der Vergleich von %1 fand (%2):</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>&amp;Read anew</source>
        <translation>&amp;Neu einlesen</translation>
    </message>
</context>
<context>
    <name>curbside::RobotCards</name>
    <message>
        <source>not heard of yet</source>
        <translation>noch nichts gehört</translation>
    </message>
    <message>
        <source>lid jammed</source>
        <translation>Deckel klemmt</translation>
    </message>
    <message>
        <source>link lost, last seen %1</source>
        <translation>kein Funk, zuletzt gehört %1</translation>
    </message>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>außer Dienst</translation>
    </message>
    <message>
        <source>battery low</source>
        <translation>Akku schwach</translation>
    </message>
    <message>
        <source>lid open</source>
        <translation>Deckel offen</translation>
    </message>
    <message>
        <source>driving %1 m/s</source>
        <translation>fährt %1 m/s</translation>
    </message>
    <message>
        <source>standing</source>
        <translation>steht</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>dienstfrei</translation>
    </message>
    <message>
        <source>Robots as cards</source>
        <translation>Roboter als Kacheln</translation>
    </message>
    <message>
        <source>State does not answer</source>
        <translation>State antwortet nicht</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
</context>
<context>
    <name>curbside::RobotColumns</name>
    <message>
        <source>Merchant</source>
        <translation>Händler</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Driving</source>
        <translation>Fährt</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Deckel</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Akku</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Funk</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Errand</source>
        <translation>Tätigkeit</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Durch wen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
</context>
<context>
    <name>curbside::RobotDay</name>
    <message>
        <source>Robot&apos;s day</source>
        <translation>Tag des Roboters</translation>
    </message>
    <message>
        <source>Day of the chosen robot</source>
        <translation>Tag des gewählten Roboters</translation>
    </message>
    <message>
        <source>State answered %1</source>
        <translation>State antwortete %1</translation>
    </message>
    <message>
        <source>Choose a robot to see its day: what its lid did, its tasks and stops, battery and speed.</source>
        <translation>Einen Roboter wählen, um seinen Tag zu sehen: was sein Deckel tat, Aufgaben und Halte, Akku und Tempo.</translation>
    </message>
    <message>
        <source>The lid events of %1 cannot be read: %2. It is tried again every second.</source>
        <translation>Die Deckel-Events von %1 sind nicht zu lesen: %2. Jede Sekunde wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>Reading the day of %1…</source>
        <translation>Der Tag von %1 wird gelesen…</translation>
    </message>
    <message>
        <source>%1, battery and speed as seen since %2</source>
        <translation>%1, Akku und Tempo, gesehen seit %2</translation>
    </message>
    <message>
        <source>%1, without the first %2 moves of its lid</source>
        <translation>%1, ohne die ersten %2 Bewegungen des Deckels</translation>
    </message>
    <message>
        <source>Nothing unusual today.</source>
        <translation>Heute nichts Ungewöhnliches.</translation>
    </message>
    <message>
        <source>Unusual today:</source>
        <translation>Heute ungewöhnlich:</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Halte</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 getan</translation>
    </message>
    <message>
        <source>%1 not done</source>
        <translation>%1 nicht getan</translation>
    </message>
    <message>
        <source>stop %1 planned, %2</source>
        <translation>Halt %1 geplant, %2</translation>
    </message>
    <message>
        <source>Lid open</source>
        <translation>Deckel offen</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Fahrt</translation>
    </message>
    <message>
        <source>driving</source>
        <translation>fährt</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Funk</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>link lost for %1</source>
        <translation>%1 ohne Funk</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Akku</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>m/s</source>
        <translation>m/s</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>%1 %2 failed: %3</source>
        <translation>%1 %2 gescheitert: %3</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>as the console saw it</source>
        <translation>wie der Leitstand es sah</translation>
    </message>
    <message>
        <source>%1, without the first move of its lid</source>
        <translation>%1, ohne die erste Bewegung des Deckels</translation>
    </message>
</context>
<context>
    <name>curbside::Robots</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every robot</source>
        <translation>Jeder Roboter</translation>
    </message>
    <message>
        <source>Lid open</source>
        <translation>Deckel offen</translation>
    </message>
    <message>
        <source>The lid is open</source>
        <translation>Der Deckel ist offen</translation>
    </message>
    <message>
        <source>Jammed</source>
        <translation>Klemmt</translation>
    </message>
    <message>
        <source>The lid is jammed</source>
        <translation>Der Deckel klemmt</translation>
    </message>
    <message>
        <source>Low battery</source>
        <translation>Akku schwach</translation>
    </message>
    <message>
        <source>Below 20 %</source>
        <translation>Unter 20 %</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Kein Funk</translation>
    </message>
    <message>
        <source>On duty, and not heard of</source>
        <translation>Im Dienst und nicht zu hören</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Held by a person</source>
        <translation>Von einem Menschen angehalten</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>On duty, and without a task</source>
        <translation>Im Dienst und ohne Aufgabe</translation>
    </message>
    <message>
        <source>Robots</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>No robots yet. They register when the world wakes up.</source>
        <translation>Noch keine Roboter. Sie melden sich, wenn die Welt erwacht.</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>%1, %2 driving</source>
        <translation>%1, %2 fahren</translation>
    </message>
    <message>
        <source>%1, %2 in need of a hand</source>
        <translation>%1, %2 brauchen Hilfe</translation>
    </message>
</context>
<context>
    <name>curbside::RowsPanel</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The table&apos;s rows, the newest first</source>
        <translation>Die Zeilen der Tabelle, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>The table&apos;s columns: type, key, default, and what they refer to</source>
        <translation>Die Spalten der Tabelle: Typ, Schlüssel, Vorgabe und worauf sie verweisen</translation>
    </message>
    <message>
        <source>Newer rows</source>
        <translation>Neuere Zeilen</translation>
    </message>
    <message>
        <source>To the page of newer rows</source>
        <translation>Zur Seite mit neueren Zeilen</translation>
    </message>
    <message>
        <source>Older rows</source>
        <translation>Ältere Zeilen</translation>
    </message>
    <message>
        <source>To the page of older rows</source>
        <translation>Zur Seite mit älteren Zeilen</translation>
    </message>
    <message>
        <source>Rows of the chosen table</source>
        <translation>Zeilen der gewählten Tabelle</translation>
    </message>
    <message>
        <source>Columns of the chosen table</source>
        <translation>Spalten der gewählten Tabelle</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Refers to</source>
        <translation>Verweist auf</translation>
    </message>
    <message>
        <source>%1 (enforced)</source>
        <translation>%1 (erzwungen)</translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation>Kopie von</translation>
    </message>
    <message>
        <source>Choose a table to see its rows.</source>
        <translation>Eine Tabelle wählen, um ihre Zeilen zu sehen.</translation>
    </message>
    <message>
        <source>The warehouse&apos;s tables are described in its own schema: ask with SQL.</source>
        <translation>Die Tabellen des Warehouse beschreibt sein eigenes Schema: mit SQL fragen.</translation>
    </message>
    <message>
        <source>The warehouse is asked with SQL, across all services at once.</source>
        <translation>Das Warehouse wird mit SQL gefragt, über alle Dienste zugleich.</translation>
    </message>
    <message>
        <source>A copy of this table as of row change %1. Its service shows the rows themselves.</source>
        <translation>Eine Kopie dieser Tabelle, Stand Zeilenänderung %1. Die Zeilen selbst zeigt ihr Dienst.</translation>
    </message>
    <message>
        <source>The rows cannot be read: %1. It is asked again every second.</source>
        <translation>Die Zeilen lassen sich nicht lesen: %1. Jede Sekunde wird wieder gefragt.</translation>
    </message>
    <message>
        <source>Reading the rows…</source>
        <translation>Die Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>No rows yet. They appear as the service writes them.</source>
        <translation>Noch keine Zeilen. Sie erscheinen, sobald der Dienst sie schreibt.</translation>
    </message>
    <message>
        <source>, does not answer: %1</source>
        <translation>, antwortet nicht: %1</translation>
    </message>
    <message>
        <source>, live, page %1</source>
        <translation>, live, Seite %1</translation>
    </message>
    <message>
        <source>, live, newest first</source>
        <translation>, live, neueste zuerst</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
</context>
<context>
    <name>curbside::RunCapture</name>
    <message>
        <source>The capture has ended early. %1</source>
        <translation>Der Mitschnitt endete vorzeitig. %1</translation>
    </message>
    <message>
        <source>What happened is captured in %1. File ▸ Open capture… shows it.</source>
        <translation>Was geschah, ist in %1 mitgeschnitten. Datei ▸ Mitschnitt öffnen… zeigt es.</translation>
    </message>
    <message>
        <source>The platform is not running.</source>
        <translation>Die Plattform läuft nicht.</translation>
    </message>
</context>
<context>
    <name>curbside::RunUntil</name>
    <message>
        <source>Step one &amp;event</source>
        <translation>&amp;Ein Ereignis weiter</translation>
    </message>
    <message>
        <source>Run &amp;until…</source>
        <translation>Laufen &amp;bis…</translation>
    </message>
    <message>
        <source>Run until the next &amp;alert</source>
        <translation>Laufen bis zur nächsten &amp;Meldung</translation>
    </message>
    <message>
        <source>Platform time stands still for an alert: %1</source>
        <translation>Die Plattformzeit steht still wegen einer Meldung: %1</translation>
    </message>
</context>
<context>
    <name>curbside::RunUntilDialog</name>
    <message>
        <source>until a &amp;moment</source>
        <translation>bis zu einem &amp;Zeitpunkt</translation>
    </message>
    <message>
        <source>until an &amp;event comes</source>
        <translation>bis ein &amp;Ereignis kommt</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>Laufen bis</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>From now, such as 90s, 5m or 2h; or a time of day in UTC, such as 12:30 or 12:30:05</source>
        <translation>Von jetzt an, etwa 90s, 5m oder 2h; oder eine Uhrzeit in UTC, etwa 12:30 oder 12:30:05</translation>
    </message>
    <message>
        <source>What the event is like</source>
        <translation>Wie das Ereignis ist</translation>
    </message>
    <message>
        <source>such as  type LIKE &apos;%.TaskCompleted&apos;</source>
        <translation>etwa  type LIKE &apos;%.TaskCompleted&apos;</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Laufen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This is neither a duration, such as 5m, nor a time of day, such as 12:30.</source>
        <translation>Das ist weder eine Dauer wie 5m noch eine Uhrzeit wie 12:30.</translation>
    </message>
</context>
<context>
    <name>curbside::SagaChain</name>
    <message>
        <source>Steps of the saga</source>
        <translation>Schritte der Saga</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>steht noch aus</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>undo done</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>undo failed</source>
        <translation>Rücknahme gescheitert</translation>
    </message>
    <message>
        <source>undoing</source>
        <translation>wird zurückgenommen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>curbside::SagaFlowPanel</name>
    <message>
        <source>Choose a saga in the list, or a delivery anywhere: its steps are shown here.</source>
        <translation>Wählen Sie eine Saga in der Liste, oder irgendwo eine Lieferung: Ihre Schritte stehen dann hier.</translation>
    </message>
    <message>
        <source>Chosen saga</source>
        <translation>Gewählte Saga</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Pass over step</source>
        <translation>Schritt übergehen</translation>
    </message>
    <message>
        <source>Makes the compensation that failed once more</source>
        <translation>Versucht die gescheiterte Rücknahme noch einmal</translation>
    </message>
    <message>
        <source>Leaves what that step did, and goes on undoing the rest</source>
        <translation>Lässt stehen, was dieser Schritt getan hat, und nimmt den Rest zurück</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, round %2</source>
        <translation>%1, Runde %2</translation>
    </message>
    <message>
        <source>Try saga again</source>
        <translation>Saga noch einmal versuchen</translation>
    </message>
    <message>
        <source>Go on without undoing this step? What it did stays, and the rest is undone.</source>
        <translation>Weitermachen, ohne diesen Schritt zurückzunehmen? Was er getan hat, bleibt, und der Rest wird zurückgenommen.</translation>
    </message>
    <message>
        <source>Undone by hand</source>
        <translation>Von Hand zurückgenommen</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts zurückzunehmen</translation>
    </message>
</context>
<context>
    <name>curbside::SagaLanes</name>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>done, undone since</source>
        <translation>erledigt, seither zurückgenommen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>%1 tries</source>
        <translation>%1 Versuche</translation>
    </message>
    <message>
        <source>%1, %2 tries</source>
        <translation>%1, %2 Versuche</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 after %2 tries</source>
        <translation>%1 nach %2 Versuchen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>curbside::SagaOutlookPanel</name>
    <message>
        <source>What it has still to do, and what would be undone if that failed.</source>
        <translation>Was sie noch zu tun hat, und was zurückgenommen würde, wenn das scheiterte.</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Was geschähe</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Remains</source>
        <translation>Es bleibt</translation>
    </message>
    <message>
        <source>If the next step failed</source>
        <translation>Scheiterte der nächste Schritt</translation>
    </message>
    <message>
        <source>Said last</source>
        <translation>Zuletzt gemeldet</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 at %2: nothing remains, and nothing will be undone</source>
        <translation>%1 um %2: Nichts bleibt zu tun, und nichts wird zurückgenommen</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <translation>%1, mit %2</translation>
    </message>
    <message>
        <source>nothing but the end of this step</source>
        <translation>nur das Ende dieses Schritts</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>nothing is to be undone</source>
        <translation>nichts ist zurückzunehmen</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, dann </translation>
    </message>
    <message>
        <source>Try again, once what refused it is mended; or pass over the step, when it has been undone by hand. Everything else of this delivery waits.</source>
        <translation>Noch einmal versuchen, sobald behoben ist, was sie abgelehnt hat; oder den Schritt übergehen, wenn er von Hand zurückgenommen ist. Alles andere an dieser Lieferung wartet.</translation>
    </message>
</context>
<context>
    <name>curbside::SagaPanel</name>
    <message>
        <source>The saga cannot be read: %1. It is tried again every second.</source>
        <translation>Die Saga ist nicht zu lesen: %1. Es wird jede Sekunde neu versucht.</translation>
    </message>
    <message>
        <source>Reading the saga…</source>
        <translation>Die Saga wird gelesen …</translation>
    </message>
</context>
<context>
    <name>curbside::SagaStepsPanel</name>
    <message>
        <source>When each of its steps began and ended.</source>
        <translation>Wann jeder ihrer Schritte begann und endete.</translation>
    </message>
    <message>
        <source>Steps in time</source>
        <translation>Schritte in der Zeit</translation>
    </message>
    <message>
        <source>Steps of the chosen saga against time</source>
        <translation>Schritte der gewählten Saga über der Zeit</translation>
    </message>
    <message>
        <source>up to %1 tries of a call</source>
        <translation>bis zu %1 Versuche eines Aufrufs</translation>
    </message>
    <message>
        <source>Point at a bar, or press Shift with an arrow, to read it out.</source>
        <translation>Zeigen Sie auf einen Balken, oder drücken Sie Umschalt mit einem Pfeil, um ihn abzulesen.</translation>
    </message>
</context>
<context>
    <name>curbside::SagaWords</name>
    <message>
        <source>Reserve demand</source>
        <translation>Bedarf anmelden</translation>
    </message>
    <message>
        <source>Cancel demand</source>
        <translation>Bedarf abmelden</translation>
    </message>
    <message>
        <source>Await trip</source>
        <translation>Fahrt abwarten</translation>
    </message>
    <message>
        <source>Create pickup task</source>
        <translation>Abholauftrag anlegen</translation>
    </message>
    <message>
        <source>Cancel pickup task</source>
        <translation>Abholauftrag stornieren</translation>
    </message>
    <message>
        <source>Create drop-off task</source>
        <translation>Zustellauftrag anlegen</translation>
    </message>
    <message>
        <source>Cancel drop-off task</source>
        <translation>Zustellauftrag stornieren</translation>
    </message>
    <message>
        <source>Follow to the door</source>
        <translation>Bis zur Tür folgen</translation>
    </message>
    <message>
        <source>Settle pickup task</source>
        <translation>Abholauftrag klären</translation>
    </message>
    <message>
        <source>Look at pickup task</source>
        <translation>Abholauftrag ansehen</translation>
    </message>
    <message>
        <source>Undo the attempt</source>
        <translation>Versuch zurücknehmen</translation>
    </message>
    <message>
        <source>Settle drop-off task</source>
        <translation>Zustellauftrag klären</translation>
    </message>
    <message>
        <source>Look at drop-off task</source>
        <translation>Zustellauftrag ansehen</translation>
    </message>
    <message>
        <source>Turn back</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Create return task</source>
        <translation>Rückgabeauftrag anlegen</translation>
    </message>
    <message>
        <source>Cancel return task</source>
        <translation>Rückgabeauftrag stornieren</translation>
    </message>
    <message>
        <source>Follow to the merchant</source>
        <translation>Bis zum Händler folgen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>compensating</source>
        <translation>nimmt zurück</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>compensated</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>steckt fest</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>Bedarf</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>Fahrt</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Abholung</translation>
    </message>
    <message>
        <source>Drop-off</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Klären</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rücknahme</translation>
    </message>
</context>
<context>
    <name>curbside::Sagas</name>
    <message>
        <source>Sagas</source>
        <translation>Sagas</translation>
    </message>
</context>
<context>
    <name>curbside::SagasPanel</name>
    <message>
        <source>undone</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>all done</source>
        <translation>alles erledigt</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Worum</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Runde</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every saga</source>
        <translation>Jede Saga</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Goes forward, or is held by another</source>
        <translation>Geht voran, oder eine andere hält sie an</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Ärger</translation>
    </message>
    <message>
        <source>Stuck, undoing what it did, or trying again</source>
        <translation>Steckt fest, nimmt zurück oder versucht es neu</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>Steckt fest</translation>
    </message>
    <message>
        <source>A compensation failed for good: waits for a person</source>
        <translation>Eine Rücknahme ist endgültig gescheitert: wartet auf einen Menschen</translation>
    </message>
    <message>
        <source>Compensated</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Ended with everything undone</source>
        <translation>Zu Ende, alles zurückgenommen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Ended with everything done</source>
        <translation>Zu Ende, alles erledigt</translation>
    </message>
    <message>
        <source>Sagas</source>
        <translation>Sagas</translation>
    </message>
    <message>
        <source>No sagas yet. Each order begins one.</source>
        <translation>Noch keine Sagas. Jede Bestellung beginnt eine.</translation>
    </message>
    <message>
        <source>%1, %2 running</source>
        <translation>%1, davon %2 im Gange</translation>
    </message>
    <message>
        <source>%1, %2 stuck</source>
        <translation>%1, %2 stecken fest</translation>
    </message>
    <message>
        <source>Narrows the list by kind</source>
        <translation>Engt die Liste nach der Art ein</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Narrowed to: %1</source>
        <translation>Eingeengt auf: %1</translation>
    </message>
</context>
<context>
    <name>curbside::SavedFilters</name>
    <message>
        <source>Saved filters of %1</source>
        <translation>Gespeicherte Filter von %1</translation>
    </message>
    <message>
        <source>No saved filters yet</source>
        <translation>Noch keine gespeicherten Filter</translation>
    </message>
    <message>
        <source>&amp;Save this filter…</source>
        <translation>Diesen Filter &amp;speichern…</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Rename filter</source>
        <translation>Filter umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Saved filters: keep the present filter under a name, and come back to it</source>
        <translation>Gespeicherte Filter: den jetzigen Filter unter einem Namen behalten und zu ihm zurückkehren</translation>
    </message>
    <message>
        <source>&amp;Save this filter… (in place of one of %1)</source>
        <translation>Diesen Filter &amp;sichern… (statt eines von %1)</translation>
    </message>
    <message>
        <source>There are %1 already: the name of one that this replaces</source>
        <translation>Es gibt schon %1: der Name dessen, den dieser ersetzt</translation>
    </message>
    <message>
        <source>Another filter has that name already</source>
        <translation>Ein anderer Filter heißt schon so</translation>
    </message>
</context>
<context>
    <name>curbside::SequenceDrawing</name>
    <message>
        <source>⋯ %1 later ⋯</source>
        <translation>⋯ %1 später ⋯</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>%1 später</translation>
    </message>
    <message>
        <source>From here on it differs from the reference</source>
        <translation>Von hier an anders als der Vergleichsablauf</translation>
    </message>
    <message>
        <source>+ %1 (only here)</source>
        <translation>+ %1 (nur hier)</translation>
    </message>
</context>
<context>
    <name>curbside::SequenceModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Beteiligte</translation>
    </message>
</context>
<context>
    <name>curbside::SequencePanel</name>
    <message>
        <source>Nothing is chosen. Choose an event, a delivery, a task or a robot: the conversation that it belongs to is shown here.</source>
        <translation>Nichts ist gewählt. Ein Ereignis, eine Lieferung, eine Aufgabe oder einen Roboter wählen: hier steht dann das Gespräch, zu dem es gehört.</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>To scale</source>
        <translation>Maßstäblich</translation>
    </message>
    <message>
        <source>Time gaps to scale</source>
        <translation>Zeitabstände maßstäblich</translation>
    </message>
    <message>
        <source>Draws time as long as it was; else long gaps are folded, and told</source>
        <translation>Zeichnet die Zeit so lang, wie sie war; sonst werden lange Abstände gefaltet und benannt</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Compare flows</source>
        <translation>Abläufe vergleichen</translation>
    </message>
    <message>
        <source>Keeps a flow, to see where another one parts from it</source>
        <translation>Merkt sich einen Ablauf, um zu sehen, wo ein anderer von ihm abweicht</translation>
    </message>
    <message>
        <source>Save the diagram</source>
        <translation>Das Diagramm speichern</translation>
    </message>
    <message>
        <source>Saves the whole diagram, or copies it as Mermaid</source>
        <translation>Speichert das ganze Diagramm oder kopiert es als Mermaid</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Steps of the reference alone</source>
        <translation>Schritte, die nur der Vergleichsablauf hat</translation>
    </message>
    <message>
        <source>&amp;Keep this flow as the reference instead</source>
        <translation>&amp;Stattdessen mit diesem Ablauf vergleichen</translation>
    </message>
    <message>
        <source>&amp;Keep this flow as the reference</source>
        <translation>Diesen Ablauf zum &amp;Vergleich merken</translation>
    </message>
    <message>
        <source>&amp;Forget the reference</source>
        <translation>Den Vergleichsablauf v&amp;ergessen</translation>
    </message>
    <message>
        <source>Save as S&amp;VG…</source>
        <translation>Als S&amp;VG speichern…</translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation>Als &amp;PNG speichern…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>Als P&amp;DF speichern…</translation>
    </message>
    <message>
        <source>Save as &amp;Mermaid…</source>
        <translation>Als &amp;Mermaid speichern…</translation>
    </message>
    <message>
        <source>&amp;Copy as Mermaid</source>
        <translation>Als Mermaid &amp;kopieren</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Copy the &amp;trace&apos;s id</source>
        <translation>Die Kennung der &amp;Spur kopieren</translation>
    </message>
    <message>
        <source>Flow %1 · %2 · %3</source>
        <translation>Ablauf %1 · %2 · %3</translation>
    </message>
    <message>
        <source>This is the reference. Choose a message of another flow to hold it against this one.</source>
        <translation>Das ist der Vergleichsablauf. Eine Nachricht eines anderen Ablaufs wählen, um beide zu vergleichen.</translation>
    </message>
    <message>
        <source>Like the reference, step by step</source>
        <translation>Schritt für Schritt wie der Vergleichsablauf</translation>
    </message>
    <message>
        <source>As the reference up to step %1; only here: %2; only in the reference: %3</source>
        <translation>Bis Schritt %1 wie der Vergleichsablauf; nur hier: %2; nur dort: %3</translation>
    </message>
    <message>
        <source>Of what is chosen nothing has been told yet, or nothing is kept any more. The last %1 entries of the journal are kept.</source>
        <translation>Vom Gewählten ist noch nichts berichtet, oder nichts mehr aufgehoben. Die letzten %1 Einträge des Journals werden aufgehoben.</translation>
    </message>
</context>
<context>
    <name>curbside::SequenceView</name>
    <message>
        <source>Participants</source>
        <translation>Beteiligte</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Go to its &amp;cause</source>
        <translation>Zur &amp;Ursache</translation>
    </message>
    <message>
        <source>Go to what it &amp;led to</source>
        <translation>Zu dem, was &amp;folgte</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>&amp;Übliche Größe</translation>
    </message>
</context>
<context>
    <name>curbside::ServiceWords</name>
    <message>
        <source>Operations</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Lieferungen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Integrations</source>
        <translation>Integrations</translation>
    </message>
</context>
<context>
    <name>curbside::ShortcutSheet</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search by name or key, such as Ctrl+K</source>
        <translation>Nach Name oder Taste suchen, etwa Strg+K</translation>
    </message>
    <message>
        <source>Search the commands</source>
        <translation>Die Befehle durchsuchen</translation>
    </message>
    <message>
        <source>No command contains this. Try fewer letters.</source>
        <translation>Kein Befehl enthält das. Weniger Buchstaben versuchen.</translation>
    </message>
</context>
<context>
    <name>curbside::SourceRows</name>
    <message>
        <source>catching up</source>
        <translation>holt auf</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>verfolgt</translation>
    </message>
    <message>
        <source>reading all rows</source>
        <translation>liest alle Zeilen</translation>
    </message>
    <message>
        <source>to be read anew</source>
        <translation>wird neu eingelesen</translation>
    </message>
    <message>
        <source>asking for its tables</source>
        <translation>fragt nach Tabellen</translation>
    </message>
    <message>
        <source>not reached: %1</source>
        <translation>nicht erreicht: %1</translation>
    </message>
    <message>
        <source>changed from outside</source>
        <translation>von außen geändert</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>only at the service</source>
        <translation>nur beim Dienst</translation>
    </message>
    <message>
        <source>only in the warehouse</source>
        <translation>nur im Warehouse</translation>
    </message>
    <message>
        <source>in both, different</source>
        <translation>in beiden, verschieden</translation>
    </message>
    <message>
        <source>not compared: %1</source>
        <translation>nicht verglichen: %1</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>more than %1 rows differ</source>
        <translation>mehr als %1 Zeilen weichen ab</translation>
    </message>
    <message>
        <source>%1 rows differ</source>
        <translation>%1 Zeilen weichen ab</translation>
    </message>
    <message>
        <source>1 row differs</source>
        <translation>1 Zeile weicht ab</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Erfassung</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Replica behind</source>
        <translation>Replikat zurück</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Abzüge</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>At the service</source>
        <translation>Beim Dienst</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Warehouse</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
</context>
<context>
    <name>curbside::SqlPanel</name>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>SQL statement</source>
        <translation>SQL-Anweisung</translation>
    </message>
    <message>
        <source>Rows of the answer</source>
        <translation>Zeilen der Antwort</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Statements that were run (Alt+Up and Alt+Down in the editor)</source>
        <translation>Ausgeführte Anweisungen (Alt+Auf und Alt+Ab im Editor)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausgeben</translation>
    </message>
    <message>
        <source>Copies or saves all rows of the answer</source>
        <translation>Kopiert oder sichert alle Zeilen der Antwort</translation>
    </message>
    <message>
        <source>read-only, on the warehouse</source>
        <translation>nur lesend, im Warehouse</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>At most this many rows</source>
        <translation>Höchstens so viele Zeilen</translation>
    </message>
    <message>
        <source>An answer has no more rows than this; whether there are more is said</source>
        <translation>Mehr Zeilen hat eine Antwort nicht; ob es mehr gibt, wird gesagt</translation>
    </message>
    <message>
        <source>Runs the statement (Ctrl+Return)</source>
        <translation>Führt die Anweisung aus (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Stops the statement</source>
        <translation>Bricht die Anweisung ab</translation>
    </message>
    <message>
        <source>Copy all as &amp;text</source>
        <translation>Alles als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy all as CS&amp;V</source>
        <translation>Alles als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy all as &amp;JSON</source>
        <translation>Alles als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als &amp;CSV sichern…</translation>
    </message>
    <message>
        <source>S&amp;ave as JSON…</source>
        <translation>Als JSON &amp;sichern…</translation>
    </message>
    <message>
        <source>Ask with one SELECT; Ctrl+Return runs it. Nothing can be changed here.</source>
        <translation>Mit einem SELECT fragen; Strg+Eingabe führt ihn aus. Ändern lässt sich hier nichts.</translation>
    </message>
    <message>
        <source>Nothing has been run yet</source>
        <translation>Noch wurde nichts ausgeführt</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>The warehouse answered %1.</source>
        <translation>Das Warehouse antwortete %1.</translation>
    </message>
    <message>
        <source>No row answers this.</source>
        <translation>Keine Zeile antwortet darauf.</translation>
    </message>
    <message>
        <source>The first %1 rows, in %2 ms. There are more: narrow it, or allow more rows.</source>
        <translation>Die ersten %1 Zeilen, in %2 ms. Es gibt mehr: enger fragen oder mehr Zeilen zulassen.</translation>
    </message>
    <message>
        <source>%1 rows in %2 ms</source>
        <translation>%1 Zeilen in %2 ms</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Als CSV sichern</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>Als JSON sichern</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gesichert als %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>1 row in %1 ms</source>
        <translation>1 Zeile in %1 ms</translation>
    </message>
</context>
<context>
    <name>curbside::Stats</name>
    <message>
        <source>Stats</source>
        <translation>Statistik</translation>
    </message>
</context>
<context>
    <name>curbside::StopWords</name>
    <message>
        <source>moment reached</source>
        <translation>Zeitpunkt da</translation>
    </message>
    <message>
        <source>event reached</source>
        <translation>Ereignis da</translation>
    </message>
    <message>
        <source>breakpoint %1</source>
        <translation>Haltepunkt %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>Platform time stands still at %1, as wished.</source>
        <translation>Die Plattformzeit steht um %1 still, wie gewünscht.</translation>
    </message>
    <message>
        <source>Platform time stands still at %1, before %2 is delivered to %3, as wished.</source>
        <translation>Die Plattformzeit steht um %1 still, bevor %2 an %3 zugestellt wird, wie gewünscht.</translation>
    </message>
    <message>
        <source>Breakpoint %1: platform time stands still at %2, before %3 is delivered to %4.</source>
        <translation>Haltepunkt %1: Die Plattformzeit steht um %2 still, bevor %3 an %4 zugestellt wird.</translation>
    </message>
    <message>
        <source>Breakpoint %1: platform time stands still at %2; %3 has changed its row %4 of %5.</source>
        <translation>Haltepunkt %1: Die Plattformzeit steht um %2 still; %3 hat seine Zeile %4 von %5 geändert.</translation>
    </message>
</context>
<context>
    <name>curbside::StrategiesPanel</name>
    <message>
        <source>Three ways</source>
        <translation>Drei Wege</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>API calls</source>
        <translation>API-Aufrufe</translation>
    </message>
    <message>
        <source>Copies by events</source>
        <translation>Kopien durch Ereignisse</translation>
    </message>
    <message>
        <source>Join in the gateway</source>
        <translation>Verbund im Gateway</translation>
    </message>
    <message>
        <source>Fields of the delivery by strategy</source>
        <translation>Felder der Lieferung nach Weg</translation>
    </message>
    <message>
        <source>Choose a delivery anywhere: here it is read by calls, from copies and by a join, again and again.</source>
        <translation>Irgendwo eine Lieferung wählen: Hier wird sie durch Aufrufe, aus Kopien und im Verbund gelesen, immer wieder.</translation>
    </message>
    <message>
        <source>Choose one that is &amp;under way</source>
        <translation>Eine wählen, die &amp;unterwegs ist</translation>
    </message>
    <message>
        <source>Try it with trouble</source>
        <translation>Mit Störung probieren</translation>
    </message>
    <message>
        <source>Makes something go wrong for two minutes of platform time</source>
        <translation>Lässt zwei Minuten Plattformzeit lang etwas schiefgehen</translation>
    </message>
    <message>
        <source>Operations is &amp;slow</source>
        <translation>Operations ist lang&amp;sam</translation>
    </message>
    <message>
        <source>For two minutes every call to Operations takes 400 ms longer.</source>
        <translation>Zwei Minuten lang dauert jeder Aufruf an Operations 400 ms länger.</translation>
    </message>
    <message>
        <source>Operations is &amp;away</source>
        <translation>Operations ist nicht &amp;da</translation>
    </message>
    <message>
        <source>For two minutes nothing reaches Operations, and nothing leaves it.</source>
        <translation>Zwei Minuten lang erreicht nichts Operations, und nichts verlässt es.</translation>
    </message>
    <message>
        <source>Events come &amp;late</source>
        <translation>Ereignisse kommen s&amp;pät</translation>
    </message>
    <message>
        <source>For two minutes events reach Deliveries ten seconds late.</source>
        <translation>Zwei Minuten lang kommen Ereignisse zehn Sekunden zu spät bei Deliveries an.</translation>
    </message>
    <message>
        <source>The platform refused it (%1).</source>
        <translation>Die Plattform hat es abgelehnt (%1).</translation>
    </message>
</context>
<context>
    <name>curbside::StrategyRows</name>
    <message>
        <source>the copy ended with the attempt</source>
        <translation>die Kopie endete mit dem Versuch</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Zugewiesen</translation>
    </message>
    <message>
        <source>To the pickup</source>
        <translation>Zur Abholung</translation>
    </message>
    <message>
        <source>At the pickup</source>
        <translation>Bei der Abholung</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Beladen</translation>
    </message>
    <message>
        <source>To the door</source>
        <translation>Zur Tür</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>An der Tür</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Deckel</translation>
    </message>
    <message>
        <source>%1, %2 behind</source>
        <translation>%1, %2 zurück</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>no event has told of it yet</source>
        <translation>noch kein Ereignis dazu</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
    <message>
        <source>%1, of unknown age</source>
        <translation>%1, unbekannt alt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing: %1</source>
        <translation>nichts: %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>a part: %1</source>
        <translation>einen Teil: %1</translation>
    </message>
    <message>
        <source>Time it takes</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Services asked</source>
        <translation>Gefragte Dienste</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
</context>
<context>
    <name>curbside::TableRowsModel</name>
    <message>
        <source>%1: %2 (double click to choose it)</source>
        <translation>%1: %2 (Doppelklick wählt es)</translation>
    </message>
    <message>
        <source>%1, just changed</source>
        <translation>%1, eben geändert</translation>
    </message>
</context>
<context>
    <name>curbside::TablesPanel</name>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Tables of the chosen database</source>
        <translation>Tabellen der gewählten Datenbank</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Choose a database to see its tables.</source>
        <translation>Eine Datenbank wählen, um ihre Tabellen zu sehen.</translation>
    </message>
    <message>
        <source>Its tables cannot be read: %1. It is asked again every second.</source>
        <translation>Ihre Tabellen lassen sich nicht lesen: %1. Jede Sekunde wird wieder gefragt.</translation>
    </message>
    <message>
        <source>It has no tables yet.</source>
        <translation>Sie hat noch keine Tabellen.</translation>
    </message>
</context>
<context>
    <name>curbside::TaskColumns</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
</context>
<context>
    <name>curbside::TasksPanel</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>Noch nicht beendet</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>Für Menschen</translation>
    </message>
    <message>
        <source>Open calls for help</source>
        <translation>Offene Hilferufe</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Ended without success</source>
        <translation>Ohne Erfolg beendet</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every task, also those that have ended</source>
        <translation>Jede Aufgabe, auch die beendeten</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>No tasks yet. Each planned trip brings a pickup and a drop-off.</source>
        <translation>Noch keine Aufgaben. Jede geplante Fahrt bringt ein Abholen und ein Zustellen.</translation>
    </message>
    <message>
        <source>Narrows the list by operator, robot and age</source>
        <translation>Engt die Liste nach Bediener, Roboter und Alter ein</translation>
    </message>
    <message>
        <source>By &amp;operator</source>
        <translation>Nach &amp;Bediener</translation>
    </message>
    <message>
        <source>By &amp;robot</source>
        <translation>Nach &amp;Roboter</translation>
    </message>
    <message>
        <source>By &amp;age</source>
        <translation>Nach &amp;Alter</translation>
    </message>
    <message>
        <source>&amp;Everyone&apos;s, of any age</source>
        <translation>&amp;Alle, jeden Alters</translation>
    </message>
    <message>
        <source>Everyone&apos;s</source>
        <translation>Von allen</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>Von niemandem</translation>
    </message>
    <message>
        <source>Every robot&apos;s</source>
        <translation>Von jedem Roboter</translation>
    </message>
    <message>
        <source>The chosen one&apos;s, %1</source>
        <translation>Des gewählten, %1</translation>
    </message>
    <message>
        <source>%1 more: choose one anywhere, and it stands above</source>
        <translation>%1 weitere: irgendwo einen wählen, dann steht er oben</translation>
    </message>
    <message>
        <source>Of any age</source>
        <translation>Jeden Alters</translation>
    </message>
    <message>
        <source>Older than %1 min</source>
        <translation>Älter als %1 min</translation>
    </message>
    <message>
        <source>Narrowed to: %1</source>
        <translation>Eingeengt auf: %1</translation>
    </message>
    <message>
        <source>&gt; %1 min</source>
        <translation>&gt; %1 min</translation>
    </message>
</context>
<context>
    <name>curbside::TimeBar</name>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation>so schnell es geht</translation>
    </message>
    <message>
        <source>on time, lag %1 ms</source>
        <translation>pünktlich, %1 ms</translation>
    </message>
    <message>
        <source>nearly, lag %1 ms</source>
        <translation>beinahe, %1 ms</translation>
    </message>
    <message>
        <source>too slow, lag %1 s</source>
        <translation>zu langsam, %1 s</translation>
    </message>
    <message>
        <source>Platform time</source>
        <translation>Plattformzeit</translation>
    </message>
    <message>
        <source>Platform time, UTC</source>
        <translation>Plattformzeit, UTC</translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 Events/s</translation>
    </message>
    <message>
        <source>Events published, a second of platform time, over the last minute</source>
        <translation>Veröffentlichte Events, je Sekunde Plattformzeit, über die letzte Minute</translation>
    </message>
    <message>
        <source>Engine: how far platform time is behind where its speed wants it to be</source>
        <translation>Wie weit die Plattformzeit hinter dem zurück ist, was ihr Tempo verlangt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Stillstehen</translation>
    </message>
    <message>
        <source>Let platform time stand still (Space)</source>
        <translation>Die Plattformzeit stillstehen lassen (Leertaste)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Laufen</translation>
    </message>
    <message>
        <source>Let platform time run (Space)</source>
        <translation>Die Plattformzeit laufen lassen (Leertaste)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Let the next thing happen, then stand still (F10)</source>
        <translation>Das Nächste geschehen lassen, dann stillstehen (F10)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Speed %1</source>
        <translation>Tempo %1</translation>
    </message>
    <message>
        <source>As fast as possible</source>
        <translation>So schnell wie möglich</translation>
    </message>
    <message>
        <source>Platform time runs at %1 wall time</source>
        <translation>Die Plattformzeit läuft mit %1 der Wanduhr</translation>
    </message>
    <message>
        <source>The speed that was asked for on the command line or over HTTP; the buttons beside it lead away</source>
        <translation>Das Tempo, das auf der Befehlszeile oder über HTTP verlangt wurde; die Knöpfe daneben führen davon weg</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>beginnt…</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>steht</translation>
    </message>
</context>
<context>
    <name>curbside::TimePlot</name>
    <message>
        <source>Arrows move through time, plus and minus zoom, Home shows all, End the present, Shift with an arrow reads out a moment.</source>
        <translation>Pfeile gehen durch die Zeit, Plus und Minus ändern den Maßstab, Pos1 zeigt alles, Ende die Gegenwart, Umschalt mit einem Pfeil liest einen Augenblick vor.</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
</context>
<context>
    <name>curbside::Timeline</name>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>≈ %1</source>
        <translation>≈ %1</translation>
    </message>
</context>
<context>
    <name>curbside::Topology</name>
    <message>
        <source>%1 given up</source>
        <translation>%1 aufgegeben</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>%1 parked</source>
        <translation>%1 geparkt</translation>
    </message>
    <message>
        <source>%1 repeated</source>
        <translation>%1 doppelt</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Warehouse</translation>
    </message>
    <message>
        <source>Events from %1 to %2</source>
        <translation>Ereignisse von %1 an %2</translation>
    </message>
    <message>
        <source>Calls from %1 to %2</source>
        <translation>Aufrufe von %1 an %2</translation>
    </message>
    <message>
        <source>Row changes from %1 to %2</source>
        <translation>Zeilenänderungen von %1 an %2</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>row changes</source>
        <translation>Zeilenänderungen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>median %1, 99 % within %2</source>
        <translation>Median %1, 99 % binnen %2</translation>
    </message>
    <message>
        <source>outbox asked: %1</source>
        <translation>Ausgang gefragt: %1</translation>
    </message>
    <message>
        <source>database of %1</source>
        <translation>Datenbank mit %1</translation>
    </message>
    <message>
        <source>handled</source>
        <translation>behandelt</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>geparkt</translation>
    </message>
    <message>
        <source>dead letter</source>
        <translation>unzustellbar</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>called</source>
        <translation>aufgerufen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>asked from outside</source>
        <translation>von außen gefragt</translation>
    </message>
    <message>
        <source>other types</source>
        <translation>andere Typen</translation>
    </message>
</context>
<context>
    <name>curbside::TopologyDetails</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>Nach Typ</translation>
    </message>
    <message>
        <source>Last entries</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Show in traffic</source>
        <translation>Im Verkehr zeigen</translation>
    </message>
    <message>
        <source>Make this go wrong…</source>
        <translation>Schiefgehen lassen…</translation>
    </message>
    <message>
        <source>Only what is about this is listed in the traffic</source>
        <translation>Im Verkehr steht dann nur, was dies betrifft</translation>
    </message>
    <message>
        <source>Opens what can be made to go wrong here</source>
        <translation>Öffnet, was hier schiefgehen kann</translation>
    </message>
    <message>
        <source>Nothing in the last minute.</source>
        <translation>Nichts in der letzten Minute.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Choose a part or a line to see what goes there.</source>
        <translation>Wählen Sie einen Teil oder eine Linie, um zu sehen, was dort fließt.</translation>
    </message>
</context>
<context>
    <name>curbside::TopologyPainting</name>
    <message>
        <source>Event bus</source>
        <translation>Ereignisbus</translation>
    </message>
</context>
<context>
    <name>curbside::TopologyPanel</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>A second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>What flows between the parts</source>
        <translation>Was zwischen den Teilen fließt</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The parts and what flows between them, drawn</source>
        <translation>Die Teile und was zwischen ihnen fließt, gezeichnet</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The same as a table, a line each</source>
        <translation>Dasselbe als Tabelle, je eine Zeile</translation>
    </message>
    <message>
        <source>Nothing has flowed yet.</source>
        <translation>Noch ist nichts geflossen.</translation>
    </message>
    <message>
        <source>Show in traffic</source>
        <translation>Im Verkehr zeigen</translation>
    </message>
    <message>
        <source>Make this go wrong…</source>
        <translation>Schiefgehen lassen…</translation>
    </message>
    <message>
        <source>row changes behind: %1</source>
        <translation>Zeilenänderungen im Rückstand: %1</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>down</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>the last minute</source>
        <translation>letzte Minute</translation>
    </message>
    <message>
        <source>the last minute; %1 entries came too fast to be counted</source>
        <translation>letzte Minute; %1 Einträge kamen zu schnell, um gezählt zu werden</translation>
    </message>
</context>
<context>
    <name>curbside::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>Calls above, events below. The busier, the wider the line and the closer its dots; the sooner they arrive, the faster the dots.</source>
        <translation>Oben Aufrufe, unten Ereignisse. Je mehr, desto breiter die Linie und dichter ihre Punkte; je eher sie ankommen, desto schneller die Punkte.</translation>
    </message>
</context>
<context>
    <name>curbside::TrafficColumns</name>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Caused by</source>
        <translation>Verursacht von</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
</context>
<context>
    <name>curbside::TrafficListPanel</name>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Show all that happens: calls, timers and jobs too, not only what is about events</source>
        <translation>Alles zeigen, was geschieht: auch Aufrufe, Zeitgeber und Aufträge, nicht nur, was Events betrifft</translation>
    </message>
    <message>
        <source>Calls and timers too</source>
        <translation>Auch Aufrufe und Zeitgeber</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Choose what stands out, and how</source>
        <translation>Wählen, was auffällt, und wie</translation>
    </message>
    <message>
        <source>Colours of the traffic</source>
        <translation>Farben des Verkehrs</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
</context>
<context>
    <name>curbside::TrafficModel</name>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Verarbeitet</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>Zeitgeber</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Abgestürzt</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>curbside::TrafficPanel</name>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest entry in view</source>
        <translation>Den neuesten Eintrag im Blick behalten</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Let the list stand still; what happens meanwhile is kept</source>
        <translation>Die Liste stillstehen lassen; was inzwischen geschieht, geht nicht verloren</translation>
    </message>
    <message>
        <source>%1 since this was opened</source>
        <translation>%1 seit dem Öffnen</translation>
    </message>
    <message>
        <source>, %1 new</source>
        <translation>, %1 neu</translation>
    </message>
    <message>
        <source>, %1 came too fast to be kept</source>
        <translation>, %1 kamen zu schnell, um behalten zu werden</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
    <message>
        <source>, still looking</source>
        <translation>, wird noch durchsucht</translation>
    </message>
    <message>
        <source>Nothing among the last %1 entries passes the filter. New ones appear as they come.</source>
        <translation>Keiner der letzten %1 Einträge entspricht dem Filter. Neue erscheinen, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Nothing yet. Events appear as services publish and handle them.</source>
        <translation>Noch nichts. Events erscheinen, wenn Dienste sie veröffentlichen und verarbeiten.</translation>
    </message>
</context>
<context>
    <name>curbside::TrafficView</name>
    <message>
        <source>Only this con&amp;versation</source>
        <translation>Nur dieses &amp;Gespräch</translation>
    </message>
</context>
<context>
    <name>curbside::ValueFilter</name>
    <message>
        <source>Only this</source>
        <translation>Nur das</translation>
    </message>
    <message>
        <source>Not this</source>
        <translation>Das nicht</translation>
    </message>
    <message>
        <source>Like this, from here on</source>
        <translation>So etwas, von hier an</translation>
    </message>
</context>
<context>
    <name>curbside::WallDialog</name>
    <message>
        <source>Attach its file</source>
        <translation>Die Datei anhängen</translation>
    </message>
    <message>
        <source>Read it by its name</source>
        <translation>Beim Namen lesen</translation>
    </message>
    <message>
        <source>Write over its file</source>
        <translation>Die Datei überschreiben</translation>
    </message>
    <message>
        <source>Load code that opens it</source>
        <translation>Code laden, der sie öffnet</translation>
    </message>
    <message>
        <source>Refused by the connection&apos;s authorizer, before anything is opened.</source>
        <translation>Vom Authorizer der Verbindung verweigert, bevor etwas geöffnet ist.</translation>
    </message>
    <message>
        <source>Refused because this connection knows its own file alone.</source>
        <translation>Verweigert, weil diese Verbindung nur ihre eigene Datei kennt.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation>Nachbar</translation>
    </message>
    <message>
        <source>&amp;Reach for it</source>
        <translation>Danach &amp;greifen</translation>
    </message>
    <message>
        <source>Try the wall</source>
        <translation>Die Mauer erproben</translation>
    </message>
    <message>
        <source>A service has one connection, to its own database. Here it is told to reach for a neighbour&apos;s, in each way that SQL has. The attempt is made for real, and changes nothing.</source>
        <translation>Ein Dienst hat eine Verbindung, zur eigenen Datenbank. Hier soll er nach der eines Nachbarn greifen, auf jede Art, die SQL kennt. Der Versuch ist echt und ändert nichts.</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>reaches for the &amp;database of</source>
        <translation>greift nach der Daten&amp;bank von</translation>
    </message>
    <message>
        <source>The compiler keeps the same wall: a service&apos;s code cannot include what a neighbour&apos;s is made of, and so has no type to open its tables with.</source>
        <translation>Der Compiler hält dieselbe Mauer: Der Code eines Dienstes kann nicht einbinden, woraus ein Nachbar besteht, und hat so keinen Typ, mit dem er dessen Tabellen öffnen könnte.</translation>
    </message>
    <message>
        <source>It could not be tried: %1</source>
        <translation>Es ließ sich nicht erproben: %1</translation>
    </message>
    <message>
        <source>the service answered %1</source>
        <translation>der Dienst antwortete %1</translation>
    </message>
    <message>
        <source>The wall holds: all %1 attempts were refused.</source>
        <translation>Die Mauer hält: Alle %1 Versuche wurden verweigert.</translation>
    </message>
    <message>
        <source>The wall is broken: %1 of %2 attempts succeeded.</source>
        <translation>Die Mauer ist gebrochen: %1 von %2 Versuchen gelangen.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>%1: refused</source>
        <translation>%1: verweigert</translation>
    </message>
    <message>
        <source>%1: succeeded</source>
        <translation>%1: gelungen</translation>
    </message>
    <message>
        <source>SQLite: “%1”. %2</source>
        <translation>SQLite: „%1“. %2</translation>
    </message>
    <message>
        <source>This must not be. Please report it.</source>
        <translation>Das darf nicht sein. Bitte melden.</translation>
    </message>
</context>
<context>
    <name>curbside::Why</name>
    <message>
        <source>%1 took it over, and its handler at %2 changed nothing: what it tells was known there, or past.</source>
        <translation>%1 hat es übernommen, und der Handler bei %2 hat nichts geändert: was es sagt, war dort bekannt oder vorbei.</translation>
    </message>
    <message>
        <source>%1 took it over. So much has happened there since that nobody looks for its rows.</source>
        <translation>%1 hat es übernommen. Seither ist dort so viel geschehen, dass niemand nach seinen Zeilen sucht.</translation>
    </message>
    <message>
        <source>%1 has no handler for %2: it passes such events over.</source>
        <translation>%1 hat keinen Handler für %2 und übergeht solche Ereignisse.</translation>
    </message>
    <message>
        <source>%1 could not handle it (%2). It is tried again at %3; attempts so far: %4.</source>
        <translation>%1 konnte es nicht behandeln (%2). Der nächste Versuch ist um %3; Versuche bisher: %4.</translation>
    </message>
    <message>
        <source>At %1 it waits behind event %2 of the same subject, which is tried at %3 (%4).</source>
        <translation>Bei %1 wartet es hinter Ereignis %2 zum selben Gegenstand, das um %3 versucht wird (%4).</translation>
    </message>
    <message>
        <source>its handler fails for everything</source>
        <translation>sein Handler versagt bei allem</translation>
    </message>
    <message>
        <source>At %1 the handler of %2 fails for everything. It waits until %3.</source>
        <translation>Bei %1 versagt der Handler von %2 bei allem. Es wartet bis %3.</translation>
    </message>
    <message>
        <source>%1 gave it up at %2 (%3), attempts: %4. It is among the dead letters.</source>
        <translation>%1 hat es um %2 aufgegeben (%3), Versuche: %4. Es liegt bei den unzustellbaren Briefen.</translation>
    </message>
    <message>
        <source>%1 had given it up; it was replayed at %2. %3</source>
        <translation>%1 hatte es aufgegeben; um %2 wurde es noch einmal zugestellt. %3</translation>
    </message>
    <message>
        <source>%1 had given it up; at %2 somebody discarded it. %3</source>
        <translation>%1 hatte es aufgegeben; um %2 hat es jemand verworfen. %3</translation>
    </message>
    <message>
        <source>It may still be on its way to %1.</source>
        <translation>Es kann noch auf dem Weg zu %1 sein.</translation>
    </message>
    <message>
        <source>%1 stands at event %2 of %3; this is %4. The bus has lost it or carries it late. %1 asks for what it lacks at least once a minute.</source>
        <translation>%1 steht bei Ereignis %2 von %3; dies ist %4. Der Bus hat es verloren oder bringt es spät. %1 fragt mindestens jede Minute nach dem, was fehlt.</translation>
    </message>
    <message>
        <source>It has come to %1, which stands at event %2 of %3 and waits for the next one first.</source>
        <translation>Es kam zu %1; dort steht man bei Ereignis %2 von %3 und wartet zuerst auf das nächste.</translation>
    </message>
    <message>
        <source>%1 lagged too far behind %2 and has expired: it reads lists instead of events.</source>
        <translation>%1 war zu weit hinter %2 zurück und ist abgelaufen: statt Ereignissen werden Listen gelesen.</translation>
    </message>
    <message>
        <source>%1 knows the outbox of %2 as it was before it was made anew, and reads it again.</source>
        <translation>%1 kennt den Postausgang von %2, wie er war, bevor er neu gemacht wurde, und liest ihn noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be asked (%2); nobody else knows what became of it there.</source>
        <translation>%1 kann nicht gefragt werden (%2); niemand sonst weiß, was dort daraus wurde.</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Behandelt</translation>
    </message>
    <message>
        <source>Without effect</source>
        <translation>Ohne Wirkung</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>Waits for another try</source>
        <translation>Wartet auf neuen Versuch</translation>
    </message>
    <message>
        <source>Waits behind another</source>
        <translation>Wartet hinter anderem</translation>
    </message>
    <message>
        <source>Waits for its handler</source>
        <translation>Wartet auf Handler</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Replayed</source>
        <translation>Noch einmal zugestellt</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Lost or late</source>
        <translation>Verloren oder spät</translation>
    </message>
    <message>
        <source>Waits for a missing one</source>
        <translation>Wartet auf fehlendes</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Another outbox</source>
        <translation>Anderer Postausgang</translation>
    </message>
    <message>
        <source>The world</source>
        <translation>Die Welt</translation>
    </message>
    <message>
        <source>In force is: %1.</source>
        <translation>In Kraft ist: %1.</translation>
    </message>
    <message>
        <source>%1 handled it at %2, by the handler at %3; rows changed: %4.</source>
        <translation>%1 hat es um %2 behandelt, durch den Handler bei %3; geänderte Zeilen: %4.</translation>
    </message>
</context>
<context>
    <name>curbside::Words</name>
    <message>
        <source>%1 am</source>
        <translation>%1 am</translation>
    </message>
    <message>
        <source>%1 pm</source>
        <translation>%1 pm</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Zugeteilt</translation>
    </message>
    <message>
        <source>Picking up</source>
        <translation>Holt ab</translation>
    </message>
    <message>
        <source>In transit</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Ist da</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Returning</source>
        <translation>Kehrt zurück</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgesagt</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Abholen</translation>
    </message>
    <message>
        <source>Drop-off</source>
        <translation>Zustellen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Reposition</source>
        <translation>Umstellen</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>Hilferuf</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Jammed</source>
        <translation>Klemmt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Kein Funk</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Dienst</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>Im Dienst</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>Dienstfrei</translation>
    </message>
    <message>
        <source>customer absent</source>
        <translation>Kunde nicht da</translation>
    </message>
    <message>
        <source>lid jammed</source>
        <translation>Deckel klemmt</translation>
    </message>
    <message>
        <source>robot lost</source>
        <translation>Roboter verloren</translation>
    </message>
    <message>
        <source>no robot in time</source>
        <translation>kein Roboter zur Zeit</translation>
    </message>
    <message>
        <source>order cancelled</source>
        <translation>Bestellung abgesagt</translation>
    </message>
    <message>
        <source>trip aborted</source>
        <translation>Fahrt abgebrochen</translation>
    </message>
    <message>
        <source>task cancelled</source>
        <translation>Aufgabe abgesagt</translation>
    </message>
    <message>
        <source>given to another robot</source>
        <translation>einem anderen Roboter gegeben</translation>
    </message>
</context>
<context>
    <name>curbside::WorkspaceDialog</name>
    <message>
        <source>&amp;New from scenario…</source>
        <translation>&amp;Neu aus Szenario…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>Arbeitsordner ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Recent workspaces…</source>
        <translation>&amp;Letzte Arbeitsordner…</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Look for the folder</source>
        <translation>Nach dem Ordner suchen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>The platform that runs now ends in order; what it did stays in its own workspace</source>
        <translation>Die Plattform, die jetzt läuft, endet geordnet; was sie tat, bleibt in ihrem eigenen Arbeitsordner</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
</context>
<context>
    <name>curbside::WrittenBy</name>
    <message>
        <source>Written by</source>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>Chooses the event in the whole window, and shows it in the mode Events</source>
        <translation>Wählt das Ereignis im ganzen Fenster und zeigt es im Modus Ereignisse</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Earlier values</source>
        <translation>Frühere Werte</translation>
    </message>
    <message>
        <source>What the value was before, and by which messages it was written</source>
        <translation>Was der Wert vorher war und von welchen Nachrichten er geschrieben wurde</translation>
    </message>
    <message>
        <source>%1 cannot say now by whom this was written</source>
        <translation>%1 kann gerade nicht sagen, wer das geschrieben hat</translation>
    </message>
    <message>
        <source>the answer to a call</source>
        <translation>der Antwort auf einen Aufruf</translation>
    </message>
    <message>
        <source>a request, or an event that is no longer kept</source>
        <translation>einer Anfrage oder einem Ereignis, das nicht mehr aufbewahrt wird</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>request %1 of %2</source>
        <translation>Anfrage %1 von %2</translation>
    </message>
    <message>
        <source>answer to %1</source>
        <translation>Antwort auf %1</translation>
    </message>
    <message>
        <source>timer %1</source>
        <translation>Zeitgeber %1</translation>
    </message>
    <message>
        <source>job %1</source>
        <translation>Aufgabe %1</translation>
    </message>
    <message>
        <source>start of %1</source>
        <translation>Start von %1</translation>
    </message>
    <message>
        <source>made at %1 by %2</source>
        <translation>angelegt um %1 von %2</translation>
    </message>
    <message>
        <source>%1 → %2 at %3 by %4</source>
        <translation>%1 → %2 um %3 von %4</translation>
    </message>
    <message>
        <source>Choose a value to see which message has written it.</source>
        <translation>Einen Wert wählen, um zu sehen, welche Nachricht ihn geschrieben hat.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: looking for who has written it…</source>
        <translation>%1: Gesucht wird, wer ihn geschrieben hat …</translation>
    </message>
    <message>
        <source>%1: not written since row change %2; no one has looked further back</source>
        <translation>%1: seit Zeilenänderung %2 nicht geschrieben; weiter zurück ist nicht gesucht</translation>
    </message>
    <message>
        <source>%1: has always been so, or was written before the log of row changes begins</source>
        <translation>%1: war immer so oder wurde geschrieben, bevor das Protokoll der Zeilenänderungen beginnt</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Show the event %1</source>
        <translation>Das Ereignis %1 zeigen</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Curbside cannot go on</source>
        <translation>Curbside kann nicht weiter</translation>
    </message>
</context>
</TS>
