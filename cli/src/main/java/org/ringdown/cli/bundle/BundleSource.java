package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.NodeSource;

/** A line's record at rest, as an export reads it. What is read was rehashed against its tree (law 15). */
public interface BundleSource {
    /**
     * The line.
     *
     * @return 32 hex digits
     */
    String lineId();

    /**
     * Whose store this is.
     *
     * @return the party's short id
     */
    String party();

    /**
     * The founding charter.
     *
     * @return the note's exact bytes
     * @throws IOException when it can't be read
     */
    byte[] charterNote() throws IOException;

    /**
     * All certificates and revocations of both parties, in the order in which they came; those that are not good are left
     * out by the writer.
     *
     * @return what entries carry as such
     * @throws IOException when they can't be read
     */
    List<byte[]> keyNotes() throws IOException;

    /**
     * The logs, own and the peer's, oldest first.
     *
     * @return the logs
     * @throws IOException when they can't be read
     */
    List<LogId> logs() throws IOException;

    /**
     * The largest signed head of a log, with the cosignatures it has.
     *
     * @param log the log
     * @return the head by its size, or empty where none is kept
     * @throws IOException when it can't be read
     */
    Optional<NumberedNote> largestHead(LogId log) throws IOException;

    /**
     * Heads that the other party cosigned or that carry a post-quantum signature, smallest first.
     *
     * @param log the log
     * @param aboveSize only larger ones
     * @param countMax at most so many
     * @return the heads by their sizes
     * @throws IOException when they can't be read
     */
    List<NumberedNote> cosigned(LogId log, long aboveSize, int countMax) throws IOException;

    /**
     * Early receipts, smallest index first.
     *
     * @param log the log
     * @param fromIndex only for this entry and later ones
     * @param countMax at most so many
     * @return the receipts by the index of their entry
     * @throws IOException when they can't be read
     */
    List<NumberedNote> early(LogId log, long fromIndex, int countMax) throws IOException;

    /**
     * Consecutive leaves.
     *
     * @param log the log
     * @param first index of the first one
     * @param countMax at most so many
     * @return at least one where the log has it
     * @throws IOException when they can't be read, or do not hash to their place
     */
    List<Bytes> leaves(LogId log, long first, int countMax) throws IOException;

    /**
     * The log's tree.
     *
     * @param log the log
     * @return hashes of complete subtrees
     * @throws IOException when it can't be read
     */
    NodeSource nodes(LogId log) throws IOException;
}
