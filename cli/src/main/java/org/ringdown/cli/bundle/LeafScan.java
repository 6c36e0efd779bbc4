package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.message.EntryId;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** Reads leaves one by one; keeps one claim of each different {@code held}. */
final class LeafScan {
    private final String lineId;
    private final LogId log;
    private final String peer;
    private final List<LeafBlock.HeldClaim> held = new ArrayList<>();
    private final Tally tally = new Tally();
    private final boolean reading;
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
    }

    List<LeafBlock.HeldClaim> held() {
        return held;
    }

    Tally tally() {
        return tally;
    }

    Hash leaf(String name, long index, byte[] bytes) throws BundleException {
        if (bytes.length > Leaf.BYTES_MAX) {
            throw new BundleException(
                    BundleCode.TOO_LARGE, name + ": entry " + index + " has " + bytes.length + " bytes");
        }
        if (!reading) return Rfc6962.leaf(bytes);
        try {
            readable(index, Leaf.parse(bytes));
        } catch (MessageException e) {
            // The record keeps such a leaf as bytes (law 7), so a verifier counts it and goes on.
            tally.opaqueEntry();
        }
        return Rfc6962.leaf(bytes);
    }

    private void readable(long index, Leaf leaf) {
        Statement statement = leaf.statement();
        Seal seal = leaf.seal();
        tally.readable(statement.kind().type().wire(), seal.wallMs());
        boolean inPlace = statement.origin().lineId().equals(lineId)
                && statement.origin().log().equals(log)
                && seal.index() == index;
        if (!inPlace) {
            tally.misplacedEntry();
            return;
        }
        if (seal.held().isEmpty() || seal.held().equals(lastHeld)) return;
        lastHeld = seal.held();
        seal.held()
                .ifPresent(of -> held.add(new LeafBlock.HeldClaim(
                        new LogId(peer, of.epoch()),
                        new Claims.Claim(
                                of.size(),
                                of.root(),
                                new Claims.Source.HeldBy(new EntryId(log.party(), log.epoch(), index))))));
    }
}
