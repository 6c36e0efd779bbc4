package org.ringdown.simulator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringdown.charter.Json;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.line.FrameException;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.PostEvent;
import org.ringdown.line.Standing;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * The laws of the record (1, 2, 4, 10): every frame and event is held against what is durable at that moment, and both
 * stores against everything that was ever shown. Counts what it checked.
 */
final class Laws {
    private final World world;
    private final String lineId;
    private final LiveLaws live;
    private final Map<Integer, Long> checked = new TreeMap<>();
    private final Map<String, Long> met = new TreeMap<>();
    private final Map<String, Hash> roots = new HashMap<>();
    private final Map<EntryId, Hash> delivered = new LinkedHashMap<>();
    private final Map<String, Set<String>> told = new HashMap<>();

    Laws(World world, String lineId) {
        this.world = world;
        this.lineId = lineId;
        this.live = new LiveLaws(this, world);
    }

    LiveLaws live() {
        return live;
    }

    Map<Integer, Long> checked() {
        return checked;
    }

    /** What went wrong in this world, and how often. */
    Map<String, Long> met() {
        return met;
    }

    void met(String what) {
        met.merge(what, 1L, Long::sum);
    }

    void check(int law, boolean holds, String seen) {
        checked.merge(law, 1L, Long::sum);
        if (!holds) throw new LawBroken(law, seen);
    }

    /** A frame leaves a node, before any liar gets at it. */
    void leaves(SimNode from, long session, byte[] bytes) {
        try {
            switch (FrameCodec.decode(bytes)) {
                case Frame.Entries f -> {
                    headLeaves(from, f.log(), f.headNote());
                    long end = f.first() + f.leaves().size();
                    check(2, from.store.of(f.log()).entries.size() >= end, "entries left before durable");
                }
                case Frame.Overtake f -> {
                    headLeaves(from, f.log(), f.headNote());
                    EntryId id = new EntryId(f.log().party(), f.log().epoch(), f.index());
                    check(2, from.store.find(id).isPresent(), "a leaf left before durable");
                }
                case Frame.Receipt f -> receiptLeaves(from, f);
                case Frame.Early f -> earlyLeaves(from, f);
                case Frame.Hello f -> live.hello(from, session, f.session());
                case Frame.Got _, Frame.Heartbeat _, Frame.Ask _, Frame.Unrecorded _ -> {}
                case Frame.Dispute _, Frame.Bye _ -> {}
            }
        } catch (FrameException | TranscriptException e) {
            throw new LawBroken(2, "a frame that can't be read left: " + e.getMessage());
        }
    }

    private void headLeaves(SimNode from, LogId log, String note) throws TranscriptException {
        Head head = Head.parse(SignedNote.parse(note).text());
        if (!log.party().equals(from.party)) return;
        Hash known = roots.putIfAbsent(head.origin() + "@" + head.size(), head.root());
        check(4, known == null || known.equals(head.root()), "two roots of " + head.origin() + " at " + head.size());
        Standing.Mark mark = from.secondPlace.read().orElseThrow().own().get(log);
        check(2, mark != null && mark.size() >= head.size(), "a head left before it was in the second place");
    }

    private void receiptLeaves(SimNode from, Frame.Receipt f) throws TranscriptException {
        Head head = Head.parse(SignedNote.parse(f.note()).text());
        SimStore.Log log = from.store.of(f.log());
        check(2, log.entries.size() >= head.size(), "a receipt left before the entries were durable");
        check(2, log.heads.containsKey(head.size()), "a receipt left before its head was durable");
        boolean fits = log.heads.containsKey(head.size())
                && log.heads.get(head.size()).root().equals(head.root())
                && log.root(head.size()).equals(head.root());
        check(5, fits, "a head was cosigned that does not fit the leaves that are held");
        marked(from, f.log(), head.size());
    }

    private void earlyLeaves(SimNode from, Frame.Early f) throws TranscriptException {
        String[] lines = SignedNote.parse(f.note()).text().split("\n", -1);
        String[] origin = lines[1].split("/", -1);
        EntryId id = new EntryId(origin[1], origin[2], Long.parseLong(lines[2]));
        boolean held =
                from.store.find(id).map(e -> e.hash().base64().equals(lines[3])).orElse(false);
        check(2, held, "an early receipt left before its leaf was durable: " + id);
        marked(from, id.log(), Long.parseLong(lines[4]));
    }

    private void marked(SimNode from, LogId log, long size) {
        Standing.Mark mark = from.secondPlace.read().orElseThrow().cosigned().get(log);
        check(2, mark != null && mark.size() >= size, "a receipt left before the second place knew it");
    }

    /**
     * Rolling back everything, unheard by anyone, cannot be detected (PROTOCOL.md 4): heads that the other side never
     * made durable are no longer held against a node that lost its store and its second place together.
     */
    void forgetUnheard(SimNode lost, SimNode other) {
        Set<String> heard = new HashSet<>();
        other.store.logs().forEach((id, log) -> {
            if (!id.party().equals(lost.party)) return;
            log.heads.keySet().forEach(size -> heard.add(id.origin(lineId) + "@" + size));
        });
        roots.keySet().removeIf(key -> key.startsWith(lineId + "/" + lost.party + "/") && !heard.contains(key));
    }

    /** A node tells its console something. */
    void tells(SimNode node, SimNode peer, PostEvent event) {
        switch (event) {
            case PostEvent.Delivered d -> delivered(node, peer, d);
            case PostEvent.EntryKept kept -> {
                check(
                        1,
                        toldOnce(node, kept.entry()),
                        "an entry was told twice: " + kept.entry().log() + " "
                                + kept.entry().index());
                live.kept(node, kept.entry());
            }
            case PostEvent.EarlyKept kept -> live.kept(node, kept.entry());
            case PostEvent.StatusChanged _, PostEvent.Alarm _ -> {}
            case PostEvent.UnrecordedHeard heard -> live.heard(node, heard);
            case PostEvent.Live acted -> live.acted(node, peer, acted.entry());
        }
    }

    private boolean toldOnce(SimNode node, KeptEntry entry) {
        String leaf = entry.log() + " " + entry.index() + " " + entry.hash();
        return told.computeIfAbsent(node.party, party -> new HashSet<>()).add(leaf);
    }

    /** A node's disk is lost: what comes back is told again. */
    void forgets(SimNode node) {
        told.remove(node.party);
        live.forgets(node);
    }

    private void delivered(SimNode node, SimNode peer, PostEvent.Delivered d) {
        SimStore.Log log = node.store.of(d.log());
        for (long i = d.from(); i < d.to(); i++) {
            EntryId id = new EntryId(d.log().party(), d.log().epoch(), i);
            KeptEntry own =
                    node.store.find(id).orElseThrow(() -> new LawBroken(1, "delivered, but not at home: " + id));
            long at = i;
            boolean receipt = log.receipted > at || log.receipts.stream().anyMatch(r -> r.size() == at + 1);
            check(1, receipt, "shown as delivered before its receipt was durable: " + id);
            check(1, peer.everHeld(id, own.hash()), "shown as delivered, but never durable at the peer: " + id);
            delivered.put(id, own.hash());
        }
    }

    /** At the end, when everything is healed: nothing that was delivered is missing or changed anywhere. */
    void atRest(SimNode a, SimNode b) {
        Set<Hash> foundAtA = found(a);
        Set<Hash> foundAtB = found(b);
        delivered.forEach((id, hash) -> {
            check(
                    1,
                    there(a, id, hash) || foundAtA.contains(hash),
                    "a delivered entry is gone at " + a.party + ": " + id);
            check(
                    1,
                    there(b, id, hash) || foundAtB.contains(hash),
                    "a delivered entry is gone at " + b.party + ": " + id);
        });
        a.store.logs().forEach((id, log) -> {
            if (world.lied() && id.party().equals(world.south.party)) return;
            sameOrder(id, log, b.store.of(id));
        });
        live.atRest(a);
        live.atRest(b);
    }

    private static boolean there(SimNode node, EntryId id, Hash hash) {
        return node.store.find(id).map(e -> e.hash().equals(hash)).orElse(false);
    }

    private void sameOrder(LogId id, SimStore.Log log, SimStore.Log other) {
        int size = log.entries.size();
        check(10, size == other.entries.size(), "sizes differ of " + id + ": " + size + " and " + other.entries.size());
        for (int i = 0; i < size; i++) {
            check(10, log.entries.get(i).hash().equals(other.entries.get(i).hash()), "order differs in " + id);
        }
    }

    /** The leaves that own FOUND entries carry: they stood beyond a gap that nobody holds. */
    private static Set<Hash> found(SimNode node) {
        Set<Hash> found = new HashSet<>();
        carried(node).forEach(leaf -> found.add(Rfc6962.leaf(leaf)));
        return found;
    }

    /** The same, as bytes. */
    static List<byte[]> carried(SimNode node) {
        List<byte[]> carried = new ArrayList<>();
        node.store.logs().values().stream()
                .flatMap(log -> log.entries.stream())
                .filter(e -> e.mark().type().equals("FOUND"))
                .forEach(e -> carried(e, carried));
        return carried;
    }

    /** What a FOUND carries may be a FOUND itself: its leaf counts too. */
    private static void carried(KeptEntry entry, List<byte[]> into) {
        Optional<byte[]> leaf = carried(entry.leaf().array());
        while (leaf.isPresent()) {
            into.add(leaf.get());
            leaf = carried(leaf.get());
        }
    }

    private static Optional<byte[]> carried(byte[] leaf) {
        try {
            Statement statement = Leaf.parse(leaf).statement();
            boolean found = statement.kind().type() == EntryType.FOUND;
            return found && statement.body().get("leaf").orElse(Json.NULL) instanceof Json.Str text
                    ? Optional.of(Base64.getDecoder().decode(text.text()))
                    : Optional.empty();
        } catch (MessageException e) {
            return Optional.empty(); // a liar's own leaf may be anything
        }
    }
}
