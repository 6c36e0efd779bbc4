package org.ringdown.paths;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.ringdown.line.Clock;

/** Makes ends of a line on the loopback, with short deadlines. */
final class Ends {
    static final long NOW_MS = 1_800_000_000_000L;
    static final long YEAR_MS = 365L * 86_400_000;
    static final TlsIdentity NORTHLAND = identity("northland");
    static final TlsIdentity SOUTHLAND = identity("southland");
    static final TlsIdentity STRANGER = identity("stranger");
    static final StreamDeadlines SHORT = new StreamDeadlines(2_000, 2_000, 1_500, 500);
    static final RetryPace QUICK = new RetryPace(20, 200);

    private Ends() {}

    static TlsIdentity identity(String name) {
        return TlsIdentity.generate(name, NOW_MS - YEAR_MS, NOW_MS + YEAR_MS, new SecureRandom());
    }

    static Clock clock() {
        return new Clock() {
            @Override
            public long wallMs() {
                return NOW_MS;
            }

            @Override
            public long monoNs() {
                return System.nanoTime();
            }
        };
    }

    static StreamConfig listening(StreamDeadlines deadlines, StreamLimits limits) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new StreamConfig(Optional.of(any), List.of(), deadlines, limits, QUICK, clock(), new Random(1));
    }

    static StreamConfig dialling(StreamDeadlines deadlines, StreamLimits limits, int... ports) {
        List<PeerAddress> peers = Arrays.stream(ports)
                .mapToObj(p -> new PeerAddress("127.0.0.1", p))
                .toList();
        return new StreamConfig(Optional.empty(), peers, deadlines, limits, QUICK, clock(), new Random(2));
    }

    static Predicate<byte[]> pin(TlsIdentity peer) {
        return spki -> Arrays.equals(spki, peer.spki());
    }

    static StreamPaths listener(RecordingListener heard) throws PathsException {
        StreamPaths paths =
                new StreamPaths(listening(SHORT, StreamLimits.standard()), SOUTHLAND, pin(NORTHLAND), heard);
        paths.start();
        return paths;
    }

    static StreamPaths dialler(RecordingListener heard, int... ports) throws PathsException {
        StreamPaths paths =
                new StreamPaths(dialling(SHORT, StreamLimits.standard(), ports), NORTHLAND, pin(SOUTHLAND), heard);
        paths.start();
        return paths;
    }
}
