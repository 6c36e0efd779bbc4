package org.ringdown.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;

/** One node in a test: its store, its clock, its Post, and what the Post let out. */
final class Party implements PathPort {
    /** A frame that left. */
    record Sent(long session, Bytes bytes) {
        Frame frame() {
            try {
                return FrameCodec.decode(bytes.array());
            } catch (FrameException e) {
                throw new AssertionError("our own frame is not read", e);
            }
        }
    }

    /** One input of a turn. */
    interface Input {
        void on(Post post) throws StoreException;
    }

    final String name;
    final String peer;
    final String epoch;
    final TestClock clock;
    MemoryStore store = new MemoryStore();
    MemoryPlace place = new MemoryPlace();
    final TestKeys keys = new TestKeys();
    Signer signer;
    final List<PostEvent> events = new ArrayList<>();
    final ArrayDeque<Sent> out = new ArrayDeque<>();
    final List<String> closes = new ArrayList<>();
    final List<Long> proven = new ArrayList<>();
    private final SplittableRandom random;
    private Optional<Post> post = Optional.empty();

    private Party(String name, String peer, TestClock clock) {
        this.name = name;
        this.peer = peer;
        this.clock = clock;
        this.epoch = name.equals("northland") ? "1-9f3c02ab" : "1-47d1e0c5";
        this.signer = TestKeys.of(name);
        this.random = new SplittableRandom(name.hashCode());
    }

    /** A party that has just founded its end. */
    static Party founded(String name, TestClock clock) {
        Party party = new Party(name, name.equals("northland") ? "southland" : "northland", clock);
        try {
            party.fresh().found("charter", List.of(), party.epoch);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        party.start();
        party.events.clear();
        return party;
    }

    LineSetup setup() {
        return new LineSetup(TestKeys.LINE, name, peer, "0".repeat(64), keys, List.of());
    }

    private Post fresh() {
        Post fresh = new Post(setup(), new Ports(store, place, this, signer, clock, random.split(), events::add));
        post = Optional.of(fresh);
        return fresh;
    }

    /** Starts, or starts again, from what is durable. */
    void start() {
        restart(List.of());
    }

    /** The same, with what the Post before could not log. */
    void restart(List<UnrecordedNote> unrecorded) {
        restart(unrecorded, Optional.empty());
    }

    /** The same, on a disk with no room. */
    void restart(List<UnrecordedNote> unrecorded, Optional<String> noRoom) {
        out.clear();
        try {
            fresh().start(unrecorded, noRoom);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    Post post() {
        return post.orElseThrow();
    }

    /** The log that it writes in now. */
    LogId log() {
        return post().status().own().log();
    }

    /** A whole turn that must be made durable. */
    void turn(Input input) {
        try {
            input.on(post());
            post().flush();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    static Saying saying(String id, EntryType type, Precedence precedence, String text) {
        return new Saying(
                id,
                new Statement.Kind(type, precedence, type == EntryType.TEST),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                Json.obj().put("text", text).build(),
                "digest of " + text);
    }

    /** Says something in a turn of its own. */
    SayResult say(String id, Precedence precedence) {
        return say(saying(id, EntryType.FREE_TEXT, precedence, "message " + id));
    }

    SayResult say(Saying saying) {
        List<SayResult> result = new ArrayList<>();
        turn(p -> result.add(p.say(saying)));
        return result.getFirst();
    }

    /** The types of the entries of a log, LINE STATUS left out. */
    List<String> types(LogId log) {
        return store.rows(log).entries.stream()
                .map(e -> e.mark().type())
                .filter(type -> !type.equals("LINE STATUS"))
                .toList();
    }

    /** Of each own entry of a type, whether it is test traffic. */
    List<Boolean> tests(String type) {
        return store.rows(log()).entries.stream()
                .filter(e -> e.mark().type().equals(type))
                .map(e -> e.mark().flags().contains("TEST"))
                .toList();
    }

    long size(LogId log) {
        return store.rows(log).entries.size();
    }

    <T extends PostEvent> List<T> heard(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    boolean alarmed(String code) {
        return heard(PostEvent.Alarm.class).stream().anyMatch(a -> a.code().equals(code));
    }

    boolean state(LineStatus.Name name) {
        return post().status().states().stream().anyMatch(s -> s.name() == name);
    }

    @Override
    public void send(long session, byte[] frame) {
        out.add(new Sent(session, Bytes.of(frame)));
    }

    @Override
    public void close(long session, String cause) {
        closes.add(session + " " + cause);
    }

    @Override
    public void proven(long session) {
        proven.add(session);
    }
}
