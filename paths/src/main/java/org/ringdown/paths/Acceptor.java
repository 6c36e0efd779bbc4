package org.ringdown.paths;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Takes the peer's calls. Anybody can connect, so connections that have not shown a pinned key are few, short-lived and
 * shared out by address: when there is one too many, the oldest of the address that has most is cut.
 */
final class Acceptor {
    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final StreamPaths paths;
    private final ReentrantLock lock = new ReentrantLock();

    /** Connections in their handshake, oldest first; guarded by lock. */
    private final Set<Socket> unauthenticated = new LinkedHashSet<>();

    private Acceptor(ServerSocket server, StreamPaths paths) {
        this.server = server;
        this.paths = paths;
    }

    static Acceptor bind(InetSocketAddress at, StreamPaths paths) throws PathsException {
        String where = at.getHostString() + ":" + at.getPort();
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(at, BACKLOG);
            return new Acceptor(server, paths);
        } catch (BindException e) {
            boolean taken = String.valueOf(e.getMessage()).contains("in use");
            throw taken
                    ? new PathsException(
                            PathsException.Code.ADDRESS_IN_USE,
                            where + " is in use by another program; stop it, or listen on another port",
                            e)
                    : new PathsException(
                            PathsException.Code.ADDRESS_REFUSED,
                            "cannot listen on " + where + " (" + e.getMessage() + "); use one of this machine's own",
                            e);
        } catch (IOException e) {
            throw new PathsException(
                    PathsException.Code.ADDRESS_REFUSED, "cannot listen on " + where + " (" + e + ")", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Accepts until closed, in the caller's thread. */
    void run() {
        while (!server.isClosed()) {
            try {
                Socket raw = server.accept();
                admit(raw);
                Thread.ofVirtual()
                        .name("accepted-" + raw.getRemoteSocketAddress())
                        .start(() -> handle(raw));
            } catch (IOException e) {
                if (server.isClosed()) return;
                // Out of descriptors, or the caller gave up before we looked: neither may end the listening.
                paths.listener().refused(new SessionOrigin.Accepted("unknown"), Sockets.cause(e));
                paths.pause();
            }
        }
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("the listening socket cannot be closed", e);
        }
        lock.lock();
        try {
            unauthenticated.forEach(Sockets::cut);
        } finally {
            lock.unlock();
        }
    }

    private void admit(Socket raw) {
        lock.lock();
        try {
            if (unauthenticated.size() >= paths.config().limits().unauthenticatedMax()) {
                Sockets.cut(oldestOfBusiestAddress());
            }
            unauthenticated.add(raw);
        } finally {
            lock.unlock();
        }
    }

    private Socket oldestOfBusiestAddress() {
        Map<Optional<InetAddress>, List<Socket>> byAddress = unauthenticated.stream()
                .collect(Collectors.groupingBy(
                        raw -> Optional.ofNullable(raw.getInetAddress()), Collectors.toCollection(ArrayList::new)));
        Socket oldest = byAddress.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow()
                .getFirst();
        unauthenticated.remove(oldest);
        return oldest;
    }

    private void handle(Socket raw) {
        SessionOrigin origin = new SessionOrigin.Accepted(
                String.valueOf(raw.getRemoteSocketAddress()).replaceFirst("^/", ""));
        try (raw) {
            Tls.Link link = authenticate(raw);
            paths.serve(raw, link, origin);
        } catch (IOException e) {
            paths.listener().refused(origin, Sockets.cause(e));
        }
    }

    private Tls.Link authenticate(Socket raw) throws IOException {
        try {
            return paths.tls().handshake(raw, false, paths.config().deadlines().handshakeMs());
        } catch (IOException e) {
            if (evicted(raw)) throw new IOException("too many connections without a handshake", e);
            throw e;
        } finally {
            lock.lock();
            try {
                unauthenticated.remove(raw);
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean evicted(Socket raw) {
        lock.lock();
        try {
            return !unauthenticated.contains(raw) && !server.isClosed();
        } finally {
            lock.unlock();
        }
    }
}
