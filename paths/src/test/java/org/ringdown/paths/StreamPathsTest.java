package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two ends that agree. */
final class StreamPathsTest {
    private final RecordingListener south = new RecordingListener();
    private final RecordingListener north = new RecordingListener();

    @Test
    void stream_bothKindsDialled_framesArriveInOrderBothWays() throws Exception {
        try (StreamPaths listener = Ends.listener(south);
                StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
            north.await("two sessions", n -> n.opened.size() == 2);
            south.await("two sessions", s -> s.opened.size() == 2);
            long out = north.openSessions().getFirst();
            Random random = new Random(7);
            byte[][] sent = new byte[300][];
            for (int i = 0; i < sent.length; i++) {
                int size = i % 50 == 49 ? StreamLimits.FRAME_BYTES_MAX : 1 + random.nextInt(3_000);
                sent[i] = new byte[size];
                random.nextBytes(sent[i]);
                dialler.send(out, sent[i]);
                long done = i / 50;
                if (i % 50 == 49) south.await("most frames", s -> s.receivedCount() > done * 50);
            }
            south.await("all frames", s -> s.receivedCount() == sent.length);
            List<byte[]> got = south.frames.values().stream()
                    .filter(f -> !f.isEmpty())
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < sent.length; i++) assertArrayEquals(sent[i], got.get(i));

            for (long session : south.openSessions()) listener.send(session, new byte[] {9});
            north.await("an answer on both", n -> n.receivedCount() == 2);
        }
        south.await("both ends told", s -> s.closed.size() == 2);
        assertEquals(2, north.closed.size());
    }

    @RepeatedTest(20) // the peer's unread bytes make a hasty close lose frames only now and then
    void close_framesQueued_allArriveAndTheCauseIsTold() throws Exception {
        StreamDeadlines patient = new StreamDeadlines(2_000, 2_000, 8_000, 8_000);
        try (StreamPaths listener = Ends.listener(south);
                StreamPaths dialler = new StreamPaths(
                        Ends.dialling(
                                patient,
                                StreamLimits.standard(),
                                listener.listenPort().orElseThrow()),
                        Ends.NORTHLAND,
                        Ends.pin(Ends.SOUTHLAND),
                        north)) {
            dialler.start();
            north.await("a session", n -> !n.opened.isEmpty());
            long session = north.openSessions().getFirst();
            for (int i = 0; i < 40; i++) dialler.send(session, new byte[100_000]);
            dialler.close(session, "done with it");
            south.await("all queued frames", s -> s.receivedCount() == 40);
            north.await("its end", n -> n.closed.containsKey(session));
            assertEquals("done with it", north.closed.get(session));
            south.await("the peer's end", s -> s.closed.containsValue("the peer ended the session"));
        }
    }

    @Test
    void listen_portTaken_exceptionNamesTheAddress() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            StreamConfig config = new StreamConfig(
                    Optional.of(at),
                    List.of(),
                    Ends.SHORT,
                    StreamLimits.standard(),
                    Ends.QUICK,
                    Ends.clock(),
                    new Random(3));
            PathsException refused = assertThrows(
                    PathsException.class, () -> new StreamPaths(config, Ends.SOUTHLAND, spki -> true, south));
            assertEquals(PathsException.Code.ADDRESS_IN_USE, refused.code());
            assertTrue(refused.toString().contains(":" + taken.getLocalPort() + " is in use"), refused::toString);
        }
    }

    @Test
    void recheckPins_keyRevoked_sessionEnds() throws Exception {
        boolean[] pinned = {true};
        try (StreamPaths listener = new StreamPaths(
                Ends.listening(Ends.SHORT, StreamLimits.standard()), Ends.SOUTHLAND, s -> pinned[0], south)) {
            listener.start();
            try (StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
                south.await("two sessions", s -> s.opened.size() == 2);
                pinned[0] = false;
                listener.recheckPins();
                south.await("both cut", s -> s.closed.size() >= 2);
                assertTrue(south.closed.containsValue("the peer's TLS key was revoked"));
                assertTrue(dialler.listenPort().isEmpty());
            }
        }
    }
}
