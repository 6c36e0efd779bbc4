package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Charter;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Shown;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;

/**
 * Which messages of the other log crossed a message: its author was not shown them, and they were not said in the
 * knowledge of it. Both nodes compute it from the same two logs, so both show the same. The search stops at the first
 * message that knew, and at a bound.
 */
final class Crossings {
    private static final int LOOKED_AT_MAX = 64;
    private static final int SHOWN_MAX = 16;

    private final SqliteReader reader;
    private final String own;
    private final String peer;

    Crossings(SqliteReader reader, String own, Charter charter) {
        this.reader = reader;
        this.own = own;
        this.peer = charter.terms().parties().stream()
                .map(party -> party.id())
                .filter(id -> !id.equals(own))
                .findFirst()
                .orElseThrow();
    }

    /** What one of the two authors knew of the other log: its epoch, and the number of its entries. */
    private record Known(String epoch, long size) {}

    List<EntryId> of(KeptEntry entry, Leaf leaf) throws StoreException {
        if (!leaf.statement().kind().type().ladder()) return List.of();
        Optional<Known> known = leaf.statement().links().shown().map(Crossings::known);
        if (known.isEmpty()) known = leaf.seal().held().map(Crossings::known);
        if (known.isEmpty()) return List.of();
        String other = entry.log().party().equals(own) ? peer : own;
        LogId log = new LogId(other, known.get().epoch());
        List<EntryId> crossed = new ArrayList<>();
        for (StoredEntry candidate : reader.range(log, known.get().size(), LOOKED_AT_MAX)) {
            Optional<Leaf> message = message(candidate);
            if (message.isEmpty()) continue;
            Optional<Held> held = message.get().seal().held();
            boolean knew = held.isPresent()
                    && held.get().epoch().equals(entry.log().epoch())
                    && held.get().size() > entry.index();
            if (knew || crossed.size() == SHOWN_MAX) break;
            crossed.add(new EntryId(other, log.epoch(), candidate.entry().index()));
        }
        return crossed;
    }

    private static Optional<Leaf> message(StoredEntry candidate) {
        boolean ladder = EntryType.ofWire(candidate.entry().mark().type())
                .filter(EntryType::ladder)
                .isPresent();
        if (!ladder || candidate.damage().isPresent()) return Optional.empty();
        try {
            return Optional.of(Leaf.parse(candidate.entry().leaf().array()));
        } catch (MessageException e) {
            // bytes that nobody can read cross nothing
            return Optional.empty();
        }
    }

    private static Known known(Shown shown) {
        return new Known(shown.epoch(), shown.size());
    }

    private static Known known(Held held) {
        return new Known(held.epoch(), held.size());
    }
}
