package org.ringdown.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.charter.Json;
import org.ringdown.line.Evidence;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.line.FrameException;
import org.ringdown.line.KeptEntry;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.MessageException.Reason;
import org.ringdown.message.Statement;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * Southland lies: beside its true log it writes forged ones with its real key, forks them, breaks its word on what a
 * leaf may be, withholds receipts, flips bits, and sends old frames again. Northland must hold, tell and prove it
 * (laws 5 and 7), and its own record and the line must not suffer.
 */
final class Liar {
    private static final int CAPTURED_MAX = 40;

    private final World world;
    private final SplittableRandom random;
    private final ForgedLeaves made;
    private final List<byte[]> captured = new ArrayList<>();
    private final Map<EntryId, Reason> malformed = new HashMap<>();
    private final Map<EntryId, byte[]> bytes = new HashMap<>();
    private final Map<LogId, Long> cosigned = new HashMap<>();
    private final Forged plain;
    private final Forged oversize;
    private final Forged truth;
    private Forged fork;
    private boolean forked;
    private boolean oversized;
    private boolean withholds;
    private boolean flips;
    private boolean repents;

    Liar(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.made = new ForgedLeaves(world.lineId(), world.south.party, random.split());
        this.plain = forged("700-00000000");
        this.oversize = forged("701-00000000");
        this.truth = forged("702-00000000");
        this.fork = truth;
    }

    private Forged forged(String epoch) {
        return new Forged(new LogId(world.south.party, epoch), world.lineId(), world.keys());
    }

    /** Whether a log is one of the forged ones. */
    boolean owns(LogId log) {
        return log.party().equals(world.south.party) && log.epoch().startsWith("70");
    }

    void act() {
        switch (random.nextInt(16)) {
            case 0 -> withholds = !withholds;
            case 1 -> flips = true;
            case 2 -> replay();
            case 3, 4, 5 -> writeMalformed();
            case 6, 7 -> fork();
            case 8 -> tooLarge();
            default -> {}
        }
    }

    private void inject(byte[] frame) {
        world.network()
                .anyOpen(Frame.Kind.BULK)
                .ifPresent(session -> world.network().send(world.south, session, frame));
    }

    private void replay() {
        if (!captured.isEmpty()) inject(captured.get(random.nextInt(captured.size())));
    }

    private void writeMalformed() {
        int first = plain.leaves.size();
        ForgedLeaves.Made leaf = made.next(plain.id, first);
        plain.leaves.add(leaf.bytes());
        EntryId place = new EntryId(plain.id.party(), plain.id.epoch(), first);
        leaf.reason().ifPresent(reason -> malformed.put(place, reason));
        bytes.put(place, leaf.bytes());
        inject(plain.entries(0, plain.leaves.size()));
    }

    /** A log with two branches under two signed heads; of the same size, or of sizes that differ either way. */
    private void fork() {
        if (forked) {
            inject(fork.entries(0, fork.leaves.size()));
            return;
        }
        if (truth.leaves.isEmpty()) for (int i = 0; i < 5; i++) truth.leaves.add(made.good(truth.id, i));
        boolean held = world.north.store.of(truth.id).entries.size() == truth.leaves.size();
        if (!held) {
            inject(truth.entries(0, truth.leaves.size()));
            return;
        }
        fork = truth.branch();
        int keep = random.nextInt(0, 5);
        while (fork.leaves.size() > keep) fork.leaves.removeLast();
        int size = keep + random.nextInt(1, 4);
        while (fork.leaves.size() < size) fork.leaves.add(made.good(fork.id, fork.leaves.size()));
        forked = true;
        inject(fork.entries(0, size));
    }

    private void tooLarge() {
        oversized = true;
        if (oversize.leaves.isEmpty()) oversize.leaves.add(new byte[Leaf.BYTES_MAX + 1]);
        inject(oversize.entries(0, 1));
    }

    /** What really leaves southland in place of a frame. */
    List<byte[]> leaves(long session, byte[] frame) {
        if (!repents && captured.size() < CAPTURED_MAX) captured.add(frame);
        boolean receipt = frame[0] == 4 || frame[0] == 5;
        if (withholds && receipt) return List.of();
        // a HELLO is let be: a node that lost everything has only the peer's word for what it had said
        if (!flips || frame.length < 40 || frame[0] == 1) return List.of(frame);
        flips = false;
        byte[] flipped = frame.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return List.of(flipped);
    }

    /** What the honest half of southland sees of a frame: nothing of the forged logs. */
    Optional<byte[]> arrives(byte[] frame) {
        try {
            return switch (FrameCodec.decode(frame)) {
                case Frame.Hello f -> Optional.of(FrameCodec.encode(withoutForged(f)));
                case Frame.Receipt f -> owns(f.log()) ? cosigned(f) : Optional.of(frame);
                case Frame.Ask f -> owns(f.log()) ? answer(f) : Optional.of(frame);
                case Frame.Dispute f -> owns(f.log()) ? Optional.empty() : Optional.of(frame);
                case Frame.Early f -> f.note().contains("/70") ? Optional.empty() : Optional.of(frame);
                case Frame.Entries _, Frame.Overtake _, Frame.Got _, Frame.Heartbeat _ -> Optional.of(frame);
                case Frame.Unrecorded _, Frame.Bye _ -> Optional.of(frame);
            };
        } catch (FrameException e) {
            throw new LawBroken(7, "northland sent what can't be read: " + e.getMessage());
        }
    }

    private static Frame.Hello withoutForged(Frame.Hello f) {
        Map<String, String> held = new HashMap<>(f.held());
        held.keySet().removeIf(epoch -> epoch.startsWith("70"));
        Map<String, String> known = new HashMap<>(f.known());
        known.keySet().removeIf(epoch -> epoch.startsWith("70"));
        return new Frame.Hello(
                f.lineId(),
                f.party(),
                f.charterDigest(),
                f.session(),
                f.kind(),
                f.path(),
                f.epoch(),
                f.own(),
                held,
                known);
    }

    private Optional<byte[]> cosigned(Frame.Receipt f) {
        try {
            long size = Head.parse(SignedNote.parse(f.note()).text()).size();
            cosigned.merge(f.log(), size, Math::max);
            return Optional.empty();
        } catch (TranscriptException e) {
            throw new LawBroken(7, "a receipt that can't be read: " + e.getMessage());
        }
    }

    /** Asked for its log again, it shows the other branch: now there is proof. */
    private Optional<byte[]> answer(Frame.Ask f) {
        int until = (int) Math.min(f.until().orElse(Long.MAX_VALUE), fork.leaves.size());
        if (f.log().equals(fork.id) && f.first() < until) inject(fork.entries((int) f.first(), until));
        return Optional.empty();
    }

    /** Stops lying, and opens a last forged epoch whose entry 0 names what was done. */
    void repent() {
        withholds = false;
        flips = false;
        repents = true;
        for (int i = 0; i < 40 && !told(); i++) {
            if (!plain.leaves.isEmpty()) inject(plain.entries(0, plain.leaves.size()));
            if (forked) inject(truth.entries(0, truth.leaves.size()));
            if (forked) inject(fork.entries(0, fork.leaves.size()));
            if (oversized) inject(oversize.entries(0, 1));
            world.pass(1_000);
        }
        Forged last = forged("709-00000000");
        last.leaves.add(made.confession(last.id, List.of(truth.named(), fork.named()), oversize.id));
        for (int i = 0; i < 20 && world.north.store.of(last.id).entries.isEmpty(); i++) {
            inject(last.entries(0, 1));
            world.pass(1_000);
        }
    }

    private boolean told() {
        boolean fork = !forked || kinds(truth.id).contains("FORK");
        boolean large = !oversized || kinds(oversize.id).contains("OVERSIZE");
        return fork && large && world.north.store.of(plain.id).entries.size() == plain.leaves.size();
    }

    private List<String> kinds(LogId log) {
        return world.north.store.evidence().stream()
                .filter(e -> e.log().equals(log))
                .map(Evidence::kind)
                .toList();
    }

    private static boolean convinces(Evidence evidence) {
        try {
            List<Head> heads = new ArrayList<>();
            for (String note : evidence.notes())
                heads.add(Head.parse(SignedNote.parse(note).text()));
            ForkProof.parse(evidence.proof()).check(heads.getFirst(), heads.getLast());
            return true;
        } catch (TranscriptException e) {
            return false;
        }
    }

    void atRest() {
        Laws laws = world.laws();
        if (forked) {
            laws.check(5, kinds(truth.id).contains("FORK"), "a fork was not found, or not proven: " + kinds(truth.id));
            world.north.store.evidence().stream()
                    .filter(e -> e.kind().equals("FORK"))
                    .forEach(e -> laws.check(5, convinces(e), "the evidence of a fork convinces nobody: " + e));
        }
        if (oversized) {
            laws.check(7, kinds(oversize.id).contains("OVERSIZE"), "a leaf over the bound was not told");
            laws.check(7, world.north.store.of(oversize.id).entries.isEmpty(), "a leaf over the bound was held");
            laws.check(7, !cosigned.containsKey(oversize.id), "a leaf over the bound was cosigned");
        }
        bytes.forEach(this::heldAsItIs);
        malformed.forEach(this::saidUnreadable);
        if (!plain.leaves.isEmpty()) {
            long size = cosigned.getOrDefault(plain.id, 0L);
            laws.check(7, size == plain.leaves.size(), "malformed leaves were cosigned to " + size + " only");
        }
    }

    private void heldAsItIs(EntryId place, byte[] leaf) {
        Optional<KeptEntry> held = world.north.store.find(place);
        boolean exact = held.isPresent()
                && new String(held.get().leaf().array(), StandardCharsets.ISO_8859_1)
                        .equals(new String(leaf, StandardCharsets.ISO_8859_1));
        world.laws().check(7, exact, "a peer's leaf is not held as it is: " + place);
    }

    private void saidUnreadable(EntryId place, Reason reason) {
        boolean said = world.north.store.logs().entrySet().stream()
                .filter(log -> log.getKey().party().equals(world.north.party))
                .flatMap(log -> log.getValue().entries.stream())
                .filter(e -> e.mark().type().equals(EntryType.UNREADABLE.wire()))
                .filter(e -> e.mark().about().contains(place))
                .anyMatch(e -> reasonOf(e).equals(reason.wire()));
        // rolled back unheard with its second place, a node carries such an entry over in a FOUND entry
        said |= Laws.carried(world.north).stream().anyMatch(leaf -> speaksOf(leaf, place));
        world.laws().check(7, said, "no entry says UNREADABLE, " + reason + ", of " + place);
    }

    private static boolean speaksOf(byte[] leaf, EntryId place) {
        try {
            Statement said = Leaf.parse(leaf).statement();
            return said.kind().type() == EntryType.UNREADABLE
                    && said.links().references().stream()
                            .anyMatch(r -> r.entry().equals(place));
        } catch (MessageException e) {
            return false; // a carried leaf of another kind
        }
    }

    private static String reasonOf(KeptEntry entry) {
        try {
            Json reason = Leaf.parse(entry.leaf().array())
                    .statement()
                    .body()
                    .get("reason")
                    .orElse(Json.NULL);
            return reason instanceof Json.Str text ? text.text() : "";
        } catch (MessageException e) {
            throw new LawBroken(7, "an own entry can't be read: " + e.getMessage());
        }
    }
}
