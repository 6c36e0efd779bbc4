package org.ringdown.node;

import java.lang.System.Logger;
import java.nio.file.Files;
import org.ringdown.charter.Charter;
import org.ringdown.charter.KeyRing;
import org.ringdown.line.StoreException;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;

/**
 * A line's charter and keys as they stand on this disk: what was exchanged as files, and what the record has. Needs no
 * running node and disturbs none. A store that can't be read leaves what the files say: words for a plain telephone must be
 * had when all else fails. Immutable.
 */
public final class RecordedLine {
    private static final Logger LOG = System.getLogger(RecordedLine.class.getName());

    private final LineRing line;

    private RecordedLine(LineRing line) {
        this.line = line;
    }

    /**
     * Reads the files and the record of a founded line.
     *
     * @param data the data directory
     * @param lineId the line
     * @return how it stands
     * @throws NodeException FILE_FAILED or CHARTER_REFUSED when a file of the line can't be read or is refused
     */
    public static RecordedLine read(DataDirectory data, String lineId) throws NodeException {
        LineRing line = LineRing.open(data, lineId, () -> {});
        readRecord(line, data, lineId);
        return new RecordedLine(line);
    }

    private static void readRecord(LineRing line, DataDirectory data, String lineId) {
        if (!Files.isRegularFile(data.store(lineId))) return;
        try (SqliteReader reader = SqliteReader.open(data.store(lineId), 1)) {
            for (StoredEntry entry : reader.formal()) {
                // a revocation works at once; the rest in the order of its log
                boolean counts =
                        entry.missing() == 0 || entry.entry().mark().type().equals("REVOCATION");
                if (counts) note(line, entry);
            }
        } catch (StoreException e) {
            LOG.log(Logger.Level.WARNING, "line {0}: only its files are read: {1}", lineId, e.getMessage());
        }
    }

    private static void note(LineRing line, StoredEntry entry) {
        try {
            // a paper that was refused when it came is refused again
            line.noted(entry.entry().log(), Leaf.parse(entry.entry().leaf().array()));
        } catch (MessageException unreadable) {
            LOG.log(Logger.Level.DEBUG, "an unreadable entry certifies nothing");
        }
    }

    /**
     * The keys.
     *
     * @return the ring, under the newest charter that is in force
     */
    public KeyRing ring() {
        return line.ring();
    }

    /**
     * The charter as one party has it in force.
     *
     * @param party the party
     * @return the founding charter, or the last one that this party adopted
     */
    public Charter charter(String party) {
        return line.acts().standing(party);
    }
}
