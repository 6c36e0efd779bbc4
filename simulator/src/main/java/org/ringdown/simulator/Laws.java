package org.ringdown.simulator;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ringdown.charter.Json;
import org.ringdown.line.Frame;
import org.ringdown.line.FrameCodec;
import org.ringdown.line.FrameException;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.PostEvent;
import org.ringdown.line.Standing;
import org.ringdown.message.EntryId;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** Watches every frame and event, and holds them against what is durable at that moment. Counts what it checked. */
final class Laws {
    private final Map<Integer, Long> checked = new TreeMap<>();
    private final Map<String, Hash> roots = new HashMap<>();
    private final Map<EntryId, Hash> delivered = new LinkedHashMap<>();

    Map<Integer, Long> checked() {
        return checked;
    }

    private void check(int law, boolean holds, String seen) {
        checked.merge(law, 1L, Long::sum);
        if (!holds) throw new LawBroken(law, seen);
    }

    /** A frame leaves a node. */
    void leaves(SimNode from, byte[] bytes) {
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
                case Frame.Early f -> check(2, !f.note().isEmpty(), "an empty early receipt");
                case Frame.Hello _, Frame.Got _, Frame.Heartbeat _, Frame.Ask _, Frame.Unrecorded _ -> {}
                case Frame.Dispute _, Frame.Bye _ -> {}
            }
        } catch (FrameException | TranscriptException e) {
            throw new LawBroken(2, "a frame that can't be read left: " + e.getMessage());
        }
    }

    private void headLeaves(SimNode from, LogId log, String note) throws TranscriptException {
        Head head = Head.parse(SignedNote.parse(note).text());
        Hash known = roots.putIfAbsent(head.origin() + "@" + head.size(), head.root());
        check(4, known == null || known.equals(head.root()), "two roots of " + head.origin() + " at " + head.size());
        if (!log.party().equals(from.party)) return;
        Standing.Mark mark = from.secondPlace.read().orElseThrow().own().get(log);
        check(2, mark != null && mark.size() >= head.size(), "a head left before it was in the second place");
    }

    private void receiptLeaves(SimNode from, Frame.Receipt f) throws TranscriptException {
        Head head = Head.parse(SignedNote.parse(f.note()).text());
        SimStore.Log log = from.store.of(f.log());
        check(2, log.entries.size() >= head.size(), "a receipt left before the entries were durable");
        check(2, log.heads.containsKey(head.size()), "a receipt left before its head was durable");
        Standing.Mark mark = from.secondPlace.read().orElseThrow().cosigned().get(f.log());
        check(2, mark != null && mark.size() >= head.size(), "a receipt left before the second place knew it");
    }

    /**
     * Rolling back everything, unheard by anyone, cannot be detected (PROTOCOL.md 4): heads that the other side never
     * made durable are no longer held against a node that lost its store and its second place together.
     */
    void forgetUnheard(String lineId, SimNode lost, SimNode other) {
        roots.keySet()
                .removeIf(key -> other.store.logs().entrySet().stream()
                                .filter(e -> e.getKey().party().equals(lost.party))
                                .noneMatch(e -> e.getValue().heads.keySet().stream()
                                        .anyMatch(size -> key.equals(e.getKey().origin(lineId) + "@" + size)))
                        && key.startsWith(lineId + "/" + lost.party + "/"));
    }

    /** A node tells its console something. */
    void tells(SimNode node, SimNode peer, PostEvent event) {
        switch (event) {
            case PostEvent.Delivered d -> delivered(node, peer, d);
            case PostEvent.EntryKept _, PostEvent.EarlyKept _, PostEvent.StatusChanged _, PostEvent.Alarm _ -> {}
            case PostEvent.UnrecordedHeard heard -> {
                String id = heard.statement().id();
                check(3, node.heard.add(id), "an unrecorded message acted twice: " + id);
            }
            case PostEvent.Live live -> check(11, live.entry().index() >= 0, "");
        }
    }

    private void delivered(SimNode node, SimNode peer, PostEvent.Delivered d) {
        for (long i = d.from(); i < d.to(); i++) {
            EntryId id = new EntryId(d.log().party(), d.log().epoch(), i);
            KeptEntry own =
                    node.store.find(id).orElseThrow(() -> new LawBroken(1, "delivered, but not at home: " + id));
            long at = i;
            boolean receipt = node.store.of(d.log()).receipts.stream()
                    .anyMatch(r -> r.kind() == KeptReceipt.Kind.COSIGNATURE ? r.size() > at : r.size() == at + 1);
            check(1, receipt, "shown as delivered before its receipt was durable: " + id);
            check(1, peer.everHeld(id, own.hash()), "shown as delivered, but never durable at the peer: " + id);
            delivered.put(id, own.hash());
        }
    }

    /** Whether an own FOUND entry carries the leaf: it stood beyond a gap that nobody holds. */
    private static boolean found(SimNode node, Hash hash) {
        return node.store.logs().values().stream()
                .flatMap(log -> log.entries.stream())
                .filter(e -> e.mark().type().equals("FOUND"))
                .anyMatch(e -> carries(e, hash));
    }

    private static boolean carries(KeptEntry entry, Hash hash) {
        try {
            Json leaf = Leaf.parse(entry.leaf().array())
                    .statement()
                    .body()
                    .get("leaf")
                    .orElse(Json.NULL);
            return leaf instanceof Json.Str text
                    && Rfc6962.leaf(Base64.getDecoder().decode(text.text())).equals(hash);
        } catch (MessageException e) {
            throw new LawBroken(7, "an own entry can't be read: " + e.getMessage());
        }
    }

    /** At the end, when everything is healed: nothing that was delivered is missing or changed anywhere. */
    void atRest(SimNode a, SimNode b) {
        delivered.forEach((id, hash) -> {
            for (SimNode node : new SimNode[] {a, b}) {
                boolean there =
                        node.store.find(id).map(e -> e.hash().equals(hash)).orElse(false) || found(node, hash);
                check(1, there, "a delivered entry is gone or changed at " + node.party + ": " + id);
            }
        });
        a.store.logs().forEach((id, log) -> {
            SimStore.Log other = b.store.logs().get(id);
            check(10, other != null, "a log is missing at the other side: " + id);
            if (other == null) return;
            check(
                    10,
                    log.entries.size() == other.entries.size(),
                    "sizes differ of " + id + ": " + log.entries.size() + " and " + other.entries.size());
            for (int i = 0; i < log.entries.size(); i++) {
                check(10, log.entries.get(i).hash().equals(other.entries.get(i).hash()), "order differs in " + id);
            }
        });
    }
}
