package org.ringdown.simulator;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.LineSetup;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvent;
import org.ringdown.line.Saying;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryType;
import org.ringdown.message.Statement;

/** One seeded run: two nodes, what is said, what goes wrong, and the laws over all of it. */
final class World {
    private static final int STEP_MS = 5;
    private static final List<Precedence> PRECEDENCES = List.of(Precedence.values());
    private final SplittableRandom random;
    private final String lineId;
    private final SimKeys keys;
    private final SimNode north;
    private final SimNode south;
    private final SimNetwork network;
    private final Laws laws = new Laws();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private long nowMs;
    private long said;
    private Optional<SimStore> backupStore = Optional.empty();
    private Optional<SimSecondPlace> backupPlace = Optional.empty();
    private int losses;
    private boolean trace;

    World(long seed) {
        random = new SplittableRandom(seed);
        byte[] id = new byte[16];
        random.nextBytes(id);
        lineId = HexFormat.of().formatHex(id);
        keys = new SimKeys(lineId, random.split(), List.of("northland", "southland"));
        north = new SimNode(this, "northland", random.split());
        south = new SimNode(this, "southland", random.split());
        network = new SimNetwork(this, random.split());
        network.paths.add(new SimNetwork.Path("wire-1", north, south));
        network.paths.add(new SimNetwork.Path("wire-2", south, north));
    }

    /** Runs the whole world; throws what broke. */
    Laws run(int actions) throws StoreException {
        return run(actions, false);
    }

    /** The same, telling what happens. */
    Laws run(int actions, boolean trace) throws StoreException {
        this.trace = trace;
        for (SimNode node : List.of(north, south)) {
            node.found(setup(node));
            node.start(setup(node));
        }
        pass(3_000);
        for (int i = 0; i < actions; i++) {
            act();
            pass(random.nextInt(1, 400));
        }
        heal();
        rest();
        laws.atRest(north, south);
        return laws;
    }

    private LineSetup setup(SimNode node) {
        SimNode peer = node == north ? south : north;
        return new LineSetup(lineId, node.party, peer.party, "0".repeat(64), keys, List.of());
    }

    private void act() {
        SimNode node = random.nextBoolean() ? north : south;
        SimNetwork.Path path = network.paths.get(random.nextInt(2));
        switch (random.nextInt(26)) {
            case 0 -> path.cutOut = !path.cutOut;
            case 1 -> path.cutBack = !path.cutBack;
            case 2 -> path.delayMs = random.nextInt(1, 300);
            case 3 -> node.faults.arm(Faults.Blow.CRASH);
            case 4 -> node.faults.arm(Faults.Blow.FULL);
            case 5 -> node.faults.arm(Faults.Blow.BROKEN);
            case 6 -> node.wallSkewMs = random.nextLong(-3_600_000, 3_600_000);
            case 7 -> died(node);
            case 8 -> backup();
            case 9 -> lose(north);
            case 10 -> everythingOut(path);
            default -> say(node, random.nextInt(1, 12));
        }
    }

    private void everythingOut(SimNetwork.Path path) {
        for (SimNetwork.Path p : network.paths) p.cutOut = p == path;
    }

    private void backup() {
        if (backupStore.isPresent()) return;
        backupStore = Optional.of(north.store.copy());
        backupPlace = Optional.of(north.secondPlace.copy());
    }

    /** The north loses its disk, or gets an old backup of it, with or without the second place. */
    private void lose(SimNode node) {
        if (losses++ >= 2) return;
        node.beforeLoss();
        died(node);
        boolean old = backupStore.isPresent() && random.nextBoolean();
        trace(node, old ? "gets an old backup" : "loses its store");
        node.store = old ? backupStore.orElseThrow().copy() : new SimStore(node.faults);
        if (random.nextBoolean()) {
            node.secondPlace = old ? backupPlace.orElseThrow().copy() : new SimSecondPlace(node.faults);
            trace(node, "and its second place with it");
            laws.forgetUnheard(lineId, node, south);
        }
    }

    private void say(SimNode node, int count) {
        for (int i = 0; i < count; i++) {
            long n = said++;
            EntryType type = n % 17 == 0 ? EntryType.STOP : EntryType.FREE_TEXT;
            Precedence precedence = PRECEDENCES.get(random.nextInt(4));
            Json.Obj body = Json.obj().put("text", "message " + n).build();
            Statement.Kind kind = new Statement.Kind(type, precedence, false);
            Saying saying = new Saying(
                    "message-" + n, kind, Statement.Addressing.NODE, Statement.Links.NONE, body, "digest-" + n);
            node.turn(post -> post.say(saying));
        }
    }

    private void heal() {
        for (SimNode node : List.of(north, south)) node.faults.disarm();
        for (SimNetwork.Path path : network.paths) {
            path.cutOut = false;
            path.cutBack = false;
            path.delayMs = 1;
        }
    }

    /** Without any new message, both sides catch up. */
    private void rest() {
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
            SimStore.Log other = south.store.logs().get(e.getKey());
            return other != null && other.entries.size() == e.getValue().entries.size();
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
                        .append(log.receipted())
                        .append(' '));
        return out + node.post.map(p -> p.status().toString()).orElse("dead");
    }

    private void pass(int ms) {
        for (int t = 0; t < ms; t += STEP_MS) {
            nowMs += STEP_MS;
            while (!later.isEmpty()) later.remove().run();
            for (SimNode node : List.of(north, south)) {
                if (node.restartAtMs >= 0 && nowMs >= node.restartAtMs) restart(node);
                if (nowMs % 50 == 0) node.turn(post -> post.tick());
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

    /** Prints one line of the story where a trace was asked for. */
    void trace(SimNode node, String what) {
        if (trace) System.out.println(nowMs + " " + node.party + " " + what.replace('\n', '~'));
    }

    void died(SimNode node) {
        trace(node, "dies");
        node.post = Optional.empty();
        node.faults.disarm();
        network.closeAll(node);
        node.restartAtMs = nowMs + 100 + random.nextInt(2_000);
    }

    void told(SimNode node, PostEvent event) {
        laws.tells(node, node == north ? south : north, event);
    }

    void later(Runnable action) {
        later.add(action);
    }

    long nowMs() {
        return nowMs;
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
}
