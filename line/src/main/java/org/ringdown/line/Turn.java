package org.ringdown.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.EntryId;
import org.ringdown.message.Held;
import org.ringdown.message.LogId;

/** What one turn has gathered: what to make durable, and what to let out afterwards. Owned by {@code Post}. */
final class Turn {
    private final Map<LogId, Long> cuts = new HashMap<>();
    private final List<KeptEntry> entries = new ArrayList<>();
    private final List<KeptEntry> early = new ArrayList<>();
    private final List<KeptHead> heads = new ArrayList<>();
    private final List<KeptReceipt> receipts = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, String> facts = new HashMap<>();
    private final List<PostEvent> events = new ArrayList<>();
    private final Map<String, StatementPlace> statements = new HashMap<>();

    /** What the newest entry of the peer in this turn says it held, and the signed head above that entry. */
    Optional<PeerHolds> peerHolds = Optional.empty();

    /** A peer's entry under a signed head names what was held. */
    record PeerHolds(Held held, String headNote) {}

    void cut(LogId log, long size) {
        cuts.put(log, size);
    }

    void entry(KeptEntry entry) {
        entries.add(entry);
        events.add(new PostEvent.EntryKept(entry));
        says(entry);
    }

    /** From now on the statement id is taken. */
    private void says(KeptEntry entry) {
        EntryMark mark = entry.mark();
        if (mark.statementId().isEmpty()) return;
        EntryId id = new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
        statements.put(
                entry.log().party() + "/" + mark.statementId(),
                new StatementPlace(id, entry.hash(), mark.requestDigest()));
    }

    void early(KeptEntry entry, long earlier) {
        early.add(entry);
        events.add(new PostEvent.EarlyKept(entry, earlier));
        says(entry);
    }

    void head(KeptHead head) {
        heads.add(head);
    }

    /** A head of this turn. */
    Optional<KeptHead> head(LogId log, long size) {
        return heads.stream()
                .filter(h -> h.log().equals(log) && h.size() == size)
                .findFirst();
    }

    void receipt(KeptReceipt receipt) {
        receipts.add(receipt);
    }

    void evidence(Evidence found) {
        evidence.add(found);
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    void event(PostEvent event) {
        events.add(event);
    }

    Optional<StatementPlace> statement(String party, String id) {
        return Optional.ofNullable(statements.get(party + "/" + id));
    }

    List<KeptEntry> entries() {
        return entries;
    }

    List<PostEvent> events() {
        return events;
    }

    Commit commit(boolean reserve) {
        return new Commit(cuts, entries, early, heads, receipts, evidence, facts, reserve);
    }
}
