package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;

/**
 * A peer that holds every key and floods, or sends garbage: Northland is a process of its own with the heap of the product,
 * so a queue without a bound ends it. Its officers are answered all the while, and the line comes back when Southland does.
 */
final class HostilePeerTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private Optional<NodeProcess> north = Optional.empty();

    @BeforeEach
    void talkedBefore() {
        TwoNodes two = TwoNodes.found(scratch);
        nodes = Optional.of(two);
        north = Optional.of(NodeProcess.serve(two.north, scratch));
        two.south.start();
        Waiting.until("nothing waits", () -> quiet(two.north) && quiet(two.south));
        two.south.stop();
    }

    @AfterEach
    void stop() {
        north.ifPresent(NodeProcess::close);
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    private NodeProcess north() {
        return north.orElseThrow();
    }

    @Test
    void garbageFrames_afterAGoodGreeting_endTheSessionWithACode_andLittleIsLogged() {
        Random random = new Random(301);
        try (HostileSouth hostile = new HostileSouth(two(), line(two().north), 1)) {
            for (int i = 0; i < 120; i++) {
                long session = hostile.awaitSession();
                byte[] garbage = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(garbage);
                garbage[0] = (byte) (i % 14);
                for (int n = 0; n < 5; n++) hostile.send(session, garbage);
                Waiting.until("its end", () -> !hostile.sessions().contains(session));
                if (i % 20 == 0) say("under garbage " + i);
            }
            assertTrue(hostile.byes().size() > 60, hostile.byes().toString());
            assertFalse(hostile.byes().contains("INTERNAL"), hostile.byes().toString());
        }
        assertFew("session", 60);
        assertFew("alarm", 10);
        theLineComesBack();
    }

    @Test
    void earlyEntries_tooManyBytes_endTheSession_andMemoryIsBounded() {
        int count = 1_400;
        try (HostileSouth hostile = new HostileSouth(two(), line(two().north), 1)) {
            List<Hash> hashes = new ArrayList<>(hostile.held());
            int first = hashes.size();
            for (int i = 0; i < count; i++) hashes.add(Rfc6962.leaf(bigLeaf(i)));
            NodeSource tree = (level, index) -> node(hashes, level, index);
            String head = hostile.head(hashes.size(), Proofs.root(hashes.size(), tree));
            for (int i = 1; i < count && !hostile.byes().contains("TOO_MUCH"); i++) {
                List<Hash> proof = Proofs.inclusion(first + i, hashes.size(), tree);
                hostile.send(
                        hostile.awaitSession(),
                        new Frame.Overtake(hostile.log, first + i, head, proof, Bytes.of(bigLeaf(i))));
                if (i % 200 == 0) say("under early entries " + i);
            }
            Waiting.until("it is told", () -> hostile.byes().contains("TOO_MUCH"));
            say("after early entries");
        }
        healthy();
    }

    private static byte[] bigLeaf(int i) {
        byte[] leaf = new byte[60_000];
        new Random(i).nextBytes(leaf);
        return leaf;
    }

    @Test
    void tinyLeaves_thousandsInATurn_areHeld_andMemoryIsBounded() {
        try (HostileSouth hostile = new HostileSouth(two(), line(two().north), 1)) {
            long session = hostile.awaitSession();
            CompactRange range = CompactRange.empty();
            hostile.held().forEach(range::append);
            byte[] leaf = {'x'};
            for (int frame = 0; frame < 40; frame++) {
                long first = range.size();
                for (int i = 0; i < FrameCodec.LEAVES_MAX; i++) range.append(Rfc6962.leaf(leaf));
                List<byte[]> leaves = Collections.nCopies(FrameCodec.LEAVES_MAX, leaf);
                hostile.send(
                        session,
                        new Frame.Entries(hostile.log, first, hostile.head(range.size(), range.root()), leaves));
            }
            say("under tiny leaves");
            long all = range.size();
            Waiting.until("all are held", () -> ((Json.Whole) at(line(two().north), "peerLog.size")).value() == all);
        }
        healthy();
    }

    @Test
    void largeFrames_fasterThanTheyAreTaken_areHeldBack_andOfficersAreAnswered() {
        try (HostileSouth hostile = new HostileSouth(two(), line(two().north), 6)) {
            Waiting.until("sessions", () -> hostile.sessions().size() >= 10);
            byte[] asks = ask(hostile);
            List<Long> sessions = hostile.sessions();
            byte[] large = large(hostile);
            for (int round = 0; round < 400; round++) {
                for (long session : sessions) hostile.send(session, round % 2 == 0 ? asks : large);
                if (round % 50 == 0) say("under a flood " + round);
            }
            say("after the flood");
        }
        healthy();
        theLineComesBack();
    }

    /** One unrecorded STOP a second is allowed, and 64 at once: this is ten times as many. */
    @Test
    void unrecordedStops_tenTimesTheRate_areCutOff_andEachThatIsHeardIsToldOnce() {
        long fromNs = System.nanoTime();
        int count = 640;
        try (HostileSouth hostile = new HostileSouth(two(), line(two().north), 1)) {
            for (int i = 0; i < count; i++) {
                long session = hostile.awaitSession();
                hostile.send(session, hostile.unrecordedStop(session, "stop-%05d".formatted(i)));
                if (i % 64 == 63) say("under a flood of STOP " + i);
            }
            Waiting.until("it is told", () -> hostile.byes().contains("TOO_MUCH"));
            say("after a flood of STOP");
        }
        theLineComesBack();
        long allowed = 64 + 1 + (System.nanoTime() - fromNs) / 1_000_000_000L;
        long told = north().log()
                .lines()
                .filter(line -> line.contains("alarm unrecorded-heard"))
                .count();
        assertTrue(told >= 60 && told <= allowed, told + " were told, " + allowed + " are allowed");
        assertEquals(told, heard());
    }

    /** HEARD entries of Northland. */
    private long heard() {
        HttpCalls.Answer answer = two().north.calls().get("/api/v1/lines/" + two().line + "/entries?limit=500");
        return ((Json.Arr) at(answer.json(), "entries"))
                .items().stream()
                        .filter(entry -> HttpCalls.text(at(entry, "type")).equals("HEARD"))
                        .count();
    }

    private static byte[] ask(HostileSouth hostile) {
        return FrameCodec.encode(new Frame.Ask(hostile.log, 0, Optional.empty()));
    }

    /** A well-formed frame as large as may be: entries that begin above what is held are let be. */
    private static byte[] large(HostileSouth hostile) {
        byte[] leaf = new byte[60_000];
        long first = 1_000_000;
        return FrameCodec.encode(new Frame.Entries(
                hostile.log, first, hostile.head(first + 4, Rfc6962.EMPTY_ROOT), List.of(leaf, leaf, leaf, leaf)));
    }

    private void say(String text) {
        HttpCalls.Answer said =
                two().north.calls().post("/api/v1/lines/" + two().line + "/messages", TwoNodesTest.text(text));
        assertEquals(201, said.status(), () -> said.text() + north().log());
    }

    private void healthy() {
        Waiting.until("it is well", () -> two().north.calls().get("/healthz").status() == 200);
        assertTrue(north().peakMiB() < 400, "it took " + north().peakMiB() + " MiB");
        north().assertWell();
    }

    private void assertFew(String word, int most) {
        long lines = north().log().lines().filter(line -> line.contains(word)).count();
        assertTrue(lines <= most, lines + " log lines with " + word + ": " + north().log());
    }

    /** Southland itself again: both sides catch up. */
    private void theLineComesBack() {
        two().south.start();
        Waiting.until("all is delivered", () -> quiet(two().north) && quiet(two().south));
        healthy();
    }

    private static Json line(TwoNodes.Side side) {
        HttpCalls.Answer answer = side.calls().get("/api/v1/lines");
        assertEquals(200, answer.status(), answer.text());
        return at(answer.json(), "lines.0");
    }

    private static boolean quiet(TwoNodes.Side side) {
        Json line = line(side);
        boolean caughtUp = ((Json.Whole) at(line, "peerLog.size")).value() > 0;
        return caughtUp && ((Json.Whole) at(line, "waiting")).value() == 0;
    }

    private static Hash node(List<Hash> leaves, int level, long index) {
        if (level == 0) return leaves.get((int) index);
        return Rfc6962.node(node(leaves, level - 1, 2 * index), node(leaves, level - 1, 2 * index + 1));
    }
}
