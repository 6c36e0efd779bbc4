package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/** What heads, receipts and entries say the roots of logs are; each is checked when its log's tree reaches the size. */
final class Claims {
    /** So many different ones are checked; beyond it they are counted and said. */
    static final int KEPT_MAX = 200_000;

    /**
     * One claim.
     *
     * @param size the size of a log
     * @param root what its root is said to be
     * @param source who says so
     */
    record Claim(long size, Hash root, Source source) {}

    /** Where a claim stands. */
    sealed interface Source {
        /** A signed head in the bundle. */
        record SignedHead() implements Source {}

        /** An early receipt for an entry of the log. */
        record EarlyReceipt(long index) implements Source {}

        /** The {@code held} of an entry of another log. */
        record HeldBy(EntryId entry) implements Source {}
    }

    private record Key(long size, Hash root) {}

    private final Map<LogId, List<Claim>> claims = new HashMap<>();
    private final Map<LogId, Set<Key>> seen = new HashMap<>();
    private long unchecked;

    void add(LogId about, Claim claim) {
        Set<Key> known = seen.computeIfAbsent(about, log -> new HashSet<>());
        if (known.size() >= KEPT_MAX) {
            unchecked++;
        } else if (known.add(new Key(claim.size(), claim.root()))) {
            claims.computeIfAbsent(about, log -> new ArrayList<>()).add(claim);
        }
    }

    /** Takes out the claims about a log, smallest size first. */
    List<Claim> take(LogId about) {
        List<Claim> taken = claims.remove(about);
        if (taken == null) return List.of();
        taken.sort(Comparator.comparingLong(Claim::size));
        return taken;
    }

    /** The logs that somebody still claims something about. */
    Set<LogId> open() {
        return Set.copyOf(claims.keySet());
    }

    /** How many claims were more than are kept. */
    long unchecked() {
        return unchecked;
    }
}
