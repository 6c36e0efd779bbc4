package org.ringdown.node;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyRing;
import org.ringdown.line.CharterActs;
import org.ringdown.line.Clock;
import org.ringdown.line.EntryStore;
import org.ringdown.line.Frame;
import org.ringdown.line.KeptHead;
import org.ringdown.line.LineSetup;
import org.ringdown.line.LineStatus;
import org.ringdown.line.NoStore;
import org.ringdown.line.Ports;
import org.ringdown.line.Post;
import org.ringdown.line.PostEvents;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.SessionOpened;
import org.ringdown.line.StoreException;
import org.ringdown.line.UnrecordedNote;
import org.ringdown.message.EntryId;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.PeerAddress;
import org.ringdown.paths.RetryPace;
import org.ringdown.paths.SessionKind;
import org.ringdown.paths.SessionListener;
import org.ringdown.paths.SessionOrigin;
import org.ringdown.paths.StreamConfig;
import org.ringdown.paths.StreamDeadlines;
import org.ringdown.paths.StreamLimits;
import org.ringdown.paths.StreamPaths;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.store.CommitTime;
import org.ringdown.store.FileSecondPlace;
import org.ringdown.store.ScrubSlice;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.SqliteStore;
import org.ringdown.store.StoreOptions;
import org.ringdown.store.StoreWork;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.Bytes;

/** One line, wired: charter, keys, store, second place, paths, the Post and its thread, readers and events. */
final class LineUnit implements LineService, AutoCloseable {
    private static final Logger LOG = System.getLogger(LineUnit.class.getName());
    private static final int READERS = 4;

    private final Charter charter;
    private final String party;
    private final String peer;
    private final Files files;
    private final Clock clock;
    private final LineRing ring;
    private final PaperKeeper keeper;
    private final NodeSigner signer;
    private final StreamPaths paths;
    private final List<String> labels;
    private final NewestStatus status = new NewestStatus();
    private final LineEvents events;
    private final Scrubber scrubber;
    private final SecondSignatures secondSignatures;
    private volatile PostRunner runner;
    private final SqliteReader reader;
    private final LineWatch watch;
    private final EventHub hub = new EventHub();
    private volatile long newestSeq;
    /** The newest that was opened; changed by the runner's thread once it runs. */
    private volatile Optional<SqliteStore> store = Optional.empty();

    /** Where a line's files lie. */
    private record Files(Path store, Path secondPlace) {}

    /** What is shared by all lines of a node. */
    record Shared(
            DataDirectory data,
            NodeConfig config,
            Optional<Passphrase> passphrase,
            Clock clock,
            Bugs bugs,
            NodeMetrics metrics) {}

    private LineUnit(Shared shared, String lineId) throws NodeException, CharterException, StoreException {
        DataDirectory data = shared.data();
        this.clock = shared.clock();
        this.charter = Founding.charter(data, lineId);
        charter.checkSupported(Founding.capabilities());
        this.party = shared.config().party();
        this.peer = charter.peerOf(party).id();
        this.files = new Files(data.store(lineId), data.secondPlace(shared.config(), lineId));
        SecretFiles.directory(shared.config().secondPlace());
        if (!java.nio.file.Files.exists(data.peerKeys(lineId)))
            LOG.log(Logger.Level.WARNING, "line {0}: no peer keys yet: ringdown charter peer-keys FILE", lineId);
        this.ring = LineRing.open(data, lineId, this::keysChanged);
        this.keeper = new PaperKeeper(data, lineId, party, peer);
        keeper.promote(ring.ring(), clock.wallMs());
        this.signer = new NodeSigner(KeyFiles.open(data.keys(lineId), shared.passphrase()), lineId, party);
        NodeConfig.LineAddresses addresses = shared.config().addresses(lineId);
        this.labels = addresses.peers().stream().map(HostPort::toString).toList();
        this.paths = paths(addresses, data.keys(lineId).resolve("tls.pem"));
        this.events = new LineEvents(lineId, party, hub, shared.metrics(), clock, status);
        this.secondSignatures = new SecondSignatures(lineId, signer.postQuantum(), clock, new OwnHeads());
        this.scrubber = new Scrubber(lineId, files.store(), clock, this::found);
        this.runner = new PostRunner(
                lineId, new Posts(new FileSecondPlace(files.secondPlace())), clock, shared.bugs(), status);
        this.reader = reader(files.store());
        this.watch = new LineWatch(lineId, events, clock, new Turning());
        newestSeq();
        keep();
        shared.metrics().line(lineId, this::status, () -> runner.queued());
    }

    private static SqliteReader reader(Path store) {
        try {
            return SqliteReader.open(store, READERS);
        } catch (StoreException e) {
            return SqliteReader.lazily(store, READERS); // why is told by who opens it for writing
        }
    }

    private void keep() throws NodeException {
        try {
            keeper.keep(ring, reader);
        } catch (StoreException e) {
            watch.failed(e);
        }
    }

    /** Wires a line; nothing is accepted or dialled before {@link #start}. */
    static LineUnit open(Shared shared, String lineId) throws NodeException {
        try {
            return new LineUnit(shared, lineId);
        } catch (CharterException e) {
            throw new NodeException(NodeCode.CHARTER_REFUSED, "line " + lineId + ": " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new NodeException(NodeCode.STORE_FAILED, "line " + lineId + ": " + e.getMessage(), e);
        }
    }

    private StreamPaths paths(NodeConfig.LineAddresses addresses, Path tlsFile) throws NodeException {
        HostPort listen = addresses.listen();
        StreamConfig config = new StreamConfig(
                Optional.of(new InetSocketAddress(listen.host(), listen.port())),
                addresses.peers().stream()
                        .map(p -> new PeerAddress(p.host(), p.port()))
                        .toList(),
                StreamDeadlines.standard(),
                StreamLimits.standard(),
                RetryPace.standard(),
                clock,
                new SecureRandom());
        try {
            return new StreamPaths(config, TlsIdentity.load(tlsFile), this::isPinned, new Sessions());
        } catch (PathsException e) {
            boolean taken = switch (e.code()) {
                case ADDRESS_IN_USE, ADDRESS_REFUSED -> true;
                case KEY_FILE, KEY_CONTENT -> false;
            };
            String message = taken
                    ? e.getMessage() + ". Free the address, or change line.listen in ringdown.toml."
                    : String.valueOf(e.getMessage());
            throw new NodeException(taken ? NodeCode.PORT_TAKEN : NodeCode.KEY_EXPOSED, message, e);
        }
    }

    private boolean isPinned(byte[] spki) {
        return ring.tlsKeys(peer).contains(Bytes.of(spki));
    }

    private void keysChanged() {
        // off the Post's thread: ending a session waits for that thread
        Thread.ofVirtual().start(() -> {
            paths.recheckPins();
            keepRevocations();
        });
    }

    private void keepRevocations() {
        try {
            keeper.keepRevocations(ring);
        } catch (NodeException e) {
            LOG.log(Logger.Level.WARNING, "line {0}: {1}", lineId(), String.valueOf(e.getMessage()));
        }
    }

    void start() {
        runner.start();
        paths.start();
        scrubber.start();
        secondSignatures.start();
        watch.start();
    }

    /** The port on which the peer is awaited. */
    int listenPort() {
        return paths.listenPort().orElseThrow();
    }

    /** The line's thread, as it is watched. */
    private final class Turning implements LineWatch.Turning {
        @Override
        public Optional<String> hung() {
            return runner.hung();
        }

        @Override
        public boolean holdsUp() {
            return runner.holdsUp();
        }

        @Override
        public void relieve() {
            PostRunner hung = runner;
            PostRunner next = hung.successor();
            runner = next;
            hung.endSessions();
            next.start();
        }
    }

    /** Opens the store from disk for one thread, again and again where it must be. */
    private final class Posts implements PostRunner.Source {
        private final Fence fence = new Fence();
        /** What shows the own epochs while there is no store. */
        private final SecondPlace spare;

        /** Owned by the runner's thread once it runs. */
        private Optional<SqliteStore> opened = Optional.empty();

        /** Owned by the runner's thread once it runs. */
        private Optional<FileSecondPlace> secondPlace = Optional.empty();

        Posts(SecondPlace spare) {
            this.spare = spare;
        }

        @Override
        public Post open(List<UnrecordedNote> unrecorded, Optional<String> noRoom) throws StoreException {
            end();
            SqliteStore next = SqliteStore.open(files.store(), StoreOptions.standard());
            opened = Optional.of(next);
            ring.restart(); // not before: while the store can't be opened, the keys stay as they were known
            FileSecondPlace second = new FileSecondPlace(files.secondPlace());
            secondPlace = Optional.of(second);
            if (!fence.isFallen()) store = opened;
            Post post = post(next, second);
            post.start(unrecorded, noRoom);
            return post;
        }

        @Override
        public Post withoutStore(String why) {
            Post post = post(new NoStore(why), spare);
            post.startWithoutStore(why);
            return post;
        }

        private Post post(EntryStore on, SecondPlace second) {
            LineSetup setup = new LineSetup(
                    charter.lineId(), party, peer, charter.digest().hex(), ring, labels);
            Ports ports = new Ports(on, second, paths, signer, clock, new SecureRandom(), events);
            return new Post(setup, fence.around(ports));
        }

        @Override
        public PostRunner.Source relief() {
            fence.fall();
            return new Posts(new RememberedPlace(fence.standing()));
        }

        @Override
        public void end() {
            try {
                if (opened.isPresent()) opened.get().close();
                if (secondPlace.isPresent()) secondPlace.get().close();
            } catch (StoreException e) {
                LOG.log(Logger.Level.WARNING, "line {0}: closing: {1}", lineId(), String.valueOf(e.getMessage()));
            }
            opened = Optional.empty();
            secondPlace = Optional.empty();
        }

        @Override
        public void close(long session, String cause) {
            paths.close(session, cause);
        }

        @Override
        public boolean hasRoom() {
            if (opened.isPresent() && !opened.get().reserveHeld()) return false;
            try {
                long free = java.nio.file.Files.getFileStore(files.store()).getUsableSpace();
                return free >= Limit.REOPEN_ROOM_BYTES.amount();
            } catch (IOException e) {
                LOG.log(Logger.Level.WARNING, "line {0}: the free room can''t be told: {1}", lineId(), e.toString());
                return true;
            }
        }

        @Override
        public void damaged(String what) throws StoreException {
            events.alarm("store-damaged", "The store is damaged: " + what + ". " + mend(what), clock.wallMs());
        }

        /** Tiles are computed again from the leaves; for the rest there is no second source here. */
        private String mend(String what) throws StoreException {
            boolean tree = what.startsWith("tile ") || what.startsWith("the tree of ");
            if (!tree || opened.isEmpty()) return "Export the record, then restore this store from the peer.";
            long wrong = 0;
            try {
                for (StoredLogView log : reader.logs()) wrong += opened.get().repairTiles(log.log());
                return wrong + " tiles were computed again from the entries. Check the disk.";
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.CORRUPT) throw e;
                return "Its entries are damaged too and are asked back first; the next scrub mends the rest.";
            }
        }

        @Override
        public void scrub() {
            scrubber.now();
        }
    }

    /** What the second signatures need. */
    private final class OwnHeads implements SecondSignatures.Line {
        @Override
        public LineStatus.Log own() {
            return status.get().own();
        }

        @Override
        public SqliteReader reader() {
            return reader;
        }

        @Override
        public boolean take(KeptHead head) {
            return runner.offer(new PostRunner.Input.SignedAgain(head));
        }
    }

    private void found(List<ScrubSlice.Bad> bad) throws InterruptedException {
        runner.put(new PostRunner.Input.Damaged(bad));
    }

    @Override
    public void damaged(EntryId place, String what) {
        runner.offer(new PostRunner.Input.Damaged(List.of(new ScrubSlice.Bad(Optional.of(place), what))));
    }

    @Override
    public Optional<Long> scrubbedMs() {
        return scrubber.doneMs();
    }

    /** Hands what the sockets hear to the line's thread; waiting there holds back that session only. */
    private final class Sessions implements SessionListener {
        private final AtomicLong strangerNs = new AtomicLong();
        private final Seldom ends = new Seldom(Limit.SESSION_LOG_BURST, Limit.SESSION_LOG_MS, clock.monoNs());
        private final Seldom warnings = new Seldom(Limit.SESSION_LOG_BURST, Limit.SESSION_LOG_MS, clock.monoNs());

        @Override
        public void opened(long session, SessionOrigin how) {
            SessionOpened opened = switch (how) {
                case SessionOrigin.Dialled(String path, SessionKind kind) ->
                    new SessionOpened(session, Optional.of(new SessionOpened.Dialled(path, kind(kind))), path);
                case SessionOrigin.Accepted(String remote) -> new SessionOpened(session, Optional.empty(), remote);
            };
            put(new PostRunner.Input.Opened(opened));
        }

        private static Frame.Kind kind(SessionKind kind) {
            return switch (kind) {
                case BULK -> Frame.Kind.BULK;
                case URGENT -> Frame.Kind.URGENT;
            };
        }

        @Override
        public void received(long session, byte[] frame) {
            put(new PostRunner.Input.Received(session, frame));
        }

        @Override
        public void closed(long session, String cause) {
            OptionalLong more = ends.pass(clock.monoNs());
            if (more.isPresent()) {
                String said = cause + Seldom.more(more.getAsLong());
                LOG.log(Logger.Level.INFO, "line {0}: session {1} ended: {2}", lineId(), session, said);
            }
            put(new PostRunner.Input.Closed(session, cause));
        }

        @Override
        public void refused(SessionOrigin how, String cause) {
            switch (how) {
                case SessionOrigin.Dialled(String path, SessionKind _) ->
                    runner.offer(new PostRunner.Input.NotConnected(path, cause));
                case SessionOrigin.Accepted(String remote) -> stranger(remote, cause);
            }
        }

        /** Logged once a minute at most: a stranger can't fill the disk. */
        private void stranger(String remote, String cause) {
            long nowNs = clock.monoNs();
            long beforeNs = strangerNs.get();
            boolean soon = beforeNs != 0 && nowNs - beforeNs < Limit.STRANGER_LOG_MS.amount() * 1_000_000;
            if (soon || !strangerNs.compareAndSet(beforeNs, nowNs)) return;
            LOG.log(Logger.Level.WARNING, "line {0}: refused a call from {1}: {2}", lineId(), remote, cause);
        }

        @Override
        public void warned(SessionOrigin how, String warning) {
            if (warnings.pass(clock.monoNs()).isPresent()) {
                LOG.log(Logger.Level.WARNING, "line {0}: {1}: {2}", lineId(), how, warning);
            }
            events.seldom("tls-dates", warning, clock.wallMs());
        }

        private void put(PostRunner.Input input) {
            try {
                runner.put(input);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String lineId() {
        return charter.lineId();
    }

    @Override
    public String party() {
        return party;
    }

    @Override
    public Charter charter() {
        return ring.acts().standing(party);
    }

    @Override
    public CharterActs charterActs() {
        return ring.acts();
    }

    @Override
    public KeyRing keyRing() {
        return ring.ring();
    }

    @Override
    public LineStatus status() {
        Optional<String> hung = runner.hung();
        Optional<String> trouble = hung.or(() -> runner.trouble());
        return StoppedLine.status(runner.found(status.get()), trouble, runner.turnedMs(), hung.isPresent());
    }

    @Override
    public SqliteReader reader() {
        return reader;
    }

    @Override
    public long newestSeq() {
        try {
            newestSeq = reader.newestSeq();
        } catch (StoreException e) {
            watch.failed(e);
        }
        return newestSeq;
    }

    @Override
    public void unreadable(StoreException e) {
        watch.failed(e);
    }

    @Override
    public Optional<String> unreadable() {
        return watch.unreadable();
    }

    @Override
    public EventHub hub() {
        return hub;
    }

    @Override
    public List<Json.Obj> openAlarms() {
        return events.book().open();
    }

    @Override
    public void noticed(String alarm) {
        events.book().drop(alarm);
    }

    @Override
    public Optional<String> trouble() {
        return runner.trouble();
    }

    /** The line for programs in this process. */
    LocalLine local() {
        return new Local();
    }

    private final class Local implements LocalLine {
        @Override
        public LineStatus status() {
            return status.get();
        }

        @Override
        public CompletableFuture<List<SayResult>> say(List<Saying> sayings) {
            try {
                return runner.say(
                        sayings, sayings.stream().allMatch(s -> s.kind().type().neverGated()));
            } catch (ProblemException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void listen(PostEvents listener) {
            events.listen(listener);
        }

        @Override
        public List<StoreWork> storeWork() {
            return store.map(SqliteStore::work).orElse(List.of());
        }

        @Override
        public List<CommitTime> commitTimes() {
            return store.map(SqliteStore::commitTimes).orElse(List.of());
        }
    }

    @Override
    public List<SayResult> say(List<Saying> sayings, boolean urgent) throws ProblemException {
        CompletableFuture<List<SayResult>> answer = runner.say(sayings, urgent);
        try {
            return answer.get(Limit.ANSWER_WAIT_MS.amount(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) throw problem;
            throw new IllegalStateException("the line's thread answered with " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw ProblemException.later(Problem.STORE_STOPPED, 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.SHUTTING_DOWN);
        }
    }

    @Override
    public void close() {
        watch.close();
        paths.close();
        scrubber.close();
        secondSignatures.close();
        runner.close();
        try {
            reader.close();
        } catch (StoreException e) {
            LOG.log(Logger.Level.WARNING, "line {0}: closing: {1}", lineId(), String.valueOf(e.getMessage()));
        }
    }
}
