package org.ringdown.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;

/** The steps that break something: the cable, a process, a store. */
final class FaultSteps {
    private static final long PATIENCE_MS = TalkSteps.PATIENCE_MS;
    private static final long SHOWN_MS = 5_000;
    private static final long SETTLE_MS = 10_000;
    private static final long SLACK_MS = 300;
    private static final long ASK_MS = 100;
    private static final int QUEUED = 20;
    private static final int TRAFFIC = 25;

    private final Stage stage;
    private final LawBook laws;
    private final TalkSteps talk;
    private final Checker checker;

    FaultSteps(Stage stage, LawBook laws, TalkSteps talk) {
        this.stage = stage;
        this.laws = laws;
        this.talk = talk;
        this.checker = new Checker(laws);
    }

    /** Cuts both wires, shows PATH-DOWN in time, queues, heals, catches up without a new word. */
    String cut() throws IOException, InterruptedException, DemoException {
        long cutNs = stage.cut();
        List<Talk.Said> queued = new ArrayList<>();
        List<Long> downMs = new ArrayList<>();
        for (Party party : stage.parties()) {
            party.journal().await("PATH-DOWN at " + party.id, PATIENCE_MS, j -> first(j, cutNs, "PATH-DOWN") >= 0);
            long ms = first(party.journal(), cutNs, "PATH-DOWN");
            laws.check(8, ms <= SHOWN_MS, party.id + " showed PATH-DOWN only after " + ms + " ms");
            downMs.add(ms);
        }
        for (int i = 0; i < QUEUED; i++) {
            for (Party party : stage.parties()) {
                queued.add(talk.say(party, "FREE TEXT", "ROUTINE", "said during the cut, " + i));
            }
        }
        for (Party party : stage.parties()) queued.add(talk.urgent(party, "STOP", "Stop: said during the cut."));
        for (Talk.Said one : queued) {
            laws.check(1, !one.by().journal().isDelivered(one.place()), one.place() + " is delivered over a cut line");
        }
        long healedNs = stage.heal();
        long catchUpMs = caughtUp(queued, healedNs);
        for (Talk.Said one : queued) age(one, healedNs);
        for (Party party : stage.parties()) settled(party, healedNs);
        return "PATH-DOWN shown after " + downMs + " ms; " + queued.size() + " entries waited and were delivered "
                + catchUpMs + " ms after the cable was whole, without a new word";
    }

    private long caughtUp(List<Talk.Said> queued, long healedNs) throws InterruptedException, DemoException {
        for (Talk.Said one : queued) {
            one.by().journal().await(one.place() + " delivered", PATIENCE_MS, j -> j.isDelivered(one.place()));
        }
        return (System.nanoTime() - healedNs) / 1_000_000;
    }

    /** How long after a time a state was shown first, in ms; -1 when not yet. */
    private static long first(Journal journal, long afterNs, String state) {
        return journal.moments().stream()
                .filter(moment -> moment.atNs() >= afterNs && moment.states().contains(state))
                .mapToLong(moment -> (moment.atNs() - afterNs) / 1_000_000)
                .findFirst()
                .orElse(-1);
    }

    /** Law 11: what waited says so when it arrives. */
    private void age(Talk.Said one, long healedNs) throws InterruptedException, DemoException {
        Journal there = stage.peer(one.by()).journal();
        there.await(one.place() + " at the peer", PATIENCE_MS, j -> j.has(one.place()));
        Json.Obj entry = there.entries().get(one.place());
        long waitedMs = (healedNs - one.answeredNs()) / 1_000_000;
        long ageMs = entry == null ? -1 : Fields.number(entry, "ageMs");
        String what = one.place() + " waited " + waitedMs + " ms and shows " + ageMs;
        laws.check(11, ageMs >= waitedMs - SLACK_MS, what);
    }

    /** Law 8: after a cut the line is DEGRADED until it was clean for ten seconds. */
    private void settled(Party party, long healedNs) throws DemoException, InterruptedException {
        Journal journal = party.journal();
        journal.await("UP again at " + party.id, PATIENCE_MS, j -> j.states().equals(List.of("UP")));
        long upMs = first(journal, healedNs, "UP");
        laws.check(8, upMs >= SETTLE_MS - SLACK_MS, party.id + " is UP " + upMs + " ms after the cut, not settled");
    }

    /** kill -9 with producers on both sides; the dead store is read before it starts again. */
    String kill() throws IOException, InterruptedException, DemoException {
        Party south = stage.south;
        Producer fromNorth = Producer.start(stage.north, "northland's traffic");
        Producer fromSouth = Producer.start(south, "southland's traffic");
        fromNorth.await(TRAFFIC, PATIENCE_MS);
        fromSouth.await(TRAFFIC, PATIENCE_MS);
        south.kill();
        Path dead = copyOf(south);
        StoreReading peer = read(stage.north);
        checker.dead(south, StoreReading.of(dead.resolve("store.db"), dead.resolve("second")), peer);
        fromNorth.await(fromNorth.count() + TRAFFIC, PATIENCE_MS);
        talk.urgent(stage.north, "STOP", "Stop: said while your node was dead.");
        long startedNs = System.nanoTime();
        south.serve();
        long readyMs = (System.nanoTime() - startedNs) / 1_000_000;
        fromSouth.await(fromSouth.count() + TRAFFIC, PATIENCE_MS);
        List<Talk.Said> all = new ArrayList<>(fromNorth.end());
        all.addAll(fromSouth.end());
        talk.said().addAll(all);
        quiet();
        StoreReading here = read(stage.north);
        StoreReading there = read(south);
        checker.nothingLost("kill -9", peer, here);
        checker.onceInBoth(talk.said(), here, there);
        return all.size() + " answered messages around the kill stand once at both; ready again in " + readyMs + " ms";
    }

    private static Path copyOf(Party party) throws IOException {
        Path copy = Files.createDirectories(party.file("-dead"));
        for (Path file : party.storeFiles()) Files.copy(file, copy.resolve(file.getFileName()));
        Files.copy(party.secondPlace(), copy.resolve("second"));
        return copy;
    }

    static StoreReading read(Party party) throws IOException {
        return StoreReading.of(party.store(), party.secondPlace());
    }

    /** Waits until nothing waits for a receipt on either side and each holds the other's whole log. */
    void quiet() throws IOException, InterruptedException, DemoException {
        long untilNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (!isQuiet()) {
            if (System.nanoTime() > untilNs)
                throw new DemoException("not within a minute: nothing waits on either side");
            Thread.sleep(ASK_MS);
        }
    }

    private boolean isQuiet() throws IOException, InterruptedException, DemoException {
        Json.Obj north = summary(stage.north);
        Json.Obj south = summary(stage.south);
        return Fields.number(north, "waiting") == 0
                && Fields.number(south, "waiting") == 0
                && holdsAll(north, south)
                && holdsAll(south, north);
    }

    private static Json.Obj summary(Party party) throws IOException, InterruptedException, DemoException {
        return Fields.list(party.api().get("/api/v1/lines").body(), "lines").getFirst();
    }

    private static boolean holdsAll(Json.Obj here, Json.Obj there) {
        Json.Obj held = Fields.object(here, "peerLog");
        Json.Obj own = Fields.object(there, "ownLog");
        return Fields.text(held, "epoch").equals(Fields.text(own, "epoch"))
                && Fields.text(held, "root").equals(Fields.text(own, "root"));
    }

    /** Deletes a store; it comes back from the peer, under one new epoch. */
    String lost() throws IOException, InterruptedException, DemoException {
        Party north = stage.north;
        quiet();
        StoreReading before = read(north);
        north.loseStore();
        long fromNs = System.nanoTime();
        north.serve();
        north.follow(north.lineId());
        talk.urgent(north, "STOP", "Stop: said by a node that has just lost its store.");
        north.journal()
                .await(
                        "the whole record is back",
                        PATIENCE_MS,
                        j -> j.entries().keySet().containsAll(before.entries().keySet()));
        long backMs = (System.nanoTime() - fromNs) / 1_000_000;
        quiet();
        StoreReading after = read(north);
        checker.nothingLost("the loss of the store", before, after);
        List<String> fresh = after.sizes().keySet().stream()
                .filter(log -> !before.sizes().containsKey(log))
                .toList();
        boolean one = fresh.size() == 1 && fresh.getFirst().startsWith("northland/2-");
        laws.check(4, one, "a lost store must open one new epoch, and opened " + fresh);
        Optional<StoreReading.Kept> opening =
                Optional.ofNullable(after.entries().get((fresh.isEmpty() ? "" : fresh.getFirst()) + "/0"));
        boolean named = opening.map(kept -> kept.type().equals("EPOCH")).orElse(false);
        laws.check(4, named, "the new epoch does not begin with its EPOCH entry");
        return before.entries().size() + " entries are back " + backMs + " ms after the start, under " + fresh;
    }
}
