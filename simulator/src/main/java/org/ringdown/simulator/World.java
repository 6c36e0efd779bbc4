package org.ringdown.simulator;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ringdown.line.LineSetup;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvent;
import org.ringdown.line.StoreException;

/**
 * One seeded run: two nodes, a network, what is said, what goes wrong, and the laws over all of it. In one world of
 * four, southland lies ({@link Liar}).
 */
final class World {
    private static final int STEP_MS = 5;
    private static final int TICK_MS = 50;
    private static final int ROOM_MS = 1_000;
    private static final int LAMPS_MS = 250;
    private static final int ACTIONS = 60;

    final SimNode north;
    final SimNode south;
    private final SplittableRandom random;
    private final String lineId;
    private final SimKeys keys;
    private final SimNetwork network;
    private final Laws laws;
    private final Story story;
    private final Optional<Liar> liar;
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Trace trace;
    private long nowMs;

    World(long seed, Optional<Consumer<String>> listener) {
        trace = new Trace(listener);
        random = new SplittableRandom(seed);
        byte[] id = new byte[16];
        random.nextBytes(id);
        lineId = HexFormat.of().formatHex(id);
        keys = new SimKeys(lineId, random.split(), List.of("northland", "southland"));
        laws = new Laws(this, lineId);
        north = new SimNode(this, "northland", random.split());
        south = new SimNode(this, "southland", random.split());
        network = new SimNetwork(this, random.split());
        network.paths.add(new SimNetwork.Path("wire-1", north, south));
        network.paths.add(new SimNetwork.Path("wire-2", south, north));
        liar = seed % 4 == 3 ? Optional.of(new Liar(this, random.split())) : Optional.empty();
        story = new Story(this, random.split());
    }

    /** Runs the whole world; throws what broke. */
    Laws run() throws StoreException {
        for (SimNode node : List.of(north, south)) {
            node.found(setup(node));
            node.start(setup(node));
        }
        pass(3_000);
        for (int i = 0; i < ACTIONS; i++) {
            story.act();
            liar.ifPresent(Liar::act);
            pass(random.nextInt(1, 400));
        }
        heal();
        liar.ifPresent(Liar::repent);
        rest();
        if (liar.isEmpty()) {
            story.backlog();
            story.lamps();
            rest();
        }
        laws.atRest(north, south);
        liar.ifPresent(Liar::atRest);
        return laws;
    }

    LineSetup setup(SimNode node) {
        return new LineSetup(lineId, node.party, other(node).party, "0".repeat(64), keys, List.of());
    }

    SimNode other(SimNode node) {
        return node == north ? south : north;
    }

    private void heal() {
        for (SimNode node : List.of(north, south)) node.faults.disarm();
        for (SimNetwork.Path path : network.paths) {
            path.cutOut = false;
            path.cutBack = false;
            path.delayMs = 1;
            path.bytesPerMs = Integer.MAX_VALUE;
        }
        network.unblock();
    }

    /** Without any new message, both sides catch up. */
    void rest() {
        for (int i = 0; i < 120; i++) {
            pass(1_000);
            if (quiet(north) && quiet(south)) return;
        }
        throw new LawBroken(
                1, "no rest after two minutes of a healed line: north " + state(north) + " south " + state(south));
    }

    private boolean quiet(SimNode node) {
        if (node.post.isEmpty()) return false;
        LineStatus status = node.post.get().status();
        return status.waiting() == 0
                && status.states().size() == 1
                && status.states().getFirst().name() == LineStatus.Name.UP
                && sameLogs();
    }

    private boolean sameLogs() {
        return north.store.logs().entrySet().stream().allMatch(e -> {
            boolean lied = liar.isPresent() && liar.get().owns(e.getKey());
            int there = south.store.of(e.getKey()).entries.size();
            return lied || there == e.getValue().entries.size();
        });
    }

    private String state(SimNode node) {
        StringBuilder out = new StringBuilder();
        node.store
                .logs()
                .forEach((id, log) -> out.append(id.party().charAt(0))
                        .append(id.epoch())
                        .append('=')
                        .append(log.entries.size())
                        .append('/')
                        .append(log.receipted)
                        .append(' '));
        return out + node.post.map(p -> p.status().toString()).orElse("dead");
    }

    void pass(int ms) {
        for (int t = 0; t < ms; t += STEP_MS) {
            nowMs += STEP_MS;
            while (!later.isEmpty()) later.remove().run();
            for (SimNode node : List.of(north, south)) {
                if (node.restartAtMs >= 0 && nowMs >= node.restartAtMs) restart(node);
                if (nowMs % ROOM_MS == 0) node.look();
                if (nowMs % TICK_MS == 0) {
                    node.turn(post -> post.tick());
                    if (nowMs % LAMPS_MS == 0) laws.live().lamps(node, network);
                }
            }
            network.step();
        }
    }

    private void restart(SimNode node) {
        node.post.ifPresent(post -> node.unrecorded = post.pendingUnrecorded());
        network.closeAll(node);
        node.post = Optional.empty();
        node.start(setup(node));
    }

    /** One line of the story. */
    void tell(SimNode node, String what) {
        trace.line(nowMs + " " + node.party + " " + what);
    }

    /** The power of a node goes. */
    void died(SimNode node) {
        tell(node, "dies");
        laws.live().died(node);
        node.post = Optional.empty();
        node.unrecorded = List.of();
        node.aliveSinceMs = -1;
        node.faults.disarm();
        network.closeAll(node);
        node.restartAtMs = nowMs + 100 + random.nextInt(2_000);
    }

    /** A node tells its console something. */
    void told(SimNode node, PostEvent event) {
        if (trace.told()) tell(node, "tells " + named(event));
        laws.tells(node, other(node), event);
    }

    private static String named(PostEvent event) {
        String name = event.getClass().getSimpleName();
        return event instanceof PostEvent.EntryKept kept
                ? name + " " + kept.entry().log().epoch() + " " + kept.entry().index()
                : name;
    }

    /** A frame leaves a node; a liar may keep it, or send another. */
    void leaves(SimNode from, long session, byte[] frame) {
        if (liar.isPresent() && from == south) {
            for (byte[] sent : liar.get().leaves(session, frame)) network.send(from, session, sent);
        } else {
            network.send(from, session, frame);
        }
    }

    /** A frame arrives; a liar may look away. */
    void arrives(SimNode to, long session, byte[] frame) {
        if (liar.isPresent() && to == south) {
            Optional<byte[]> seen = liar.get().arrives(frame);
            if (seen.isPresent()) to.turn(post -> post.received(session, seen.get()));
        } else {
            to.turn(post -> post.received(session, frame));
        }
    }

    void later(Runnable action) {
        later.add(action);
    }

    boolean lied() {
        return liar.isPresent();
    }

    long nowMs() {
        return nowMs;
    }

    String lineId() {
        return lineId;
    }

    SimKeys keys() {
        return keys;
    }

    Laws laws() {
        return laws;
    }

    SimNetwork network() {
        return network;
    }

    Trace trace() {
        return trace;
    }
}
