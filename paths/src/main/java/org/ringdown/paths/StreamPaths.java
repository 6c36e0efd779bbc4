package org.ringdown.paths;

import java.io.IOException;
import java.net.Socket;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.ringdown.line.PathPort;

/**
 * The mutual TLS 1.3 stream between two posts: one listener, any number of peer addresses to dial, a BULK and an URGENT
 * session to each. The peer is whoever holds a pinned key; nothing else about a certificate counts, and dates that are
 * past only warn.
 *
 * <p>Threads: every method may be called from any thread. Each session has a reader and a writer (virtual threads).
 * Errors: a session's trouble ends that session alone and is told as its cause; nothing is thrown by {@link #send}.
 * Bounds: {@link StreamDeadlines}, {@link StreamLimits}.
 */
public final class StreamPaths implements PathPort, AutoCloseable {
    private static final long WARN_BEFORE_DAYS = 30;
    private static final long ACCEPT_PAUSE_MS = 100;

    private final StreamConfig config;
    private final SessionListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final Tls tls;
    private final TlsIdentity own;
    private final Predicate<byte[]> peerPinned;
    private final AtomicLong lastSession = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    /** Bytes that wait on all sessions together. */
    private final AtomicLong queuedBytes = new AtomicLong();

    private final Map<Long, Open> sessions = new ConcurrentHashMap<>();
    private final List<Dialler> diallers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Optional<Acceptor> acceptor;
    private volatile boolean closed;

    /** A session and the key its peer showed. */
    private record Open(Session session, PublicKey peerKey) {}

    /**
     * Binds the listener; nothing is accepted or dialled before {@link #start}.
     *
     * @param config where, to whom, how long, how much
     * @param own the own TLS key
     * @param peerPinned whether a DER SubjectPublicKeyInfo is a TLS key of the peer now; asked from any thread
     * @param listener hears of sessions and frames
     * @throws PathsException ADDRESS_IN_USE or ADDRESS_REFUSED, naming the address
     */
    public StreamPaths(StreamConfig config, TlsIdentity own, Predicate<byte[]> peerPinned, SessionListener listener)
            throws PathsException {
        this.config = config;
        this.listener = listener;
        this.own = own;
        this.peerPinned = peerPinned;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("paths-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // while stopping
        this.tls = new Tls(own, peerPinned, timer);
        this.acceptor = config.listen().isPresent()
                ? Optional.of(Acceptor.bind(config.listen().get(), this))
                : Optional.empty();
        for (PeerAddress address : config.peers()) {
            for (SessionKind kind : SessionKind.values()) {
                diallers.add(
                        new Dialler(address, kind, this, new Backoff(config.pace(), config.clock(), config.random())));
            }
        }
    }

    /** Begins to accept and to dial. Called once. */
    public void start() {
        acceptor.ifPresent(
                a -> threads.add(Thread.ofVirtual().name("listener-" + a.port()).start(a::run)));
        for (Dialler dialler : diallers) {
            threads.add(Thread.ofVirtual().name("dialler").start(dialler::run));
        }
    }

    /**
     * The port that the listener has, also where the configuration left it open.
     *
     * @return the port, or empty without a listener
     */
    public Optional<Integer> listenPort() {
        return acceptor.map(Acceptor::port);
    }

    @Override
    public void send(long session, byte[] frame) {
        Open open = sessions.get(session);
        if (open != null) open.session().send(frame);
    }

    @Override
    public void close(long session, String cause) {
        Open open = sessions.get(session);
        if (open != null) open.session().close(cause);
    }

    @Override
    public void proven(long session) {
        Open open = sessions.get(session);
        if (open != null && open.session().prove(config.pace().provenMs())) diallers.forEach(Dialler::proven);
    }

    /** Ends every session whose peer key is no longer pinned; to be called after a revocation. */
    public void recheckPins() {
        for (Open open : sessions.values()) {
            if (!peerPinned.test(open.peerKey().getEncoded())) open.session().abort("the peer's TLS key was revoked");
        }
    }

    /** Stops listening and dialling, ends all sessions with what is queued sent, within the flush deadline. */
    @Override
    public void close() {
        closed = true;
        acceptor.ifPresent(Acceptor::close);
        diallers.forEach(Dialler::stop);
        sessions.values().forEach(s -> s.session().close("this node is stopping"));
        try {
            long untilNs = config.clock().monoNs()
                    + TimeUnit.MILLISECONDS.toNanos(2L * config.deadlines().flushMs());
            for (Thread thread : threads) {
                thread.join(
                        Duration.ofNanos(Math.max(1, untilNs - config.clock().monoNs())));
            }
            while (!sessions.isEmpty() && config.clock().monoNs() < untilNs) Thread.sleep(Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.values().forEach(s -> s.session().abort("this node is stopping"));
        timer.shutdownNow();
    }

    StreamConfig config() {
        return config;
    }

    Tls tls() {
        return tls;
    }

    SessionListener listener() {
        return listener;
    }

    /** Runs a session over a finished handshake, in the caller's thread, until it ends. */
    void serve(Socket raw, Tls.Link link, SessionOrigin origin) throws IOException {
        boolean inbound = origin instanceof SessionOrigin.Accepted;
        try {
            if (inbound && accepted.incrementAndGet() > config.limits().sessionsMax()) {
                throw new IOException("the peer has " + config.limits().sessionsMax() + " sessions here already");
            }
            warnOfDates(origin, "the peer's", link.peer());
            warnOfDates(origin, "our own", own.certificate());
            long id = lastSession.incrementAndGet();
            FrameQueue queue = new FrameQueue(config.limits(), queuedBytes);
            Session session = new Session(id, origin, new Session.Connection(raw, link.socket()), queue, config, timer);
            sessions.put(id, new Open(session, link.peer().getPublicKey()));
            if (closed) session.abort("this node is stopping");
            diallers.forEach(Dialler::stands);
            try {
                session.run(listener);
            } finally {
                sessions.remove(id);
            }
        } finally {
            if (inbound) accepted.decrementAndGet();
        }
    }

    /** Lets a short time pass after a failed accept, so that a lasting failure does not spin. */
    void pause() {
        try {
            Thread.sleep(ACCEPT_PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warnOfDates(SessionOrigin origin, String whose, X509Certificate certificate) {
        Instant now = Instant.ofEpochMilli(config.clock().wallMs());
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            listener.warned(
                    origin,
                    whose + " TLS certificate ended at " + until
                            + "; the line stays up, but have its holder certify a new key");
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            listener.warned(
                    origin,
                    whose + " TLS certificate begins only at "
                            + certificate.getNotBefore().toInstant() + "; check both clocks");
        } else if (Duration.between(now, until).toDays() < WARN_BEFORE_DAYS) {
            listener.warned(
                    origin, whose + " TLS certificate ends at " + until + "; have its holder certify a new key");
        }
    }
}
