package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/**
 * What entries and early receipts say the roots of logs are, until it is held against those logs: at the latest when there
 * are as many as are kept. For one thread.
 */
final class Claims {
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

    /** Holds claims against a log. */
    interface Judge {
        /** Takes them smallest size first. */
        void hold(LogId about, List<Claim> claims) throws BundleException, IOException;
    }

    private record Key(LogId about, long size, Hash root) {}

    private final Map<LogId, List<Claim>> claims = new LinkedHashMap<>();
    private final Set<Key> seen = new HashSet<>();
    private final int keptMax;
    private final Judge judge;
    private Optional<LeafBlock.HeldClaim> absent = Optional.empty();
    private int kept;

    /**
     * Makes an empty one.
     *
     * @param about the logs that are here
     * @param keptMax how many different ones to keep at once, over all logs
     * @param judge holds them against their logs
     */
    Claims(List<LogId> about, int keptMax, Judge judge) {
        for (LogId log : about) claims.put(log, new ArrayList<>());
        this.keptMax = keptMax;
        this.judge = judge;
    }

    void add(LogId about, Claim claim) throws BundleException, IOException {
        List<Claim> others = claims.get(about);
        if (others == null) {
            if (absent.isEmpty()) absent = Optional.of(new LeafBlock.HeldClaim(about, claim));
        } else if (seen.add(new Key(about, claim.size(), claim.root()))) {
            others.add(claim);
            if (++kept >= keptMax) hold();
        }
    }

    /** Takes out the claims about a log, smallest size first. */
    List<Claim> take(LogId about) {
        List<Claim> taken = claims.getOrDefault(about, List.of());
        if (taken.isEmpty()) return List.of();
        claims.put(about, new ArrayList<>());
        kept -= taken.size();
        taken.sort(Comparator.comparingLong(Claim::size));
        return taken;
    }

    /** Gives back what a log's run did not come to. */
    void giveBack(LogId about, List<Claim> unreached) {
        claims.computeIfAbsent(about, log -> new ArrayList<>()).addAll(unreached);
        kept += unreached.size();
    }

    /** Drops what the entries of a log say: they are not proven. */
    void forget(LogId log) {
        for (List<Claim> some : claims.values()) {
            int before = some.size();
            some.removeIf(claim -> claim.source() instanceof Source.HeldBy(EntryId entry)
                    && entry.party().equals(log.party())
                    && entry.epoch().equals(log.epoch()));
            kept -= before - some.size();
        }
    }

    /** Holds all that are kept against their logs. */
    void hold() throws BundleException, IOException {
        for (LogId log : List.copyOf(claims.keySet())) {
            List<Claim> taken = take(log);
            if (!taken.isEmpty()) judge.hold(log, taken);
        }
        seen.clear();
    }

    /** The first one about a log that is not here. */
    Optional<LeafBlock.HeldClaim> absent() {
        return absent;
    }
}
