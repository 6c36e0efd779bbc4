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
    /** Nobody sends heartbeats here: silence ends nothing within a test. */
    private static final StreamDeadlines PATIENT = new StreamDeadlines(2_000, 2_000, 60_000, 500);

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
    void backoff_sessionProvenOnAnotherPath_waitsNoLonger() throws Exception {
        Backoff backoff = new Backoff(new RetryPace(20, 3_600_000), Ends.clock(), new Random(5));
        for (int i = 0; i < 20; i++) backoff.started(); // about an hour's pause by now
        Thread waiting = Thread.ofVirtual().start(() -> awaitDue(backoff));
        backoff.proven();
        assertTrue(waiting.join(Duration.ofSeconds(10)), "proven, and still waiting");
    }

    @Test
    void backoff_sessionStandsOnAnotherPath_waitsNoLonger_once() throws Exception {
        Backoff backoff = new Backoff(new RetryPace(20, 3_600_000), Ends.clock(), new Random(5));
        for (int i = 0; i < 20; i++) backoff.started();
        Thread waiting = Thread.ofVirtual().start(() -> awaitDue(backoff));
        backoff.stands();
        assertTrue(waiting.join(Duration.ofSeconds(10)), "the peer is there, and it still waits");
        backoff.started();
        backoff.stands();
        assertTrue(
                backoff.pauseLeftNs() > TimeUnit.MINUTES.toNanos(1),
                "a peer that hangs up is not called again at once");
        backoff.proven();
        for (int i = 0; i < 20; i++) backoff.started();
        backoff.stands();
        assertFalse(backoff.pauseLeftNs() > TimeUnit.SECONDS.toNanos(1), "proven in between: once more");
    }

    private static void awaitDue(Backoff backoff) {
        try {
            assertTrue(backoff.awaitDue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void backoff_withoutAProvenSession_doublesToItsLongestWithJitter() throws Exception {
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
            backoff.proven();
            assertFalse(backoff.pauseLeftNs() > 0, "the last attempt began longer ago than a first pause");
        }
    }

    /** Whatever the machine's load: so many sessions can't have come sooner than half of all the pauses between them. */
    @Test
    void peerThatSpeaksAndHangsUp_isCalledEverMoreSlowly() throws Exception {
        long fromNs = System.nanoTime();
        int calls = 8;
        try (HangingUp peer = new HangingUp();
                StreamPaths dialler = new StreamPaths(
                        dialling(new RetryPace(20, 2_000), peer.port()),
                        Ends.NORTHLAND,
                        Ends.pin(Ends.SOUTHLAND),
                        north)) {
            dialler.start();
            north.await("calls of both kinds", n -> n.closed.size() >= 2 * calls);
            assertTrue(north.receivedCount() >= calls, "it spoke before it hung up");
        }
        long leastMs = 0;
        for (int failure = 0; failure < calls - 2; failure++) leastMs += Math.min(2_000, 20 << failure) / 2;
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
        assertTrue(tookMs >= leastMs, calls + " calls of each kind within " + tookMs + " ms, less than " + leastMs);
    }

    @Test
    void session_heardByThePeer_isProvenOnceItHasStood() throws Exception {
        RetryPace pace = new RetryPace(20, 3_600_000); // what fails often is not tried again within this test
        try (StreamPaths listener = new StreamPaths(
                        Ends.listening(PATIENT, StreamLimits.standard()),
                        Ends.SOUTHLAND,
                        Ends.pin(Ends.NORTHLAND),
                        south);
                Proxy dead = new Proxy(listener.listenPort().orElseThrow());
                StreamPaths dialler = new StreamPaths(
                        dialling(pace, listener.listenPort().orElseThrow(), dead.port()),
                        Ends.NORTHLAND,
                        Ends.pin(Ends.SOUTHLAND),
                        north)) {
            listener.start();
            dead.cut(true);
            dialler.start();
            north.await("sessions, and many failures", n -> n.openSessions().size() == 2 && n.refused.size() > 12);
            dead.cut(false);
            long session = north.openSessions().getFirst();
            north.await("the dead path again", n -> {
                dialler.proven(session);
                return n.openSessions().size() == 4;
            });
            assertTrue(north.closed.isEmpty(), north::toString);
        }
    }

    private static StreamConfig dialling(RetryPace pace, int... ports) {
        StreamConfig usual = Ends.dialling(PATIENT, StreamLimits.standard(), ports);
        return new StreamConfig(
                usual.listen(), usual.peers(), usual.deadlines(), usual.limits(), pace, usual.clock(), usual.random());
    }

    /** A peer with the right key that says something on each session and ends it. */
    private static final class HangingUp implements SessionListener, AutoCloseable {
        private final StreamPaths paths;

        HangingUp() throws PathsException {
            paths = new StreamPaths(
                    Ends.listening(Ends.SHORT, StreamLimits.standard()),
                    Ends.SOUTHLAND,
                    Ends.pin(Ends.NORTHLAND),
                    this);
            paths.start();
        }

        int port() {
            return paths.listenPort().orElseThrow();
        }

        @Override
        public void opened(long session, SessionOrigin how) {
            paths.send(session, new byte[] {1});
            paths.close(session, "not today");
        }

        @Override
        public void received(long session, byte[] frame) {}

        @Override
        public void closed(long session, String cause) {}

        @Override
        public void refused(SessionOrigin how, String cause) {}

        @Override
        public void warned(SessionOrigin how, String warning) {}

        @Override
        public void close() {
            paths.close();
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
