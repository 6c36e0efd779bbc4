package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringdown.charter.Json;

/** Holds what the stores, the second places and the journals say against each other and against the laws. */
final class Checker {
    private static final int PAGE = 500;

    private final LawBook laws;

    Checker(LawBook laws) {
        this.laws = laws;
    }

    /** Law 1: what was shown as delivered is in both stores, the same bytes, and its receipt is in the sender's. */
    void delivered(Party own, StoreReading here, StoreReading there) {
        for (Journal journal : own.journals()) {
            journal.delivered().forEach((place, hash) -> {
                if (!place.startsWith(own.id + "/")) return;
                StoreReading.Kept mine = here.entries().get(place);
                StoreReading.Kept theirs = there.entries().get(place);
                boolean kept = mine != null && mine.hash().equals(hash);
                boolean held = theirs != null && theirs.hash().equals(hash);
                laws.check(1, kept, place + " was shown as delivered and is not what " + own.id + "'s store has");
                laws.check(1, held, place + " was shown as delivered and is not what the peer's store has");
                laws.check(1, here.covers(place), place + " was shown as delivered and no receipt of it is kept");
            });
        }
    }

    /** Law 1: what a receipt covered before a fault is there after it, at its place, the same bytes. */
    void nothingLost(String when, StoreReading before, StoreReading after) {
        before.entries().forEach((place, kept) -> {
            StoreReading.Kept now = after.entries().get(place);
            if (!before.covers(place) && now == null) return;
            laws.check(1, now != null && now.hash().equals(kept.hash()), place + " is lost or changed after " + when);
        });
    }

    /** Law 1: what was answered with 201 stands once in both stores, under its key. */
    void onceInBoth(List<Talk.Said> said, StoreReading... stores) {
        for (StoreReading store : stores) {
            Map<String, Integer> times = new HashMap<>();
            store.entries().forEach((place, kept) -> {
                if (kept.statementId().isEmpty()) return;
                times.merge(place.substring(0, place.indexOf('/')) + " " + kept.statementId(), 1, Integer::sum);
            });
            for (Talk.Said one : said) {
                int count = times.getOrDefault(one.by().id + " " + one.key(), 0);
                boolean there = store.entries().containsKey(one.place());
                laws.check(1, there && count == 1, one.place() + " was answered and stands " + count + " times");
            }
        }
    }

    /**
     * Law 2: right after a kill -9, everything that the peer has of the killed party is in the dead store, with a head in
     * its second place; and so is everything that the killed party receipted.
     */
    void dead(Party killed, StoreReading dead, StoreReading peer) {
        peer.entries().forEach((place, kept) -> {
            if (!place.startsWith(killed.id + "/")) return;
            StoreReading.Kept own = dead.entries().get(place);
            laws.check(2, own != null && own.hash().equals(kept.hash()), place + " left and is not in the dead store");
        });
        for (HeadSeen head : peer.heads()) {
            if (!head.log().startsWith(killed.id + "/")) continue;
            laws.check(2, dead.sizes().getOrDefault(head.log(), 0L) >= head.size(), "a head left first: " + head);
            laws.check(2, isMarked(dead, head.log(), head.size()), "the second place was later than " + head);
        }
        for (StoreReading.Receipt receipt : peer.receipts()) {
            boolean early = receipt.kind().equals("EARLY");
            boolean held = early
                    ? dead.entries().containsKey(receipt.log() + "/" + (receipt.size() - 1))
                    : dead.sizes().getOrDefault(receipt.log(), 0L) >= receipt.size();
            laws.check(2, held, "a receipt left before what it is for was durable: " + receipt);
            laws.check(2, isMarked(dead, receipt.log(), receipt.size()), "no mark stands for " + receipt);
        }
    }

    private static boolean isMarked(StoreReading store, String log, long size) {
        StoreReading.Mark mark = store.marks().get(log);
        return mark != null && mark.size() >= size;
    }

    /** Law 4: no two roots for one origin and size, anywhere; and every head is the root of the entries below it. */
    void heads(List<HeadSeen> heads, StoreReading... stores) {
        Map<String, HeadSeen> first = new HashMap<>();
        for (HeadSeen head : heads) {
            HeadSeen known = first.putIfAbsent(head.origin() + " " + head.size(), head);
            if (known == null) continue;
            laws.check(4, known.root().equals(head.root()), "two roots: " + known + " and " + head);
        }
        for (StoreReading store : stores) {
            Map<String, List<byte[]>> leaves = new HashMap<>();
            for (HeadSeen head : first.values()) {
                List<byte[]> log = leaves.computeIfAbsent(head.log(), store::leaves);
                if (head.size() > log.size()) continue;
                String root = MerkleOracle.text(MerkleOracle.root(log, (int) head.size()));
                laws.check(4, root.equals(head.root()), "these entries are not what was signed: " + head);
            }
        }
    }

    /** Law 4: both stores hold the same logs, to the last entry. */
    void alike(StoreReading north, StoreReading south) {
        north.sizes().forEach((log, size) -> {
            laws.check(4, size.equals(south.sizes().get(log)), log + " has another size at the peer");
            String here = MerkleOracle.text(MerkleOracle.root(north.leaves(log), (int) (long) size));
            List<byte[]> other = south.leaves(log);
            laws.check(4, here.equals(MerkleOracle.text(MerkleOracle.root(other, other.size()))), log + " differs");
        });
    }

    /** Law 15: every leaf hashes to what stands beside it. */
    void rehash(StoreReading store) {
        store.entries()
                .forEach((place, kept) ->
                        laws.check(15, kept.hash().equals(kept.storedHash()), place + " does not hash to its place"));
    }

    /** Law 10: the joint order of a node follows the links and the indexes, and both sides mark the same crossings. */
    void order(Party north, Party south) throws IOException, InterruptedException, DemoException {
        Map<String, Json.Obj> here = order(north);
        Map<String, Json.Obj> there = order(south);
        here.forEach((place, entry) -> {
            Json.Obj other = there.get(place);
            boolean same = other != null && entry.get("crossed").equals(other.get("crossed"));
            laws.check(10, same, place + " is marked as crossed on one side only, or is on one side only");
        });
    }

    private Map<String, Json.Obj> order(Party party) throws IOException, InterruptedException, DemoException {
        Map<String, Json.Obj> all = new HashMap<>();
        String path = "/api/v1/lines/" + party.lineId() + "/entries?order=joint&limit=" + PAGE + "&after=";
        long after = 0;
        boolean more = true;
        while (more) {
            Json.Obj page = party.api().get(path + after).body();
            List<Json.Obj> entries = Fields.list(page, "entries");
            order(party, entries.reversed());
            for (Json.Obj entry : entries) all.put(Fields.place(entry), entry);
            after = Fields.number(page, "next");
            more = Fields.truth(page, "more");
        }
        return all;
    }

    /** Walks one answer from its end, so that what stands below each entry is known. */
    private void order(Party party, List<Json.Obj> fromTheEnd) {
        Map<String, Long> least = new HashMap<>();
        for (Json.Obj entry : fromTheEnd) {
            String place = Fields.place(entry);
            String log = place.substring(0, place.lastIndexOf('/'));
            long index = Fields.number(entry, "index");
            laws.check(10, least.getOrDefault(log, Long.MAX_VALUE) > index, place + " stands below its younger");
            Json.Obj held = Fields.object(entry, "held");
            String other = place.startsWith("northland/") ? "southland/" : "northland/";
            long below = least.getOrDefault(other + Fields.text(held, "epoch"), Long.MAX_VALUE);
            String what = party.id + " shows " + place + " above what its author held";
            if (held.get("size").isPresent()) laws.check(10, below >= Fields.number(held, "size"), what);
            least.merge(log, index, Math::min);
        }
    }
}
