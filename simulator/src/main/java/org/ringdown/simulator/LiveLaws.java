package org.ringdown.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdown.charter.Json;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvent;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;

/** The laws of the live line: 3 (unrecorded), 8 (lamps), 9 (FLASH), 11 (live-only types) and 12 (STOP goes). */
final class LiveLaws {
    private static final long LAMP_WRONG_MAX_MS = 5_000;
    private static final long LAMP_UP_AFTER_MS = 20_000;
    private static final long SESSION_UP_AFTER_MS = 3_000;
    private static final long UNRECORDED_EVERY_MS = 1_000;

    private final Laws laws;
    private final World world;
    private final Map<String, Long> sessions = new HashMap<>();
    private final Map<String, Set<String>> heard = new HashMap<>();
    private final Map<String, Set<String>> heardUnlogged = new HashMap<>();
    private final Map<String, Set<String>> ungated = new HashMap<>();
    private final Map<String, Long> ungatedMs = new HashMap<>();
    private final Map<String, Set<EntryId>> acted = new LinkedHashMap<>();
    private final Set<String> crashed = new HashSet<>();
    private Optional<Flash> flash = Optional.empty();

    /** A FLASH that was said behind a backlog. */
    private record Flash(SimNode to, String id, long saidMs, long withinMs) {}

    LiveLaws(Laws laws, World world) {
        this.laws = laws;
        this.world = world;
    }

    private static <T> Set<T> of(Map<String, Set<T>> sets, SimNode node) {
        return sets.computeIfAbsent(node.party, party -> new LinkedHashSet<>());
    }

    void hello(SimNode from, long session, String id) {
        sessions.put(from.party + " " + id, session);
    }

    void died(SimNode node) {
        crashed.add(node.party);
        // what went out unrecorded was kept in memory only: the power takes it
        of(ungated, node).clear();
        of(heard, node).removeAll(of(heardUnlogged, node));
        of(heardUnlogged, node).clear();
    }

    /** A new Post has begun, and has logged what the one before it could not. */
    void logged(SimNode node) {
        of(heardUnlogged, node).removeIf(id -> logged(node, id));
    }

    /** The disk that knew what was heard is lost. */
    void forgets(SimNode node) {
        of(heard, node).clear();
    }

    /** A saying got its answer. */
    void said(SimNode node, Saying saying, SayResult result) {
        EntryType type = saying.kind().type();
        if (!type.neverGated()) return;
        switch (result) {
            case SayResult.Kept _, SayResult.Again _ -> laws.check(12, true, "");
            case SayResult.Unrecorded u -> {
                laws.check(12, u.statementId().equals(saying.statementId()), "another statement went");
                of(ungated, node).add(u.statementId());
                ungatedMs.put(node.party, world.nowMs());
            }
            case SayResult.Refused refused -> refused(node, refused);
        }
    }

    private void refused(SimNode node, SayResult.Refused refused) {
        boolean fair = switch (refused.code()) {
            case NO_SESSION -> !hasSession(node);
            case UNRECORDED_FULL ->
                world.nowMs() - ungatedMs.getOrDefault(node.party, -UNRECORDED_EVERY_MS) <= UNRECORDED_EVERY_MS;
            case ID_REUSED, TOO_LARGE, REFERENCE_UNKNOWN, NOT_ACKNOWLEDGEABLE, RECORD_STOPPED -> false;
        };
        laws.check(12, fair, "STOP was refused: " + refused);
    }

    /** Whether a session must be up: both nodes turn, and a path has been whole for long enough. */
    private boolean hasSession(SimNode node) {
        SimNode other = world.other(node);
        long sinceMs = world.nowMs() - SESSION_UP_AFTER_MS;
        boolean turning = node.aliveSinceMs >= 0 && other.aliveSinceMs >= 0 && other.aliveSinceMs <= sinceMs;
        return turning
                && world.network().paths.stream()
                        .anyMatch(p -> p.cutSinceMs < 0 && p.wholeSinceMs <= sinceMs && p.quiet(sinceMs));
    }

    void kept(SimNode node, KeptEntry entry) {
        if (flash.isEmpty() || flash.get().to() != node) return;
        Flash waited = flash.get();
        if (!entry.mark().statementId().equals(waited.id())) return;
        long tookMs = world.nowMs() - waited.saidMs();
        laws.check(9, tookMs <= waited.withinMs(), "FLASH took " + tookMs + " ms, not " + waited.withinMs());
        flash = Optional.empty();
    }

    void heard(SimNode node, PostEvent.UnrecordedHeard event) {
        String id = event.statement().id();
        laws.check(3, of(heard, node).add(id), "an unrecorded message acted twice: " + id);
        if (!event.recordedHere()) of(heardUnlogged, node).add(id);
        boolean logged = logged(node, id);
        boolean unknown = node.store.dead() && !event.recordedHere();
        laws.check(
                3,
                unknown || logged == event.recordedHere(),
                "recorded here is " + event.recordedHere() + ", seen " + logged);
    }

    private static boolean logged(SimNode node, String id) {
        return node.store.logs().values().stream()
                .flatMap(log -> log.entries.stream())
                .anyMatch(e -> carries(e, id));
    }

    private static boolean carries(KeptEntry entry, String id) {
        String type = entry.mark().type();
        if (!type.equals(EntryType.HEARD.wire()) && !type.equals(EntryType.UNRECORDED.wire())) return false;
        return body(entry).get("statement").orElse(Json.NULL) instanceof Json.Str text
                && text.text().equals(id);
    }

    private static Json.Obj body(KeptEntry entry) {
        try {
            return Leaf.parse(entry.leaf().array()).statement().body();
        } catch (MessageException e) {
            return Json.obj().build();
        }
    }

    /** A live-only message acts. */
    void acted(SimNode node, SimNode peer, KeptEntry entry) {
        String id = body(entry).get("session").orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
        Long session = sessions.get(peer.party + " " + id);
        boolean open = session != null && world.network().isOpen(session);
        laws.check(11, open, "a live message acted outside its session");
        boolean once = of(acted, node).add(place(entry));
        laws.check(11, once, "a live message acted twice");
    }

    private static EntryId place(KeptEntry entry) {
        return new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
    }

    /** Holds the lamps of a node against the truth of the wires. */
    void lamps(SimNode node, SimNetwork network) {
        if (node.post.isEmpty() || node.aliveSinceMs < 0) return;
        for (LineStatus.Path lamp : node.post.get().status().paths()) {
            for (SimNetwork.Path path : network.paths) {
                if (path.label.equals(lamp.label())) lamp(node, path, lamp);
            }
        }
    }

    private void lamp(SimNode node, SimNetwork.Path path, LineStatus.Path lamp) {
        long nowMs = world.nowMs();
        // an echo may come through where first one way is cut, then the other
        boolean cut = path.oneWayCutSinceMs >= 0 && nowMs - path.oneWayCutSinceMs > LAMP_WRONG_MAX_MS;
        boolean awake = nowMs - node.aliveSinceMs > LAMP_WRONG_MAX_MS;
        // a liar can say that it hears us: where it still comes through, nothing shows that we do not
        boolean believable = !world.lied() || (path.cutOut && path.cutBack);
        if (cut && awake && believable) {
            laws.check(8, lamp.state() == LineStatus.Name.PATH_DOWN, "a cut path is shown " + lamp);
        }
        long sinceMs = nowMs - LAMP_UP_AFTER_MS;
        SimNode other = world.other(node);
        boolean both = other.aliveSinceMs >= 0 && Math.max(node.aliveSinceMs, other.aliveSinceMs) <= sinceMs;
        if (path.cutSinceMs < 0 && path.wholeSinceMs <= sinceMs && path.quiet(sinceMs) && both && !world.lied()) {
            laws.check(8, lamp.state() == LineStatus.Name.UP, "a whole path is shown " + lamp);
        }
    }

    /** A FLASH is about to be said behind a backlog. */
    void flash(SimNode from, Saying saying, int bytesPerMs, int delayMs) {
        long chunkMs = 4_096 / bytesPerMs;
        double tripMs = 2.5 * delayMs + 2.0 * chunkMs;
        long withinMs = (long) (1.25 * delayMs + 1.25 * tripMs + 2 + chunkMs + 4_000.0 / bytesPerMs) + 100;
        flash = Optional.of(new Flash(world.other(from), saying.statementId(), world.nowMs(), withinMs));
    }

    void flashArrived() {
        laws.check(9, flash.isEmpty(), "FLASH did not arrive: " + flash);
    }

    void atRest(SimNode node) {
        for (String id : of(ungated, node)) {
            boolean logged = node.store.holds(node.party, id);
            laws.check(3, logged, "an unrecorded message was not logged by its sender: " + id);
        }
        if (crashed.contains(node.party)) return;
        Set<EntryId> missed = node.store.logs().values().stream()
                .flatMap(log -> log.entries.stream())
                .filter(e -> e.mark().type().equals(EntryType.MISSED.wire()))
                .flatMap(e -> e.mark().about().stream())
                .collect(Collectors.toSet());
        node.store
                .logs()
                .forEach((log, kept) -> kept.entries.forEach(e -> {
                    boolean live = e.mark().type().equals(EntryType.TEST.wire())
                            && !log.party().equals(node.party);
                    if (!live) return;
                    EntryId id = place(e);
                    laws.check(
                            11,
                            of(acted, node).contains(id) != missed.contains(id),
                            "neither acted nor missed, or both: " + id);
                }));
    }
}
