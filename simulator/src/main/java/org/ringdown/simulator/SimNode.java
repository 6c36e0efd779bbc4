package org.ringdown.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.line.Clock;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.LineSetup;
import org.ringdown.line.PathPort;
import org.ringdown.line.Ports;
import org.ringdown.line.Post;
import org.ringdown.line.PostEvent;
import org.ringdown.line.StoreException;
import org.ringdown.line.UnrecordedNote;
import org.ringdown.message.EntryId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** One node: its disk, its clocks and, while it runs, its Post. */
final class SimNode implements Clock, PathPort {
    /** One input of a turn. */
    interface Input {
        void on(Post post) throws StoreException;
    }

    /** How a turn ended. */
    enum Ended {
        DONE,
        STOPPED,
        DEAD
    }

    final String party;
    final Faults faults;
    SimStore store;
    SimSecondPlace secondPlace;
    Optional<Post> post = Optional.empty();
    List<UnrecordedNote> unrecorded = List.of();
    long wallSkewMs;
    long restartAtMs = -1;
    /** When its Post began to run without a break; negative while it does not. */
    long aliveSinceMs = -1;

    private final World world;
    private final SplittableRandom random;
    private final Map<EntryId, Hash> everHeld = new HashMap<>();
    private final List<PostEvent> told = new ArrayList<>();

    SimNode(World world, String party, SplittableRandom random) {
        this.world = world;
        this.party = party;
        this.random = random;
        this.faults = new Faults(random.split(), world.laws()::met);
        this.store = freshStore();
        this.secondPlace = new SimSecondPlace(faults);
    }

    SimStore freshStore() {
        return new SimStore(faults, this::durable);
    }

    private void durable(KeptEntry entry) {
        everHeld.put(new EntryId(entry.log().party(), entry.log().epoch(), entry.index()), entry.hash());
    }

    /** Whether this leaf was ever durable here, whatever a later restore took away. */
    boolean everHeld(EntryId id, Hash hash) {
        return hash.equals(everHeld.getOrDefault(id, Rfc6962.EMPTY_ROOT));
    }

    private Post fresh(LineSetup setup) {
        Ports ports =
                new Ports(store, secondPlace, this, world.keys().signerOf(party), this, random.split(), told::add);
        return new Post(setup, ports);
    }

    void found(LineSetup setup) throws StoreException {
        Post founder = fresh(setup);
        founder.found("charter", List.of(), "1-" + (party.startsWith("n") ? "aaaaaaaa" : "bbbbbbbb"));
        told.clear();
    }

    void start(LineSetup setup) {
        restartAtMs = -1;
        store.reopen();
        secondPlace.reopen();
        Post fresh = fresh(setup);
        try {
            fresh.start(unrecorded, faults.noRoom());
            unrecorded = List.of();
            post = Optional.of(fresh);
            world.laws().live().logged(this);
            aliveSinceMs = world.nowMs();
            world.tell(this, "starts: " + fresh.status().own());
        } catch (StoreException | Crash e) {
            restartAtMs = world.nowMs() + 500;
        }
        tell();
    }

    /** Looks whether the disk has room, as a node does once a second. */
    void look() {
        if (post.isPresent() && post.get().stopped().isEmpty()) post.get().room(faults.noRoom());
    }

    /** Runs one input and ends the turn. */
    Ended turn(Input input) {
        if (post.isEmpty()) return Ended.DEAD;
        Ended ended = Ended.DONE;
        boolean dead = store.dead();
        try {
            input.on(post.get());
            post.get().flush();
            if (dead) world.laws().check(6, true, "a commit on a dead handle would have broken it");
        } catch (StoreException e) {
            world.tell(this, "store fails: " + e.getMessage());
            restartAtMs = world.nowMs() + 200 + random.nextInt(3_000);
            aliveSinceMs = -1;
            ended = Ended.STOPPED;
        } catch (Crash e) {
            told.clear();
            world.died(this);
            return Ended.DEAD;
        }
        tell();
        return ended;
    }

    private void tell() {
        List<PostEvent> events = List.copyOf(told);
        told.clear();
        for (PostEvent event : events) world.told(this, event);
    }

    @Override
    public void send(long session, byte[] frame) {
        world.laws().leaves(this, session, frame);
        if (world.trace().told() && frame[0] != 6 && frame[0] != 7) {
            String text = new String(frame, 1, Math.min(frame.length - 1, 300), StandardCharsets.UTF_8);
            world.tell(this, "session " + session + " frame " + frame[0] + " " + text);
        }
        world.leaves(this, session, frame);
        try {
            faults.at(Faults.Point.AFTER_SEND);
        } catch (StoreException e) {
            throw new IllegalStateException("no disk is written here", e);
        }
    }

    @Override
    public void close(long session, String cause) {
        world.network().close(session);
    }

    @Override
    public long wallMs() {
        return 1_800_000_000_000L + world.nowMs() + wallSkewMs;
    }

    @Override
    public long monoNs() {
        return world.nowMs() * 1_000_000L + 77;
    }
}
