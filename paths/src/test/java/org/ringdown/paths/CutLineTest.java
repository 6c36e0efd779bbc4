package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ringdown.line.Clock;

/** Cuts, half-open connections, and coming back. */
final class CutLineTest {
    private final RecordingListener south = new RecordingListener();
    private final RecordingListener north = new RecordingListener();

    @Test
    void cut_thenHealed_bothKindsComeBack() throws Exception {
        try (StreamPaths listener = Ends.listener(south);
                Proxy proxy = new Proxy(listener.listenPort().orElseThrow());
                StreamPaths dialler = Ends.dialler(north, proxy.port())) {
            north.await("both sessions", n -> n.openSessions().size() == 2);
            proxy.cut(true);
            north.await("both ended", n -> n.openSessions().isEmpty());
            south.await("both ended", s -> s.openSessions().isEmpty());
            north.await("some failed attempts", n -> n.refused.size() > 4);
            proxy.cut(false);
            north.await("both sessions again", n -> n.openSessions().size() == 2);
            long session = north.openSessions().getFirst();
            dialler.send(session, new byte[] {7});
            south.await("a frame over the new session", s -> s.receivedCount() == 1);
        }
    }

    @Test
    void halfOpen_nothingPassesAndNobodyIsTold_endsAtTheIdleDeadlineAndComesBack() throws Exception {
        try (StreamPaths listener = Ends.listener(south);
                Proxy proxy = new Proxy(listener.listenPort().orElseThrow());
                StreamPaths dialler = Ends.dialler(north, proxy.port())) {
            north.await("both sessions", n -> n.openSessions().size() == 2);
            List<Long> before = north.openSessions();
            proxy.swallow();
            for (long session : before) dialler.send(session, new byte[100_000]); // data in flight
            north.await("both ended", n -> n.closed.keySet().containsAll(before));
            for (long session : before) {
                assertEquals("nothing heard from the peer for 1500 ms", north.closed.get(session));
            }
            proxy.cut(false);
            north.await("both sessions again", n -> n.openSessions().size() == 2);
        }
    }

    @Test
    void stream_cutAfterAnyNumberOfBytes_deliversWholeFramesInOrderOnly() throws Exception {
        Random random = new Random(12);
        try (StreamPaths listener = Ends.listener(south);
                Proxy proxy = new Proxy(listener.listenPort().orElseThrow());
                StreamPaths dialler = Ends.dialler(north, proxy.port())) {
            for (int turn = 0; turn < 25; turn++) {
                proxy.cutAfter(Long.MAX_VALUE);
                north.await("a session", n -> !n.openSessions().isEmpty());
                long session = north.openSessions().getLast();
                proxy.cutAfter(random.nextInt(60_000));
                for (int i = 0; i < 50; i++) {
                    byte[] frame = new byte[2_000];
                    frame[0] = (byte) i;
                    dialler.send(session, frame);
                }
                north.await("its end", n -> n.closed.containsKey(session));
            }
            south.await(
                    "all sessions but the newest ended", s -> s.openSessions().size() <= 2);
        }
        for (List<byte[]> frames : south.frames.values()) {
            for (int i = 0; i < frames.size(); i++) {
                assertEquals(2_000, frames.get(i).length);
                assertEquals(i, frames.get(i)[0]);
            }
        }
    }

    @Test
    void backoff_peerHeardOnAnotherPath_waitsNoLonger() throws Exception {
        Backoff backoff = new Backoff(new RetryPace(20, 3_600_000), Ends.clock(), new Random(5));
        for (int i = 0; i < 20; i++) backoff.started(); // about an hour's pause by now
        Thread waiting = Thread.ofVirtual().start(() -> awaitDue(backoff));
        backoff.heard();
        assertTrue(waiting.join(Duration.ofSeconds(10)), "heard, and still waiting");
    }

    private static void awaitDue(Backoff backoff) {
        try {
            assertTrue(backoff.awaitDue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void backoff_withoutBeingHeard_doublesToItsLongestWithJitter() throws Exception {
        long[] nowNs = {0};
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return 0;
            }

            @Override
            public long monoNs() {
                return nowNs[0];
            }
        };
        Random random = new Random(6);
        for (int run = 0; run < 50; run++) {
            Backoff backoff = new Backoff(RetryPace.standard(), clock, random);
            for (int failure = 0; failure < 8; failure++) {
                backoff.started();
                long fullNs = TimeUnit.MILLISECONDS.toNanos(Math.min(5_000, 250L << failure));
                long pauseNs = backoff.pauseLeftNs();
                assertTrue(pauseNs >= fullNs / 2 && pauseNs <= fullNs, "failure " + failure + ": " + pauseNs);
                nowNs[0] += pauseNs;
                assertTrue(backoff.awaitDue());
            }
            backoff.heard();
            assertFalse(backoff.pauseLeftNs() > 0, "the last attempt began longer ago than a first pause");
        }
    }

    @Test
    void certificateDates_past_warnAndTheLineStays() throws Exception {
        TlsIdentity old = TlsIdentity.generate(
                "southland", Ends.NOW_MS - 2 * Ends.YEAR_MS, Ends.NOW_MS - Ends.YEAR_MS, new SecureRandom());
        try (StreamPaths listener = new StreamPaths(
                Ends.listening(Ends.SHORT, StreamLimits.standard()), old, Ends.pin(Ends.NORTHLAND), south)) {
            listener.start();
            try (StreamPaths dialler = new StreamPaths(
                    Ends.dialling(
                            Ends.SHORT,
                            StreamLimits.standard(),
                            listener.listenPort().orElseThrow()),
                    Ends.NORTHLAND,
                    Ends.pin(old),
                    north)) {
                dialler.start();
                north.await("both sessions", n -> n.openSessions().size() == 2);
                assertTrue(
                        north.warned.getFirst().startsWith("the peer's TLS certificate ended at 2026"),
                        north::toString);
                south.await("its own warning", s -> s.warned.stream().anyMatch(w -> w.startsWith("our own TLS")));
            }
        }
    }
}
