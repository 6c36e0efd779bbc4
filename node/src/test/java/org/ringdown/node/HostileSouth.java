package org.ringdown.node;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.line.FrameException;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreState;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Statement;
import org.ringdown.paths.PathsException;
import org.ringdown.paths.PeerAddress;
import org.ringdown.paths.RetryPace;
import org.ringdown.paths.SessionListener;
import org.ringdown.paths.SessionOrigin;
import org.ringdown.paths.StreamConfig;
import org.ringdown.paths.StreamDeadlines;
import org.ringdown.paths.StreamLimits;
import org.ringdown.paths.StreamPaths;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.store.SqliteStore;
import org.ringdown.store.StoreOptions;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

/**
 * Southland's place on the line, taken by a program that holds all of its keys and does as it likes. It greets properly on
 * each session that it dials; what follows is the test's.
 */
final class HostileSouth implements SessionListener, AutoCloseable {
    final LogId log;
    private final TwoNodes two;
    private final String charterDigest;
    private final NodeSigner signer;
    private final StreamPaths paths;
    /** Sessions on which Northland has greeted too. */
    private final Set<Long> greeted = ConcurrentHashMap.newKeySet();

    private final List<String> byes = new ArrayList<>();
    private final List<Hash> held;
    private final StreamDeadlines patient = new StreamDeadlines(10_000, 15_000, 600_000, 1_000);

    /** Southland's own node must be stopped; it goes on from what Northland holds of it, as its API shows the line. */
    HostileSouth(TwoNodes two, Json line, int addresses) {
        this.two = two;
        this.charterDigest = HttpCalls.text(HttpCalls.at(line, "charterDigest"));
        int size = (int) ((Json.Whole) HttpCalls.at(line, "peerLog.size")).value();
        TwoNodes.Side side = two.south;
        try {
            this.signer =
                    new NodeSigner(KeyFiles.open(side.data.keys(two.line), Optional.empty()), two.line, side.party);
            KeptLog kept = kept(side);
            this.log = kept.id();
            this.held = kept.hashes().subList(0, size);
            TlsIdentity own = TlsIdentity.load(side.data.keys(two.line).resolve("tls.pem"));
            this.paths = new StreamPaths(config(addresses), own, _ -> true, this);
        } catch (NodeException | PathsException | StoreException e) {
            throw new AssertionError(e);
        }
        paths.start();
    }

    private StreamConfig config(int addresses) {
        PeerAddress north = new PeerAddress(two.north.lineAddress.host(), two.north.lineAddress.port());
        List<PeerAddress> peers = new ArrayList<>();
        for (int i = 0; i < addresses; i++) peers.add(north);
        HostPort here = two.south.lineAddress;
        return new StreamConfig(
                Optional.of(new InetSocketAddress(here.host(), here.port())),
                peers,
                patient,
                new StreamLimits(64 << 20, 32, 32),
                new RetryPace(5, 10),
                new SystemClock(),
                new SecureRandom());
    }

    private record KeptLog(LogId id, List<Hash> hashes) {}

    private static KeptLog kept(TwoNodes.Side side) throws StoreException, NodeException {
        try (SqliteStore store =
                SqliteStore.open(side.data.store(side.data.lines().getFirst()), StoreOptions.standard())) {
            StoreState.LogState own = store.load().logs().stream()
                    .filter(l -> l.log().party().equals(side.party))
                    .findFirst()
                    .orElseThrow();
            List<Hash> hashes = store.read(own.log(), 0, 10_000, 64 << 20).stream()
                    .map(KeptEntry::hash)
                    .toList();
            return new KeptLog(own.log(), hashes);
        }
    }

    /** The leaf hashes that Northland holds of Southland's log. */
    List<Hash> held() {
        return held;
    }

    /** A head of Southland's log, signed as it must be, true or not. */
    String head(long size, Hash root) {
        String origin = log.origin(two.line);
        String text = new Head(origin, size, root).text();
        return SignedNote.of(text, Notes.sign(text, signer.log(origin))).format();
    }

    /** A STOP that goes without the log, signed as it must be. */
    Frame unrecordedStop(long session, String id) {
        Statement.Origin origin = new Statement.Origin(two.line, charterDigest, log.epoch(), log.party());
        Statement.Kind kind = new Statement.Kind(EntryType.STOP, Precedence.FLASH, false);
        Json.Obj body = Json.obj().put("text", "stop").build();
        Statement stop =
                new Statement(origin, kind, id, id(session), Statement.Addressing.NODE, Statement.Links.NONE, body);
        String line1 = new String(Leaf.line1(stop), StandardCharsets.UTF_8);
        String text = String.join("\n", "ringdown/unrecorded/v1", two.line, log.party(), id(session), "1", line1);
        return new Frame.Unrecorded(
                SignedNote.of(text, Notes.sign(text, signer.unrecorded())).format());
    }

    /** Sessions that stand and on which both have greeted. */
    List<Long> sessions() {
        return greeted.stream().sorted().toList();
    }

    /** The oldest such session; waits for one. */
    long awaitSession() {
        AtomicLong found = new AtomicLong(-1);
        Waiting.until("a session", () -> {
            sessions().stream().findFirst().ifPresent(found::set);
            return found.get() >= 0;
        });
        return found.get();
    }

    /** The codes with which Northland ended sessions. */
    List<String> byes() {
        synchronized (byes) {
            return List.copyOf(byes);
        }
    }

    void send(long session, byte[] frame) {
        paths.send(session, frame);
    }

    void send(long session, Frame frame) {
        paths.send(session, FrameCodec.encode(frame));
    }

    @Override
    public void opened(long session, SessionOrigin how) {
        if (!(how instanceof SessionOrigin.Dialled dialled)) return;
        Frame.Kind kind = Frame.Kind.valueOf(dialled.kind().name());
        send(
                session,
                new Frame.Hello(
                        two.line,
                        "southland",
                        charterDigest,
                        id(session),
                        kind,
                        two.north.lineAddress.toString(),
                        log.epoch(),
                        Map.of(log.epoch(), (long) held.size()),
                        Map.of(),
                        Map.of()));
    }

    /** Our name for a session. */
    static String id(long session) {
        return "%032x".formatted(session);
    }

    @Override
    public void received(long session, byte[] bytes) {
        try {
            Frame frame = FrameCodec.decode(bytes);
            if (frame instanceof Frame.Hello) greeted.add(session);
            if (frame instanceof Frame.Bye bye) {
                synchronized (byes) {
                    byes.add(bye.code());
                }
            }
        } catch (FrameException e) {
            throw new AssertionError("Northland's frame is not read", e);
        }
    }

    @Override
    public void closed(long session, String cause) {
        greeted.remove(session);
    }

    @Override
    public void refused(SessionOrigin how, String cause) {}

    @Override
    public void warned(SessionOrigin how, String warning) {}

    @Override
    public void close() {
        paths.close();
    }
}
