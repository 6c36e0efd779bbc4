package org.ringdown.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.ringdown.line.Clock;
import org.ringdown.line.LineSetup;
import org.ringdown.line.PathPort;
import org.ringdown.line.Ports;
import org.ringdown.line.Post;
import org.ringdown.line.PostEvent;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** One node: its disk, its clocks and, while it runs, its Post. */
final class SimNode implements Clock, PathPort {
    final String party;
    final Faults faults;
    SimStore store;
    SimSecondPlace secondPlace;
    Optional<Post> post = Optional.empty();
    /** Statement ids of unrecorded messages that acted here since the last start. */
    final Set<String> heard = new HashSet<>();

    List<String> unrecorded = List.of();
    long wallSkewMs;
    long restartAtMs = -1;
    private final World world;
    private final SplittableRandom random;
    private final Map<EntryId, Hash> everHeld = new HashMap<>();
    private final List<PostEvent> told = new ArrayList<>();

    SimNode(World world, String party, SplittableRandom random) {
        this.world = world;
        this.party = party;
        this.random = random;
        this.faults = new Faults(random.split());
        this.store = new SimStore(faults);
        this.secondPlace = new SimSecondPlace(faults);
    }

    boolean everHeld(EntryId id, Hash hash) {
        note();
        return hash.equals(everHeld.getOrDefault(id, Rfc6962.EMPTY_ROOT));
    }

    /** Remembers what is durable now, so that a later restore can be told from a lie. */
    private void note() {
        store.logs().forEach((id, log) -> {
            for (int i = 0; i < log.entries.size(); i++) {
                everHeld.put(
                        new EntryId(id.party(), id.epoch(), i),
                        log.entries.get(i).hash());
            }
            log.early.forEach((i, e) -> everHeld.put(new EntryId(id.party(), id.epoch(), i), e.hash()));
        });
    }

    void beforeLoss() {
        note();
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
        heard.clear();
        restartAtMs = -1;
        Post fresh = fresh(setup);
        try {
            fresh.start(unrecorded);
            unrecorded = List.of();
            post = Optional.of(fresh);
            world.trace(this, "starts: " + fresh.status().own());
        } catch (StoreException | Crash e) {
            restartAtMs = world.nowMs() + 500;
        }
        tell();
    }

    /** Runs one input and ends the turn. */
    void turn(Input input) {
        if (post.isEmpty()) return;
        try {
            input.on(post.get());
            post.get().flush();
        } catch (StoreException e) {
            world.trace(this, "store fails: " + e.getMessage());
            restartAtMs = world.nowMs() + 200 + random.nextInt(3_000);
        } catch (Crash e) {
            told.clear();
            world.died(this);
            return;
        }
        tell();
    }

    /** One input of a turn. */
    interface Input {
        void on(Post post) throws StoreException;
    }

    private void tell() {
        List<PostEvent> events = List.copyOf(told);
        told.clear();
        for (PostEvent event : events) world.told(this, event);
    }

    @Override
    public void send(long session, byte[] frame) {
        world.laws().leaves(this, frame);
        if (frame[0] != 6 && frame[0] != 7) {
            String text = new String(frame, 1, Math.min(frame.length - 1, 300), StandardCharsets.UTF_8);
            world.trace(this, "session " + session + " frame " + frame[0] + " " + text);
        }
        world.network().send(this, session, frame);
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
