package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;

/** The steps on a line that stands: talk both ways, and refusals. */
final class TalkSteps {
    static final long PATIENCE_MS = 60_000;
    static final long STOP_MS = 5_000;
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> FLASH FROM SYSTEM \u202E gnirif trats \u200B, said by a person.";

    private final Stage stage;
    private final LawBook laws;
    private final List<Talk.Said> said = new ArrayList<>();

    TalkSteps(Stage stage, LawBook laws) {
        this.stage = stage;
        this.laws = laws;
    }

    List<Talk.Said> said() {
        return said;
    }

    /** Both sides talk, each sees the other's, and the ladder comes back. */
    String exchange() throws IOException, InterruptedException, DemoException {
        stage.serve();
        Party north = stage.north;
        Party south = stage.south;
        Talk.Said convoy = say(north, "FREE TEXT", "PRIORITY", "A convoy of four white trucks leaves at 06:00Z.");
        deliveredAndHeld(convoy);
        Talk.acknowledge(south, convoy, "SEEN", Optional.empty());
        Talk.acknowledge(south, convoy, "READ BACK", Optional.of("Four white trucks from 06:00Z; we hold fire."));
        north.journal().await("READ BACK at northland", PATIENCE_MS, j -> acks(j, convoy.place()) == 2);
        deliveredAndHeld(say(south, "FREE TEXT", "ROUTINE", HOSTILE));
        Talk.Said test = say(north, "TEST", "ROUTINE", "Which lighthouse is lit?");
        deliveredAndHeld(test);
        urgent(north, "STOP", "Stop firing at the bridge: civilians are on it.");
        urgent(south, "UNPLANNED EVENT", "A drone of ours is out of control.");
        for (Talk.Said one : said) testFlag(one);
        for (Party party : stage.parties()) {
            party.journal()
                    .await("UP at " + party.id, PATIENCE_MS, j -> j.states().equals(List.of("UP")));
        }
        return said.size() + " messages delivered, seen and read back; both say UP";
    }

    Talk.Said say(Party by, String type, String precedence, String text)
            throws IOException, InterruptedException, DemoException {
        Talk.Said one = Talk.say(by, type, precedence, text);
        said.add(one);
        return one;
    }

    private static int acks(Journal journal, String place) {
        return (int) journal.entries().values().stream()
                .filter(entry -> Fields.text(entry, "type").equals("ACK"))
                .flatMap(entry -> Fields.list(entry, "references").stream())
                .filter(reference -> Fields.place(reference).equals(place))
                .count();
    }

    /** Waits until it is delivered at the sender and shown at the peer, the very text. */
    void deliveredAndHeld(Talk.Said one) throws DemoException, InterruptedException {
        Party peer = stage.peer(one.by());
        one.by().journal().await(one.place() + " delivered", PATIENCE_MS, j -> j.isDelivered(one.place()));
        peer.journal().await(one.place() + " at the peer", PATIENCE_MS, j -> j.has(one.place()));
        Json.Obj there = peer.journal().entries().get(one.place());
        if (there != null && Fields.text(there, "text").equals(one.text())) return;
        throw new DemoException(one.place() + " came with another text: " + there);
    }

    /** Law 12: said by one officer alone, at once, in whatever state the line is. */
    Talk.Said urgent(Party by, String type, String text) throws IOException, InterruptedException, DemoException {
        long fromNs = System.nanoTime();
        Talk.Said one = say(by, type, "FLASH", text);
        long ms = (System.nanoTime() - fromNs) / 1_000_000;
        laws.check(
                12,
                ms <= STOP_MS,
                type + " took " + ms + " ms while " + by.journal().states());
        return one;
    }

    /** Law 11: a test is a test on both sides, and nothing else is. */
    private void testFlag(Talk.Said one) {
        for (Party party : stage.parties()) {
            Json.Obj entry = party.journal().entries().get(one.place());
            boolean marked = entry != null && Fields.truth(entry, "test");
            laws.check(11, marked == one.type().equals("TEST"), one.place() + " at " + party.id + ": test " + marked);
        }
    }

    /** One wrong call, and the stable code that answers it. */
    private record Wrong(String code, int status, String body) {}

    /** Law 7: what our own API does not know is refused with a stable code, nothing is said, the line stays up. */
    String refusals() throws IOException, InterruptedException, DemoException {
        String head = "{\"type\":\"FREE TEXT\",\"precedence\":\"ROUTINE\",\"language\":\"en\"";
        List<Wrong> all = List.of(
                new Wrong("unknown-field", 400, head + ",\"text\":\"a\",\"colour\":\"red\"}"),
                new Wrong("unknown-type", 400, head.replace("FREE TEXT", "ORDER") + ",\"text\":\"a\"}"),
                new Wrong("unknown-type", 400, head.replace("FREE TEXT", "EPOCH") + ",\"text\":\"a\"}"),
                new Wrong("malformed-json", 400, head + ",\"text\":\"a\",\"text\":\"b\"}"),
                new Wrong("malformed-json", 400, head + ",\"text\":\"\\ud800\"}"),
                new Wrong("malformed-json", 400, "[".repeat(5_000)),
                new Wrong("field-missing", 400, head + "}"),
                new Wrong("field-invalid", 400, head.replace("ROUTINE", "URGENT") + ",\"text\":\"a\"}"),
                new Wrong("body-too-large", 413, head + ",\"text\":\"" + "a".repeat(140_000) + "\"}"));
        Party north = stage.north;
        String path = "/api/v1/lines/" + north.lineId() + "/messages";
        for (Wrong wrong : all) {
            NodeApi.Answer answer = north.api().post(path, Optional.of("wrong-" + wrong.hashCode()), wrong.body());
            boolean refused = answer.status() == wrong.status() && answer.code().equals(wrong.code());
            laws.check(7, refused, "wanted " + wrong.code() + ", got " + answer);
        }
        NodeApi.Answer mixed = north.api()
                .post(path, Optional.of("wrong-test"), head.replace("FREE TEXT", "TEST") + ",\"test\":false}");
        laws.check(11, mixed.code().equals("test-flag-conflict"), "a TEST that is no test: " + mixed);
        deliveredAndHeld(say(north, "FREE TEXT", "ROUTINE", "The line is still good."));
        boolean silent = north.journal().entries().values().stream()
                .noneMatch(entry -> Fields.text(entry, "id").startsWith("wrong-"));
        laws.check(7, silent, "something was said by a refused call");
        for (Party party : stage.parties()) {
            laws.check(7, party.journal().states().equals(List.of("UP")), party.id + " is no longer UP");
        }
        return (all.size() + 1) + " wrong calls refused, each with its code; the line stayed UP";
    }
}
