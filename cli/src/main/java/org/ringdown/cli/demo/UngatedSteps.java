package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** Law 3: a node that can't write its record still says STOP, and both logs hold it in the end. */
final class UngatedSteps {
    private static final long PATIENCE_MS = TalkSteps.PATIENCE_MS;
    private static final long AGAIN_MS = 100;
    private static final int STATEMENT_LINE = 5;
    private static final String WORDS = "Stop firing at the bridge: said without a record.";

    private final Stage stage;
    private final LawBook laws;

    UngatedSteps(Stage stage, LawBook laws) {
        this.stage = stage;
        this.laws = laws;
    }

    /** The kernel lets southland write no file; what must wait is refused, STOP goes, and is logged by both afterwards. */
    String stopped() throws IOException, InterruptedException, DemoException {
        Party south = stage.south;
        south.limitFiles("4096");
        String refusedKey = UUID.randomUUID().toString();
        String refusal = refused(south, refusedKey);
        long fromNs = System.nanoTime();
        String key = UUID.randomUUID().toString();
        sent(south, key);
        Json.Obj heard = heard(stage.north, key);
        long ms = (System.nanoTime() - fromNs) / 1_000_000;
        laws.check(3, Fields.text(Fields.object(heard, "carried"), "text").equals(WORDS), "not those words: " + heard);
        sent(south, key); // the same request again is answered as before
        south.limitFiles("unlimited");
        Json.Obj logged = logged(south, key);
        String place = Fields.place(logged);
        south.journal().await(place + " delivered", PATIENCE_MS, j -> j.isDelivered(place));
        stage.north.journal().await(place + " at northland", PATIENCE_MS, j -> j.has(place));
        laws.check(3, count(stage.north, "HEARD", key) == 1, "HEARD does not stand once");
        laws.check(3, count(south, "UNRECORDED", key) == 1, "UNRECORDED does not stand once");
        laws.check(3, statement(logged).equals(statement(heard)), "the two logs hold other bytes of one STOP");
        for (Party party : stage.parties()) {
            party.journal()
                    .await(
                            "UP again at " + party.id,
                            PATIENCE_MS,
                            j -> j.states().equals(List.of("UP")));
        }
        return "FREE TEXT was refused (" + refusal + "); STOP was heard after " + ms
                + " ms without a record, and stands once in both logs since the disk took writes again";
    }

    /** The exact statement in a note; its other lines name the session in which it went, and there are several. */
    private static String statement(Json.Obj entry) {
        String[] lines = Fields.text(Fields.object(entry, "fields"), "note").split("\n", -1);
        return lines.length > STATEMENT_LINE ? lines[STATEMENT_LINE] : entry.toString();
    }

    private String refused(Party by, String key) throws IOException, InterruptedException, DemoException {
        long untilNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (System.nanoTime() < untilNs) {
            NodeApi.Answer answer = by.api().post(path(by), Optional.of(key), body("FREE TEXT", "ROUTINE", "Waits."));
            laws.check(3, answer.status() >= 400, "said without a disk: " + answer);
            if (answer.code().equals("record-stopped")) return answer.code();
            Thread.sleep(AGAIN_MS);
        }
        throw new DemoException("a node that can't write never said record-stopped");
    }

    private void sent(Party by, String key) throws IOException, InterruptedException, DemoException {
        NodeApi.Answer answer = by.api().post(path(by), Optional.of(key), body("STOP", "FLASH", WORDS));
        boolean unrecorded =
                answer.status() == 202 && Fields.text(answer.body(), "state").equals("UNRECORDED HERE");
        laws.check(3, unrecorded, "STOP got " + answer);
        laws.check(12, answer.status() == 202, "STOP was held back: " + answer);
    }

    private static String path(Party by) throws IOException {
        return "/api/v1/lines/" + by.lineId() + "/messages";
    }

    private static String body(String type, String precedence, String text) {
        return JsonWriter.compact(Json.obj()
                .put("type", type)
                .put("precedence", precedence)
                .put("language", "en")
                .put("text", text)
                .build());
    }

    private static Json.Obj heard(Party by, String key) throws DemoException, InterruptedException {
        return awaited(by, "HEARD", key);
    }

    private static Json.Obj logged(Party by, String key) throws DemoException, InterruptedException {
        return awaited(by, "UNRECORDED", key);
    }

    private static Json.Obj awaited(Party by, String type, String key) throws DemoException, InterruptedException {
        by.journal()
                .await(
                        type + " at " + by.id,
                        PATIENCE_MS,
                        j -> !of(j, type, key).isEmpty());
        return of(by.journal(), type, key).getFirst();
    }

    private static long count(Party at, String type, String key) {
        return of(at.journal(), type, key).size();
    }

    private static List<Json.Obj> of(Journal journal, String type, String key) {
        return journal.entries().values().stream()
                .filter(entry -> Fields.text(entry, "type").equals(type))
                .filter(entry ->
                        Fields.text(Fields.object(entry, "carried"), "id").equals(key))
                .toList();
    }
}
