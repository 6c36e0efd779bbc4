package org.ringdown.simulator;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.Post;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryType;
import org.ringdown.message.Statement;

/** What is said and what goes wrong in one world, drawn from its seed. */
final class Story {
    private static final List<Precedence> PRECEDENCES = List.of(Precedence.values());
    private static final int[] BYTES_PER_MS = {8, 125, 12_500, Integer.MAX_VALUE};
    private static final int LOSSES_MAX = 2;
    private static final int BATCH = 50;

    private final World world;
    private final SplittableRandom random;
    /** Only one side ever loses its disk: what both lose is gone, and no law says otherwise. */
    private final SimNode loser;

    private Optional<SimStore> backupStore = Optional.empty();
    private Optional<SimSecondPlace> backupPlace = Optional.empty();
    private int losses;
    private long said;

    Story(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.loser = world.lied() || random.nextBoolean() ? world.north : world.south;
    }

    void act() {
        SimNode node = random.nextBoolean() ? world.north : world.south;
        SimNetwork.Path path = world.network().paths.get(random.nextInt(2));
        switch (random.nextInt(33)) {
            case 0 -> path.cutOut = !path.cutOut;
            case 1 -> path.cutBack = !path.cutBack;
            case 2 -> path.delayMs = random.nextInt(1, 300);
            case 3 -> node.faults.arm(Faults.Blow.CRASH);
            case 4 -> node.faults.arm(Faults.Blow.FULL);
            case 5 -> node.faults.arm(Faults.Blow.BROKEN);
            case 6 -> node.wallSkewMs = random.nextLong(-3_600_000, 3_600_000);
            case 7 -> world.died(node);
            case 8 -> backup();
            case 9 -> lose();
            case 10 -> allButOneOut(path);
            case 11 -> world.network().breakOne();
            case 12 -> path.bytesPerMs = BYTES_PER_MS[random.nextInt(BYTES_PER_MS.length)];
            case 13 -> node.faults.full(random.nextBoolean());
            case 14 -> say(node, EntryType.TEST, 1);
            case 15 -> bothDie();
            case 16 -> loseTwice();
            default -> say(node, random.nextInt(1, 12));
        }
    }

    private void bothDie() {
        world.died(world.north);
        world.died(world.south);
    }

    private void allButOneOut(SimNetwork.Path path) {
        for (SimNetwork.Path p : world.network().paths) p.cutOut = p == path;
    }

    private void backup() {
        if (backupStore.isPresent()) return;
        backupStore = Optional.of(loser.store.copy());
        backupPlace = Optional.of(loser.secondPlace.copy());
    }

    /** A node loses its disk, or gets an old backup of it, with or without the second place. */
    private void lose() {
        if (losses++ >= LOSSES_MAX) return;
        SimNode node = loser;
        world.died(node);
        boolean old = backupStore.isPresent() && random.nextBoolean();
        world.tell(node, old ? "gets an old backup" : "loses its store");
        world.laws().forgets(node);
        node.store = old ? backupStore.orElseThrow().copy() : node.freshStore();
        if (random.nextBoolean()) {
            node.secondPlace = old ? backupPlace.orElseThrow().copy() : new SimSecondPlace(node.faults);
            world.tell(node, "and its second place with it");
            world.laws().forgetUnheard(node, world.other(node));
        }
    }

    /** Two restores during one cut: the second one before the peer has shown anything. */
    private void loseTwice() {
        if (losses > 0) return;
        for (SimNetwork.Path path : world.network().paths) path.cutOut = true;
        world.network().breakAll();
        lose();
        world.pass(4_000);
        say(loser, random.nextInt(1, 4));
        lose();
        world.laws().met("two losses in one cut");
    }

    private void say(SimNode node, int count) {
        for (int i = 0; i < count; i++) say(node, said % 17 == 0 ? EntryType.STOP : EntryType.FREE_TEXT, 1);
    }

    private void say(SimNode node, EntryType type, int weight) {
        Precedence precedence = PRECEDENCES.get(random.nextInt(4));
        say(node, saying(type, precedence, 20 * weight + random.nextInt(400)));
    }

    private Saying saying(EntryType type, Precedence precedence, int length) {
        long n = said++;
        Json.Obj body = Json.obj()
                .put("text", "message " + n + " " + "x".repeat(length))
                .build();
        boolean test = type == EntryType.TEST;
        Statement.Kind kind = new Statement.Kind(type, precedence, test);
        return new Saying("message-" + n, kind, Statement.Addressing.NODE, Statement.Links.NONE, body, "digest-" + n);
    }

    /** Says it as a node does: what can't be recorded is tried once more on the stopped Post (law 12). */
    private void say(SimNode node, Saying saying) {
        AtomicReference<Optional<SayResult>> result = new AtomicReference<>(Optional.empty());
        SimNode.Input input = post -> result.set(Optional.of(post.say(saying)));
        SimNode.Ended ended = node.turn(input);
        if (ended == SimNode.Ended.STOPPED && saying.kind().type().neverGated()) ended = node.turn(input);
        if (ended == SimNode.Ended.DONE)
            result.get().ifPresent(r -> world.laws().live().said(node, saying, r));
    }

    private void routine(Post post, int count) throws StoreException {
        for (int i = 0; i < count; i++) post.say(saying(EntryType.FREE_TEXT, Precedence.ROUTINE, 300));
    }

    /** On a healed line, a FLASH behind a backlog must not wait for it (law 9), on a wire as thin as 64 kbit/s. */
    void backlog() {
        int bytesPerMs = BYTES_PER_MS[random.nextInt(3)];
        int delayMs = random.nextInt(1, 200);
        for (SimNetwork.Path path : world.network().paths) {
            path.bytesPerMs = bytesPerMs;
            path.delayMs = delayMs;
        }
        world.network().breakAll();
        world.pass(5_000);
        SimNode node = random.nextBoolean() ? world.north : world.south;
        int entries = bytesPerMs == 8 ? 150 : 1_500;
        for (int i = 0; i < entries; i += BATCH) node.turn(post -> routine(post, BATCH));
        world.pass(random.nextInt(5, 3_000));
        Saying flash = saying(EntryType.FREE_TEXT, Precedence.FLASH, 100);
        world.laws().live().flash(node, flash, bytesPerMs, delayMs);
        say(node, flash);
        world.pass(6_000);
        world.laws().live().flashArrived();
        for (SimNetwork.Path path : world.network().paths) path.bytesPerMs = Integer.MAX_VALUE;
        world.rest();
    }

    /** A path is cut, one way or both, for longer than a lamp may be wrong; then it is whole until it must be UP. */
    void lamps() {
        SimNetwork.Path path = world.network().paths.get(random.nextInt(2));
        path.cutOut = random.nextBoolean();
        path.cutBack = !path.cutOut || random.nextBoolean();
        world.pass(random.nextInt(6_000, 8_000));
        path.cutOut = false;
        path.cutBack = false;
        world.pass(22_000);
    }
}
