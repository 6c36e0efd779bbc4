package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Clocks;
import org.ringdown.charter.Precedence;
import org.ringdown.line.LineStatus.Name;
import org.ringdown.message.EntryType;

/** The charter's clocks, and heartbeats over wires that carry little. */
final class SlowLineTest {
    private static final int STEP_MS = 20;
    private static final int OVERHEAD_BYTES = 70;

    /** One path between two posts: each way so many bytes a second, one behind the other, and a delay. */
    private static final class Cable {
        private record Due(long atMs, Party.Sent sent) {}

        final TestClock clock = new TestClock();
        final Party north = Party.founded("northland", clock);
        final Party south = Party.founded("southland", clock);
        final List<Frame.Heartbeat> beats = new ArrayList<>();
        long beatBytes;
        private final ArrayDeque<Due> toSouth = new ArrayDeque<>();
        private final ArrayDeque<Due> toNorth = new ArrayDeque<>();
        private final double bytesPerMs;
        private final long delayMs;
        private double southFreeMs;
        private double northFreeMs;
        private long nowMs;
        private boolean cut;
        private long next = 1;
        int openings;
        private final Set<Long> open = new LinkedHashSet<>();

        Cable(double bytesPerS, long delayMs) {
            this.bytesPerMs = bytesPerS / 1_000;
            this.delayMs = delayMs;
        }

        void open() {
            for (Frame.Kind kind : Frame.Kind.values()) {
                long session = next++;
                open.add(session);
                Optional<SessionOpened.Dialled> dialled = Optional.of(new SessionOpened.Dialled("cable", kind));
                south.turn(p -> p.opened(new SessionOpened(session, Optional.empty(), "test")));
                north.turn(p -> p.opened(new SessionOpened(session, dialled, "test")));
            }
        }

        void pass(long ms) {
            for (long end = nowMs + ms; nowMs < end; ) {
                clock.pass(STEP_MS);
                nowMs += STEP_MS;
                if (nowMs % 100 == 0) {
                    north.turn(Post::tick);
                    south.turn(Post::tick);
                }
                if (nowMs % 2_000 == 0 && !cut) again();
                southFreeMs = send(north, toSouth, southFreeMs);
                northFreeMs = send(south, toNorth, northFreeMs);
                deliver(toSouth, south);
                deliver(toNorth, north);
            }
        }

        /** Where either end has ended its sessions, both are gone a moment later, and the dialler calls again. */
        private void again() {
            if (north.closes.isEmpty() && south.closes.isEmpty()) return;
            north.closes.clear();
            south.closes.clear();
            for (long session : open) {
                north.turn(p -> p.closed(session, "cut"));
                south.turn(p -> p.closed(session, "cut"));
            }
            open.clear();
            north.out.clear();
            south.out.clear();
            toSouth.clear();
            toNorth.clear();
            openings++;
            open();
        }

        private double send(Party from, ArrayDeque<Due> wire, double freeMs) {
            double free = Math.max(freeMs, (double) nowMs);
            for (Party.Sent sent = from.out.poll(); sent != null; sent = from.out.poll()) {
                int bytes = sent.bytes().size() + OVERHEAD_BYTES;
                if (from == north && sent.frame() instanceof Frame.Heartbeat beat) {
                    beats.add(beat);
                    beatBytes += bytes;
                }
                free += bytes / bytesPerMs;
                if (!cut) wire.add(new Due((long) free + delayMs, sent));
            }
            return free;
        }

        private void deliver(ArrayDeque<Due> wire, Party to) {
            while (!wire.isEmpty() && wire.element().atMs() <= nowMs) {
                Party.Sent sent = wire.remove().sent();
                to.turn(p -> p.received(sent.session(), sent.bytes().array()));
            }
        }

        LineStatus.Path lamp(Party party) {
            return party.post().status().paths().getFirst();
        }

        void say(String id) {
            north.turn(p -> p.say(Party.saying(id, EntryType.FREE_TEXT, Precedence.ROUTINE, "x".repeat(600))));
        }
    }

    @Test
    void wireOf9600BitsPerSecond_heartbeatsTakeATenthOfIt_andTheLampIsUp() {
        Cable cable = new Cable(1_200, 300);
        cable.open();
        for (int i = 0; i < 12; i++) {
            cable.say("text-" + i);
            cable.pass(60_000);
        }
        cable.beats.clear();
        cable.beatBytes = 0;
        for (int second = 0; second < 600; second++) {
            cable.pass(1_000);
            assertEquals(Name.UP, cable.lamp(cable.north).state(), "after " + second + " s");
            assertEquals(Name.UP, cable.lamp(cable.south).state(), "after " + second + " s");
        }
        double share = cable.beatBytes / (1_200.0 * 600);
        assertTrue(share > 0.02 && share < 0.13, "heartbeats take " + share);
        assertTrue(cable.lamp(cable.north).lagMs() > 5_000);

        cable.cut = true;
        long lagMs = cable.lamp(cable.south).lagMs();
        cable.pass(lagMs + 200);
        assertEquals(Name.PATH_DOWN, cable.lamp(cable.south).state(), "the bound that was shown holds");
    }

    /** One large leaf fills such a wire for longer than the lamp waits: it must get through all the same. */
    @Test
    void wireOf9600BitsPerSecond_largeEntryOnAnUnknownPath_getsThrough() {
        Cable cable = new Cable(1_200, 300);
        cable.open();
        cable.pass(120_000);
        cable.north.turn(
                p -> p.say(Party.saying("large", EntryType.FREE_TEXT, Precedence.ROUTINE, "y".repeat(20_000))));
        cable.pass(1_200_000);
        assertEquals(0, cable.north.post().status().waiting(), "after " + cable.openings + " calls more");
        assertTrue(cable.openings <= 8, "calls " + cable.openings);
    }

    @Test
    void wireOf64KilobitsPerSecond_farAway_heartbeatsKeepTheirSecond() {
        Cable cable = new Cable(8_000, 600);
        cable.open();
        for (int i = 0; i < 40; i++) {
            cable.say("text-" + i);
            cable.pass(3_000);
        }
        assertTrue(cable.beats.stream().allMatch(beat -> beat.nextMs() == 1_000));
        assertEquals(Name.UP, cable.lamp(cable.north).state());
        long rttMs = cable.lamp(cable.north).rttMs().orElseThrow();
        assertTrue(rttMs >= 1_200 && rttMs < 2_000, "round trip " + rttMs);
        assertEquals(4_750, cable.lamp(cable.north).lagMs(), "law 8");
    }

    @Test
    void charterSaysFiveSeconds_heartbeatsComeSo_andNoReceiptByItsTimes() {
        Cable cable = new Cable(1_000_000, 10);
        Clocks usual = Clocks.deliveryOnly();
        Map<Precedence, Clocks.Row> rows = new EnumMap<>(usual.rows());
        rows.put(Precedence.ROUTINE, new Clocks.Row(20_000, Optional.empty(), Optional.empty(), List.of()));
        Clocks slow = new Clocks(5_000, rows);
        cable.north.keys.clocks = slow;
        cable.south.keys.clocks = slow;
        cable.open();
        cable.pass(100_000);
        assertEquals(Name.UP, cable.lamp(cable.north).state());
        assertTrue(cable.beats.size() >= 38 && cable.beats.size() <= 42, "two sessions: " + cable.beats.size());
        cable.cut = true;
        cable.say("unheard");
        cable.pass(10_000);
        assertTrue(cable.lamp(cable.north).state() != Name.PATH_DOWN, "three may be missed");
        cable.pass(9_000);
        assertEquals(0, noReceiptAlarms(cable));
        cable.pass(2_000);
        assertEquals(Name.PATH_DOWN, cable.lamp(cable.north).state());
        assertEquals(1, noReceiptAlarms(cable));
    }

    private static long noReceiptAlarms(Cable cable) {
        return cable.north.events.stream()
                .filter(e -> e instanceof PostEvent.Alarm alarm && alarm.code().equals("no-receipt"))
                .count();
    }
}
