package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** What bad peers get: a stated cause, and nobody else notices. */
final class HostilePeerTest {
    private final RecordingListener south = new RecordingListener();
    private final RecordingListener north = new RecordingListener();

    private static Predicate<String> containing(String... parts) {
        return cause -> List.of(parts).stream().allMatch(cause::contains);
    }

    private static Socket connect(StreamPaths listener) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), listener.listenPort().orElseThrow());
    }

    /** A peer with a proper key that then does as it likes. */
    private static SSLSocket properPeer(StreamPaths listener, TlsIdentity own) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            return new Tls(own, Ends.pin(Ends.SOUTHLAND), timer)
                    .handshake(connect(listener), true, 5_000)
                    .socket();
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void strangersKey_dialling_isRefusedWithACauseOnBothSides() throws Exception {
        try (StreamPaths listener = Ends.listener(south);
                StreamPaths dialler = new StreamPaths(
                        Ends.dialling(
                                Ends.SHORT,
                                StreamLimits.standard(),
                                listener.listenPort().orElseThrow()),
                        Ends.STRANGER,
                        Ends.pin(Ends.SOUTHLAND),
                        north)) {
            dialler.start();
            south.await(
                    "refusals", s -> s.refused.stream().anyMatch(containing("not one that its root key certified")));
            north.await(
                    "being told",
                    n -> n.closed.values().stream().anyMatch(containing("refused our TLS key"))
                            || n.refused.stream().anyMatch(containing("refused our TLS key")));
            assertTrue(south.opened.isEmpty());
        }
    }

    @Test
    void strangersKey_listening_isRefusedWithACauseOnBothSides() throws Exception {
        try (StreamPaths listener = new StreamPaths(
                Ends.listening(Ends.SHORT, StreamLimits.standard()), Ends.STRANGER, Ends.pin(Ends.NORTHLAND), south)) {
            listener.start();
            try (StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
                north.await("refusal", n -> n.refused.stream().anyMatch(containing("not one that its root key")));
                south.await("being told", s -> s.refused.stream().anyMatch(containing("refused our TLS key")));
                assertTrue(dialler.listenPort().isEmpty());
                assertTrue(north.opened.isEmpty());
            }
        }
    }

    @Test
    void tls12_dialling_isRefused() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new OwnKey(Ends.NORTHLAND)},
                new TrustManager[] {new PinnedTrust(spki -> true)},
                new SecureRandom());
        try (StreamPaths listener = Ends.listener(south);
                SSLSocket old = (SSLSocket) context.getSocketFactory()
                        .createSocket(
                                InetAddress.getLoopbackAddress(),
                                listener.listenPort().orElseThrow())) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            Thread.ofVirtual().start(() -> handshakeRefused(old));
            south.await("refusal", s -> s.refused.stream().anyMatch(containing("TLS 1.3 is needed")));
        }
    }

    private static void handshakeRefused(SSLSocket socket) {
        try {
            socket.startHandshake();
            throw new AssertionError("TLS 1.2 was accepted");
        } catch (IOException e) {
            assertTrue(e.toString().length() > 1);
        }
    }

    @Test
    void noClientCertificate_dialling_isRefused() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[0], new TrustManager[] {new PinnedTrust(spki -> true)}, new SecureRandom());
        try (StreamPaths listener = Ends.listener(south);
                SSLSocket nameless = (SSLSocket) context.getSocketFactory()
                        .createSocket(
                                InetAddress.getLoopbackAddress(),
                                listener.listenPort().orElseThrow())) {
            nameless.startHandshake();
            south.await("refusal", s -> !s.refused.isEmpty());
            assertEquals(-1, endOf(nameless));
            assertTrue(south.opened.isEmpty());
        }
    }

    /** -1 at the end, however it is told. */
    private static int endOf(SSLSocket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void garbage_inPlaceOfTls_isRefusedAndOthersGetThrough() throws Exception {
        try (StreamPaths listener = Ends.listener(south)) {
            Random random = new Random(8);
            for (int i = 0; i < 20; i++) {
                byte[] garbage = new byte[1 + random.nextInt(5_000)];
                random.nextBytes(garbage);
                if (i == 0) garbage = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                try (Socket socket = connect(listener)) {
                    socket.getOutputStream().write(garbage);
                } catch (IOException e) {
                    assertTrue(e.toString().length() > 1, "cut while writing is fine");
                }
            }
            south.await("refusals", s -> s.refused.size() == 20);
            try (StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
                south.await("a proper session", s -> s.opened.size() == 2);
                assertTrue(dialler.listenPort().isEmpty());
            }
        }
    }

    @Test
    void silentConnections_tooMany_properPeerStillGetsIn() throws Exception {
        StreamLimits few = new StreamLimits(1 << 20, 4, 4);
        List<Socket> silent = new ArrayList<>();
        try (StreamPaths listener =
                new StreamPaths(Ends.listening(Ends.SHORT, few), Ends.SOUTHLAND, Ends.pin(Ends.NORTHLAND), south)) {
            listener.start();
            for (int i = 0; i < 40; i++) silent.add(connect(listener));
            south.await("the oldest cut", s -> s.refused.stream().anyMatch(containing("too many connections")));
            try (StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
                south.await("a proper session", s -> s.opened.size() >= 2);
                assertTrue(dialler.listenPort().isEmpty());
            }
            // with nobody left to push it out, a silent one lasts until its deadline
            silent.add(connect(listener));
            south.await(
                    "one by its deadline",
                    s -> s.refused.stream().anyMatch(containing("no TLS handshake within 2000 ms")));
            assertTrue(south.refused.size() >= 36, south::toString);
        } finally {
            for (Socket socket : silent) socket.close();
        }
    }

    @Test
    void frame_lengthOutOfBounds_isRefusedBeforeItIsAllocated() throws Exception {
        try (StreamPaths listener = Ends.listener(south)) {
            for (int length : new int[] {0, StreamLimits.FRAME_BYTES_MAX + 1, 0x7fffffff, -1, Integer.MIN_VALUE}) {
                int ended = south.closed.size();
                try (SSLSocket peer = properPeer(listener, Ends.NORTHLAND)) {
                    byte[] prefix = {
                        (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
                    };
                    peer.getOutputStream().write(prefix);
                    south.await("its end", s -> s.closed.size() == ended + 1);
                }
                String told = "the peer sent a frame of " + Integer.toUnsignedString(length) + " bytes";
                assertTrue(south.closed.values().stream().anyMatch(containing(told)), south::toString);
            }
            assertEquals(0, south.receivedCount());
        }
    }

    @Test
    void frame_truncatedAtEveryByte_isNeverDelivered() throws Exception {
        byte[] sample = new byte[4 + 60];
        sample[3] = 60;
        try (StreamPaths listener = Ends.listener(south)) {
            for (int cut = 0; cut < sample.length; cut++) {
                int ended = south.closed.size();
                try (SSLSocket peer = properPeer(listener, Ends.NORTHLAND)) {
                    OutputStream out = peer.getOutputStream();
                    out.write(sample, 0, cut);
                    out.flush();
                    peer.shutdownOutput();
                    south.await("its end", s -> s.closed.size() == ended + 1);
                }
            }
            assertEquals(0, south.receivedCount());
            long inside = south.closed.values().stream()
                    .filter(containing("ended inside a"))
                    .count();
            assertEquals(sample.length - 1, inside, south::toString);
        }
    }

    @Test
    void silentPeer_afterTheHandshake_isClosedAtTheIdleDeadline() throws Exception {
        try (StreamPaths listener = Ends.listener(south);
                SSLSocket peer = properPeer(listener, Ends.NORTHLAND)) {
            south.await("its end", s -> s.closed.containsValue("nothing heard from the peer for 1500 ms"));
            assertEquals(-1, endOf(peer));
        }
    }

    @Test
    void peerThatStopsReading_queueFills_sessionEndsAndSendNeverBlocks() throws Exception {
        StreamLimits small = new StreamLimits(1 << 20, 8, 8);
        StreamDeadlines patient = new StreamDeadlines(2_000, 2_000, 60_000, 500);
        try (StreamPaths listener =
                new StreamPaths(Ends.listening(patient, small), Ends.SOUTHLAND, Ends.pin(Ends.NORTHLAND), south)) {
            listener.start();
            try (SSLSocket peer = properPeer(listener, Ends.NORTHLAND)) {
                south.await("a session", s -> !s.opened.isEmpty());
                long session = south.openSessions().getFirst();
                byte[] frame = new byte[50_000];
                int sent = 0;
                while (south.openSessions().contains(session) && sent < 10_000) {
                    listener.send(session, frame);
                    sent++;
                }
                south.await("its end", s -> s.closed.containsKey(session));
                assertEquals("the peer stopped reading: the queue to it is full", south.closed.get(session));
                assertTrue(peer.isConnected());
            }
        }
    }

    @Test
    void slowReceiver_blocksItsOwnSessionOnly() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        RecordingListener blocking = new RecordingListener();
        SessionListener slow = new SessionListener() {
            @Override
            public void opened(long session, SessionOrigin how) {
                blocking.opened(session, how);
            }

            @Override
            public void received(long session, byte[] frame) {
                blocking.received(session, frame);
                if (frame[0] == 1) awaitRelease(release);
            }

            @Override
            public void closed(long session, String cause) {
                blocking.closed(session, cause);
            }

            @Override
            public void refused(SessionOrigin how, String cause) {
                blocking.refused(how, cause);
            }

            @Override
            public void warned(SessionOrigin how, String warning) {
                blocking.warned(how, warning);
            }
        };
        try (StreamPaths listener = new StreamPaths(
                Ends.listening(Ends.SHORT, StreamLimits.standard()), Ends.SOUTHLAND, Ends.pin(Ends.NORTHLAND), slow)) {
            listener.start();
            try (StreamPaths dialler = Ends.dialler(north, listener.listenPort().orElseThrow())) {
                north.await("both sessions", n -> n.opened.size() == 2);
                List<Long> sessions = north.openSessions();
                dialler.send(sessions.getFirst(), new byte[] {1});
                dialler.send(sessions.getFirst(), new byte[] {2});
                blocking.await("the blocking frame", b -> b.receivedCount() == 1);
                for (int i = 0; i < 100; i++) dialler.send(sessions.getLast(), new byte[] {3});
                blocking.await("the other session's frames", b -> b.receivedCount() == 101);
                release.countDown();
                blocking.await("the held frame", b -> b.receivedCount() == 102);
            }
        } finally {
            release.countDown();
        }
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
