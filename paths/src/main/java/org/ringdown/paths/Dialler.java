package org.ringdown.paths;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps one session of one kind to one peer address, for ever. */
final class Dialler {
    private final PeerAddress address;
    private final SessionOrigin.Dialled origin;
    private final StreamPaths paths;
    private final Backoff backoff;

    /** The socket of the attempt under way, so that {@link #stop} can cut it. */
    private final AtomicReference<@Nullable Socket> current = new AtomicReference<>();

    /** Which of the host's addresses is tried next; touched by the dial thread only. */
    private int turn;

    Dialler(PeerAddress address, SessionKind kind, StreamPaths paths, Backoff backoff) {
        this.address = address;
        this.origin = new SessionOrigin.Dialled(address.toString(), kind);
        this.paths = paths;
        this.backoff = backoff;
    }

    /** Dials again and again, in the caller's thread, until stopped. */
    void run() {
        try {
            while (backoff.awaitDue()) attempt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void proven() {
        backoff.proven();
    }

    void stands() {
        backoff.stands();
    }

    /** No more attempts; one that is still connecting is cut, a standing session is left to {@link StreamPaths}. */
    void stop() {
        backoff.stop();
        Socket connecting = current.get();
        if (connecting != null) Sockets.cut(connecting);
    }

    private void attempt() {
        backoff.started();
        try (Socket raw = new Socket()) {
            current.set(raw);
            InetAddress[] all = InetAddress.getAllByName(address.host());
            InetAddress one = all[Math.floorMod(turn++, all.length)];
            raw.connect(
                    new InetSocketAddress(one, address.port()),
                    paths.config().deadlines().connectMs());
            Tls.Link link =
                    paths.tls().handshake(raw, true, paths.config().deadlines().handshakeMs());
            current.set(null);
            paths.serve(raw, link, origin);
        } catch (IOException e) {
            paths.listener().refused(origin, Sockets.cause(e));
        } finally {
            current.set(null);
        }
    }
}
