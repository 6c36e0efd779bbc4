package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LeafSkim;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.LeafHasher;

/** Reads leaves one by one; keeps one claim of each different {@code held}, and the papers. */
final class LeafScan {
    private final String lineId;
    private final LogId log;
    private final String peer;
    private final List<LeafBlock.HeldClaim> held = new ArrayList<>();
    private final List<Paper> papers = new ArrayList<>();
    private final Tally tally = new Tally();
    private final boolean reading;
    private final LeafHasher hasher = new LeafHasher();
    private final LeafSkim skim;
    private Optional<Held> lastHeld = Optional.empty();

    /**
     * Makes a scan.
     *
     * @param lineId the line
     * @param log the log the leaves stand in
     * @param peer the party whose log {@code held} speaks of
     * @param reading false to hash only
     */
    LeafScan(String lineId, LogId log, String peer, boolean reading) {
        this.reading = reading;
        this.lineId = lineId;
        this.log = log;
        this.peer = peer;
        this.skim = new LeafSkim(lineId, log);
    }

    List<LeafBlock.HeldClaim> held() {
        return held;
    }

    List<Paper> papers() {
        return papers;
    }

    Tally tally() {
        return tally;
    }

    /** Reads and hashes the leaf that stands in a block from one place to before another. */
    Hash leaf(String name, long index, byte[] block, int from, int to) throws BundleException {
        if (to - from > Leaf.BYTES_MAX) {
            throw new BundleException(
                    BundleCode.TOO_LARGE, name + ": entry " + index + " has " + (to - from) + " bytes");
        }
        if (reading) read(index, block, from, to);
        return hasher.leaf(block, from, to);
    }

    private void read(long index, byte[] block, int from, int to) {
        switch (skim.read(block, from, to, index)) {
            case READ -> {
                tally.readable(skim.type(), skim.wallMs());
                held(index, skim.held());
            }
            case ASK_PARSER -> {
                try {
                    readable(index, Leaf.parse(Arrays.copyOfRange(block, from, to)));
                } catch (MessageException e) {
                    // The record keeps such a leaf as bytes (law 7), so a verifier counts it and goes on.
                    tally.opaqueEntry();
                }
            }
        }
    }

    private void readable(long index, Leaf leaf) {
        Statement statement = leaf.statement();
        Seal seal = leaf.seal();
        tally.readable(statement.kind().type(), seal.wallMs());
        boolean inPlace = statement.origin().lineId().equals(lineId)
                && statement.origin().log().equals(log)
                && seal.index() == index;
        if (!inPlace) {
            tally.misplacedEntry();
            return;
        }
        held(index, seal.held());
        EntryType type = statement.kind().type();
        boolean paper = type == EntryType.KEY || type == EntryType.REVOCATION;
        if (paper && statement.body().get("note").orElse(Json.NULL) instanceof Json.Str note) {
            papers.add(new Paper(entry(index), type == EntryType.REVOCATION, note.text()));
        }
    }

    private EntryId entry(long index) {
        return new EntryId(log.party(), log.epoch(), index);
    }

    private void held(long index, Optional<Held> says) {
        if (says.isEmpty() || says.equals(lastHeld)) return;
        lastHeld = says;
        says.ifPresent(of -> held.add(new LeafBlock.HeldClaim(
                new LogId(peer, of.epoch()),
                new Claims.Claim(of.size(), of.root(), new Claims.Source.HeldBy(entry(index))))));
    }
}
